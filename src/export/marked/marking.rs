//! What is marked, and where.

use crate::roster::{EditedCell, Problem, Reading};
use crate::workbook::Workbook;

/// Rows of a sheet.
pub(super) const MOST_ROWS: u32 = 1_048_576;

/// Row and column from 0.
pub(super) type CellPlace = (u32, u16);

/// A roster whose problems are to be marked.
pub struct Marking<'a, T> {
    /// The name of the file that it was read from.
    pub file: &'a str,
    /// That file; without it, only the columns that were read are written.
    pub original: Option<&'a Workbook>,
    /// What was read of it, mended.
    pub reading: &'a Reading<T>,
    /// Which cells were mended.
    pub mended: &'a [EditedCell],
    /// What is wrong with it.
    pub problems: &'a [Problem],
}

pub(super) fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
