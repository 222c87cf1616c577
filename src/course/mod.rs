//! The course of a campaign after its draw, as values: what is to be inspected, what is due, how it stands. It knows
//! nothing of how a campaign is kept. Pure.

mod deadline;
mod discrepancy;
mod ics;
mod tally;
mod worklist;

pub use deadline::{Deadline, DueFacts, Matter, SOON, Standing, deadlines, end};
pub use discrepancy::{Discrepancy, discrepancies};
pub use ics::ics;
pub use tally::{Line, Progress, Summary, Tally, percent};
pub use worklist::{Listed, OfficerOf, Share, Sources, Worklist, items_for};
