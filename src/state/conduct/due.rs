//! What is due in a campaign.

use crate::course::{Deadline, DeadlineState, DueFacts, Worklist, deadlines as all};
use crate::model::Status;
use crate::state::campaign::{Attempt, Campaign};
use crate::state::model::Model;
use crate::state::plan::stages;
use chrono::NaiveDate;

/// Everything that is due in the campaign, the earliest first. Without the list of what to inspect (rosters that are
/// not in memory, as on the start page) no business is named; whether stages are done is told as soon as the outcome is
/// in memory. Nothing of a demonstration is overdue.
pub fn deadlines(model: &Model, campaign: &Campaign, list: Option<&Worklist>, today: NaiveDate) -> Vec<Deadline> {
    let current = campaign.current();
    let facts = DueFacts {
        stages: &stages(&campaign.plan),
        sealed: current.is_some(),
        conduct: current.filter(|a| a.drawn().is_some()).map(|a| &a.conduct),
        settings: &campaign.settings,
        list,
        to_inspect: current.and_then(|a| to_inspect(model, a)),
    };
    let mut all = all(&facts, today);
    if campaign.plan.demo {
        all.iter_mut()
            .filter(|d| d.standing == DeadlineState::Overdue)
            .for_each(|d| d.standing = DeadlineState::Passed);
    }
    all
}

/// Whether every business drawn is so far; not while the outcome is not in memory.
pub fn reached(model: &Model, campaign: &Campaign, least: Status) -> bool {
    let found = campaign.current().and_then(|a| Some((a, to_inspect(model, a)?)));
    found.is_some_and(|(attempt, wanted)| attempt.conduct.so_far(least) >= wanted)
}

/// How many businesses were drawn, which substitutions do not change (protocol §8).
fn to_inspect(model: &Model, attempt: &Attempt) -> Option<usize> {
    Some(model.outcome(attempt.drawn()?.outcome)?.businesses.len())
}
