//! What is due in a campaign.

use crate::course::{Deadline, DeadlineState, DueFacts, Worklist, deadlines as all, inspection_days};
use crate::model::Conduct;
use crate::state::campaign::{Attempt, Campaign};
use crate::state::model::Model;
use crate::state::plan::stages;
use chrono::NaiveDate;
use std::borrow::Cow;

/// Everything that is due in the campaign, the earliest first. Without the list of what to inspect (rosters that are
/// not in memory, as on the start page) no business is named. Nothing of a demonstration is overdue, and of a rehearsal
/// nothing is due.
pub fn deadlines(model: &Model, campaign: &Campaign, list: Option<&Worklist>, today: NaiveDate) -> Vec<Deadline> {
    if campaign.is_rehearsal {
        return Vec::new();
    }
    let current = campaign.current();
    let conduct = current.filter(|a| a.drawn().is_some()).map(visited);
    let settings = model.office.over(&campaign.settings);
    let facts = DueFacts {
        stages: &stages(&campaign.plan),
        sealed: current.is_some(),
        conduct: conduct.as_deref(),
        settings: &settings,
        list,
        to_inspect: current.and_then(|a| model.to_inspect(a)),
    };
    let mut all = all(&facts, today);
    if campaign.plan.demo {
        all.iter_mut()
            .filter(|d| d.standing == DeadlineState::Overdue)
            .for_each(|d| d.standing = DeadlineState::Passed);
    }
    all
}

/// The first and last day of the plan's inspections, where it says them.
pub fn inspection_stage(campaign: &Campaign) -> Option<(NaiveDate, NaiveDate)> {
    inspection_days(&stages(&campaign.plan))
}

/// What became of it, without what was arranged for businesses that were put out since: they are not visited.
fn visited(attempt: &Attempt) -> Cow<'_, Conduct> {
    let out = |key: &str| attempt.substitutions.iter().any(|s| s.out.as_deref() == Some(key));
    let conduct = &attempt.conduct;
    if !conduct.visits.keys().any(|key| out(key)) {
        return Cow::Borrowed(conduct);
    }
    let mut conduct = conduct.clone();
    conduct.visits.retain(|key, _| !out(key));
    Cow::Owned(conduct)
}
