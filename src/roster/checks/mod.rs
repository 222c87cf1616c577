//! Checks of entries: pure functions over rows and what was excluded, so that they can run again after every change.

pub(crate) mod business;
pub(crate) mod dates;
pub(crate) mod duplicates;
pub(crate) mod findings;
pub(crate) mod group;
pub(crate) mod named;
pub(crate) mod officer;
pub(crate) mod plan;
pub(crate) mod recusals;
pub(crate) mod strata;

pub use business::check_businesses;
pub use dates::check_dates;
pub use findings::merge;
pub use group::{Group, group};
pub use officer::{check_certificates, check_officers};
pub use plan::{PlanView, check_businesses_with_plan, check_officers_with_plan};
pub use recusals::{check_recusals, propose_recusals, with_recusal};
pub use strata::{Misfit, Strata, label_of, same_stratum};
