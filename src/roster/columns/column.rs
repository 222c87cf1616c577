//! A column that was recognised.

use crate::roster::field::Field;
use crate::roster::problem::Problem;
use crate::workbook::a1::column_letters;
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

impl Column {
    /// The column (from 0) under this header.
    pub(crate) fn at(index: u32, header: String) -> Self {
        Self { header, letters: column_letters(index), index, by_sheet: BTreeMap::new() }
    }

    /// A field that no column holds, with where its values come from in place of the header.
    pub(crate) fn elsewhere(header: &str) -> Self {
        Self { header: header.into(), letters: String::new(), index: u32::MAX, by_sheet: BTreeMap::new() }
    }

    /// Where it stands, from 0; nothing for a field that no column holds.
    pub fn index(&self) -> Option<u32> {
        (!self.letters.is_empty()).then_some(self.index)
    }

    /// Its letters; empty for a field that no column holds.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// The header as it stands, on one line.
    pub fn header(&self) -> &str {
        &self.header
    }

    /// Its letters on this sheet; empty where the sheet lacks it.
    fn letters_on(&self, sheet: &str) -> &str {
        self.by_sheet.get(sheet).map_or(self.letters(), String::as_str)
    }
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
        self.0.iter().find(|(_, column)| column.letters_on(sheet) == letters).map(|(field, _)| *field)
    }

    /// The field whose column the problem's cell stands in.
    pub fn field_of(&self, problem: &Problem) -> Option<Field> {
        self.field_at(&problem.sheet, problem.cell.as_ref()?.trim_end_matches(|c: char| c.is_ascii_digit()))
    }

    /// Places a problem at the cell of the field in the row, or at the row if the sheet lacks the column.
    pub fn place(&self, problem: Problem, field: Field, row: u32) -> Problem {
        match self.get(field).map_or("", |column| column.letters_on(&problem.sheet)) {
            "" => problem.at_row(row),
            letters => problem.at_cell(letters, row),
        }
    }
}
