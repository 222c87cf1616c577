//! Officers who are drawn in another campaign of this browser whose inspections overlap in time. They are told before the
//! seal; they take part in the draw unless somebody leaves them out.

use crate::course::inspection_days;
use crate::draw::teams_after;
use crate::model::{InOrder, Status};
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use crate::state::plan::stages;
use crate::state::readiness::Readiness;
use chrono::NaiveDate;
use std::collections::HashSet;
use std::rc::Rc;

/// An officer of the roster who is drawn elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusyOfficer {
    /// Name.
    pub name: String,
    /// Department.
    pub department: String,
    /// The title of the other campaign.
    pub campaign: String,
    /// The first and the last day of its inspections.
    pub days: (NaiveDate, NaiveDate),
}

/// The officers that take part and stand, matched by key, in a team of another drawn campaign whose stage of inspection shares a
/// day with this one's. A campaign whose outcome is not in memory tells of nobody; nor does one that is all inspected, or a
/// demonstration beside a real one.
pub fn busy_officers(model: &Model, campaign: &Campaign, ready: &Readiness) -> Vec<BusyOfficer> {
    let own = inspection_days(&stages(&campaign.plan));
    let (Some(own), Some(officers)) = (own, &ready.officers) else { return Vec::new() };
    let beside = |c: &&Rc<Campaign>| c.id != campaign.id && c.plan.demo == campaign.plan.demo && !c.is_rehearsal;
    let busy: Vec<_> = model.in_use().filter(beside).filter_map(|other| elsewhere(model, other, own)).collect();
    if busy.is_empty() {
        return Vec::new();
    }
    let mut told: Vec<BusyOfficer> = Vec::new();
    for officer in officers.rows() {
        let key = officer.key();
        for (title, days, _) in busy.iter().filter(|(.., keys)| keys.contains(&key)) {
            told.push(BusyOfficer {
                name: officer.name.clone(),
                department: officer.department.clone(),
                campaign: title.clone(),
                days: *days,
            });
        }
    }
    told.order_by(|a, b| (a.days, &a.campaign).cmp(&(b.days, &b.campaign)));
    told
}

type Elsewhere = (String, (NaiveDate, NaiveDate), HashSet<String>);

/// Title, days and officers of another campaign, if it is drawn, not yet all inspected, and shares a day with `own`.
fn elsewhere(model: &Model, other: &Campaign, own: (NaiveDate, NaiveDate)) -> Option<Elsewhere> {
    let attempt = other.current()?;
    let outcome = model.outcome(attempt.drawn()?.outcome)?;
    let days = inspection_days(&stages(&other.plan))?;
    let overlaps = days.0 <= own.1 && own.0 <= days.1;
    if !overlaps || model.reached(other, Status::Inspected) {
        return None;
    }
    let teams = teams_after(&outcome.teams, &attempt.substitutions);
    let keys = teams.iter().flat_map(|team| team.all_officers().cloned()).collect();
    Some((other.title(), days, keys))
}
