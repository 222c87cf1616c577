//! What reading a workbook as a roster gives.

use crate::roster::columns::column::{Column, Columns};
use crate::roster::problem::Problem;
use serde::{Deserialize, Serialize};

/// What was read of a roster, not yet checked, as a list of entries.
pub type Reading<T> = ReadingOf<Vec<T>>;

/// What was read of a roster, not yet checked; `R` are its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingOf<R> {
    /// The sheet that it stood on.
    pub sheet: String,
    /// The header's (first) row as the spreadsheet program numbers it, from 1.
    pub header_row: u32,
    /// What the columns mean.
    pub columns: Columns,
    /// The entries in the order of the sheet.
    pub rows: R,
    /// What was wrong with the file itself, as opposed to its entries.
    pub problems: Vec<Problem>,
    /// Every sheet that was read, in order; `sheet`, `header_row` are those of the first.
    #[serde(default)]
    pub sheets: Vec<SheetRead>,
}

impl<R> ReadingOf<R> {
    /// The same with its rows kept otherwise.
    pub fn keep<S>(self, rows: impl FnOnce(R) -> S) -> ReadingOf<S> {
        let Self { sheet, header_row, columns, rows: old, problems, sheets } = self;
        ReadingOf { sheet, header_row, columns, rows: rows(old), problems, sheets }
    }
}

impl<R> ReadingOf<R> {
    /// The sheets that these rows were read from; of a roster stored before several could be combined, the one.
    pub fn sheets_of(&self, rows: usize) -> Vec<SheetRead> {
        if !self.sheets.is_empty() {
            return self.sheets.clone();
        }
        let (sheet, columns) = (self.sheet.clone(), self.columns.clone());
        vec![SheetRead { sheet, header_row: self.header_row, depth: 1, rows, columns }]
    }
}

impl Columns {
    /// The columns of all sheets: each where it first stands, and where it stands in the others.
    pub(crate) fn of_sheets(sheets: &[SheetRead]) -> Self {
        let mut all = Self::default();
        for (field, column) in sheets.iter().flat_map(|sheet| &sheet.columns.0) {
            all.0.entry(*field).or_insert_with(|| column.clone());
        }
        if sheets.len() > 1 {
            for (field, column) in &mut all.0 {
                let letters = |s: &SheetRead| s.columns.get(*field).map_or("", Column::letters).to_owned();
                column.by_sheet = sheets.iter().map(|s| (s.sheet.clone(), letters(s))).collect();
            }
        }
        all
    }
}

/// One of the sheets that a roster was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRead {
    /// Its name.
    pub sheet: String,
    /// The header's (first) row from 1; 0 if it had none.
    pub header_row: u32,
    /// How many rows the header spans.
    pub depth: u32,
    /// How many entries came from it.
    pub rows: usize,
    /// What its columns mean.
    pub columns: Columns,
}
