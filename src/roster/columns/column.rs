//! Where the values of each field come from: a column that was recognised, or what stands in place of one.

use crate::roster::field::Field;
use crate::roster::problem::Problem;
use crate::workbook::a1::column_letters;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the values of a field come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A column of the sheet.
    Column {
        /// The header as it stands, on one line.
        header: String,
        /// The column's letters.
        letters: String,
        /// The column from 0.
        index: u32,
    },
    /// The name of the sheet.
    SheetName,
    /// Titles amid the rows.
    GroupTitles,
    /// What the user said that all rows of the sheet have in common.
    Given,
    /// What a name says that all rows have in common; the user was shown it and left it.
    Named(NamedBy),
    /// What was typed by hand; with the field's name.
    Typed(String),
}

/// The name that says what all rows of a sheet have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamedBy {
    /// What stands above the table.
    Title,
    /// The name of the sheet.
    Sheet,
    /// The name of the file.
    File,
}

impl NamedBy {
    /// All of them, the first first where several say it.
    pub(crate) const ALL: [Self; 3] = [Self::Title, Self::Sheet, Self::File];

    /// As the user is told.
    const fn told(self) -> &'static str {
        match self {
            Self::Title => "由表上方的标题得出",
            Self::Sheet => "由工作表名得出",
            Self::File => "由文件名得出",
        }
    }
}

/// A field's column, or what stands in place of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredColumn", into = "StoredColumn")]
pub struct Column {
    /// Where the values come from.
    pub origin: Origin,
    /// When several sheets were combined: the letters of the column in the others; empty where a sheet lacks it.
    pub by_sheet: BTreeMap<String, String>,
}

impl Column {
    /// The column (from 0) under this header.
    pub(crate) fn at(index: u32, header: String) -> Self {
        Self::of(Origin::Column { header, letters: column_letters(index), index })
    }

    /// A field whose values come from there, on one sheet.
    pub(crate) fn of(origin: Origin) -> Self {
        Self { origin, by_sheet: BTreeMap::new() }
    }

    /// Where it stands, from 0; nothing for a field that no column holds.
    pub fn index(&self) -> Option<u32> {
        match self.origin {
            Origin::Column { index, .. } => Some(index),
            _ => None,
        }
    }

    /// Its letters; empty for a field that no column holds.
    pub fn letters(&self) -> &str {
        match &self.origin {
            Origin::Column { letters, .. } => letters,
            _ => "",
        }
    }

    /// The header as it stands, on one line, or what the values come from in place of a column.
    pub fn header(&self) -> &str {
        match &self.origin {
            Origin::Column { header, .. } | Origin::Typed(header) => header,
            Origin::SheetName => SHEET_NAME,
            Origin::GroupTitles => GROUP_TITLES,
            Origin::Given => GIVEN,
            Origin::Named(by) => by.told(),
        }
    }

    /// Its letters on this sheet; empty where the sheet lacks it.
    fn letters_on(&self, sheet: &str) -> &str {
        self.by_sheet.get(sheet).map_or(self.letters(), String::as_str)
    }
}

const SHEET_NAME: &str = "工作表名";
const GROUP_TITLES: &str = "分组标题";
const GIVEN: &str = "由您填写";

/// As campaigns keep it: what is no column has no letters, and stands nowhere.
#[derive(Serialize, Deserialize)]
struct StoredColumn {
    header: String,
    letters: String,
    index: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    by_sheet: BTreeMap<String, String>,
}

impl From<Column> for StoredColumn {
    fn from(column: Column) -> Self {
        let (header, letters) = (column.header().to_owned(), column.letters().to_owned());
        Self { header, letters, index: column.index().unwrap_or(u32::MAX), by_sheet: column.by_sheet }
    }
}

impl From<StoredColumn> for Column {
    fn from(StoredColumn { header, letters, index, by_sheet }: StoredColumn) -> Self {
        let named = NamedBy::ALL.into_iter().find(|by| by.told() == header);
        let origin = match header.as_str() {
            _ if !letters.is_empty() => Origin::Column { header, letters, index },
            SHEET_NAME => Origin::SheetName,
            GROUP_TITLES => Origin::GroupTitles,
            GIVEN => Origin::Given,
            _ => named.map_or(Origin::Typed(header), Origin::Named),
        };
        Self { origin, by_sheet }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_column_stays_what_it_was() {
        let at = |origin: Origin| Column::of(origin);
        let typed = Origin::Typed("专长".into());
        for (column, kept) in [
            (Column::at(27, "企业名称".into()), r#"{"header":"企业名称","letters":"AB","index":27}"#),
            (at(Origin::SheetName), r#"{"header":"工作表名","letters":"","index":4294967295}"#),
            (at(Origin::GroupTitles), r#"{"header":"分组标题","letters":"","index":4294967295}"#),
            (at(Origin::Given), r#"{"header":"由您填写","letters":"","index":4294967295}"#),
            (at(Origin::Named(NamedBy::Title)), r#"{"header":"由表上方的标题得出","letters":"","index":4294967295}"#),
            (at(Origin::Named(NamedBy::Sheet)), r#"{"header":"由工作表名得出","letters":"","index":4294967295}"#),
            (at(Origin::Named(NamedBy::File)), r#"{"header":"由文件名得出","letters":"","index":4294967295}"#),
            (at(typed), r#"{"header":"专长","letters":"","index":4294967295}"#),
        ] {
            assert_eq!(serde_json::to_string(&column).unwrap(), kept);
            assert_eq!(serde_json::from_str::<Column>(kept).unwrap(), column);
        }
        let mut several = Column::at(0, "名称".into());
        several.by_sheet.insert("维修".into(), "C".into());
        let kept = r#"{"header":"名称","letters":"A","index":0,"by_sheet":{"维修":"C"}}"#;
        assert_eq!(serde_json::to_string(&several).unwrap(), kept);
        assert_eq!(serde_json::from_str::<Column>(kept).unwrap(), several);
        assert_eq!((several.letters_on("维修"), several.letters_on("客运")), ("C", "A"));
    }
}
