//! 近期到期: what is due in all campaigns together, each line leading to where it is done.

use crate::app::hooks::worklist::due;
use crate::app::parts::due_lines;
use crate::course::{Deadline, DeadlineState};
use crate::model::InOrder;
use crate::state::{Campaign, Model};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// So many lines are shown at once; the others when they are asked for.
const SHOWN: usize = 5;

/// What is due within so many days is told although there is time.
const AHEAD: u64 = 7;

/// What is late for more days than this comes after all that can still be mended.
const LONG_PAST: u64 = 90;

/// What is due of a campaign.
#[derive(PartialEq)]
pub struct CampaignDue {
    campaign: Rc<Campaign>,
    all: Vec<Deadline>,
}

/// Of each of these campaigns what is late, near, or due soon.
pub fn due_of(model: &Model, campaigns: &[Rc<Campaign>], today: NaiveDate) -> Vec<CampaignDue> {
    let ahead = today.checked_add_days(Days::new(AHEAD)).unwrap_or(NaiveDate::MAX);
    let is_told = |d: &Deadline| match d.standing {
        DeadlineState::Overdue | DeadlineState::Soon => true,
        DeadlineState::Open => d.due <= ahead,
        DeadlineState::Passed | DeadlineState::Done | DeadlineState::DoneLate => false,
    };
    // Without all inspections nothing is said of what is due.
    let whole = campaigns.iter().filter(|c| c.lacks().is_none());
    let of = whole.map(|campaign| {
        let all = due(model, campaign, None).into_iter().filter(is_told).collect();
        CampaignDue { campaign: campaign.clone(), all }
    });
    of.filter(|of| !of.all.is_empty()).collect()
}

/// The lines, the earliest first, what is long past last; with the names of the campaigns where there are several, by more than
/// the titles that are shared.
pub fn due_card(
    found: &[CampaignDue],
    (names, shared): (bool, &BTreeSet<String>),
    today: NaiveDate,
    open: bool,
    ontoggle: Callback<Event>,
) -> Html {
    let long_past = today.checked_sub_days(Days::new(LONG_PAST)).unwrap_or(NaiveDate::MIN);
    let mut lines: Vec<_> = found
        .iter()
        .flat_map(|of| {
            let name = names.then(|| {
                let title = of.campaign.title();
                // What tells it apart comes first: a long line is cut off at its end.
                if shared.contains(&title) { format!("{} {title}", of.campaign.mark()) } else { title }
            });
            due_lines(&of.all, Some(&of.campaign.id), name.as_deref())
        })
        .collect();
    lines.order_by_key(|(due, _)| (*due < long_past, *due));
    let left = lines.len().saturating_sub(SHOWN);
    let mut lines = lines.into_iter().map(|(_, line)| line);
    let first: Vec<_> = lines.by_ref().take(SHOWN).collect();
    if first.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="due">
            <div class="head"><h2 id="due">{ "到期事项" }</h2><span class="small">{ format!("过了期的，和{AHEAD}天内到期的") }</span></div>
            <ul class="list due">{ for first }</ul>
            if left > 0 {
                <details {open} {ontoggle}>
                    <summary>{ format!("另有 {left} 项") }</summary>
                    if open { <ul class="list due">{ for lines }</ul> }
                </details>
            }
        </section>
    }
}
