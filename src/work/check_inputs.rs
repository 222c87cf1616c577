//! Plan and rosters checked against each other: what the findings depend on, and what is found put together with the rosters,
//! so that a page shows what it knows while a change is still being checked.

use crate::model::Plan;
use crate::roster::{Record, Rows, Severity};
use crate::state::{
    Campaign, CheckedRoster, Findings, Model, PlanAsks, PlanProblem, Readiness, Roster, RosterRef, check_plan,
    overlay_of,
};
use chrono::NaiveDate;
use std::rc::Rc;

/// Rows of both rosters together up to which they are looked after on the page itself, where the answer is there before a
/// message to the worker would have gone and come.
const SMALL: usize = 2_000;

/// Whether the rosters of a campaign, as far as they are in memory, are small.
pub fn is_small(model: &Model, campaign: &Campaign) -> bool {
    let businesses = campaign.businesses.as_ref().and_then(|used| model.businesses(used.blob));
    let officers = campaign.officers.as_ref().and_then(|used| model.officers(used.blob));
    let rows = businesses.map_or(0, |r| r.reading.rows.len()) + officers.map_or(0, |r| r.reading.rows.len());
    rows <= SMALL
}

/// What the findings of rosters depend on: while it is the same, so are they.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckInputs {
    asks: PlanAsks,
    rosters: [Option<RosterRef>; 2],
    /// Which rosters are in memory.
    there: [bool; 2],
    /// It decides which certificates have expired.
    pub today: NaiveDate,
}

/// What is wrong with the rosters: with the businesses, with the officers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RosterFindings(pub [Option<Rc<Findings>>; 2]);

impl RosterFindings {
    /// What was found of rosters that were checked.
    pub fn of(ready: &Readiness) -> Self {
        Self([
            ready.businesses.as_ref().map(|checked| checked.findings.clone()),
            ready.officers.as_ref().map(|checked| checked.findings.clone()),
        ])
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.0.iter().flatten().map(|found| found.count(Severity::Error)).sum()
    }
}

impl CheckInputs {
    /// Those of a campaign, on this day.
    pub fn of(model: &Model, campaign: &Campaign, today: NaiveDate) -> Self {
        Self::asked(model, campaign, &check_plan(&campaign.plan), today)
    }

    /// The same where its plan was checked already.
    pub(super) fn asked(
        model: &Model,
        campaign: &Campaign,
        plan: &Result<Plan, Vec<PlanProblem>>,
        today: NaiveDate,
    ) -> Self {
        let rosters = [campaign.businesses.clone(), campaign.officers.clone()];
        let there = rosters.each_ref().map(|used| used.as_ref().is_some_and(|u| model.blobs.contains_key(&u.blob)));
        Self { asks: PlanAsks::of(&campaign.plan, plan), rosters, there, today }
    }

    /// What of earlier findings is still shown: those of the same roster, mended or not. What was found of another roster
    /// says nothing of this one.
    pub fn still_shown(&self, earlier: &(Self, RosterFindings)) -> RosterFindings {
        let (then, found) = earlier;
        let same = |i: usize| {
            let name = |inputs: &Self| inputs.rosters[i].as_ref().map(|used| used.blob);
            found.0[i].clone().filter(|_| name(self) == name(then))
        };
        RosterFindings([same(0), same(1)])
    }
}

/// The plan as it stands, and the rosters as mended with what was found of them last.
pub fn put_together(model: &Model, campaign: &Campaign, found: RosterFindings) -> Readiness {
    fn checked<T: Record>(
        roster: Option<Rc<Roster<T>>>,
        used: Option<&RosterRef>,
        found: Option<Rc<Findings>>,
    ) -> Option<Rc<CheckedRoster<T>>> {
        let (all, used) = (roster?, used?);
        let laid = Rc::new(overlay_of(&all, used));
        Some(Rc::new(CheckedRoster { all, laid, findings: found.unwrap_or_default() }))
    }
    let RosterFindings([businesses, officers]) = found;
    let (b, o) = (campaign.businesses.as_ref(), campaign.officers.as_ref());
    Readiness {
        plan: check_plan(&campaign.plan),
        businesses: checked(b.and_then(|used| model.businesses(used.blob)), b, businesses),
        officers: checked(o.and_then(|used| model.officers(used.blob)), o, officers),
    }
}
