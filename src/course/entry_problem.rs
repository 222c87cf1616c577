//! What is told of a workbook that comes back.

use serde::{Deserialize, Serialize};

/// Problems of a file that are told one by one; of a long one the others are counted.
const MOST_TOLD: usize = 200;

/// What is told of a file that may be long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryProblems {
    /// The first of them.
    pub told: Vec<EntryProblem>,
    /// How many there are beyond those.
    pub more: usize,
}

impl EntryProblems {
    /// Adds one.
    pub fn push(&mut self, sheet: &str, cell: String, message: String, left: bool) {
        if self.told.len() < MOST_TOLD {
            self.told.push(EntryProblem { sheet: sheet.to_owned(), cell, message, left });
        } else {
            self.more += 1;
        }
    }
}

/// A cell that could not be taken, or should be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryProblem {
    /// On which sheet; empty for the whole file.
    pub sheet: String,
    /// In which cell: `F5`.
    pub cell: String,
    /// What is wrong and how to mend it.
    pub message: String,
    /// Whether what the cell says was left; else it is among the differences and only to be looked at.
    pub left: bool,
}
