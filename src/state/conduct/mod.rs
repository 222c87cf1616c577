//! What follows the draw: what is to inspect and what is due; inspections, publication, transfers.

pub(crate) mod account;
mod approvals;
pub(crate) mod busy;
mod drawn_attempt;
pub(crate) mod due;
mod inspections;
pub(crate) mod own_visits;
mod publication;
pub(crate) mod specialities;
mod transfers;
mod visits;
pub(crate) mod worklist;

pub use account::account;
pub use busy::{BusyOfficer, busy_officers};
pub use due::{deadlines, inspection_stage};
pub use own_visits::{add_visits, has_visits, visit_days};
pub use specialities::specialities;
pub use worklist::{Contact, contact, worklist};
