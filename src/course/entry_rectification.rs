//! The sheet 整改复查 of the entry workbook: a row a business where something was ordered, and what became of it.

use super::entry_titles::NAME;
use super::{Worklist, WorklistItem};
use crate::model::{Conduct, Rectification, Reinspection};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The sheet of what was ordered; there is one only where something was.
pub const RECTIFICATION_SHEET: &str = "整改复查";

/// The columns of [`RECTIFICATION_SHEET`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs, reason = "the titles say what they are")]
pub enum RectificationColumn {
    Number,
    Name,
    Credit,
    Team,
    Paper,
    Due,
    Done,
    Reinspected,
    Reinspectors,
    Outcome,
}

/// The titles of [`RECTIFICATION_SHEET`], in the order of [`RectificationColumn`].
pub const RECTIFICATION_TITLES: [&str; 10] = [
    "序号",
    NAME,
    "统一社会信用代码",
    "检查组",
    "责令改正文号",
    "整改期限",
    "整改情况",
    "复查日期",
    "复查人员",
    "复查结果",
];

/// A field of 整改与复查 and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RectificationField {
    /// 责令改正文号.
    Number(String),
    /// 整改期限.
    Due(Option<NaiveDate>),
    /// 整改情况.
    Done(String),
    /// 复查日期.
    Reinspected(Option<NaiveDate>),
    /// 复查人员, by key.
    Reinspectors(Vec<String>),
    /// 复查结果.
    Outcome(Option<Reinspection>),
}

impl RectificationField {
    /// Its name on the screen.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Number(_) => "责令改正文号",
            Self::Due(_) => "整改期限",
            Self::Done(_) => "整改情况",
            Self::Reinspected(_) => "复查日期",
            Self::Reinspectors(_) => "复查人员",
            Self::Outcome(_) => "复查结果",
        }
    }

    /// Makes the change.
    pub fn apply(&self, r: &mut Rectification) {
        match self.clone() {
            Self::Number(text) => r.number = text,
            Self::Due(day) => r.due = day,
            Self::Done(text) => r.done = text,
            Self::Reinspected(day) => r.reinspected = day,
            Self::Reinspectors(keys) => r.reinspectors = keys,
            Self::Outcome(outcome) => r.outcome = outcome,
        }
    }

    /// The field, as the screen shows it.
    pub fn shown(&self, list: &Worklist, r: &Rectification) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match self {
            Self::Number(_) => r.number.clone(),
            Self::Due(_) => day(r.due),
            Self::Done(_) => r.done.clone(),
            Self::Reinspected(_) => day(r.reinspected),
            Self::Reinspectors(_) => reinspector_names(list, &r.reinspectors),
            Self::Outcome(_) => r.outcome.map(|o| o.title().to_owned()).unwrap_or_default(),
        }
    }
}

/// The businesses where something was ordered, each with what is known of it.
pub fn rectification_rows<'a>(
    list: &'a Worklist,
    conduct: &Conduct,
    picked: impl Fn(&WorklistItem) -> bool,
) -> Vec<(&'a WorklistItem, Rectification)> {
    let of = |b: &'a WorklistItem| {
        let inspection = conduct.inspections.get(&b.key).filter(|i| i.orders_rectification())?;
        Some((b, inspection.rectification.clone().unwrap_or_default()))
    };
    list.businesses.iter().filter(|b| picked(b)).filter_map(of).collect()
}

/// The officers as the workbook names them, the key behind a name that others have too.
pub fn reinspector_names(list: &Worklist, keys: &[String]) -> String {
    keys.iter().map(|key| list.officer_label(None, key)).collect::<Vec<_>>().join("、")
}
