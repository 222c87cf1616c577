//! A roster with the user's edits over what was read.

use crate::model::{Excluded, Source};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use serde::{Deserialize, Serialize};

/// A cell that a mend changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedCell {
    /// The row.
    pub source: Source,
    /// The field.
    pub field: Field,
    /// The value as read.
    pub before: String,
    /// The value that counts.
    pub after: String,
}

/// A roster with its mends laid over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited<T> {
    /// Every row: those read, then those added. Excluded ones are among them.
    pub rows: Vec<T>,
    /// Rows that do not take part.
    pub excluded: Vec<Excluded>,
    /// The cells that differ from what was read, in the order of the rows.
    pub cells: Vec<EditedCell>,
    /// The columns, with those that only mends brought.
    pub columns: Columns,
    /// Mends, by their place in the list, that found no row.
    pub idle: Vec<usize>,
}
