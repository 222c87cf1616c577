use super::campaign::Campaign;
use super::check_plan::stages;
use crate::course::{Deadline, DueFacts, Worklist, deadlines as all};
use chrono::NaiveDate;

/// Everything that is due in the campaign, the earliest first. Without the list of what to inspect (parts that are
/// not in memory, as on the start page) no business is named, and whether stages are done is told only as far as it is
/// known without it.
pub fn deadlines(campaign: &Campaign, list: Option<&Worklist>, today: NaiveDate) -> Vec<Deadline> {
    let current = campaign.current();
    let facts = DueFacts {
        stages: &stages(&campaign.plan),
        sealed: current.is_some(),
        conduct: current.filter(|a| a.drawn.is_some()).map(|a| &a.conduct),
        settings: &campaign.settings,
        list,
    };
    all(&facts, today)
}
