//! 涉企行政检查台账 with its 统计, as it is handed out.

use super::account::Account;
use super::statistics::Statistics;
use super::visit_line::VisitLine;
use crate::model::{LedgerField, Settings};
use serde::{Deserialize, Serialize};

/// What it is called.
pub const LEDGER_TITLE: &str = "涉企行政检查台账";

/// 涉企行政检查台账 as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerBook {
    /// Above the rows: 涉企行政检查台账（2018年）.
    pub title: String,
    /// The columns with their headings.
    pub columns: Vec<(LedgerField, String)>,
    /// The rows.
    pub lines: Vec<VisitLine>,
    /// 统计.
    pub statistics: Statistics,
}

impl LedgerBook {
    /// Of what was put down, by these settings; of days or of a campaign.
    pub fn new(title: String, mut account: Account, settings: &Settings, of_days: bool) -> Self {
        let statistics = Statistics::of(&mut account, &settings.caps, of_days);
        Self { title, columns: settings.shown_ledger_columns(), lines: account.lines, statistics }
    }
}
