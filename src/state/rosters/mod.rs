//! The rosters of a campaign: as read ([`Roster`]), in use ([`RosterRef`]: which, with its edits), checked
//! ([`CheckedRoster`]: what is wrong, [`Findings`]), and the rows that one wants to see ([`RowQuery`]). Knows no campaign.

pub(crate) mod checked;
pub(crate) mod findings;
pub(crate) mod query;
pub(crate) mod roster;
pub(crate) mod used;

pub use checked::CheckedRoster;
pub(crate) use checked::checked;
pub use findings::{Findings, FindingsHead, ProblemGroup};
pub use query::{RowQuery, alike, order};
pub use roster::{BusinessRoster, OfficerRoster, Roster, RosterHead};
pub use used::{Batch, RosterRef, overlay_of};
