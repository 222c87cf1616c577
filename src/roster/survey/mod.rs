//! What the import dialog shows and asks before a file is read.

pub(crate) mod build;
pub(crate) mod common_values;
pub(crate) mod remember;

use crate::model::EntityKind;
use crate::roster::choice::Choice;
use crate::roster::columns::column::NamedBy;
use crate::roster::columns::why::Why;
use crate::roster::error::ReadError;
use crate::roster::field::Field;
use crate::workbook::format::Format;
use serde::{Deserialize, Serialize};

/// A file looked over: its sheets, what its columns seem to be, and what only the user can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// The roster that is wanted.
    pub kind: EntityKind,
    /// What the file is.
    pub format: Format,
    /// Every worksheet.
    pub sheets: Vec<SheetSurvey>,
    /// The best guess, complete: what to read when there are no questions, and what the dialog begins with.
    pub guess: Choice,
    /// Why the guess can't be read: no header, the other roster, nothing in it.
    pub refused: Option<ReadError>,
    /// What must be asked; when there is nothing, the dialog is skipped.
    pub questions: Vec<Question>,
    /// The code page with which the text might make more sense.
    pub second_reading: Option<u16>,
}

impl Survey {
    /// What a roster of the kind should have and no column was taken for, on any of the sheets that are read.
    pub fn lacking(&self) -> Vec<Field> {
        let wanted: &[Field] = match self.kind {
            EntityKind::Business => &[Field::Name, Field::Code],
            EntityKind::Officer => &[Field::Officer, Field::Department, Field::Certificate],
        };
        let taken = || self.sheets.iter().filter(|sheet| sheet.taken);
        let has = |field: Field| {
            let given = |sheet: &SheetSurvey| {
                self.guess
                    .sheet(&sheet.name)
                    .is_some_and(|sheet| sheet.given.get(&field).is_some_and(|v| !v.is_empty()))
            };
            let has = |header: &HeaderSurvey| header.columns.iter().any(|column| column.field == Some(field));
            self.guess.sheet_name_as == Some(field)
                || taken().all(|sheet| given(sheet) || sheet.header.as_ref().is_none_or(has))
        };
        wanted.iter().copied().filter(|field| !has(*field)).collect()
    }

    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&SheetSurvey> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

/// One worksheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSurvey {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// The last row that holds something, from 1.
    pub rows: u32,
    /// The last column that holds something, from 1.
    pub columns: u32,
    /// How many rows look like entries.
    pub entries: usize,
    /// The first rows that hold something.
    pub preview: Vec<PreviewRow>,
    /// The header, if one was found or chosen.
    pub header: Option<HeaderSurvey>,
    /// It looks like the other roster.
    pub other_roster: bool,
    /// The guess reads it.
    pub taken: bool,
    /// What no column tells and all its rows may have in common.
    pub common: Vec<CommonValue>,
}

/// A field of which no column of a sheet tells: all its rows may have the same value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonValue {
    /// The field.
    pub field: Field,
    /// Values to choose from, the likeliest first.
    pub proposals: Vec<String>,
    /// The value that title, sheet or file names.
    pub likely: Option<String>,
    /// Which of them names it.
    pub named_by: Option<NamedBy>,
}

/// One row as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Its number from 1.
    pub number: u32,
    /// What it seems to be.
    pub role: RowRole,
    /// The texts from column A on; empty where there is nothing.
    pub cells: Vec<String>,
}

/// What a row seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowRole {
    /// Above the header.
    Title,
    /// The header, or a part of it.
    Header,
    /// An entry.
    Entry,
    /// 合计, 备注, 例 and the like: not read.
    Dropped,
    /// Nothing but a number of sequence.
    Blank,
}

/// A sheet's header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderSurvey {
    /// Its first row from 1; 0 for none.
    pub row: u32,
    /// How many rows it spans.
    pub depth: u32,
    /// Every column that has a header or holds something.
    pub columns: Vec<ColumnSurvey>,
}

impl HeaderSurvey {
    /// The column with this index (from 0).
    pub fn column(&self, index: u32) -> Option<&ColumnSurvey> {
        self.columns.iter().find(|column| column.index == index)
    }
}

/// A column and what it seems to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSurvey {
    /// From 0.
    pub index: u32,
    /// Its letters.
    pub letters: String,
    /// The header on one line; `列A` if it has none.
    pub header: String,
    /// Whether it has a header.
    pub named: bool,
    /// The field that the guess takes it for.
    pub field: Option<Field>,
    /// Why.
    pub why: Option<Why>,
    /// Fields that it might be as well.
    pub candidates: Vec<Field>,
    /// Whether the user must be asked.
    pub ambiguous: bool,
    /// How many of the first rows below the header hold something.
    pub filled: usize,
    /// Up to three of its values.
    pub samples: Vec<String>,
}

/// What only the user can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Question {
    /// Several sheets hold the roster: one of them, or all?
    Sheets {
        /// Their names.
        names: Vec<String>,
    },
    /// No row looks like the header.
    Header {
        /// The sheet.
        sheet: String,
    },
    /// Several columns claim one field.
    Duplicate {
        /// The sheet.
        sheet: String,
        /// The field.
        field: Field,
        /// The columns from 0, the one that the guess takes first.
        columns: Vec<u32>,
    },
    /// The header does not tell, the values might be one of these.
    Ambiguous {
        /// The sheet.
        sheet: String,
        /// The column from 0.
        column: u32,
        /// The fields.
        fields: Vec<Field>,
    },
    /// A field that is needed has no column.
    Missing {
        /// The sheet.
        sheet: String,
        /// The field.
        field: Field,
        /// The columns that mean nothing yet, the likeliest first.
        columns: Vec<u32>,
    },
    /// The text makes no sense; another code page might.
    Codepage {
        /// Which.
        codepage: u16,
    },
}

impl Question {
    /// What is asked.
    pub fn sentence(&self) -> String {
        match self {
            Self::Sheets { names } => {
                let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
                format!("{}几张工作表里都有名录。勾选的合并成一份，请确认哪些要读。", names.join("、"))
            }
            Self::Header { sheet } => format!("在“{sheet}”里没有认出表头。哪一行是表头？"),
            Self::Duplicate { field, columns, .. } => {
                format!("{}都像“{}”。用哪一列？", letters(columns), field.name())
            }
            Self::Ambiguous { column, fields, .. } => {
                let fields: Vec<String> = fields.iter().map(|field| format!("“{}”", field.name())).collect();
                format!("{}是{}吗？", letters(&[*column]), fields.join("还是"))
            }
            Self::Missing { field: field @ (Field::Officer | Field::Name), .. } => {
                format!("没有认出“{}”是哪一列。请指出来。", field.name())
            }
            Self::Missing { field, sheet, columns } => {
                let point =
                    if columns.is_empty() { "" } else { "是其中一列的，请指出来；没有这一列的，" };
                let whose = match field {
                    Field::Department => "这些人员都属于哪个单位",
                    _ => "这些检查对象都是什么类别",
                };
                format!("“{sheet}”里没有认出“{}”。{point}请填写{whose}。", field.name())
            }
            Self::Codepage { .. } => "文字像是乱码。改用中文编码（GBK）再读一遍吗？".into(),
        }
    }
}

fn letters(columns: &[u32]) -> String {
    let names: Vec<String> = columns.iter().map(|c| format!("{}列", crate::workbook::a1::column_letters(*c))).collect();
    names.join("、")
}
