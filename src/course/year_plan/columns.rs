//! Which columns of a table are those of a yearly plan, which the plan has not, and what 序号 and 编号 mean in it.

use super::sequence::{counts_rows, is_ambiguous, is_place};
use crate::course::EntryProblems;
use crate::model::{PlanField as F, ToSet};
use crate::roster::PlanColumn as C;
use crate::text::plain;
use crate::workbook::a1::column_letters;
use crate::workbook::sheet::Grid;
use crate::workbook::{SheetTable, TableRow, WantedColumn, Workbook};

/// Rows that one file may have: ten times what a county publishes.
pub const MOST_PLAN_ROWS: usize = 2_000;

/// The tables that say what is inspected, and by whom, of whom or when.
pub(super) fn tables(book: &Workbook, columns: &[C]) -> Vec<SheetTable> {
    let first: Vec<Vec<&str>> = columns.iter().map(|column| column.headers(false)).collect();
    let both: Vec<Vec<&str>> =
        columns.iter().zip(&first).map(|(column, first)| [&first[..], &column.headers(true)].concat()).collect();
    let found = |headers: &[&Vec<&str>], needed: [F; 2]| {
        let is_needed = |column: &C| needed.map(C::Field).contains(column);
        let wanted = columns.iter().zip(headers).map(|(c, h)| WantedColumn { headers: h, needed: is_needed(c) });
        book.tables(&wanted.collect::<Vec<_>>())
    };
    let mut tables: Vec<SheetTable> = Vec::new();
    // Headers that are of a field only where no other is come last.
    for headers in [&first, &both] {
        for what in [F::Item, F::Title] {
            for with in [F::Lead, F::Objects, F::When] {
                for table in found(&headers.iter().collect::<Vec<_>>(), [what, with]) {
                    if tables.iter().any(|known| known.sheet == table.sheet) {
                        continue;
                    }
                    let missing = |place: usize| table.columns.get(place).copied().flatten().is_none();
                    let more: Vec<_> =
                        (0..columns.len()).map(|at| if missing(at) { &both[at] } else { &first[at] }).collect();
                    let whole = found(&more, [what, with]).into_iter().find(|other| other.sheet == table.sheet);
                    tables.push(whole.unwrap_or(table));
                }
            }
        }
    }
    tables
}

/// The header of a column; of one over two rows the lower, else the upper, unless that is a title alone in its row.
fn header_of(grid: &Grid, table: &SheetTable, column: u32) -> String {
    let at = |row: Option<u32>| {
        let row = grid.row_at(row?)?;
        (row.cells().nth(1).is_some()).then(|| row.get(column)).flatten().map(|cell| plain::line(cell.text))
    };
    at(Some(table.header)).or_else(|| at(table.header.checked_sub(1))).unwrap_or_default()
}

/// A column that the plan has not, by its header.
pub(super) struct Stranger {
    pub(super) column: u32,
    pub(super) header: String,
}

/// What stands in a column, in the rows that say what is inspected.
fn values(table: &SheetTable, grid: &Grid, found: &[(C, usize)], column: u32) -> Vec<String> {
    let named = |c: &C| [C::Field(F::Title), C::Field(F::Item)].contains(c);
    let is_task = |row: &&TableRow| found.iter().any(|(c, place)| named(c) && !plain::says_nothing(row.text(*place)));
    let text = |row: &TableRow| Some(plain::line(grid.row_at(row.number - 1)?.get(column)?.text));
    table.rows.iter().filter(is_task).filter_map(text).filter(|text| !plain::says_nothing(text)).collect()
}

/// A second column of 序号 goes where it only counts the rows. Else it has the numbers of the tasks, if it may and no other has, or
/// is a stranger.
fn numbers_of(
    table: &SheetTable,
    grid: &Grid,
    found: &[(C, usize)],
    mut strangers: Vec<Stranger>,
) -> (Vec<Stranger>, Option<u32>) {
    strangers.retain(|Stranger { column, header }| {
        let values = values(table, grid, found, *column);
        let counts = || values.iter().all(|text| is_place(text, MOST_PLAN_ROWS)) && counts_rows(header, &values);
        !C::Sequence.is_header(header) || !counts()
    });
    let has_numbers = found.iter().any(|(column, _)| *column == C::Field(F::Number));
    let is_number = |s: &Stranger| !has_numbers && C::Sequence.is_header(&s.header) && is_ambiguous(&s.header);
    let numbers = strangers.iter().find(|s| is_number(s)).map(|s| s.column);
    strangers.retain(|s| Some(s.column) != numbers);
    (strangers, numbers)
}

/// The columns of a table.
pub(super) struct PlanColumns<'a> {
    pub(super) table: &'a SheetTable,
    pub(super) grid: &'a Grid,
    /// The columns that were found, with their places in the table.
    pub(super) found: Vec<(C, usize)>,
    pub(super) strangers: Vec<Stranger>,
    /// The values of 序号 count the rows.
    pub(super) counts: bool,
    /// A column 编号 beside 序号, which has the numbers of the tasks.
    pub(super) numbers: Option<u32>,
    /// 备注 is headed 备注（联查部门）.
    pub(super) note_has_partners: bool,
}

impl<'a> PlanColumns<'a> {
    /// Those of a table; `columns` in the order in which it was looked for them.
    pub(super) fn of(table: &'a SheetTable, grid: &'a Grid, columns: &[C]) -> Self {
        let (mut found, mut taken) = (Vec::new(), Vec::new());
        for (place, column) in columns.iter().enumerate() {
            // What stands in brackets may be missing, so that two fields may find one column: the first has it.
            if let Some(at) = table.columns.get(place).copied().flatten().filter(|at| !taken.contains(at)) {
                taken.push(at);
                found.push((*column, place));
            }
        }
        let column_of = |wanted: C| {
            let place = found.iter().find(|(column, _)| *column == wanted).map(|(_, place)| *place);
            place.and_then(|place| table.columns[place])
        };
        let counts = column_of(C::Sequence)
            .is_none_or(|column| counts_rows(&header_of(grid, table, column), &values(table, grid, &found, column)));
        let (strangers, numbers) = numbers_of(table, grid, &found, strangers(table, grid, &taken));
        let note = column_of(C::Field(F::Note)).map(|column| header_of(grid, table, column));
        let words = ["联查", "联合", "参与", "配合"];
        let note_has_partners = note.is_some_and(|header| words.iter().any(|word| header.contains(word)));
        Self { table, grid, found, strangers, counts, numbers, note_has_partners }
    }

    pub(super) fn tell_strangers(&self, problems: &mut EntryProblems) {
        for Stranger { column, header } in &self.strangers {
            let cell = format!("{}{}", column_letters(*column), self.table.header + 1);
            let message = format!("“{header}”这一列年度计划里没有，内容记在“备注”里，写作“{header}：……”");
            problems.push(&self.table.sheet, cell, message, false);
        }
    }

    pub(super) fn place(&self, column: C) -> Option<usize> {
        self.found.iter().find(|(known, _)| *known == column).map(|(_, place)| *place)
    }
}

/// The columns in which something stands and that were not taken.
fn strangers(table: &SheetTable, grid: &Grid, taken: &[u32]) -> Vec<Stranger> {
    let below = table.rows.iter().filter_map(|row| grid.row_at(row.number - 1));
    let filled = below
        .flat_map(|row| row.cells().filter(|c| !plain::says_nothing(c.text)).map(|c| c.column).collect::<Vec<_>>());
    let named = |column: u32| {
        let header = header_of(grid, table, column);
        Stranger { column, header: if header.is_empty() { format!("{}列", column_letters(column)) } else { header } }
    };
    filled.to_set().into_iter().filter(|column| !taken.contains(column)).map(named).collect()
}
