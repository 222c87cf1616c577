//! Ledgers held against the businesses of a roster.

use super::finder::{Finder, HeldBusiness, Whose};
use super::judge::judge;
use super::report::{CapFacts, CapReport, Ledger};
use super::rule::{Departments, Visit, concerned_days, settle_joint, uncounted};
use chrono::Datelike;
use std::collections::{BTreeMap, HashMap};

/// Holds ledgers against the businesses of a roster.
pub fn hold(businesses: &[HeldBusiness], ledgers: &[Ledger<'_>], facts: &CapFacts<'_>) -> CapReport {
    let mut report = CapReport { year: facts.from.year(), ..CapReport::default() };
    let year = report.year;
    let mut departments = Departments::of(facts.departments);
    let visits = visits_of(businesses, ledgers, facts, &mut departments, &mut report);
    let mut found: Vec<(usize, Vec<Visit<'_>>)> = visits.into_iter().collect();
    found.sort_unstable_by_key(|(i, _)| *i);
    let mut why: BTreeMap<String, usize> = BTreeMap::new();
    for (i, of) in &mut found {
        settle_joint(of, facts.rules);
        for visit in of.iter().filter(|visit| visit.row.year() == Some(year)) {
            departments.count(visit.department);
            match &visit.uncounted {
                None => report.counted += 1,
                Some(reason) => *why.entry(reason.clone()).or_default() += 1,
            }
        }
        if !businesses[*i].out {
            judge(&businesses[*i], of, &departments, facts, &mut report);
        }
    }
    report.uncounted = why.into_iter().collect();
    report.strangers = departments.strangers();
    report
}

/// The visits of the ledgers to these businesses, by their places; of rows that are none, the report has how many.
fn visits_of<'a>(
    businesses: &[HeldBusiness],
    ledgers: &[Ledger<'a>],
    facts: &CapFacts<'_>,
    departments: &mut Departments,
    report: &mut CapReport,
) -> HashMap<usize, Vec<Visit<'a>>> {
    let finder = Finder::new(businesses);
    let year = report.year;
    let concerned = concerned_days(facts.from, facts.rules);
    let mut visits: HashMap<usize, Vec<Visit<'_>>> = HashMap::new();
    let mut other_years: BTreeMap<i32, usize> = BTreeMap::new();
    for (n, ledger) in ledgers.iter().enumerate() {
        for row in ledger.text.rows() {
            report.rows += 1;
            let is_of_year = row.year() == Some(year);
            if !is_of_year {
                *other_years.entry(row.year().unwrap_or(0)).or_default() += 1;
                if !row.day().is_some_and(|day| concerned.contains(&day)) {
                    continue;
                }
                report.near_before += 1;
            }
            match finder.find(&row) {
                Whose::None => report.unmatched += usize::from(is_of_year),
                Whose::Several(n) => report.unclear(ledger.title, &row, n),
                Whose::One(business) => {
                    let named = if row.department.is_empty() { ledger.department } else { row.department };
                    let department = departments.place(named);
                    let uncounted = uncounted(&row, facts.rules);
                    let visit = Visit { row, business, ledger: n, department, uncounted };
                    visits.entry(business).or_default().push(visit);
                }
            }
        }
    }
    report.other_years = other_years.into_iter().collect();
    visits
}
