//! Officers whose certificate had ended on the day of an inspection: who has no valid one may not inspect (道路运输条例 59,
//! 行政处罚法 42). It is told and left to the officials, for a certificate may have been renewed since the roster was read.

use super::{Worklist, WorklistItem};
use crate::model::Inspection;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// An officer at an inspection that was after the last day of the officer's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapsed {
    /// The officer's name.
    pub officer: String,
    /// The last day of the certificate.
    pub until: NaiveDate,
}

/// The officers present at an inspection whose certificate, as far as it is known, ended before its day.
pub fn lapsed(list: &Worklist, b: &WorklistItem, inspection: &Inspection) -> Vec<Lapsed> {
    let Some(day) = inspection.date else { return Vec::new() };
    let of = |key: &str| {
        let officer = list.officers.get(key)?;
        let until = officer.valid_until.filter(|until| *until < day)?;
        Some(Lapsed { officer: officer.name.clone(), until })
    };
    b.present(inspection).into_iter().filter_map(of).collect()
}

/// Whose certificate had ended when, and what to do; nothing where there is nobody.
pub fn lapsed_told(lapsed: &[Lapsed], day: NaiveDate) -> Option<String> {
    let mut by_end: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    lapsed.iter().for_each(|l| by_end.entry(l.until).or_default().push(format!("“{}”", l.officer)));
    let named: Vec<String> =
        by_end.iter().map(|(until, officers)| format!("{}（有效到{until}）", officers.join("、"))).collect();
    (!named.is_empty()).then(|| {
        format!(
            "{}的执法证在检查日期{day}已经到期。请换人（替补，或在“到场检查人员”只留实际到场的），或改正检查日期；已换发新证的，请在备注写明。",
            named.join("、")
        )
    })
}
