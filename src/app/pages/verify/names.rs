use super::Finding;
use std::rc::Rc;
use yew::prelude::*;

/// So many are shown at once; more are folded.
const OPEN: usize = 40;

#[derive(Properties)]
pub struct NamesProps {
    pub finding: Rc<Finding>,
    /// The place of the attempt among those that are told.
    pub attempt: usize,
}

impl PartialEq for NamesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.finding, &other.finding) && self.attempt == other.attempt
    }
}

/// The businesses that an attempt drew, in the record's order.
#[component]
pub fn Names(p: &NamesProps) -> Html {
    let Some(outcome) = p.finding.report.attempts.get(p.attempt).and_then(|a| a.outcome.as_ref()) else {
        return Html::default();
    };
    let left = outcome.drawn.saturating_sub(outcome.businesses.len());
    html! {
        <details open={outcome.businesses.len() <= OPEN}>
            <summary>{ format!("{}户", outcome.drawn) }</summary>
            <ol class="names">{ for outcome.businesses.iter().map(|who| html! {
                <li><span>{ &who.name }</span>{ " " }<span class="mono small">{ &who.key }</span></li>
            }) }</ol>
            if left > 0 { <p class="small">{ format!("只列出前面的，另有{left}户，请用记录文件核对。") }</p> }
        </details>
    }
}
