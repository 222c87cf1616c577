//! 方案 before the seal: as it is typed ([`PlanDraft`]), checked ([`check_plan`]), filled from a table of items (附件7), and its
//! edits taken back. Knows no campaign and no roster.

pub(crate) mod check;
pub(crate) mod check_strata;
pub(crate) mod draft;
pub(crate) mod item_points;
pub(crate) mod item_questions;
pub(crate) mod item_table;
pub(crate) mod numbers;
pub(crate) mod patterns;
pub(crate) mod strata;
pub(crate) mod undo;

pub(crate) use check::stages;
pub use check::{PlanProblem, check_plan, field, past_stages};
pub(crate) use check_strata::strata;
pub use draft::{
    ContributorDraft, DepartmentDraft, ItemDraft, Mode, OUTSIDERS, PlanDraft, SizeDraft, StageDraft, StratumDraft,
};
pub use item_points::PointsTaken;
pub use item_questions::{DepartmentAnswer, DepartmentAsked, ItemAnswers, ItemsTaken};
pub use item_table::ItemChange;
pub use numbers::{officers_needed, teams};
pub use strata::MOST_STRATA;
pub(crate) use undo::PlanEdit;
pub use undo::{PlanUndoStack, PlanUndoStep};
