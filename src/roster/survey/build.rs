//! A workbook looked over for the import dialog: makes a [`Survey`].

use crate::model::{EntityKind, InOrder, ToMap, normal_key};
use crate::roster::choice::{Choice, Hints, SheetChoice};
use crate::roster::columns::assign::ColumnGuess;
use crate::roster::columns::why::Why;
use crate::roster::error::ReadError;
use crate::roster::field::Field;
use crate::roster::layout::entry::{Entry, FieldPlaces, MergedCells};
use crate::roster::layout::header::{HeadedSheet, Header};
use crate::roster::layout::row_class::{RowClass, RowClassifier};
use crate::roster::layout::{choose_tables, stray_tables};
use crate::roster::survey::{
    ColumnSurvey, CommonValue, HeaderSurvey, PreviewRow, Question, RowRole, SheetSurvey, Survey, common_values,
};
use crate::workbook::a1::column_letters;
use crate::workbook::encoding::{GBK, is_mojibake};
use crate::workbook::format::Format;
use crate::workbook::open::Workbook;
use crate::workbook::sheet::{Grid, Row};
use std::collections::BTreeMap;

/// Rows and columns of the preview.
const ROWS: usize = 30;
const COLUMNS: u32 = 40;
/// Rows that are sorted to tell how many are entries; the others are only counted.
const SORTED: usize = 5000;

/// Looks the workbook over.
pub(crate) fn survey(book: &Workbook, kind: EntityKind, hints: &Hints) -> Survey {
    let tables: Vec<(&Grid, Option<HeadedSheet<'_>>)> =
        book.grids.iter().map(|grid| (grid, HeadedSheet::new(grid, kind, hints))).collect();
    let (mut taken, others, refused) = match choose_tables::choose(&book.grids, kind, hints) {
        Ok(found) => (found.tables, found.others, None),
        Err(error) => (Vec::new(), Vec::new(), Some(error)),
    };
    let several = sheets_question(&taken, &others);
    // Every sheet that holds the roster belongs to it, until the user says otherwise.
    let too = others.iter().filter_map(|grid| HeadedSheet::new(grid, kind, hints)).filter(|table| !table.is_example());
    taken.extend(too);
    let in_order = |table: &HeadedSheet<'_>| book.grids.iter().position(|grid| grid.name == table.grid.name);
    taken.order_by_key(in_order);
    let sheet_name_as = hints.choice.sheet_name_as.or_else(|| names_are_departments(&taken, &others, hints, kind));
    let lacks = |table: &HeadedSheet<'_>| common_values::of(table, kind, hints, sheet_name_as);
    let guess = Choice {
        sheets: taken.iter().map(|table| chosen(table, hints, &lacks(table))).collect(),
        sheet_name_as,
        codepage: book.codepage.or(book.reread.then_some(GBK)),
    };
    let mut questions = several;
    match &refused {
        None => questions.extend(taken.iter().flat_map(|table| questions_of(table, kind, &lacks(table), hints))),
        Some(error) => questions.extend(question_of_refusal(&tables, kind, error)),
    }
    let garbled =
        book.codepage.is_none() && matches!(book.format, Format::Xls | Format::Csv) && is_mojibake(&book.grids);
    if garbled {
        questions.insert(0, Question::Codepage { codepage: GBK });
    }
    let is_taken = |grid: &Grid| taken.iter().any(|table| table.grid.name == grid.name);
    Survey {
        kind,
        format: book.format,
        sheets: tables
            .iter()
            .map(|(grid, table)| {
                let common = table.as_ref().map(lacks).unwrap_or_default();
                SheetSurvey { common, ..sheet_survey(grid, table.as_ref(), kind, is_taken(grid)) }
            })
            .collect(),
        guess,
        refused,
        questions,
        second_reading: garbled.then_some(GBK),
    }
}

/// All that was guessed of the table, as if it had been chosen.
fn chosen(table: &HeadedSheet<'_>, hints: &Hints, common: &[CommonValue]) -> SheetChoice {
    let HeadedSheet { grid, header, .. } = table;
    let mut given: BTreeMap<Field, String> =
        common.iter().filter_map(|common| Some((common.field, common.likely.clone()?))).to_map();
    let known = hints.choice.sheet(&grid.name).cloned().unwrap_or_default();
    // What the user chose is theirs, even where it is what was proposed.
    let is_left = |field: &Field| !known.given.contains_key(field) || known.proposed.contains_key(field);
    let proposed = common.iter().filter(|common| is_left(&common.field)).filter_map(|common| {
        let stands = known.given.get(&common.field).is_none_or(|given| Some(given) == common.likely.as_ref());
        Some((common.field, common.named_by.filter(|_| stands)?))
    });
    let proposed = proposed.to_map();
    given.extend(known.given);
    SheetChoice {
        given,
        proposed,
        name: grid.name.clone(),
        header_row: Some(header.number()),
        depth: Some(header.depth),
        columns: header.seen.iter().map(|column| (column.index, column.field)).to_map(),
    }
}

/// 单位 if there is no such column and every sheet that holds officers is named like a department of the plan.
fn names_are_departments(
    taken: &[HeadedSheet<'_>],
    others: &[&Grid],
    hints: &Hints,
    kind: EntityKind,
) -> Option<Field> {
    let known: Vec<String> = hints.departments.iter().map(|d| normal_key(d)).collect();
    let mut names =
        taken.iter().map(|table| table.grid).chain(others.iter().copied()).map(|grid| normal_key(&grid.name));
    let lacking = !taken.is_empty() && taken.iter().all(|table| !table.header.columns.has(Field::Department));
    (kind == EntityKind::Officer && lacking && names.all(|name| known.contains(&name))).then_some(Field::Department)
}

fn sheets_question(taken: &[HeadedSheet<'_>], others: &[&Grid]) -> Vec<Question> {
    if others.is_empty() {
        return Vec::new();
    }
    let names = taken.iter().map(|table| table.grid).chain(others.iter().copied()).map(|grid| grid.name.clone());
    vec![Question::Sheets { names: names.collect() }]
}

fn questions_of(table: &HeadedSheet<'_>, kind: EntityKind, common: &[CommonValue], hints: &Hints) -> Vec<Question> {
    let (seen, sheet) = (&table.header.seen, &table.grid.name);
    let mut claims: BTreeMap<Field, Vec<u32>> = BTreeMap::new();
    // Tables side by side are to be mended in the file; choosing one of their columns would lose the others.
    let beside = stray_tables::told_beside(table, kind).is_some();
    for column in seen.iter().filter(|_| !beside) {
        if let Some(field) = column.claims {
            let holder = seen.iter().find(|c| c.field == Some(field)).map(|c| c.index);
            let columns = claims.entry(field).or_insert_with(|| holder.into_iter().collect());
            columns.push(column.index);
        }
    }
    let duplicate = |(field, columns)| Question::Duplicate { sheet: sheet.clone(), field, columns };
    let mut questions: Vec<Question> = claims.into_iter().map(duplicate).collect();
    let asked = seen.iter().filter(|column| is_asked(column, seen, kind));
    questions.extend(asked.map(|column| Question::Ambiguous {
        sheet: sheet.clone(),
        column: column.index,
        fields: free(column, seen),
    }));
    let answered = |field: &Field| hints.choice.sheet(sheet).is_some_and(|sheet| sheet.given.contains_key(field));
    let asked = common.iter().filter(|common| common.is_needed()).map(|common| common.field);
    for field in asked.filter(|field| !answered(field)) {
        let columns = unused_columns(table, field);
        questions.push(Question::Missing { sheet: sheet.clone(), field, columns });
    }
    questions
}

/// A column that may decide who may be drawn, or for whom: of dates of which the header does not tell otherwise, and of
/// businesses that an officer is bound up with.
fn is_asked(column: &ColumnGuess, seen: &[ColumnGuess], kind: EntityKind) -> bool {
    let about_validity = column.header.is_empty() || ["效", "到期", "截止"].iter().any(|w| column.header.contains(w));
    let free = free(column, seen);
    kind == EntityKind::Officer
        && (about_validity && free.contains(&Field::ValidUntil)
            || free.contains(&Field::Recusal) && column.shape.filled > 0)
}

/// The fields that the column might hold and that no other has.
fn free(column: &ColumnGuess, seen: &[ColumnGuess]) -> Vec<Field> {
    let taken = |field: &Field| seen.iter().any(|c| c.field == Some(*field));
    column.candidates.iter().copied().filter(|field| !taken(field)).collect()
}

/// Asks for a column of the field if there is one that means nothing yet.
fn missing(table: &HeadedSheet<'_>, field: Field) -> Option<Question> {
    let columns = unused_columns(table, field);
    let sheet = table.grid.name.clone();
    (!columns.is_empty()).then_some(Question::Missing { sheet, field, columns })
}

/// The columns (from 0) that mean nothing yet, the likeliest for the field first.
fn unused_columns(table: &HeadedSheet<'_>, field: Field) -> Vec<u32> {
    let open = |c: &&ColumnGuess| c.field.is_none() && c.shape.filled > 0 && c.why != Some(Why::Chosen);
    let mut columns: Vec<&ColumnGuess> = table.header.seen.iter().filter(open).collect();
    columns.retain(|column| !column.is_sequence());
    let named = |column: &ColumnGuess| column.header.contains(field.name());
    columns.order_by_key(|column| (!named(column), !column.candidates.contains(&field), column.index));
    columns.iter().map(|column| column.index).collect()
}

/// What could be asked of a file that can't be read as it is.
fn question_of_refusal(
    tables: &[(&Grid, Option<HeadedSheet<'_>>)],
    kind: EntityKind,
    error: &ReadError,
) -> Option<Question> {
    if !matches!(error, ReadError::NoHeader { .. }) {
        return None;
    }
    let mut visible = tables.iter().filter(|(grid, _)| !grid.hidden && !grid.is_empty());
    let with_table = visible.clone().find_map(|(_, table)| missing(table.as_ref()?, kind.required()));
    let sheet = || visible.next().map(|(grid, _)| Question::Header { sheet: grid.name.clone() });
    with_table.or_else(sheet)
}

fn sheet_survey(grid: &Grid, table: Option<&HeadedSheet<'_>>, kind: EntityKind, taken: bool) -> SheetSurvey {
    let last = grid.rows().last().map_or(0, |row| row.number() + 1);
    let roles = table.map(|table| RowRoles::new(table, kind)).unwrap_or_default();
    let preview = grid.rows().take(ROWS).map(|row| PreviewRow {
        number: row.number() + 1,
        role: roles.of(row.number(), table.map(|table| &table.header)),
        cells: texts(&row),
    });
    SheetSurvey {
        name: grid.name.clone(),
        hidden: grid.hidden,
        rows: last,
        columns: grid.rows().take(SORTED).flat_map(|row| row.cells().last()).map(|c| c.column + 1).max().unwrap_or(0),
        entries: roles.entries,
        preview: preview.collect(),
        header: table.map(|table| header_survey(table, kind)),
        other_roster: table.is_some_and(|table| !table.fits)
            || table.is_none_or(|table| !table.whole(kind)) && is_other(grid, kind),
        taken,
        common: Vec::new(),
    }
}

fn is_other(grid: &Grid, kind: EntityKind) -> bool {
    let table = HeadedSheet::new(grid, kind.other(), &Hints::default());
    table.is_some_and(|table| table.whole(kind.other()) && table.header.columns.0.len() >= 2)
}

fn texts(row: &Row<'_>) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in row.cells().filter(|cell| cell.column < COLUMNS) {
        cells.resize(cell.column as usize, String::new());
        cells.push(crate::text::excerpt::excerpt(cell.text));
    }
    cells
}

/// What the first rows below the header are, and how many entries there are in all.
#[derive(Debug, Default)]
struct RowRoles {
    by_row: BTreeMap<u32, RowRole>,
    entries: usize,
}

impl RowRoles {
    fn new(table: &HeadedSheet<'_>, kind: EntityKind) -> Self {
        let HeadedSheet { grid, header, .. } = table;
        let (columns, top) = (&header.columns, header.top());
        let (merged, places) = (MergedCells::new(grid), FieldPlaces::new(columns));
        let mut sorter = RowClassifier::new(kind);
        let mut roles = Self::default();
        let end = stray_tables::below(table, kind).map_or(u32::MAX, |row| row.number());
        let mut rows = grid.rows_from(top);
        for row in rows.by_ref().take(SORTED) {
            let what = sorter.sort(&Entry { grid, columns, places: &places, merged: &merged, row, top });
            let role = match what {
                _ if row.number() >= end => RowRole::Dropped,
                RowClass::Entry => RowRole::Entry,
                RowClass::Nothing => RowRole::Blank,
                RowClass::Dropped(_) => RowRole::Dropped,
            };
            roles.entries += usize::from(role == RowRole::Entry);
            if roles.by_row.len() < ROWS {
                roles.by_row.insert(row.number(), role);
            }
        }
        roles.entries += rows.take_while(|row| row.number() < end).count();
        roles
    }

    fn of(&self, row: u32, header: Option<&Header>) -> RowRole {
        match header {
            Some(header) if row < header.row => RowRole::Title,
            Some(header) if row < header.top() => RowRole::Header,
            Some(_) => self.by_row.get(&row).copied().unwrap_or(RowRole::Entry),
            None => RowRole::Title,
        }
    }
}

fn header_survey(table: &HeadedSheet<'_>, kind: EntityKind) -> HeaderSurvey {
    let header = &table.header;
    let column = |seen: &ColumnGuess| {
        let candidates = match seen.claims {
            Some(field) => vec![field],
            None => free(seen, &header.seen),
        };
        ColumnSurvey {
            index: seen.index,
            letters: column_letters(seen.index),
            header: seen.column().header().to_owned(),
            named: !seen.header.is_empty(),
            field: seen.field,
            why: seen.why,
            ambiguous: seen.claims.is_some() || is_asked(seen, &header.seen, kind),
            candidates,
            filled: seen.shape.filled,
            samples: seen.shape.samples.clone(),
        }
    };
    HeaderSurvey { row: header.number(), depth: header.depth, columns: header.seen.iter().map(column).collect() }
}
