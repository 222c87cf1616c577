//! A sheet as a table with headers that are known beforehand: forms of our own that come back filled in.

use crate::model::{InOrder, ToSet};
use crate::text::{date, header_key};
use crate::workbook::a1::column_letters;
use crate::workbook::number;
use crate::workbook::open::Workbook;
use crate::workbook::sheet::{CellKind, Grid, Merge, Row};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The header is looked for in so many rows.
const TOP: usize = 30;

/// Columns of a header over two rows.
const WIDEST: usize = 200;

/// A column that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct WantedColumn<'a> {
    /// The headers that it may have, the usual one first.
    pub headers: &'a [&'a str],
    /// Without it the sheet is not this table.
    pub needed: bool,
}

/// A table that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTable {
    /// The name of its sheet.
    pub sheet: String,
    /// Which of the workbook's sheets it is, from 0.
    at: usize,
    /// The last row of its header, from 0.
    pub header: u32,
    /// Where each column that was looked for stands, from 0.
    pub columns: Vec<Option<u32>>,
    /// The rows below the header that hold something, be it in other columns only.
    pub rows: Vec<TableRow>,
}

/// A column that a header names again: what stands in it is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubledColumn {
    /// Which of the columns that were looked for.
    pub wanted: usize,
    /// Its header's cell: `D1`.
    pub cell: String,
    /// The letters of the column that is read: `C`.
    pub read: String,
}

/// A row, a cell for each column that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its number, from 1.
    pub number: u32,
    /// Its cells, those of merged cells in each of their rows.
    pub cells: Vec<TableCell>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableCell {
    /// Its text without the white space around it; empty if it holds nothing.
    pub text: String,
    /// The day that it names, as a date, a text or a serial number.
    pub day: Option<NaiveDate>,
    /// A formula that gives an error, or whose result was not saved.
    pub broken: bool,
    /// It holds nothing itself: the text is that of the merged cell that covers it from above.
    pub from_above: bool,
}

impl SheetTable {
    /// The rows that hold something in the columns that were looked for.
    pub fn filled(&self) -> impl Iterator<Item = &TableRow> {
        self.rows.iter().filter(|row| !row.is_empty(0..self.columns.len()))
    }

    /// `C5`.
    pub fn place(&self, row: &TableRow, column: usize) -> String {
        let letters = self.columns.get(column).copied().flatten().map(column_letters);
        format!("{}{}", letters.unwrap_or_default(), row.number)
    }
}

impl TableRow {
    /// The text of a column.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// Whether none of these columns holds anything.
    pub fn is_empty(&self, mut columns: impl Iterator<Item = usize>) -> bool {
        columns.all(|column| self.text(column).is_empty())
    }
}

impl Workbook {
    /// The tables of the sheets that are not hidden and have every needed column.
    pub fn tables(&self, wanted: &[WantedColumn<'_>]) -> Vec<SheetTable> {
        let shown = self.grids.iter().enumerate().filter(|(_, grid)| !grid.hidden);
        shown.filter_map(|(at, grid)| table(at, grid, wanted)).collect()
    }

    /// The columns of a table that have the header of one that is read already, by any of its names, and that hold something.
    pub fn doubled(&self, table: &SheetTable, wanted: &[WantedColumn<'_>]) -> Vec<DoubledColumn> {
        let Some((grid, header)) = self.grid_of(table).and_then(|grid| Some((grid, grid.row_at(table.header)?))) else {
            return Vec::new();
        };
        let holds = |column| grid.rows_from(table.header + 1).any(|row| row.get(column).is_some());
        let others = header.cells().filter(|cell| !table.columns.contains(&Some(cell.column)));
        let others = others.filter(|cell| header_key::may_be_header(cell.text) && holds(cell.column));
        let doubled = others.filter_map(|cell| {
            let own = Header::of(cell.text);
            let is_it = |w: &WantedColumn<'_>| w.headers.iter().any(|h| Header::of(h).is(&own));
            let (at, read) = (0..).zip(&table.columns).find_map(|(at, column)| {
                let read = (*column)?;
                wanted.get(at).is_some_and(is_it).then_some((at, read))
            })?;
            let cell = format!("{}{}", column_letters(cell.column), table.header + 1);
            Some(DoubledColumn { wanted: at, cell, read: column_letters(read) })
        });
        doubled.collect()
    }

    /// Whether a sheet that is not hidden has this name and holds something.
    pub fn has_sheet(&self, name: &str) -> bool {
        self.grids.iter().any(|grid| !grid.hidden && grid.name.trim() == name && grid.rows().next().is_some())
    }

    /// The sheet of a table.
    pub(crate) fn grid_of(&self, table: &SheetTable) -> Option<&Grid> {
        self.grids.get(table.at)
    }

    /// The sheet of a table, and the row as it stands there, in all its columns.
    pub(crate) fn row_of(&self, table: &SheetTable, row: &TableRow) -> Option<(&Grid, Row<'_>)> {
        let grid = self.grid_of(table)?;
        Some((grid, grid.row_at(row.number - 1)?))
    }
}

fn table(at: usize, grid: &Grid, wanted: &[WantedColumn<'_>]) -> Option<SheetTable> {
    let names: Vec<Vec<_>> = wanted.iter().map(|w| w.headers.iter().map(|h| Header::of(h)).collect()).collect();
    let tops: Vec<Row<'_>> = grid.rows().take(TOP + 1).collect();
    let (header, columns) = tops.iter().take(TOP).enumerate().find_map(|(i, row)| {
        let below =
            tops.get(i + 1).filter(|below| below.number() == row.number() + 1 && goes_on(grid, row, below, &names));
        let columns = columns(row, below, &names);
        let whole = wanted.iter().zip(&columns).all(|(w, column)| column.is_some() || !w.needed);
        whole.then(|| (below.unwrap_or(row).number(), columns))
    })?;
    let rows = grid.rows_from(header + 1).map(|row| TableRow {
        number: row.number() + 1,
        cells: columns.iter().map(|column| cell(grid, header, &row, *column)).collect(),
    });
    let rows = rows.collect();
    Some(SheetTable { sheet: grid.name.clone(), at, header, columns, rows })
}

/// A header as it is compared.
struct Header {
    whole: String,
    /// Without what stands in its brackets.
    bare: String,
}

impl Header {
    fn of(text: &str) -> Self {
        Self { whole: header_key::fold(text), bare: header_key::fold(&header_key::without_brackets(text)) }
    }

    fn is(&self, other: &Self) -> bool {
        self.whole == other.whole || self.bare == other.bare
    }
}

type Names = [Vec<Header>];

/// Whether the row below a header's goes on with it: 检查内容 and 依据 beneath 抽查事项. What stands there is a header, or beneath
/// one that is merged sideways, or beneath nothing.
fn goes_on(grid: &Grid, row: &Row<'_>, below: &Row<'_>, names: &Names) -> bool {
    let known = |text: &str| {
        let header = Header::of(text);
        header_key::may_be_header(text) && names.iter().flatten().any(|name| name.is(&header))
    };
    let named = |column: u32, text: &str| known(text) || known(&joined(row, column, text));
    if below.cells().nth(WIDEST).is_some() || !row.cells().any(|cell| known(cell.text)) {
        return false;
    }
    let wide = grid.merges.iter().filter(|m| m.start.0 == row.number() && m.end.1 > m.start.1);
    let wide: BTreeSet<u32> = wide.map(|m| m.start.1).to_set();
    below.cells().any(|cell| named(cell.column, cell.text))
        && below
            .cells()
            .all(|cell| named(cell.column, cell.text) || wide.contains(&cell.column) || row.get(cell.column).is_none())
}

/// The header of a column with what stands above it, in the same column or to the left.
fn joined(row: &Row<'_>, column: u32, text: &str) -> String {
    let above = row.cells().take_while(|cell| cell.column <= column).last();
    format!("{}{text}", above.map_or("", |cell| cell.text))
}

/// Where each column stands that is looked for. Of a header over two rows the lower says it, then both together, then the upper
/// of a column whose lower says something else.
fn columns(row: &Row<'_>, below: Option<&Row<'_>>, names: &Names) -> Vec<Option<u32>> {
    let lower = |column: u32| below.and_then(|below| below.get(column));
    let header = |text: &str, column: u32| header_key::may_be_header(text).then(|| (Header::of(text), column));
    let upper = |covered: bool| {
        let cells = row.cells().filter(move |cell| lower(cell.column).is_some() == covered);
        cells.filter_map(|cell| header(cell.text, cell.column)).collect::<Vec<_>>()
    };
    let below = || below.into_iter().flat_map(|below| below.cells());
    let mut first = upper(false);
    first.extend(below().filter_map(|cell| header(cell.text, cell.column)));
    first.order_by_key(|(_, column)| *column);
    let both: Vec<_> = below().filter_map(|cell| header(&joined(row, cell.column, cell.text), cell.column)).collect();
    let mut found: Vec<Option<u32>> = names.iter().map(|names| column_of(&first, names)).collect();
    for more in [both, upper(true)] {
        for (at, names) in names.iter().enumerate().filter(|_| !more.is_empty()) {
            let column = column_of(&more, names).filter(|column| !found.contains(&Some(*column)));
            found[at] = found[at].or(column);
        }
    }
    found
}

/// The first column that has one of these names, as it stands or else without what is in brackets.
fn column_of(headers: &[(Header, u32)], names: &[Header]) -> Option<u32> {
    let exact = headers.iter().find(|(h, _)| names.iter().any(|n| n.whole == h.whole));
    exact.or_else(|| headers.iter().find(|(h, _)| names.iter().any(|n| n.bare == h.bare))).map(|(_, column)| *column)
}

fn cell(grid: &Grid, header: u32, row: &Row<'_>, column: Option<u32>) -> TableCell {
    let Some(column) = column else { return TableCell::default() };
    // What is merged over several columns is said in the first of them alone, what begins in the header is none of a row.
    let covers =
        |m: &&Merge| m.start.1 == column && m.start.0 > header && m.start.0 < row.number() && row.number() <= m.end.0;
    let above = || {
        let merge = grid.merges.iter().find(covers)?;
        grid.row_at(merge.start.0)?.get(merge.start.1)
    };
    let own = row.get(column);
    let from_above = own.is_none();
    let Some(cell) = own.or_else(above) else { return TableCell::default() };
    let broken = matches!(cell.kind, CellKind::Error | CellKind::Uncalculated);
    if broken {
        return TableCell { broken, ..TableCell::default() };
    }
    let text = cell.text.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
    let serial = || text.parse::<f64>().ok().filter(|n| (20_000.0..80_000.0).contains(n));
    let day = match (cell.kind == CellKind::Number).then(serial).flatten() {
        Some(serial) => number::day_of_serial(serial, grid.from_1904).parse().ok(),
        None => date::parse(&text),
    };
    TableCell { text, day, broken, from_above }
}
