//! What is wrong with a roster: where, what was found, how to mend it.

pub(crate) mod code;
pub(crate) mod kinds;

pub use code::{ProblemCode, Severity};

use crate::model::Source;
use crate::roster::problem::kinds::ProblemKind;
use crate::text::excerpt::{excerpt, sanitized};
use serde::{Deserialize, Serialize};

/// Something wrong with a roster: where, what was found, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// The cell as the spreadsheet program names it (`C7`); `None` for a whole row or sheet.
    pub cell: Option<String>,
    /// The row from 1; `None` for the whole sheet.
    pub row: Option<u32>,
    /// How much it matters.
    pub severity: Severity,
    /// What kind it is.
    pub code: ProblemCode,
    /// The value that was found.
    pub found: String,
    /// What is wrong and how to mend it, in plain Chinese.
    pub message: String,
    /// Values that would do, when they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

impl Problem {
    /// A problem of this kind; of the whole sheet, until it is placed.
    pub(crate) fn of_kind(sheet: &str, kind: &impl ProblemKind) -> Self {
        let (severity, code, sentence) = kind.text();
        Self::of_sheet(sheet, severity, code, sentence)
    }

    /// A problem of the whole sheet.
    pub fn of_sheet(sheet: &str, severity: Severity, code: ProblemCode, message: impl Into<String>) -> Self {
        Self {
            sheet: sheet.into(),
            cell: None,
            row: None,
            severity,
            code,
            found: String::new(),
            message: sanitized(message.into()),
            choices: Vec::new(),
        }
    }

    /// The row that it is about.
    pub fn source(&self) -> Option<Source> {
        Some(Source { sheet: self.sheet.clone(), row: self.row? })
    }

    /// 工作表 and cell, as the spreadsheet program names them.
    pub fn place(&self) -> String {
        match (&self.cell, self.row) {
            (Some(cell), _) => format!("{} {cell}", self.sheet),
            (None, Some(row)) => format!("{} 第{row}行", self.sheet),
            (None, None) => self.sheet.clone(),
        }
    }

    /// The same, at this row.
    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same, at the cell of this column (letters) and row.
    #[must_use]
    pub fn at_cell(mut self, column: &str, row: u32) -> Self {
        self.row = Some(row);
        self.cell = Some(format!("{column}{row}"));
        self
    }

    /// The same, with the value that was found, cut to a length that a list can show.
    #[must_use]
    pub fn found(mut self, value: &str) -> Self {
        self.found = excerpt(value);
        self
    }

    /// The same, with the values that would do.
    #[must_use]
    pub fn choices(mut self, choices: Vec<String>) -> Self {
        self.choices = choices;
        self
    }
}
