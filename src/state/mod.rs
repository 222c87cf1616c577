//! Model + action -> model or a refusal; the stored form, its versions and migrations. Pure.

mod check_plan;
mod draft;

pub use check_plan::{PlanProblem, check_plan, field};
pub use draft::{ContributorDraft, DepartmentDraft, ItemDraft, Mode, PlanDraft, SizeDraft, StageDraft, StratumDraft};
