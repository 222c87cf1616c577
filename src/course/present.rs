//! Who was at an inspection: those who are entered as present, else the team as it stood on the day of the visit, so that an
//! officer who was replaced later is named wherever the visit is told: on 附件3, in public, in the ledger, in the entry workbook.

use super::{OfficerOf, Share, WorklistItem};
use crate::draw::{Substitution, Team, Who};
use crate::model::{EntityKind, Inspection};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The officers of a department in a team, as drawn, as they stood on that day, by key; without a day, as they stand now. A
/// replacement counts from its own day on.
pub fn officers_on<'a>(
    drawn: &'a Team,
    substitutions: &'a [Substitution],
    department: &str,
    day: Option<NaiveDate>,
) -> Vec<&'a str> {
    let mut keys: Vec<&str> = drawn.officers_of(department).iter().map(String::as_str).collect();
    let of_team = replacements(drawn.number, substitutions).filter(|s| day.is_none_or(|day| on(s) <= day));
    for s in of_team {
        let Some(place) = keys.iter().position(|key| s.out.as_deref() == Some(key)) else { continue };
        match s.incoming.as_deref() {
            Some(incoming) => keys[place] = incoming,
            None => drop(keys.remove(place)),
        }
    }
    keys
}

/// Those of a department who were there, of its officers on the day of the visit: all of them, where nothing else is entered.
pub fn present<'a>(
    inspection: Option<&'a Inspection>,
    on_the_day: impl IntoIterator<Item = &'a str>,
    is_of_department: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    match inspection.and_then(|i| i.present.as_ref()) {
        Some(keys) => keys.iter().map(String::as_str).filter(|key| is_of_department(key)).collect(),
        None => on_the_day.into_iter().collect(),
    }
}

/// The officers of a department at a business, before a replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Former {
    /// The day of the replacement.
    until: NaiveDate,
    /// Who was to inspect on the days before it.
    officers: Vec<Who>,
}

/// What stood before each replacement in the team, the first one first.
pub(super) fn former(
    drawn: &Team,
    substitutions: &[Substitution],
    department: &str,
    who: impl Fn(&str) -> Who,
) -> Vec<Former> {
    let mut days: Vec<NaiveDate> = replacements(drawn.number, substitutions).map(on).collect();
    days.sort_unstable();
    days.dedup();
    let before = |until: NaiveDate| {
        let officers = officers_on(drawn, substitutions, department, Some(until.pred_opt()?));
        Some(Former { until, officers: officers.into_iter().map(&who).collect() })
    };
    days.into_iter().filter_map(before).collect()
}

impl Share {
    /// Its officers on that day; without a day, those of now.
    pub fn officers_on(&self, day: Option<NaiveDate>) -> &[Who] {
        let former = day.and_then(|day| self.former.iter().find(|former| day < former.until));
        former.map_or(&self.officers, |former| &former.officers)
    }

    /// Its officers who were at the inspection, by key.
    pub fn present<'a>(&'a self, i: &'a Inspection, officers: &BTreeMap<String, OfficerOf>) -> Vec<&'a str> {
        let is_own = |key: &str| officers.get(key).is_some_and(|o| o.department == self.department);
        present(Some(i), self.officers_on(i.date).iter().map(|o| o.key.as_str()), is_own)
    }
}

impl WorklistItem {
    /// Its officers on that day, those of the lead first; without a day, those of now.
    pub fn officers_on(&self, day: Option<NaiveDate>) -> impl Iterator<Item = &Who> {
        self.shares.iter().flat_map(move |share| share.officers_on(day))
    }

    /// Everybody who was at the inspection, by key.
    pub fn present<'a>(&'a self, inspection: &'a Inspection) -> Vec<&'a str> {
        present(Some(inspection), self.officers_on(inspection.date).map(|o| o.key.as_str()), |_| true)
    }
}

fn replacements(team: u32, substitutions: &[Substitution]) -> impl Iterator<Item = &Substitution> {
    substitutions.iter().filter(move |s| s.kind == EntityKind::Officer && s.team == team)
}

fn on(replaced: &Substitution) -> NaiveDate {
    replaced.at.stamp().date_naive()
}
