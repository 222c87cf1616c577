//! Days that can't be: still to come, or before the day of what they follow.

use crate::model::Inspection;
use chrono::NaiveDate;

/// A day that can't be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayFault {
    /// It has not come.
    #[error("{what}{day}还没有到，请改正日期")]
    Future {
        /// Of what.
        what: &'static str,
        /// The day.
        day: NaiveDate,
    },
    /// It is too early.
    #[error("{what}{day}早于{than}{earliest}，请改正日期")]
    TooEarly {
        /// Of what.
        what: &'static str,
        /// The day.
        day: NaiveDate,
        /// Before what.
        than: &'static str,
        /// The day of that.
        earliest: NaiveDate,
    },
}

impl DayFault {
    /// # Errors
    /// [`DayFault::Future`] for a day after `today`.
    pub fn not_future(what: &'static str, day: NaiveDate, today: NaiveDate) -> Result<(), Self> {
        if day > today { Err(Self::Future { what, day }) } else { Ok(()) }
    }

    /// # Errors
    /// [`DayFault::TooEarly`] for a day before `earliest`.
    pub fn not_before(what: &'static str, day: NaiveDate, than: &'static str, earliest: NaiveDate) -> Result<(), Self> {
        if day < earliest { Err(Self::TooEarly { what, day, than, earliest }) } else { Ok(()) }
    }
}

/// Whether an inspection can be entered on `today` for a draw of that day. Results and follow-ups outside the
/// settings' lists are allowed: [`super::discrepancies`] names them.
///
/// # Errors
/// [`DayFault`] of its day.
pub fn check_inspection(inspection: &Inspection, drawn_on: NaiveDate, today: NaiveDate) -> Result<(), DayFault> {
    if let Some(day) = inspection.rectification.as_ref().and_then(|r| r.reinspected) {
        DayFault::not_future("复查日期", day, today)?;
    }
    let Some(day) = inspection.date else { return Ok(()) };
    DayFault::not_future("检查日期", day, today)?;
    DayFault::not_before("检查日期", day, "抽取日期", drawn_on)
}
