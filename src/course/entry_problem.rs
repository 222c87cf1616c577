//! What is told of a workbook that comes back.

use serde::{Deserialize, Serialize};

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
