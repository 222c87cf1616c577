//! 检查码, 亮证亮码 (宁夏, domain-2026 §1): where an inspection was made without a code, or with one that another visit has.

use super::{Worklist, WorklistItem};
use crate::draw::Who;
use crate::model::{Conduct, InspectionCode, ToMap, normal_key};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// What is wrong with the codes of a visit that was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// No code, and no reason; of which departments, where others have one.
    #[error("{0}{1}检查时没有检查码，也没有填写未亮码的理由。有码的请补填，确实没有的请写明理由")]
    None(Who, Departments),
    /// It was obtained after the inspection, and no reason tells why.
    #[error("{who}的检查码{obtained}才取得，晚于检查日期{inspected}，也没有填写未亮码的理由。请核实日期，或写明理由")]
    Late {
        /// Which business.
        who: Who,
        /// 取得日期.
        obtained: NaiveDate,
        /// When it was inspected.
        inspected: NaiveDate,
    },
    /// Another visit has the same.
    #[error("{0}和{1}的检查码都是“{2}”，一个码只用于一次检查，请核实")]
    Twice(Who, Who, String),
}

/// Departments in brackets; nothing where all are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departments(pub Vec<String>);

impl std::fmt::Display for Departments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "（{}）", self.0.join("、")) }
    }
}

impl CodeFault {
    /// The business that it is about.
    pub const fn business(&self) -> &Who {
        match self {
            Self::None(who, _) | Self::Late { who, .. } | Self::Twice(who, ..) => who,
        }
    }
}

/// The businesses by the codes that they have, in the order of the list.
pub(super) fn by_code<'a>(list: &'a Worklist, conduct: &'a Conduct) -> HashMap<String, Vec<&'a WorklistItem>> {
    let mut all: HashMap<String, Vec<&WorklistItem>> = HashMap::new();
    for b in &list.businesses {
        for code in conduct.visits.get(&b.key).into_iter().flat_map(|v| &v.codes) {
            let key = normal_key(&code.code);
            let known = all.entry(key).or_default();
            if !known.iter().any(|other| other.key == b.key) {
                known.push(b);
            }
        }
    }
    all.remove("");
    all
}

/// Another business that has the code already.
pub fn code_elsewhere<'a>(
    list: &'a Worklist,
    conduct: &Conduct,
    business: &str,
    code: &str,
) -> Option<&'a WorklistItem> {
    let wanted = Some(normal_key(code)).filter(|code| !code.is_empty())?;
    let has = |b: &&WorklistItem| {
        let codes = conduct.visits.get(&b.key).into_iter().flat_map(|v| &v.codes);
        b.key != business && codes.into_iter().any(|c| normal_key(&c.code) == wanted)
    };
    list.businesses.iter().find(has)
}

/// What is told of a code that another business has.
pub fn code_twice_told(other: &str) -> String {
    format!("“{other}”已经登记了同一个检查码，一个码只用于一次检查，请核实")
}

/// What is wrong with the codes of the visits that were made, and codes that two of the list have.
pub(super) fn code_faults(list: &Worklist, conduct: &Conduct) -> Vec<CodeFault> {
    let mut all = Vec::new();
    let known = by_code(list, conduct);
    for b in &list.businesses {
        let codes = conduct.visits.get(&b.key).map_or(&[][..], |v| &v.codes);
        if let Some(day) = conduct.inspections.get(&b.key).and_then(|i| i.date) {
            of_inspected(b, codes, day, &mut all);
        }
        let twice: BTreeMap<String, &str> =
            codes.iter().map(|c| (normal_key(&c.code), c.code.as_str())).filter(|(key, _)| !key.is_empty()).to_map();
        for (key, code) in twice {
            if let Some([first, ..]) = known.get(&key).map(Vec::as_slice)
                && first.key != b.key
            {
                let who = |b: &WorklistItem| Who::new(&b.name, &b.key);
                all.push(CodeFault::Twice(who(b), who(first), code.to_owned()));
            }
        }
    }
    all
}

fn of_inspected(b: &WorklistItem, codes: &[InspectionCode], day: NaiveDate, all: &mut Vec<CodeFault>) {
    let who = || Who::new(&b.name, &b.key);
    let said = |c: &&InspectionCode| !c.code.trim().is_empty() || !c.reason.trim().is_empty();
    let has = |department: &str| codes.iter().filter(said).any(|c| c.department == department);
    if !has("") {
        let missing: Vec<_> = b.shares.iter().map(|s| &s.department).filter(|d| !has(d)).cloned().collect();
        let whole = missing.len() == b.shares.len();
        if !missing.is_empty() || b.shares.is_empty() {
            all.push(CodeFault::None(who(), Departments(if whole { Vec::new() } else { missing })));
        }
    }
    let late = codes.iter().filter(|c| !c.code.trim().is_empty() && c.reason.trim().is_empty());
    if let Some(obtained) = late.filter_map(|c| c.obtained).filter(|on| *on > day).max() {
        all.push(CodeFault::Late { who: who(), obtained, inspected: day });
    }
}
