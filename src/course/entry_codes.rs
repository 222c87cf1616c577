//! The sheet 检查码 of the entry workbook: a row a business, and one more for each department that has a code of its own.

use super::entry_titles::{NAME, headers_of};
use super::{DayFault, Worklist, WorklistItem};
use crate::model::{Conduct, InspectionCode, Visit};
use crate::workbook::{WantedColumn, Workbook};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The sheet of the codes; there is one only where the county has codes.
pub const CODE_SHEET: &str = "检查码";

/// What stands where a code is of the whole visit.
pub const ALL_DEPARTMENTS: &str = "各部门共用";

/// The columns of [`CODE_SHEET`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs, reason = "the titles say what they are")]
pub enum CodeColumn {
    Number,
    Name,
    Credit,
    Team,
    Department,
    Code,
    Obtained,
    Reason,
    EnteredLater,
}

/// The titles of [`CODE_SHEET`], in the order of [`CodeColumn`].
pub const CODE_TITLES: [&str; 9] =
    ["序号", NAME, "统一社会信用代码", "检查组", "部门", "检查码", "检查码取得日期", "未亮码理由", "补录日期"];

/// A row to be written.
#[derive(Debug, Clone)]
pub struct CodeRow<'a> {
    /// Which business.
    pub business: &'a WorklistItem,
    /// What is known; its department is empty for the whole visit.
    pub code: InspectionCode,
}

/// The rows: for the whole visit first, unless departments have their own.
pub fn code_rows<'a>(
    list: &'a Worklist,
    conduct: &Conduct,
    picked: impl Fn(&WorklistItem) -> bool,
) -> Vec<CodeRow<'a>> {
    let of = |b: &'a WorklistItem| {
        let known = conduct.visits.get(&b.key).map_or(&[][..], |v| &v.codes);
        let none = known.is_empty().then(InspectionCode::default);
        let all = known.iter().cloned().chain(none);
        all.map(|code| CodeRow { business: b, code }).collect::<Vec<_>>()
    };
    list.businesses.iter().filter(|b| picked(b)).flat_map(of).collect()
}

/// A field of a code and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeField {
    /// 检查码.
    Code(String),
    /// 取得日期.
    Obtained(Option<NaiveDate>),
    /// 未亮码理由.
    Reason(String),
    /// 补录日期.
    EnteredLater(Option<NaiveDate>),
}

impl CodeField {
    /// Its name on the screen.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Code(_) => "检查码",
            Self::Obtained(_) => "检查码取得日期",
            Self::Reason(_) => "未亮码理由",
            Self::EnteredLater(_) => "补录日期",
        }
    }

    /// Makes the change.
    pub fn apply(&self, code: &mut InspectionCode) {
        match self.clone() {
            Self::Code(text) => code.code = text,
            Self::Obtained(day) => code.obtained = day,
            Self::Reason(text) => code.reason = text,
            Self::EnteredLater(day) => code.entered_later = day,
        }
    }

    /// The field, as the screen shows it.
    pub fn shown(&self, code: &InspectionCode) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match self {
            Self::Code(_) => code.code.clone(),
            Self::Obtained(_) => day(code.obtained),
            Self::Reason(_) => code.reason.clone(),
            Self::EnteredLater(_) => day(code.entered_later),
        }
    }
}

/// Whether the days of a visit's codes can be; a planned day may be any.
///
/// # Errors
/// [`DayFault`] of a day that has not come.
pub fn check_visit(visit: &Visit, today: NaiveDate) -> Result<(), DayFault> {
    for code in &visit.codes {
        for (what, day) in [("检查码取得日期", code.obtained), ("检查码补录日期", code.entered_later)] {
            day.map_or(Ok(()), |day| DayFault::not_future(what, day, today))?;
        }
    }
    Ok(())
}

/// Whether a sheet of codes is in the workbook.
pub(super) fn has_codes(book: &Workbook) -> bool {
    let column = |title| WantedColumn { headers: headers_of(title), needed: true };
    let needed = [CodeColumn::Name, CodeColumn::Code].map(|c| column(&CODE_TITLES[c as usize]));
    !book.tables(&needed).is_empty()
}
