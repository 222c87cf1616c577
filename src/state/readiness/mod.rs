//! Between plan and rosters and the seal: what is wrong with them ([`check()`]), who takes part ([`population()`]), and what would
//! be sealed ([`Sealing`]). Changes nothing.

pub(crate) mod check;
pub(crate) mod population;
pub(crate) mod sealing;
pub(crate) mod sizes;
pub(crate) mod strata;

pub use check::{PlanAsks, Readiness, check};
pub use population::{Population, left_out, population};
pub use sealing::{Basis, SealInput, Sealing, pack_sealed, sealed};
pub use sizes::{StratumCount, over_ceiling, small_samples};
pub use strata::{strata_found, strata_of_roster};
