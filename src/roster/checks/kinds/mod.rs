//! What the checks find, by kind: an enum for each roster, one for both and one for what is held against the plan. Each kind says
//! in one place how much it matters, under which code it is counted, and the sentence: what is wrong and how to mend it.

pub(crate) mod of_both;
pub(crate) mod of_businesses;
pub(crate) mod of_officers;
pub(crate) mod of_plan;

use crate::roster::problem::{ProblemCode, Severity};
use std::borrow::Cow;

/// How much a problem matters, its code, and its sentence.
pub(crate) type Told = (Severity, ProblemCode, Cow<'static, str>);

/// A kind of problem with its data.
pub(crate) trait ProblemKind {
    /// What is told of it.
    fn told(&self) -> Told;
}
