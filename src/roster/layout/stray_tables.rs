//! What stands on a sheet apart from the table that is read: entries above its header, another table below or beside it.

use crate::model::EntityKind;
use crate::roster::columns::column::Column;
use crate::roster::columns::header_names::field_of;
use crate::roster::field::Field;
use crate::roster::layout::header::{HeadedSheet, Header};
use crate::roster::layout::row_patterns::{
    has_number, is_coded, is_column_numbers, is_hint_row, is_remark, is_sample, telling,
};
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_sheets::SheetProblem;
use crate::text::header_key::fold;
use crate::text::names;
use crate::workbook::a1::column_letters;
use crate::workbook::sheet::{Grid, Row};
use std::collections::BTreeSet;

/// Bytes of the longest header in a row that is looked at for a table of its own.
const LONGEST: usize = 120;

/// The fewest telling cells of the first rows of the table.
pub(crate) fn least(table: &HeadedSheet<'_>) -> usize {
    let rows = table.grid.rows_from(table.header.top()).take(5);
    rows.map(|row| telling(&row)).filter(|cells| *cells > 0).min().unwrap_or(usize::MAX)
}

/// Whether nothing in a row of several cells is what no header has.
fn may_head(row: &Row<'_>) -> bool {
    row.cells().nth(1).is_some() && !row.cells().any(|cell| cell.text.len() > LONGEST || has_number(cell.text))
}

/// The fields by column of a row that is a header by itself.
fn heads(kind: EntityKind, row: &Row<'_>) -> Option<Vec<(u32, Field)>> {
    if !may_head(row) {
        return None;
    }
    let fields: Vec<(u32, Field)> =
        row.cells().filter_map(|cell| Some((cell.column, field_of(kind, cell.text)?))).collect();
    let distinct: BTreeSet<Field> = fields.iter().map(|(_, field)| *field).collect();
    let whole = distinct.contains(&kind.required()) && distinct.len() >= 2;
    (whole && (distinct.len() >= 3 || fields.len() * 2 > telling(row))).then_some(fields)
}

/// The first row below the header that is the header of another table: its columns are others, or it heads the other
/// roster. A header that is repeated, as on every page, is none.
pub(crate) fn below<'a>(table: &HeadedSheet<'a>, kind: EntityKind) -> Option<Row<'a>> {
    let HeadedSheet { grid, header, .. } = table;
    let other = |row: &Row<'_>| match heads(kind, row) {
        Some(fields) => {
            fields.iter().any(|(at, field)| !repeats(grid, header, row, *at) && differs(header, *at, *field))
        }
        None => heads(kind.other(), row).is_some() && !row.cells().all(|cell| repeats(grid, header, row, cell.column)),
    };
    // Few rows may, and each is asked for both rosters.
    grid.rows_from(header.top()).find(|row| may_head(row) && other(row))
}

/// Whether the row has in this column what the header has.
fn repeats(grid: &Grid, header: &Header, row: &Row<'_>, column: u32) -> bool {
    let Some(cell) = row.get(column) else { return false };
    let same = |above: Row<'_>| above.get(column).is_some_and(|above| fold(above.text) == fold(cell.text));
    (header.row..header.top()).filter_map(|number| grid.row_at(number)).any(same)
}

/// Whether the table has something else in this column than the field.
fn differs(header: &Header, column: u32, field: Field) -> bool {
    let own = header.seen.iter().find(|seen| seen.index == column);
    if own.is_some_and(|own| own.field == Some(field) || own.claims == Some(field)) {
        return false;
    }
    // Without a header, the columns are those that the user named, and the others were left.
    header.depth > 0 || header.columns.has(field) || own.is_some_and(|own| own.field.is_some())
}

/// The table below, which is not read.
pub(crate) fn told_below(grid: &Grid, row: &Row<'_>) -> Problem {
    let number = row.number() + 1;
    let problem = SheetProblem::TableBelow { row: number, rows: grid.rows_from(number).count() };
    Problem::of_kind(&grid.name, &problem).at_row(number).found(&line(row))
}

/// The rows above the header that look like entries.
pub(crate) fn told_above(table: &HeadedSheet<'_>, kind: EntityKind) -> Option<Problem> {
    let HeadedSheet { grid, header, .. } = table;
    let least = least(table);
    let (mut headed, mut foreign) = (false, false);
    let mut found: Vec<Row<'_>> = Vec::new();
    for row in grid.rows().take_while(|row| header.depth > 0 && row.number() < header.row) {
        match heads(kind, &row) {
            Some(_) => (headed, foreign) = (true, false),
            None if heads(kind.other(), &row).is_some() => foreign = true,
            None if !foreign && is_entry_above(grid, kind, &row, headed, least) => found.push(row),
            None => {}
        }
    }
    let first = found.first()?;
    let rows = found.iter().map(|row| row.number() + 1).collect();
    let problem = Problem::of_kind(&grid.name, &SheetProblem::RowsAbove { rows, header: header.number() });
    Some(problem.at_row(first.number() + 1).found(&line(first)))
}

/// Whether a row above the header looks like an entry: with a right code, below a header of its own, or as full as
/// those of the table. Titles, notes and the upper rows of a header do not.
fn is_entry_above(grid: &Grid, kind: EntityKind, row: &Row<'_>, headed: bool, least: usize) -> bool {
    let aside = |text: &str| text.contains([':', '：']) || is_remark(text) || is_sample(text);
    let cells = telling(row);
    if cells < 2 || row.cells().any(|cell| aside(&names::folded_name(cell.text))) {
        return false;
    }
    if is_coded(row) || headed {
        return true;
    }
    let merged = grid.merges.iter().any(|m| m.start.0 <= row.number() && row.number() <= m.end.0);
    let named = || row.cells().any(|cell| field_of(kind, cell.text).is_some());
    cells >= 3 && cells >= least && !merged && !is_hint_row(row) && !is_column_numbers(row) && !named()
}

/// Says that the header's words come again for another column, with values below: several entries stand in one row.
pub(crate) fn told_beside(table: &HeadedSheet<'_>, kind: EntityKind) -> Option<Problem> {
    let Header { columns, seen, .. } = &table.header;
    let again = |field: Field, index: u32, header: &str| {
        columns.get(field).is_some_and(|own| own.index() != Some(index) && fold(own.header()) == fold(header))
    };
    let open = seen.iter().filter(|column| column.field.is_none() && column.shape.filled > 0);
    let found: Vec<_> = open
        .filter_map(|column| Some((field_of(kind, &column.header)?, column)))
        .filter(|(field, column)| again(*field, column.index, &column.header))
        .collect();
    let fields: BTreeSet<Field> = found.iter().map(|(field, _)| *field).collect();
    if fields.len() < 2 || !fields.contains(&kind.required()) {
        return None;
    }
    let last = columns.0.values().filter_map(Column::index).max()?;
    let (_, first) = found.first()?;
    let (letters, header) = (&*column_letters(first.index), first.header.as_str());
    let right = found.iter().all(|(_, column)| column.index > last);
    if right && fields.len() < columns.0.len() {
        // Name and code of the office in charge, say: no table of its own.
        return None;
    }
    let problem = if right {
        SheetProblem::TableBeside { letters, header }
    } else {
        SheetProblem::SeveralInRow { letters, header }
    };
    let problem = Problem::of_kind(&table.grid.name, &problem);
    Some(problem.at_cell(letters, table.header.number().max(1)).found(header))
}

/// The first texts of a row.
fn line(row: &Row<'_>) -> String {
    row.cells().map(|cell| cell.text).take(8).collect::<Vec<_>>().join(" ")
}
