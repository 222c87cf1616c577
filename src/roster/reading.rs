use super::columns::{Column, Columns};
use super::header::{self, Table};
use super::record::Record;
use super::rows::{Entry, Merged, Sorter, TITLE, What};
use super::values::Values;
use super::{
    Choice, Field, Hints, Ledger, Problem, ReadError, Rows, Workbook, apart, groups, text, told, unfit, unread,
};
use crate::model::{Business, Officer, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// So many cells have been read.
    Read(usize),
    /// So many rows of so many have become entries.
    Rows(usize, usize),
    /// The entries are being checked.
    Checks,
}

/// Rows between two calls of the progress hook.
const STEP: usize = 2048;

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

/// What takes in rows one after another.
pub(super) trait Taker<T>: Default {
    /// Takes in a row.
    fn take(&mut self, row: T);
    /// How many it has.
    fn taken(&self) -> usize;
}

impl<T> Taker<T> for Vec<T> {
    fn take(&mut self, row: T) {
        self.push(row);
    }

    fn taken(&self) -> usize {
        self.len()
    }
}

impl<T: Record> Taker<T> for Ledger<T> {
    fn take(&mut self, row: T) {
        self.push(&row);
    }

    fn taken(&self) -> usize {
        self.len()
    }
}

/// Reads the roster out of an open workbook.
pub(super) fn read<T: Record, R: Taker<T>>(
    book: &Workbook,
    choice: &Choice,
    mut progress: impl FnMut(Progress),
) -> Result<ReadingOf<R>, ReadError> {
    let hints = Hints { choice: choice.clone(), ..Hints::default() };
    let found = header::choose(&book.grids, T::KIND, &hints)?;
    let as_field = choice.sheet_name_as;
    let (mut rows, mut problems, mut sheets) = (R::default(), Vec::new(), Vec::new());
    for table in &found.tables {
        let grouped = groups::name_departments(table, T::KIND, as_field);
        let named_by = if grouped { Some(Field::Department) } else { as_field };
        problems.extend(told::problems_of_sheet(table, T::KIND, named_by));
        problems.extend(told::groups(table, T::KIND, grouped));
        let before = rows.taken();
        read_rows::<T>(table, (as_field, grouped), &mut rows, &mut problems, &mut progress);
        let mut columns = table.header.columns.clone();
        if grouped {
            columns.0.insert(Field::Department, named_elsewhere("分组标题"));
        }
        sheets.push(SheetRead {
            sheet: table.grid.name.clone(),
            header_row: table.header.number(),
            depth: table.header.depth,
            rows: rows.taken() - before,
            columns,
        });
    }
    let Some(first) = found.tables.first() else { return Err(ReadError::NoContent) };
    problems.extend(told::other_sheets(first.grid, &found.others, T::KIND));
    problems.extend(told::other_sheets(first.grid, &found.hidden, T::KIND));
    problems.extend(unread::without_header(&book.grids, &found.tables, T::KIND));
    if book.reread {
        problems.push(told::second_reading(&first.grid.name));
    }
    if rows.taken() == 0 {
        problems.push(told::no_rows(first, T::KIND));
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

/// The columns of all sheets: each where it first stands, and where it stands in the others.
fn together(sheets: &[SheetRead], sheet_name_as: Option<Field>) -> Columns {
    let mut all = Columns::default();
    for (field, column) in sheets.iter().flat_map(|sheet| &sheet.columns.0) {
        all.0.entry(*field).or_insert_with(|| column.clone());
    }
    if sheets.len() > 1 {
        for (field, column) in &mut all.0 {
            let letters = |s: &SheetRead| s.columns.get(*field).map(|c| c.letters.clone()).unwrap_or_default();
            column.by_sheet = sheets.iter().map(|s| (s.sheet.clone(), letters(s))).collect();
        }
    }
    if let Some(field) = sheet_name_as {
        all.0.entry(field).or_insert_with(|| named_elsewhere("工作表名"));
    }
    all
}

/// A field that no column holds.
fn named_elsewhere(header: &str) -> Column {
    Column { header: header.into(), letters: String::new(), index: u32::MAX, by_sheet: BTreeMap::new() }
}

/// `grouped` if titles amid the rows name the departments.
fn read_rows<T: Record>(
    table: &Table<'_>,
    (sheet_name_as, grouped): (Option<Field>, bool),
    rows: &mut impl Taker<T>,
    problems: &mut Vec<Problem>,
    progress: &mut impl FnMut(Progress),
) {
    let Table { grid, header, .. } = table;
    let (columns, top, first) = (&header.columns, header.top(), rows.taken());
    let merged = Merged::new(grid);
    let width = header.width().filter(|_| grid.separated);
    let too_long = Vec::new();
    let remarks = unfit::remark_columns(header);
    let mut reader = RowReader {
        sheet_name_as,
        grouped,
        group: None,
        rows,
        problems,
        last: None,
        sorter: Sorter::new(T::KIND),
        width,
        too_long,
        remarks,
    };
    let below = apart::below(table, T::KIND);
    let end = below.map_or(u32::MAX, |row| row.number());
    for (done, row) in grid.rows_from(top).take_while(|row| row.number() < end).enumerate() {
        if done % STEP == 0 {
            progress(Progress::Rows(first + done, first + grid.len()));
        }
        reader.take(&Entry { grid, columns, merged: &merged, row, top });
    }
    reader.last.into_iter().for_each(|whole| reader.rows.take(whole));
    let too_long = reader.too_long;
    // Where most rows have more, the header may lack a name: once is enough.
    let most = if too_long.len() * 2 < rows.taken() - first { too_long.len() } else { 1 };
    problems.extend(too_long.iter().take(most).map(|at| told::too_long(grid, *at)));
    problems.extend(below.map(|row| apart::told_below(grid, &row)));
}

struct RowReader<'a, T, R> {
    sheet_name_as: Option<Field>,
    /// Titles name the departments of those below them, and the last that did.
    grouped: bool,
    group: Option<String>,
    rows: &'a mut R,
    problems: &'a mut Vec<Problem>,
    /// The rows that follow may go on with it.
    last: Option<T>,
    sorter: Sorter,
    /// The last column that has a name, where a row that goes on beyond it may be torn apart by a comma.
    width: Option<u32>,
    /// Columns that are no field and may say that the entry is not to be drawn.
    remarks: Vec<unfit::Remarks>,
    /// Entries that do: their row and first column beyond, from 0.
    too_long: Vec<(u32, u32)>,
}

impl<T: Record, R: Taker<T>> RowReader<'_, T, R> {
    // A function of its own: a browser makes what is called often faster, but not what it is in the middle of.
    #[inline(never)]
    fn take(&mut self, entry: &Entry<'_>) {
        match self.sorter.sort(entry) {
            What::Nothing => {}
            What::Dropped(TITLE) if self.grouped => {
                let title = entry.row.cells().next().and_then(|cell| groups::department(&text::folded_name(cell.text)));
                self.problems.push(told::dropped(T::KIND, entry, TITLE));
                // Whose title can't be read has no department, which is told.
                self.group = title;
            }
            What::Dropped(why) => self.problems.push(told::dropped(T::KIND, entry, why)),
            What::Entry => self.read(entry),
        }
    }

    fn read(&mut self, entry: &Entry<'_>) {
        let grid = entry.grid;
        let beyond = self.width.and_then(|width| entry.row.cells().find(|cell| cell.column > width));
        self.too_long.extend(beyond.map(|cell| (entry.row.number(), cell.column)));
        self.problems.extend(unfit::remarked(T::KIND, entry, &self.remarks));
        self.problems.extend(told::struck(entry, [T::KIND.required(), T::CODE]));
        self.problems.extend(told::state_beside(T::KIND, entry));
        self.problems.extend(told::noted(T::KIND, entry));
        let source = Source { sheet: grid.name.clone(), row: entry.row.number() + 1 };
        let mut values = Values::new(entry, self.problems);
        let mut record = T::read(&mut values, source);
        if let Some(last) = &self.last {
            values.as_above.iter().for_each(|field| record.set(*field, &last.value(*field)));
        }
        if let Some(field) = self.sheet_name_as.filter(|field| record.value(*field).is_empty()) {
            record.set(field, &grid.name);
        }
        if let Some(group) = &self.group {
            record.set(Field::Department, group);
        }
        let goes_on = entry.goes_on(T::KIND.required(), T::CODE);
        match self.last.as_mut().filter(|last| goes_on || record.is_more_of(last)) {
            Some(last) => {
                self.problems.extend((!goes_on).then(|| told::joined(last.source(), &record)));
                last.join(record);
            }
            None => self.last.replace(record).into_iter().for_each(|whole| self.rows.take(whole)),
        }
    }
}
