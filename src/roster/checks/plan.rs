//! Rosters held against the plan: categories, departments.

use crate::model::{Business, Excluded, Officer, StratifyBy, normal_key};
use crate::roster::checks::findings::{Findings, not_excluded};
use crate::roster::checks::strata::{Misfit, Strata};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_plan::PlanProblem;
use std::collections::HashSet;

/// What the checks need to know of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanView<'a> {
    /// The departments, each with the number of officers that the draw needs.
    pub departments: &'a [(&'a str, usize)],
    /// The labels of the strata; empty when the draw is not stratified.
    pub categories: &'a [&'a str],
    /// By what the strata are made.
    pub by: StratifyBy,
}

/// Businesses that are of no stratum of the plan, or of two: in a stratified draw each business belongs to exactly one
/// (protocol §3).
pub fn check_businesses_with_plan(
    rows: &[Business],
    excluded: &[Excluded],
    columns: &Columns,
    plan: &PlanView<'_>,
) -> Vec<Problem> {
    let mut findings = Findings::new(columns);
    let rows = not_excluded(rows, excluded, |b| &b.source);
    let Some(first) = rows.first().filter(|_| !plan.categories.is_empty()) else { return Vec::new() };
    let needed = [
        (plan.by.has_category(), Field::Category, PlanProblem::NoCategoryColumn),
        (plan.by.has_grade(), Field::Risk, PlanProblem::NoGradeColumn),
        (plan.by == StratifyBy::Township, Field::Jurisdiction, PlanProblem::NoTownshipColumn),
    ];
    let mut is_there = true;
    for (_, _, problem) in needed.iter().filter(|(needed, field, _)| *needed && !columns.has(*field)) {
        findings.add_to_sheet(&first.source.sheet, "", problem);
        is_there = false;
    }
    let strata = Strata::of(plan.by, plan.categories.iter().copied());
    for business in rows.iter().filter(|_| is_there) {
        if let Err(misfit) = strata.find(business) {
            add_misfit(business, &strata, &misfit, &mut findings);
        }
    }
    findings.finish()
}

fn add_misfit(business: &Business, strata: &Strata<'_>, misfit: &Misfit<'_>, findings: &mut Findings<'_>) {
    let categories = strata.categories();
    let cell = business.categories.join("、");
    let township = strata.by() == StratifyBy::Township;
    let field_of_stratum = if township { Field::Jurisdiction } else { Field::Risk };
    let grades = strata.grades();
    let labels = strata.labels();
    let (field, found, problem, choices) = match misfit {
        Misfit::Category if cell.is_empty() => {
            let problem = PlanProblem::NoCategory { name: &business.name, choices: &categories };
            (Field::Category, "", problem, &categories)
        }
        Misfit::Category => {
            let problem = PlanProblem::UnknownCategory { found: &cell, choices: &categories };
            (Field::Category, cell.as_str(), problem, &categories)
        }
        Misfit::SeveralCategories(of) => (Field::Category, cell.as_str(), PlanProblem::SeveralCategories(of), of),
        Misfit::Grade => {
            let problem = PlanProblem::UnknownGrade { found: &business.risk, choices: &grades };
            (Field::Risk, business.risk.as_str(), problem, &grades)
        }
        Misfit::Stratum(label) => {
            let found = if township { &business.jurisdiction } else { &business.risk };
            let problem = PlanProblem::StratumOutsidePlan { label, by: strata.by(), choices: &labels };
            (field_of_stratum, found.as_str(), problem, if township { &labels } else { &grades })
        }
    };
    let choices = choices.iter().map(|c| (*c).to_owned()).collect();
    findings.add_with_choices((&business.source, field), found, &problem, choices);
}

/// Officers of departments that the plan does not have, and departments of the plan with too few officers.
pub fn check_officers_with_plan(
    rows: &[Officer],
    excluded: &[Excluded],
    columns: &Columns,
    plan: &PlanView<'_>,
) -> Vec<Problem> {
    let mut findings = Findings::new(columns);
    let rows = not_excluded(rows, excluded, |o| &o.source);
    let known: HashSet<String> = plan.departments.iter().map(|(name, _)| normal_key(name)).collect();
    for officer in rows.iter().filter(|o| !o.department.is_empty()) {
        if !known.contains(&normal_key(&officer.department)) {
            unknown_department(officer, plan, &mut findings);
        }
    }
    for (name, needed) in plan.departments {
        let key = normal_key(name);
        let count = rows.iter().filter(|o| normal_key(&o.department) == key).count();
        if count == 0 || count < *needed {
            department_short(name, count, *needed, &mut findings);
        }
    }
    findings.finish()
}

fn unknown_department(officer: &Officer, plan: &PlanView<'_>, findings: &mut Findings<'_>) {
    let choices: Vec<String> = plan.departments.iter().map(|(name, _)| (*name).to_owned()).collect();
    let found = officer.department.as_str();
    let problem = PlanProblem::UnknownDepartment { found, choices: &choices };
    findings.add_with_choices((&officer.source, Field::Department), found, &problem, choices.clone());
}

/// It is the whole roster that is short, not one of its sheets.
fn department_short(department: &str, count: usize, needed: usize, findings: &mut Findings<'_>) {
    let problem = match count {
        0 => PlanProblem::NoOfficers { department },
        _ => PlanProblem::TooFewOfficers { department, needed, count },
    };
    findings.add_to_sheet("", department, &problem);
}
