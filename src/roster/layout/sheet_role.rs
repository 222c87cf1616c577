//! Sheets that tell how to fill in others.

use crate::model::EntityKind;
use crate::roster::columns::header_names::field_of;
use crate::roster::field::Field;
use crate::roster::layout::row_patterns::is_coded;
use crate::workbook::sheet::Grid;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are looked at.
pub(crate) const ROWS: usize = 40;

/// Whether the sheet names the fields one below the other: it tells what to write in each.
pub(crate) fn lists_fields(grid: &Grid, kind: EntityKind) -> bool {
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
pub(crate) fn is_named_notes(grid: &Grid) -> bool {
    ["说明", "须知", "填报要求", "填写要求"].iter().any(|word| grid.name.contains(word))
}
