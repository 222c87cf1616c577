//! What the user decided about a file, and what is known before it is looked at.

use crate::roster::columns::column::NamedBy;
use crate::roster::columns::remembered::Mapping;
use crate::roster::field::Field;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the user decided about the file; the default leaves it to us.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The sheets to read, as one roster; none for the one that looks most like it.
    pub sheets: Vec<SheetChoice>,
    /// The field (单位 or 类别) that a sheet's name stands for in rows that have none of their own.
    pub sheet_name_as: Option<Field>,
    /// The code page to read the text of an xls or csv with, in place of the one that the file names: 936 is GBK.
    pub codepage: Option<u16>,
}

impl Choice {
    /// This sheet alone, the rest left to us.
    pub fn of_sheet(name: &str) -> Self {
        Self { sheets: vec![SheetChoice::named(name)], ..Self::default() }
    }

    /// What was decided about this sheet.
    pub fn sheet(&self, name: &str) -> Option<&SheetChoice> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

/// What the user decided about one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetChoice {
    /// Its name.
    pub name: String,
    /// The header's first row from 1; 0 when the sheet has no header and begins with an entry.
    pub header_row: Option<u32>,
    /// How many rows the header spans.
    pub depth: Option<u32>,
    /// Columns (from 0) and what they hold; `None` for one that is not used. Columns that are not named are guessed.
    pub columns: BTreeMap<u32, Option<Field>>,
    /// What all rows of the sheet have in common that have no value of their own: 单位 县公安局.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub given: BTreeMap<Field, String>,
    /// Which of these a name says, and the user has left as it was proposed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub proposed: BTreeMap<Field, NamedBy>,
}

impl SheetChoice {
    /// This sheet, all else left to us.
    pub fn named(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Takes what the user says that all rows have in common.
    pub fn give(&mut self, field: Field, value: String) {
        self.given.insert(field, value);
        self.proposed.remove(&field);
    }
}

/// What is known before a file is surveyed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hints {
    /// What the user has decided so far: a sheet, a header row that was clicked, a column.
    pub choice: Choice,
    /// The columns of earlier files.
    pub mappings: Vec<Mapping>,
    /// The departments of the plan, as evidence for a column of departments.
    pub departments: Vec<String>,
    /// The categories that the plan draws from.
    pub categories: Vec<String>,
    /// The name of the file: it may name a department.
    pub file: String,
}
