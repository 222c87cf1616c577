//! Sheets that are not read: those that tell how to fill in the others, and those in which no header was recognised.

use super::apart::{is_coded, is_like_entry, least};
use super::columns::field_of;
use super::grid::Grid;
use super::header::Table;
use super::{Field, Hints, Kind, Problem, ProblemCode, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are looked at.
const ROWS: usize = 40;
/// Sheets that are named.
const NAMED: usize = 10;

/// Whether the sheet names the fields one below the other: it tells what to write in each.
pub(super) fn lists_fields(grid: &Grid, kind: Kind) -> bool {
    let mut columns: BTreeMap<u32, BTreeSet<Field>> = BTreeMap::new();
    let mut rows = 0;
    for row in grid.rows().take(ROWS) {
        if is_coded(&row) {
            return false;
        }
        rows += 1;
        for cell in row.cells().filter(|cell| cell.text.len() <= 60) {
            let field = field_of(kind, cell.text);
            field.into_iter().for_each(|field| _ = columns.entry(cell.column).or_default().insert(field));
        }
    }
    columns.values().any(|fields| fields.len() >= 3 && fields.len() * 2 >= rows)
}

/// Whether the sheet is named as one that tells how to fill in the others.
pub(super) fn is_named_notes(grid: &Grid) -> bool {
    ["说明", "须知", "填报要求", "填写要求"].iter().any(|word| grid.name.contains(word))
}

/// Tells of the visible sheets whose rows look like those of the table that is read, but in which no header was
/// recognised.
pub(super) fn without_header(grids: &[Grid], read: &[Table<'_>], kind: Kind) -> Option<Problem> {
    let first = read.first()?;
    let least = read.iter().map(least).min()?;
    let is_read = |grid: &Grid| read.iter().any(|table| table.grid.name == grid.name);
    let lost = |grid: &&Grid| !grid.hidden && !grid.is_empty() && !is_read(grid) && is_lost(grid, kind, least);
    let lost: Vec<&Grid> = grids.iter().filter(lost).collect();
    if lost.is_empty() {
        return None;
    }
    let names: Vec<String> =
        lost.iter().take(NAMED).map(|grid| format!("“{}”（{}行）", grid.name, grid.len())).collect();
    let more = if lost.len() > NAMED { format!("等{}张", lost.len()) } else { String::new() };
    let message = format!(
        "工作表{}{more}没有读入：没有认出表头。如果里面也是{}，请点“核对表头和各列……”，勾选它并指定表头；没有表头的，请把“{}”的表头复制过去后重新导入。",
        names.join("、"),
        kind.name(),
        first.grid.name
    );
    Some(Problem::of_sheet(&first.grid.name, Severity::Warning, ProblemCode::SheetWithoutHeader, message))
}

fn is_lost(grid: &Grid, kind: Kind, least: usize) -> bool {
    let whole = |kind: Kind| Table::new(grid, kind, &Hints::default()).filter(|table| table.whole(kind));
    // A roster of its own was asked about, the other roster is none of ours.
    if whole(kind).is_some() || whole(kind.other()).is_some_and(|table| table.header.columns.0.len() >= 2) {
        return false;
    }
    let rows: Vec<_> = grid.rows().take(ROWS).collect();
    let notes = lists_fields(grid, kind) || (is_named_notes(grid) && !rows.iter().any(is_coded));
    !notes && rows.iter().filter(|row| is_like_entry(row, least)).count() * 2 >= rows.len()
}
