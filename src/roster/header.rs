//! Where the table begins: the header row under titles, and which sheet holds the wanted roster.

use super::columns::{Column, Columns, Field, match_headers};
use super::grid::{Grid, Merge, Row};
use super::{Choice, Kind, ReadError};
use std::cmp::Reverse;

/// Rows with content that are looked at for a header.
const ROWS_LOOKED_AT: usize = 30;
/// Rows that a merged header may span.
const DEEPEST: u32 = 3;

/// A header that was found.
#[derive(Debug)]
pub(super) struct Header {
    /// First row (from 0).
    pub row: u32,
    /// Rows that it spans.
    pub depth: u32,
    /// What the columns mean.
    pub columns: Columns,
    /// Columns that claimed a field already taken.
    pub rivals: Vec<(Field, Column)>,
}

impl Header {
    /// How much of a roster it shows.
    fn score(&self) -> usize {
        self.columns.0.len()
    }
}

/// The best header of the sheet for this kind of roster.
pub(super) fn find(grid: &Grid, kind: Kind) -> Option<Header> {
    let mut best: Option<Header> = None;
    for row in grid.rows().take(ROWS_LOOKED_AT) {
        for depth in 1..=deepest(grid, row.number()) {
            let header = read(grid, kind, row.number(), depth);
            let better = best.as_ref().is_none_or(|best| better(&header, best));
            if header.columns.has(kind.required()) && plausible(&row, &header) && better {
                best = Some(header);
            }
        }
    }
    best
}

/// More fields win, then the shallower header, then the one above.
fn better(new: &Header, best: &Header) -> bool {
    new.score() > best.score() || (new.score() == best.score() && new.depth < best.depth)
}

/// A single word amid other cells is more likely a value or a title; alone in its row it may head a list of names.
fn plausible(row: &Row<'_>, header: &Header) -> bool {
    let own_cells = row.cells().filter(|cell| cell.text.trim().chars().any(|c| !c.is_ascii_digit())).count();
    header.score() >= 2 || own_cells <= 3
}

/// The header at this row, with the texts of merged cells above and below joined.
pub(super) fn read(grid: &Grid, kind: Kind, row: u32, depth: u32) -> Header {
    let rows: Vec<Row<'_>> = (row..row + depth).filter_map(|r| grid.row_at(r)).collect();
    let merges: Vec<&Merge> = grid.merges.iter().filter(|m| (row..row + depth).contains(&m.start.0)).collect();
    let last = rows.iter().flat_map(Row::cells).map(|c| c.column).max().unwrap_or(0);
    let mut headers: Vec<(u32, String)> = Vec::new();
    for column in 0..=last {
        let texts: Vec<&str> = rows.iter().filter_map(|row| text_at(row, &merges, column)).collect();
        if let Some(text) = joined(kind, &texts) {
            headers.push((column, text));
        }
    }
    let (columns, rivals) = match_headers(kind, headers.iter().map(|(column, text)| (*column, text.as_str())));
    Header { row, depth, columns, rivals }
}

/// The text of a header cell, or of the merged cell that covers it sideways.
fn text_at<'a>(row: &Row<'a>, merges: &[&Merge], column: u32) -> Option<&'a str> {
    if let Some(cell) = row.get(column) {
        return Some(cell.text);
    }
    let covers = |m: &&&Merge| m.start.0 == row.number() && m.start.1 < column && column <= m.end.1;
    row.get(merges.iter().find(covers)?.start.1).map(|cell| cell.text)
}

/// The header of texts that stand one below the other: all of them if that names a field (执法证 + 编号), else the
/// lowest.
fn joined(kind: Kind, texts: &[&str]) -> Option<String> {
    let all = texts.concat();
    let lowest = texts.last()?;
    let together = texts.len() > 1 && super::columns::field_of(kind, &all).is_some();
    Some(if together { all } else { (*lowest).to_owned() })
}

/// How many rows a header at this row may span, by the merged cells that begin in it.
fn deepest(grid: &Grid, row: u32) -> u32 {
    let starts = grid.merges.iter().filter(|m| m.start.0 == row);
    let span = starts.map(|m| if m.end.0 > row { m.end.0 - row + 1 } else { 2 }).max();
    span.unwrap_or(1).min(DEEPEST)
}

/// The sheet and header of the wanted roster, and the names of other visible sheets that hold one too.
pub(super) struct Found<'a> {
    pub grid: &'a Grid,
    pub header: Header,
    pub others: Vec<&'a Grid>,
}

/// Chooses the sheet that matches best; hidden ones only when no other does.
pub(super) fn choose<'a>(grids: &'a [Grid], kind: Kind, choice: &Choice) -> Result<Found<'a>, ReadError> {
    let grids: Vec<&Grid> = match &choice.sheet {
        Some(name) => vec![grids.iter().find(|g| g.name == *name).ok_or_else(|| ReadError::NoSheet(name.clone()))?],
        None => grids.iter().collect(),
    };
    if grids.iter().all(|grid| grid.is_empty()) {
        return Err(ReadError::NoContent);
    }
    let mut candidates: Vec<Candidate<'_>> = grids.iter().filter_map(|g| Candidate::new(g, kind, choice)).collect();
    let Some(best) = (0..candidates.len()).max_by_key(|i| (candidates[*i].rank(), Reverse(*i))) else {
        return Err(nothing_found(&grids, kind, choice));
    };
    let best = candidates.swap_remove(best);
    if !best.fits {
        return Err(ReadError::WrongRoster { found: kind.other(), wanted: kind });
    }
    let others = candidates.iter().filter(|c| c.fits && !c.grid.hidden && has_rows(c.grid, &c.header));
    Ok(Found { grid: best.grid, others: others.map(|c| c.grid).collect(), header: best.header })
}

/// A sheet with a header of the wanted roster.
struct Candidate<'a> {
    grid: &'a Grid,
    header: Header,
    /// It does not look more like the other roster.
    fits: bool,
}

impl<'a> Candidate<'a> {
    fn new(grid: &'a Grid, kind: Kind, choice: &Choice) -> Option<Self> {
        let header = header_of(grid, kind, choice)?;
        let other = header_of(grid, kind.other(), choice).map_or(0, |other| other.score());
        Some(Self { grid, fits: header.score() >= other, header })
    }

    /// Visible before hidden, fitting before not, with rows before without, then with most fields.
    fn rank(&self) -> (bool, bool, bool, usize) {
        (!self.grid.hidden, self.fits, has_rows(self.grid, &self.header), self.header.score())
    }
}

/// The header that the user pointed at, or the best.
fn header_of(grid: &Grid, kind: Kind, choice: &Choice) -> Option<Header> {
    match choice.header_row.and_then(|row| row.checked_sub(1)) {
        Some(row) => Some(read(grid, kind, row, deepest(grid, row))).filter(|h| h.columns.has(kind.required())),
        None => find(grid, kind),
    }
}

fn has_rows(grid: &Grid, header: &Header) -> bool {
    grid.rows().any(|row| row.number() >= header.row + header.depth)
}

/// Why there is no candidate: the other roster, or no header at all.
fn nothing_found(grids: &[&Grid], kind: Kind, choice: &Choice) -> ReadError {
    let other = |grid: &&Grid| header_of(grid, kind.other(), choice).is_some_and(|header| header.score() >= 2);
    if grids.iter().any(other) {
        return ReadError::WrongRoster { found: kind.other(), wanted: kind };
    }
    let rows = grids.iter().filter(|g| !g.hidden).flat_map(|g| g.rows().take(5));
    let texts: Vec<String> = rows.flat_map(|r| r.cells()).take(12).map(|c| super::problem::excerpt(c.text)).collect();
    ReadError::NoHeader { kind, seen: texts.join("、") }
}
