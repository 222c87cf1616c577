//! 涉企行政检查台账: of a year, and what a campaign's page shows of its own.

mod statistics;
mod year;

pub use statistics::{campaign_ledger, statistics_card};
pub use year::LedgerPage;
