//! Where a row stood in its workbook, and why one is left out.

use serde::{Deserialize, Serialize};

/// Where a row stood in the workbook that it was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The sheet's name.
    pub sheet: String,
    /// The row as the spreadsheet program numbers it, from 1.
    pub row: u32,
}

/// A row that the user took out of a roster before sealing; kept and printed with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Which row.
    pub source: Source,
    /// Why, in the user's words.
    pub reason: String,
}

/// Who does not take part, as it is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The business or officer.
    pub name: String,
    /// The code of a business; empty if none.
    pub code: String,
    /// Why, in the user's words.
    pub reason: String,
}
