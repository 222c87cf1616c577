//! Which sheets hold the wanted roster, or why none does.

use crate::model::{EntityKind, normal_key};
use crate::roster::choice::Hints;
use crate::roster::error::ReadError;
use crate::roster::layout::header::{HeadedSheet, ROWS_LOOKED_AT};
use crate::roster::layout::row_patterns::{has_number, is_telling};
use crate::text::excerpt::excerpt;
use crate::text::identity::is_identity_number;
use crate::workbook::error::OpenError;
use crate::workbook::sheet::{Grid, Row};
use std::cmp::Reverse;

/// The tables of the wanted roster, and the other visible sheets that hold one too.
pub(crate) struct ChosenTables<'a> {
    pub tables: Vec<HeadedSheet<'a>>,
    pub others: Vec<&'a Grid>,
    /// Hidden sheets that hold one too.
    pub hidden: Vec<&'a Grid>,
}

/// Chooses the sheets that the user named, or the one that matches best; a hidden one only when no other does.
pub(crate) fn choose<'a>(grids: &'a [Grid], kind: EntityKind, hints: &Hints) -> Result<ChosenTables<'a>, ReadError> {
    let named: Vec<&Grid> =
        hints.choice.sheets.iter().map(|sheet| by_name(grids, &sheet.name)).collect::<Result<_, _>>()?;
    let looked_at: Vec<&Grid> = if named.is_empty() { grids.iter().collect() } else { named };
    if looked_at.iter().all(|grid| grid.is_empty()) {
        return Err(OpenError::NoContent.into());
    }
    let mut tables: Vec<HeadedSheet<'_>> = looked_at.iter().filter_map(|g| HeadedSheet::new(g, kind, hints)).collect();
    tables.retain(|table| table.whole(kind));
    let Some(best) = (0..tables.len()).max_by_key(|i| (tables[*i].rank(kind), Reverse(*i))) else {
        return Err(nothing_found(&looked_at, kind, hints));
    };
    if !tables[best].fits {
        return Err(ReadError::WrongRoster { found: kind.other(), wanted: kind });
    }
    if !hints.choice.sheets.is_empty() {
        return Ok(ChosenTables { tables, others: Vec::new(), hidden: Vec::new() });
    }
    let best = tables.remove(best);
    tables.retain(|t| t.fits && !t.notes && t.has_rows());
    let (hidden, others) = tables.iter().map(|t| t.grid).partition(|grid| grid.hidden);
    Ok(ChosenTables { tables: vec![best], others, hidden })
}

fn by_name<'a>(grids: &'a [Grid], name: &str) -> Result<&'a Grid, ReadError> {
    grids.iter().find(|grid| grid.name == name).ok_or_else(|| ReadError::NoSheet(name.to_owned()))
}

/// The sheet and row (from 1) that looks most like a header: of the first rows the one with most words that are no values.
fn nearest(grids: &[&Grid]) -> Option<(String, u32)> {
    let words = |row: &Row<'_>| {
        let is_word = |text: &str| text.chars().count() <= 20 && !has_number(text) && is_telling(text);
        row.cells().filter(|cell| is_word(cell.text)).count()
    };
    let rows = grids.iter().filter(|grid| !grid.hidden).flat_map(|grid| {
        grid.rows().take(ROWS_LOOKED_AT).map(|row| (words(&row), Reverse(row.number()), grid.name.as_str()))
    });
    let (words, Reverse(row), sheet) = rows.max_by_key(|(words, row, _)| (*words, *row))?;
    (words >= 2).then(|| (sheet.to_owned(), row + 1))
}

/// Why there is no table: the other roster, or no header at all.
fn nothing_found(grids: &[&Grid], kind: EntityKind, hints: &Hints) -> ReadError {
    let other = Hints { choice: hints.choice.clone(), ..Hints::default() };
    let is_other = |grid: &&Grid| {
        let table = HeadedSheet::new(grid, kind.other(), &other);
        table.is_some_and(|table| table.whole(kind.other()) && table.header.score(kind.other()) >= 2)
    };
    if grids.iter().any(is_other) {
        return ReadError::WrongRoster { found: kind.other(), wanted: kind };
    }
    let rows = grids.iter().filter(|g| !g.hidden).flat_map(|g| g.rows().take(5));
    // Nobody's number stands in a message that may be shown to others.
    let shown = |text: &str| {
        if is_identity_number(&normal_key(text)) { "（身份证号，已隐去）".into() } else { excerpt(text) }
    };
    let texts: Vec<String> = rows.flat_map(|r| r.cells()).take(12).map(|c| shown(c.text)).collect();
    ReadError::NoHeader { kind, seen: texts.join("、"), nearest: nearest(grids) }
}
