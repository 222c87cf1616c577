//! 频次核对: the ledgers of a year held against a roster of businesses, by code, else by exact name; who is at the cap, who is
//! near it, who was visited a short while ago. It proposes and never decides. `make bench-caps` measures a hundred
//! thousand visits against a hundred thousand businesses.

mod finder;
mod hold;
mod judge;
mod lists;
mod report;
pub(super) mod rule;

pub use finder::HeldBusiness;
pub(super) use finder::identities;
pub use hold::hold;
pub use lists::{ListMatch, match_list};
pub use report::{CAP_REASON, CapFacts, CapLine, CapReport, Ledger, VISITS_TOLD};
pub use rule::{INCOMPLETE, PENALTY, concerned_days, year_days};
