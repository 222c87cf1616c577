//! How far a long reading is.

use serde::{Deserialize, Serialize};

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// So many cells have been read.
    Read(usize),
    /// So many rows of so many have become entries.
    Rows(usize, usize),
    /// The entries are being checked.
    Checks,
}
