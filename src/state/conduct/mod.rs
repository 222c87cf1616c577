//! What follows the draw: what is to inspect and what is due; inspections, publication, transfers.

mod approvals;
mod drawn_attempt;
pub(crate) mod due;
mod inspections;
mod publication;
mod transfers;
mod visits;
pub(crate) mod worklist;

pub use due::{deadlines, inspection_stage, reached};
pub use worklist::{Contact, contact, worklist};
