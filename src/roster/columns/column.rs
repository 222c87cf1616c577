//! A column that was recognised.

use crate::roster::field::Field;
use crate::roster::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A column that holds a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The header as it stands, on one line.
    pub header: String,
    /// The column's letters.
    pub letters: String,
    /// The column from 0.
    pub index: u32,
    /// When several sheets were combined: the letters of the column in the others; empty where a sheet lacks it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_sheet: BTreeMap<String, String>,
}

/// The columns that were recognised, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Columns(pub BTreeMap<Field, Column>);

impl Columns {
    /// Whether the sheet has the field.
    pub fn has(&self, field: Field) -> bool {
        self.0.contains_key(&field)
    }

    /// The column of the field.
    pub fn get(&self, field: Field) -> Option<&Column> {
        self.0.get(&field)
    }

    /// The field whose column has these letters on the sheet.
    pub fn field_at(&self, sheet: &str, letters: &str) -> Option<Field> {
        let own = |column: &Column| column.by_sheet.get(sheet).unwrap_or(&column.letters) == letters;
        self.0.iter().find(|(_, column)| own(column)).map(|(field, _)| *field)
    }

    /// The field whose column the problem's cell stands in.
    pub fn field_of(&self, problem: &Problem) -> Option<Field> {
        self.field_at(&problem.sheet, problem.cell.as_ref()?.trim_end_matches(|c: char| c.is_ascii_digit()))
    }

    /// Places a problem at the cell of the field in the row, or at the row if the sheet lacks the column.
    pub fn place(&self, problem: Problem, field: Field, row: u32) -> Problem {
        let letters = self.get(field).map(|column| column.by_sheet.get(&problem.sheet).unwrap_or(&column.letters));
        match letters.filter(|letters| !letters.is_empty()) {
            Some(letters) => problem.at_cell(letters, row),
            None => problem.at_row(row),
        }
    }
}
