//! All that stands between a campaign and its seal: plan and rosters checked against each other.

use crate::course::inspection_days;
use crate::model::{Business, Matching, Officer, Plan, WHOLE};
use crate::roster::Edited;
use crate::roster::checks;
use crate::roster::checks::PlanView;
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use crate::state::plan::{PlanProblem, check_plan, stages};
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
    let needs = plan.as_ref().ok().map(Needs::of);
    let departments = needs.as_ref().map(Needs::departments).unwrap_or_default();
    let categories = needs.as_ref().map(Needs::categories).unwrap_or_default();
    let view =
        needs.as_ref().map(|_| PlanView { departments: &departments, categories: &categories, by: campaign.plan.by });
    let businesses = campaign.businesses.as_ref().and_then(|used| {
        let checks = |m: &Edited<Business>| {
            let mut found = checks::check_businesses(&m.rows, &m.excluded, &m.columns);
            found.extend(checks::check_dates(&m.rows, &m.excluded, &m.columns, today, campaign.plan.months()));
            found.extend(
                view.iter().flat_map(|v| checks::check_businesses_with_plan(&m.rows, &m.excluded, &m.columns, v)),
            );
            found
        };
        Some(checked(model.businesses(used.blob)?, used, |read, _| read, checks))
    });
    let inspections = inspection_days(&stages(&campaign.plan));
    let officers = campaign.officers.as_ref().and_then(|used| {
        let checks = |m: &Edited<Officer>| {
            let mut found = checks::check_officers(&m.rows, &m.excluded, &m.columns, today);
            found.extend(
                inspections
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

/// What a plan asks of the rosters, in the form that their checks take.
struct Needs {
    departments: Vec<(String, usize)>,
    categories: Vec<String>,
}

impl Needs {
    fn of(plan: &Plan) -> Self {
        let officers = |d: &crate::model::Department| match plan.matching {
            Matching::Teams(teams) => d.per_team.saturating_mul(teams),
            Matching::PerBusiness => d.draw.unwrap_or(d.per_team).max(d.per_team),
        };
        let departments = plan.departments.iter().map(|d| (d.name.clone(), officers(d) as usize)).collect();
        let labels = plan.strata.iter().map(|s| s.label.clone());
        Self { departments, categories: labels.filter(|l| l != WHOLE).collect() }
    }

    fn departments(&self) -> Vec<(&str, usize)> {
        self.departments.iter().map(|(name, needed)| (name.as_str(), *needed)).collect()
    }

    fn categories(&self) -> Vec<&str> {
        self.categories.iter().map(String::as_str).collect()
    }
}
