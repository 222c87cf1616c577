//! All that stands between a campaign and its seal: plan and rosters checked against each other.

use crate::course::inspection_days;
use crate::model::{Business, Department, Matching, Officer, Plan, StratifyBy, WHOLE};
use crate::roster::Edited;
use crate::roster::checks;
use crate::roster::checks::PlanView;
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use crate::state::plan::{PlanDraft, PlanProblem, check_plan, stages};
use crate::state::rosters::{CheckedRoster, checked};
use chrono::NaiveDate;
use std::rc::Rc;

/// All that stands between a campaign and its seal.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The checked plan, or what is wrong with it.
    pub plan: Result<Plan, Vec<PlanProblem>>,
    /// The roster of businesses, its problems beside.
    pub businesses: Option<Rc<CheckedRoster<Business>>>,
    /// The roster of officers, its problems beside.
    pub officers: Option<Rc<CheckedRoster<Officer>>>,
}

/// Checks plan and rosters against each other. `today` decides which certificates have expired.
pub fn check(model: &Model, campaign: &Campaign, today: NaiveDate) -> Readiness {
    let plan = check_plan(&campaign.plan);
    let asks = PlanAsks::of(&campaign.plan, &plan);
    let departments = asks.departments.iter().flatten().map(|(name, needed)| (name.as_str(), *needed));
    let departments: Vec<_> = departments.collect();
    let categories: Vec<_> = asks.categories.iter().map(String::as_str).collect();
    let by = asks.by;
    let view =
        asks.departments.is_some().then_some(PlanView { departments: &departments, categories: &categories, by });
    let businesses = campaign.businesses.as_ref().and_then(|used| {
        let checks = |m: &Edited<Business>| {
            let mut found = checks::check_businesses(&m.rows, &m.excluded, &m.columns);
            found.extend(checks::check_dates(&m.rows, &m.excluded, &m.columns, today, asks.months));
            found.extend(
                view.iter().flat_map(|v| checks::check_businesses_with_plan(&m.rows, &m.excluded, &m.columns, v)),
            );
            found
        };
        Some(checked(model.businesses(used.blob)?, used, |read, _| read, checks))
    });
    let officers = campaign.officers.as_ref().and_then(|used| {
        let checks = |m: &Edited<Officer>| {
            let mut found = checks::check_officers(&m.rows, &m.excluded, &m.columns, today);
            found.extend(
                asks.inspected
                    .iter()
                    .flat_map(|days| checks::check_certificates(&m.rows, &m.excluded, &m.columns, today, *days)),
            );
            found.extend(
                view.iter().flat_map(|v| checks::check_officers_with_plan(&m.rows, &m.excluded, &m.columns, v)),
            );
            let known =
                businesses.iter().flat_map(|(_, b)| checks::check_recusals(&m.rows, &m.excluded, &m.columns, &b.rows));
            found.extend(known);
            found
        };
        let settle = |read, m: &Edited<Officer>| {
            checks::propose_recusals(read, &m.rows, businesses.as_ref().map(|(_, b)| &b.rows[..]))
        };
        Some(checked(model.officers(used.blob)?, used, settle, checks))
    });
    Readiness {
        plan,
        businesses: businesses.map(|(checked, _)| Rc::new(checked)),
        officers: officers.map(|(checked, _)| Rc::new(checked)),
    }
}

/// What a plan asks of the rosters: while it is the same, what is found wrong with them is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAsks {
    /// The departments, each with the officers that the draw needs; none while something of the plan is wrong.
    departments: Option<Vec<(String, usize)>>,
    /// The labels of the strata; empty where the draw is not stratified or something of the plan is wrong.
    categories: Vec<String>,
    by: StratifyBy,
    /// Within how many months a business must have been inspected to be told of.
    months: Option<u32>,
    /// The first and the last day of inspection.
    inspected: Option<(NaiveDate, NaiveDate)>,
}

impl PlanAsks {
    /// That of a plan as typed and as checked.
    pub fn of(draft: &PlanDraft, checked: &Result<Plan, Vec<PlanProblem>>) -> Self {
        let plan = checked.as_ref().ok();
        let needed = |plan: &Plan, d: &Department| match plan.matching {
            Matching::Teams(teams) => d.per_team.saturating_mul(teams),
            Matching::PerBusiness => d.draw.unwrap_or(d.per_team).max(d.per_team),
        };
        let named = |plan: &Plan, d: &Department| (d.name.clone(), needed(plan, d) as usize);
        let labels = plan.iter().flat_map(|plan| &plan.strata).map(|s| &s.label);
        Self {
            departments: plan.map(|plan| plan.departments.iter().map(|d| named(plan, d)).collect()),
            categories: labels.filter(|label| *label != WHOLE).cloned().collect(),
            by: draft.by,
            months: draft.months(),
            inspected: inspection_days(&stages(draft)),
        }
    }
}
