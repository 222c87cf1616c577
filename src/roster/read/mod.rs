//! A workbook read as a roster: each row of each chosen sheet to an entry, or to a word on why it is none.

pub(crate) mod answer;
pub(crate) mod cell_values;
pub(crate) mod eligibility;
pub(crate) mod joined;
pub(crate) mod notices;
pub(crate) mod recusals;
pub(crate) mod remarks;
pub(crate) mod row_notices;
pub(crate) mod row_reader;
pub(crate) mod status;

use crate::model::{Business, Officer};
use crate::roster::choice::{Choice, Hints};
use crate::roster::columns::column::{Column, Columns, Origin};
use crate::roster::error::ReadError;
use crate::roster::field::Field;
use crate::roster::layout::{choose_tables, group_titles, skipped_sheets};
use crate::roster::read::row_reader::read_rows;
use crate::roster::reading::{Reading, ReadingOf, SheetRead};
use crate::roster::record::Record;
use crate::roster::rows::RowSink;
use crate::workbook::error::OpenError;
use crate::workbook::open::Workbook;
use crate::workbook::progress::Progress;
use std::collections::BTreeMap;

/// Reads a business roster.
///
/// # Errors
/// [`ReadError`] when there is nothing to read; problems of a readable file are in the [`Reading`].
pub fn read_businesses(bytes: &[u8], file_name: &str) -> Result<Reading<Business>, ReadError> {
    read_businesses_with(bytes, file_name, &Choice::default(), |_| {})
}

/// Reads an officer roster.
///
/// # Errors
/// As [`read_businesses`].
pub fn read_officers(bytes: &[u8], file_name: &str) -> Result<Reading<Officer>, ReadError> {
    read_officers_with(bytes, file_name, &Choice::default(), |_| {})
}

/// [`read_businesses`] with the user's choices, telling how far it is.
///
/// # Errors
/// As [`read_businesses`].
pub fn read_businesses_with(
    bytes: &[u8],
    file_name: &str,
    choice: &Choice,
    mut progress: impl FnMut(Progress),
) -> Result<Reading<Business>, ReadError> {
    Workbook::open_with(bytes, file_name, choice.codepage, &mut progress)?.businesses(choice, progress)
}

/// [`read_officers`] with the user's choices, telling how far it is.
///
/// # Errors
/// As [`read_businesses`].
pub fn read_officers_with(
    bytes: &[u8],
    file_name: &str,
    choice: &Choice,
    mut progress: impl FnMut(Progress),
) -> Result<Reading<Officer>, ReadError> {
    Workbook::open_with(bytes, file_name, choice.codepage, &mut progress)?.officers(choice, progress)
}

/// Reads the roster out of an open workbook.
pub(crate) fn read<T: Record, R: RowSink<T>>(
    book: &Workbook,
    choice: &Choice,
    mut progress: impl FnMut(Progress),
) -> Result<ReadingOf<R>, ReadError> {
    let hints = Hints { choice: choice.clone(), ..Hints::default() };
    let found = choose_tables::choose(&book.grids, T::KIND, &hints)?;
    let as_field = choice.sheet_name_as;
    let (mut rows, mut problems, mut sheets) = (R::default(), Vec::new(), Vec::new());
    for table in &found.tables {
        let grouped = group_titles::name_departments(table, T::KIND, as_field);
        let named_by = if grouped { Some(Field::Department) } else { as_field };
        let given = given_of::<T>(choice, &table.grid.name);
        let named_by = given.keys().copied().find(|field| *field == Field::Department).or(named_by);
        problems.extend(notices::problems_of_sheet(table, T::KIND, named_by));
        problems.extend(notices::groups(table, T::KIND, grouped));
        let before = rows.taken();
        let mut columns = table.header.columns.clone();
        for field in given.keys() {
            let named_by = choice.sheet(&table.grid.name).and_then(|sheet| sheet.proposed.get(field));
            let origin = || named_by.map_or(Origin::Given, |by| Origin::Named(*by));
            columns.0.entry(*field).or_insert_with(|| Column::of(origin()));
        }
        read_rows::<T>(table, (as_field, grouped, given), &mut rows, &mut problems, &mut progress);
        if grouped {
            columns.0.insert(Field::Department, Column::of(Origin::GroupTitles));
        }
        sheets.push(SheetRead {
            sheet: table.grid.name.clone(),
            header_row: table.header.number(),
            depth: table.header.depth,
            rows: rows.taken() - before,
            columns,
        });
    }
    let Some(first) = found.tables.first() else { return Err(OpenError::NoContent.into()) };
    problems.extend(notices::other_sheets(first.grid, &found.others, T::KIND));
    problems.extend(notices::other_sheets(first.grid, &found.hidden, T::KIND));
    problems.extend(skipped_sheets::without_header(&book.grids, &found.tables, T::KIND));
    if book.reread {
        problems.push(notices::second_reading(&first.grid.name));
    }
    if rows.taken() == 0 {
        problems.push(notices::no_rows(first, T::KIND));
    }
    Ok(ReadingOf {
        sheet: first.grid.name.clone(),
        header_row: first.header.number(),
        columns: together(&sheets, as_field),
        rows,
        problems,
        sheets,
    })
}

/// What the user said that all rows of a sheet have in common.
fn given_of<T: Record>(choice: &Choice, sheet: &str) -> BTreeMap<Field, String> {
    let given = choice.sheet(sheet).map(|sheet| sheet.given.clone()).unwrap_or_default();
    let says = |value: &String| !value.trim().is_empty();
    given.into_iter().filter(|(field, value)| says(value) && T::KIND.fields().any(|f| f == *field)).collect()
}

/// The columns of all sheets, with what their names say.
fn together(sheets: &[SheetRead], sheet_name_as: Option<Field>) -> Columns {
    let mut all = Columns::of_sheets(sheets);
    if let Some(field) = sheet_name_as {
        all.0.entry(field).or_insert_with(|| Column::of(Origin::SheetName));
    }
    all
}
