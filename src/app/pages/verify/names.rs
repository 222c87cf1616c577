//! The names that an attempt drew.

use crate::browser::page;
use crate::draw::Report;
use yew::prelude::*;

/// So many are shown at once, on a phone; more are folded.
const OPEN: [usize; 2] = [40, 5];

/// The businesses that the attempt at this place drew, in the record's order.
pub fn names(report: &Report, attempt: usize) -> Html {
    let Some(outcome) = report.attempts.get(attempt).and_then(|a| a.outcome.as_ref()) else {
        return Html::default();
    };
    let left = outcome.drawn.saturating_sub(outcome.businesses.len());
    html! {
        <details open={outcome.businesses.len() <= OPEN[usize::from(page::is_narrow())]}>
            <summary>{ format!("{}户", outcome.drawn) }</summary>
            <ol class="names">{ for outcome.businesses.iter().map(|who| html! {
                <li><span>{ &who.name }</span>{ " " }<span class="mono small">{ &who.key }</span></li>
            }) }</ol>
            if left > 0 { <p class="small">{ format!("只列出前面的，另有{left}户，请看记录文件。") }</p> }
        </details>
    }
}
