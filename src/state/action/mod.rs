//! What can happen ([`Action`], of one campaign [`Act`]), and why it is refused ([`Refusal`]).

pub(crate) mod act;
pub(crate) mod conduct_fault;
pub(crate) mod refusal;

pub use act::{Act, Action, Amend, Beginning, Origin, Replace, Taken, TakenList};
pub use conduct_fault::ConductFault;
pub(crate) use conduct_fault::{not_inspected, who};
pub use refusal::Refusal;
