//! Rosters held against the plan: categories, departments.

use crate::model::{Business, Excluded, Officer, normal_key};
use crate::roster::checks::findings::{Findings, not_excluded};
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
}

/// Businesses whose category the plan does not draw from, or of which it draws in two strata: in a stratified draw
/// each business belongs to exactly one (protocol §3).
pub fn check_businesses_with_plan(
    rows: &[Business],
    excluded: &[Excluded],
    columns: &Columns,
    plan: &PlanView<'_>,
) -> Vec<Problem> {
    let mut findings = Findings::new(columns);
    let rows = not_excluded(rows, excluded, |b| &b.source);
    let Some(first) = rows.first().filter(|_| !plan.categories.is_empty()) else { return Vec::new() };
    if !columns.has(Field::Category) {
        findings.add_to_sheet(&first.source.sheet, "", &PlanProblem::NoCategoryColumn);
        return findings.finish();
    }
    let keys: Vec<(String, &str)> = plan.categories.iter().map(|c| (normal_key(c), *c)).collect();
    for business in rows {
        check_category(business, plan, &keys, &mut findings);
    }
    findings.finish()
}

/// Which of the plan's categories, by their [`normal_key`]s, the entry is of. Its cell as a whole is one where the plan has it
/// (客运、货运), else each of the values that it lists.
pub fn categories_of<'a>(business: &Business, plan: &[(String, &'a str)]) -> Vec<&'a str> {
    let of = |keys: &[String]| plan.iter().filter(|(key, _)| keys.contains(key)).map(|(_, label)| *label).collect();
    let whole: Vec<&str> = of(&[normal_key(&business.categories.join("、"))]);
    if whole.is_empty() { of(&business.categories.iter().map(|c| normal_key(c)).collect::<Vec<_>>()) } else { whole }
}

fn check_category(business: &Business, plan: &PlanView<'_>, keys: &[(String, &str)], findings: &mut Findings<'_>) {
    let of_plan = categories_of(business, keys);
    let found = business.categories.join("、");
    let choices = plan.categories;
    let problem = match of_plan[..] {
        [_] => return,
        [] if found.is_empty() => PlanProblem::NoCategory { name: &business.name, choices },
        [] => PlanProblem::UnknownCategory { found: &found, choices },
        _ => PlanProblem::SeveralCategories(&of_plan),
    };
    let choices = if of_plan.is_empty() { choices } else { &of_plan[..] };
    let choices = choices.iter().map(|c| (*c).to_owned()).collect();
    findings.add_with_choices((&business.source, Field::Category), &found, &problem, choices);
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
