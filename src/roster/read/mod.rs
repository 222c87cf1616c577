//! A workbook read as a roster: each row of each chosen sheet to an entry, or to a word on why it is none.

pub(crate) mod answer;
pub(crate) mod cell_values;
pub(crate) mod eligibility;
pub(crate) mod notices;
pub(crate) mod recusals;
pub(crate) mod remarks;
pub(crate) mod status;

use crate::model::{Business, Officer, Source, code_kind, normal_key};
use crate::roster::choice::{Choice, Hints};
use crate::roster::columns::column::{Column, Columns, Origin};
use crate::roster::error::ReadError;
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::layout::entry::{Entry, MergedCells};
use crate::roster::layout::header::Table;
use crate::roster::layout::row_class::{Aside, RowClass, RowClassifier};
use crate::roster::layout::{group_titles, header, skipped_sheets, stray_tables};
use crate::roster::problem::Problem;
use crate::roster::read::cell_values::CellValues;
use crate::roster::reading::{Reading, ReadingOf, SheetRead};
use crate::roster::record::Record;
use crate::roster::rows::{CompactRows, Rows};
use crate::text::{names, plain};
use crate::workbook::error::OpenError;
use crate::workbook::open::Workbook;
use crate::workbook::progress::Progress;
use std::collections::{BTreeMap, HashMap};

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
pub(crate) trait RowSink<T>: Default {
    /// Takes in a row.
    fn take(&mut self, row: T);
    /// How many it has.
    fn taken(&self) -> usize;
}

impl<T> RowSink<T> for Vec<T> {
    fn take(&mut self, row: T) {
        self.push(row);
    }

    fn taken(&self) -> usize {
        self.len()
    }
}

impl<T: Record> RowSink<T> for CompactRows<T> {
    fn take(&mut self, row: T) {
        self.push(&row);
    }

    fn taken(&self) -> usize {
        self.len()
    }
}

/// Reads the roster out of an open workbook.
pub(crate) fn read<T: Record, R: RowSink<T>>(
    book: &Workbook,
    choice: &Choice,
    mut progress: impl FnMut(Progress),
) -> Result<ReadingOf<R>, ReadError> {
    let hints = Hints { choice: choice.clone(), ..Hints::default() };
    let found = header::choose(&book.grids, T::KIND, &hints)?;
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
            columns.0.entry(*field).or_insert_with(|| Column::of(Origin::Given));
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

/// `grouped` if titles amid the rows name the departments.
fn read_rows<T: Record>(
    table: &Table<'_>,
    (sheet_name_as, grouped, given): (Option<Field>, bool, BTreeMap<Field, String>),
    rows: &mut impl RowSink<T>,
    problems: &mut Vec<Problem>,
    progress: &mut impl FnMut(Progress),
) {
    let Table { grid, header, .. } = table;
    let (columns, top, first) = (&header.columns, header.top(), rows.taken());
    let merged = MergedCells::new(grid);
    let width = header.width().filter(|_| grid.separated);
    let too_long = Vec::new();
    let remarks = remarks::remark_columns(header);
    let mut reader = RowReader {
        sheet_name_as,
        given,
        grouped,
        group: None,
        rows,
        problems,
        last: None,
        sorter: RowClassifier::new(T::KIND),
        width,
        said: HashMap::with_capacity(grid.len()),
        sequence: header.seen.iter().filter(|seen| is_sequence(&seen.header)).map(|seen| seen.index).collect(),
        groups: 0,
        above: None,
        dropped: None,
        too_long,
        remarks,
    };
    let below = stray_tables::below(table, T::KIND);
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
    problems.extend(too_long.iter().take(most).map(|at| notices::too_long(grid, *at)));
    problems.extend(below.map(|row| stray_tables::told_below(grid, &row)));
}

/// 序号.
fn is_sequence(header: &str) -> bool {
    ["序号", "行号", "NO"].contains(&normal_key(header).trim_end_matches('.'))
}

/// Whether a code is one that two entries can't share: a right one, or a number of a certificate.
fn tells_apart(kind: Kind, code: &str) -> bool {
    match kind {
        Kind::Business => code_kind(&plain::key(code)).is_right(),
        Kind::Officer => code.bytes().filter(u8::is_ascii_digit).count() >= 4,
    }
}

struct RowReader<'t, 'a, T, R> {
    sheet_name_as: Option<Field>,
    /// What the user said that all rows have in common.
    given: BTreeMap<Field, String>,
    /// Titles name the departments of those below them, and the last that did.
    grouped: bool,
    group: Option<String>,
    rows: &'a mut R,
    problems: &'a mut Vec<Problem>,
    /// The rows that follow may go on with it.
    last: Option<T>,
    sorter: RowClassifier,
    /// The last column that has a name, where a row that goes on beyond it may be torn apart by a comma.
    width: Option<u32>,
    /// Columns that are no field and may say that the entry is not to be drawn.
    remarks: Vec<remarks::Remarks>,
    /// The rows (from 0) of entries with a code of their own, by that and by how many titles there were before.
    said: HashMap<(&'t str, u32), u32>,
    /// Columns (from 0) of numbers of sequence.
    sequence: Vec<u32>,
    /// How many titles there were.
    groups: u32,
    /// The row above, where that was left out as a repetition.
    above: Option<T>,
    /// The last row (from 0) that was left out, and as what.
    dropped: Option<(u32, Aside)>,
    /// Entries that do: their row and first column beyond, from 0.
    too_long: Vec<(u32, u32)>,
}

impl<'t, T: Record, R: RowSink<T>> RowReader<'t, '_, T, R> {
    // A function of its own: a browser makes what is called often faster, but not what it is in the middle of.
    #[inline(never)]
    fn take(&mut self, entry: &Entry<'t>) {
        match self.sorter.sort(entry) {
            RowClass::Nothing => {}
            RowClass::Dropped(Aside::Title) if self.grouped => {
                let title =
                    entry.row.cells().next().and_then(|cell| group_titles::department(&names::folded_name(cell.text)));
                self.problems.push(notices::dropped(T::KIND, entry, Aside::Title));
                // Whose title can't be read has no department, which is told.
                self.group = title;
                self.groups += 1;
            }
            RowClass::Dropped(why) => {
                self.problems.push(notices::dropped(T::KIND, entry, why));
                self.dropped = Some((entry.row.number(), why));
            }
            RowClass::Entry => match self.dropped.filter(|(row, _)| self.is_of_block(entry, *row)) {
                // A row that goes on with one that is no entry is none either.
                Some((_, why)) => self.problems.push(notices::dropped(T::KIND, entry, why)),
                None => self.read(entry),
            },
        }
    }

    /// Whether the row is a part of the merged cell of names that begins at the other.
    fn is_of_block(&self, entry: &Entry<'_>, row: u32) -> bool {
        entry.goes_on(T::KIND.required(), T::CODE, false) == Some(row)
    }

    /// The row above (from 0) that says the same, number of sequence aside, with a code that tells entries apart.
    fn repeated(&mut self, entry: &Entry<'t>) -> Option<u32> {
        let code = entry.own_cell(T::CODE).filter(|cell| tells_apart(T::KIND, cell.text))?;
        let row = *self.said.entry((code.text, self.groups)).or_insert(entry.row.number());
        let above = entry.grid.row_at(row).filter(|_| row != entry.row.number())?;
        entry.says_the_same(&above, &self.sequence).then_some(row)
    }

    fn read(&mut self, entry: &Entry<'t>) {
        let grid = entry.grid;
        self.problems.extend(notices::torn(entry));
        let beyond = self.width.and_then(|width| entry.row.cells().find(|cell| cell.column > width));
        self.too_long.extend(beyond.map(|cell| (entry.row.number(), cell.column)));
        self.problems.extend(remarks::remarked(T::KIND, entry, &self.remarks));
        self.problems.extend(recusals::recused(T::KIND, entry, &self.remarks));
        self.problems.extend(notices::struck(entry, [T::KIND.required(), T::CODE]));
        self.problems.extend(notices::state_beside(T::KIND, entry));
        self.problems.extend(notices::noted(T::KIND, entry));
        self.problems.extend(notices::without_name(T::KIND, entry));
        let source = Source { sheet: grid.name.clone(), row: entry.row.number() + 1 };
        let mut values = CellValues::new(entry, self.problems);
        let mut record = T::read(&mut values, source);
        if let Some(last) = self.above.take().as_ref().or(self.last.as_ref()) {
            values.as_above.iter().for_each(|field| record.set(*field, &last.value(*field)));
        }
        if let Some(field) = self.sheet_name_as.filter(|field| record.value(*field).is_empty()) {
            record.set(field, &grid.name);
        }
        if let Some(group) = &self.group {
            record.set(Field::Department, group);
        }
        for (field, value) in &self.given {
            if record.text(*field).is_empty() {
                record.set(*field, value);
            }
        }
        if let Some(above) = self.repeated(entry) {
            self.problems.push(notices::repeated(T::KIND, entry, above));
            // The next row may say that it is as this one.
            self.above = Some(record);
            return;
        }
        let block = entry.goes_on(T::KIND.required(), T::CODE, T::KIND == Kind::Officer);
        let goes_on = |last: &T| block.is_some_and(|first| last.source().row > first) && record.may_go_on(last);
        match self.last.as_mut().filter(|last| goes_on(last) || record.is_more_of(last)) {
            Some(last) => {
                let told = block.is_none()
                    || !record.value(T::CODE).is_empty() && record.value(T::CODE) != last.value(T::CODE);
                self.problems.extend(told.then(|| notices::joined(last.source(), &record)));
                last.join(record);
            }
            None => self.last.replace(record).into_iter().for_each(|whole| self.rows.take(whole)),
        }
    }
}
