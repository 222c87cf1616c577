//! What is found wrong, by kind: in reading an enum for sheets, one for rows and one for cells; in checking one for each roster,
//! one for both and one for what is held against the plan. Each kind says in one place how much it matters, under which code it
//! is counted, and the sentence: what is wrong and how to mend it.

pub(crate) mod of_both;
pub(crate) mod of_businesses;
pub(crate) mod of_cells;
pub(crate) mod of_officers;
pub(crate) mod of_plan;
pub(crate) mod of_rows;
pub(crate) mod of_sheets;

use crate::roster::problem::code::{ProblemCode, Severity};
use std::borrow::Cow;

/// How much a problem matters, its code, and its sentence.
pub(crate) type ProblemText = (Severity, ProblemCode, Cow<'static, str>);

/// A kind of problem with its data.
pub(crate) trait ProblemKind {
    /// What is told of it.
    fn text(&self) -> ProblemText;
}
