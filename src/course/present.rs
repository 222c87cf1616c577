//! Who was at an inspection: those who are entered as present, else the team as it stood on the day of the visit, so that an
//! officer who was replaced later is named wherever the visit is told: on 附件3, in public, in the ledger, in the entry workbook.

use super::{OfficerOf, Share, WorklistItem};
use crate::draw::Who;
use crate::model::Inspection;
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
