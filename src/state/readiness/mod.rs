//! Between plan and rosters and the seal: what is wrong with them ([`check()`]), who takes part ([`population()`]), and what would
//! be sealed ([`Sealing`]). Changes nothing.

pub(crate) mod check;
pub(crate) mod population;
pub(crate) mod sealing;
pub(crate) mod strata;

pub use check::{Readiness, check};
pub use population::{Population, left_out, population};
pub use sealing::{Basis, SealInput, Sealing, pack_sealed, sealed};
