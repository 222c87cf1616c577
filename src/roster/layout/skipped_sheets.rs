//! Sheets that are not read: those that tell how to fill in the others, and those in which no header was recognised.

use crate::model::EntityKind;
use crate::roster::choice::Hints;
use crate::roster::layout::header::HeadedSheet;
use crate::roster::layout::row_patterns::{is_coded, is_like_entry};
use crate::roster::layout::sheet_role::{ROWS, is_named_notes, lists_fields};
use crate::roster::layout::stray_tables::least;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_sheets::SheetProblem;
use crate::workbook::sheet::Grid;

/// Sheets that are named.
const NAMED: usize = 10;

/// Tells of the visible sheets whose rows look like those of the table that is read, but in which no header was
/// recognised.
pub(crate) fn without_header(grids: &[Grid], read: &[HeadedSheet<'_>], kind: EntityKind) -> Option<Problem> {
    let first = read.first()?;
    let least = read.iter().map(least).min()?;
    let is_read = |grid: &Grid| read.iter().any(|table| table.grid.name == grid.name);
    let lost = |grid: &&Grid| !grid.hidden && !grid.is_empty() && !is_read(grid) && is_lost(grid, kind, least);
    let lost: Vec<&Grid> = grids.iter().filter(lost).collect();
    if lost.is_empty() {
        return None;
    }
    let sheets = lost.iter().take(NAMED).map(|grid| (grid.name.as_str(), grid.len())).collect();
    let problem = SheetProblem::WithoutHeader { sheets, count: lost.len(), read: &first.grid.name, kind };
    Some(Problem::of_kind(&first.grid.name, &problem))
}

fn is_lost(grid: &Grid, kind: EntityKind, least: usize) -> bool {
    let whole = |kind: EntityKind| HeadedSheet::new(grid, kind, &Hints::default()).filter(|table| table.whole(kind));
    // A roster of its own was asked about, the other roster is none of ours.
    if whole(kind).is_some() || whole(kind.other()).is_some_and(|table| table.header.columns.0.len() >= 2) {
        return false;
    }
    let rows: Vec<_> = grid.rows().take(ROWS).collect();
    let notes = lists_fields(grid, kind) || (is_named_notes(grid) && !rows.iter().any(is_coded));
    !notes && rows.iter().filter(|row| is_like_entry(row, least)).count() * 2 >= rows.len()
}
