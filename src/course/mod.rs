//! The course of a campaign after its draw, as values: what is to be inspected, what is due, how it stands. It knows
//! nothing of how a campaign is kept. Pure.

mod deadline;
mod ics;
mod worklist;

pub use deadline::{Deadline, DueFacts, Matter, SOON, Standing, deadlines, end};
pub use ics::ics;
pub use worklist::{Listed, OfficerOf, Share, Sources, Worklist, items_for};
