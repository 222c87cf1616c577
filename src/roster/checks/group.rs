//! Problems of one kind together.

use crate::roster::problem::{Problem, ProblemCode, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Problems of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How much they matter.
    pub severity: Severity,
    /// What kind they are.
    pub code: ProblemCode,
    /// How many there are.
    pub count: usize,
    /// Where the first of them stands in the list.
    pub first: usize,
}

/// The problems by kind, errors first, then in the order of the kinds.
pub fn group(problems: &[Problem]) -> Vec<Group> {
    let mut groups: BTreeMap<(Severity, ProblemCode), Group> = BTreeMap::new();
    for (first, problem) in problems.iter().enumerate() {
        let (severity, code) = (problem.severity, problem.code);
        let group = groups.entry((severity, code)).or_insert(Group { severity, code, count: 0, first });
        group.count += 1;
    }
    groups.into_values().collect()
}
