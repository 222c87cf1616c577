//! What follows the draw: what is to inspect and what is due; inspections, publication, transfers.

mod drawn_attempt;
pub(crate) mod due;
mod inspections;
mod publication;
mod transfers;
pub(crate) mod worklist;

pub use due::{deadlines, reached};
pub use worklist::{Contact, contact, worklist};
