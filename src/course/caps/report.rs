//! What ledgers are held against, and what is found.

use super::finder::HeldBusiness;
use crate::course::ledger::{LedgerRow, LedgerText};
use crate::model::CapRules;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A ledger, and whose it is where its rows name no department.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'a> {
    /// What to call it.
    pub title: &'a str,
    /// 检查机关 of rows that name none.
    pub department: &'a str,
    /// Its rows.
    pub text: &'a LedgerText,
}

/// What ledgers are held against.
#[derive(Debug, Clone, Copy)]
pub struct CapFacts<'a> {
    /// The caps, and which visits count.
    pub rules: &'a CapRules,
    /// The departments that will inspect.
    pub departments: &'a [String],
    /// The first day on which they may.
    pub from: NaiveDate,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapReport {
    /// The year.
    pub year: i32,
    /// Rows of the ledgers.
    pub rows: usize,
    /// Rows that count, of businesses of the roster.
    pub counted: usize,
    /// Rows of businesses of the roster that do not count, by why.
    pub uncounted: Vec<(String, usize)>,
    /// Rows of another year, by year; 0 for those without one.
    pub other_years: Vec<(i32, usize)>,
    /// How many of these are so near that they are looked at for the warning.
    pub near_before: usize,
    /// Rows of businesses that the roster does not have.
    pub unmatched: usize,
    /// Rows that may be of several businesses of one name: what and where.
    pub unclear: Vec<String>,
    /// How many of these there are.
    pub unclear_rows: usize,
    /// 检查机关 of the ledgers that are none of the plan's departments, with how many rows; they count in the total alone.
    pub strangers: Vec<(String, usize)>,
    /// At the cap.
    pub at_cap: Vec<CapLine>,
    /// To be looked at.
    pub near: Vec<CapLine>,
}

/// A business that is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapLine {
    /// The place of its row.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Why: the reason for which it is proposed to be left out, or what is to be looked at.
    pub says: String,
    /// By which department's cap; none of the cap of all together, or of no cap.
    pub department: Option<String>,
    /// Its visits of the year, the latest first, [`VISITS_TOLD`] at most.
    pub visits: Vec<String>,
}

/// With this begins the reason of who is at a cap.
pub const CAP_REASON: &str = "检查频次已达上限";

/// Visits of a business that are told.
pub const VISITS_TOLD: usize = 5;
/// Unclear rows that are told one by one.
const UNCLEAR_TOLD: usize = 20;

impl CapReport {
    pub(super) fn unclear(&mut self, title: &str, row: &LedgerRow<'_>, several: usize) {
        self.unclear_rows += 1;
        if self.unclear.len() < UNCLEAR_TOLD {
            self.unclear.push(format!("{title}{}“{}”没有代码，名录里有{several}户同名", row.place, row.who()));
        }
    }
}

impl CapLine {
    pub(super) fn of(business: &HeldBusiness, says: String, department: Option<&str>, visits: Vec<String>) -> Self {
        let HeldBusiness { place, name, code, .. } = business;
        let department = department.map(str::to_owned);
        Self { place: *place, name: name.clone(), code: code.clone(), says, department, visits }
    }
}
