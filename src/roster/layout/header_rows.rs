//! The texts of a header over one row or several, and how merged cells reach over it.

use crate::model::EntityKind;
use crate::model::ToSet;
use crate::roster::columns::header_names::{field_of, is_begin, is_end};
use crate::workbook::sheet::{Grid, MOST_COLUMNS, Row};
use std::collections::{BTreeSet, HashMap};

/// Rows that a merged header may span.
pub(crate) const DEEPEST: u32 = 3;

/// The merged cells that begin in rows where a header may stand. They are gone through once: a file may hold hundreds of
/// thousands.
pub(crate) struct HeaderMerges(HashMap<u32, RowMerges>);

/// The merged cells that begin in one row.
struct RowMerges {
    /// How many rows each of them spans.
    depths: BTreeSet<u32>,
    /// For each column that one covers sideways, the column in which that one begins; of several the first.
    covering: HashMap<u32, u32>,
    /// Columns that none covers.
    free: BTreeSet<u32>,
}

impl HeaderMerges {
    /// Those of headers that begin in one of these rows.
    pub(crate) fn of(grid: &Grid, rows: impl IntoIterator<Item = u32>) -> Self {
        let rows = rows.into_iter().flat_map(|row| (0..DEEPEST).map(move |below| row.saturating_add(below)));
        let rows: BTreeSet<u32> = rows.to_set();
        let mut merges = HashMap::new();
        for merge in grid.merges.iter().filter(|merge| rows.contains(&merge.start.0)) {
            let row = merges.entry(merge.start.0).or_insert_with(RowMerges::new);
            row.depths.insert(merge.end.0.saturating_sub(merge.start.0).saturating_add(1));
            row.cover(merge.start.1, merge.end.1);
        }
        Self(merges)
    }

    /// Whether cells of a header at this row are merged down to its last row: then it has that many.
    pub(crate) fn span(&self, row: u32, depth: u32) -> bool {
        depth > 1 && self.0.get(&row).is_some_and(|merges| merges.depths.contains(&depth))
    }

    /// How many rows a header at this row may span: by the merged cells that begin in it, and two if the row below goes
    /// on where this one is blank (合并 was forgotten).
    pub(crate) fn deepest(&self, grid: &Grid, row: u32) -> u32 {
        let span = self.0.get(&row).and_then(|merges| merges.depths.last()).map(|depth| (*depth).max(2));
        let goes_on = || {
            let (upper, lower) = (grid.row_at(row)?, grid.row_at(row + 1)?);
            lower.cells().any(|cell| upper.get(cell.column).is_none()).then_some(2)
        };
        span.or_else(goes_on).unwrap_or(1).min(DEEPEST)
    }

    /// The text of a header cell, or of the merged cell that covers it sideways.
    fn text_at<'a>(&self, row: &Row<'a>, column: u32) -> Option<&'a str> {
        let cell = row.get(column).or_else(|| row.get(*self.0.get(&row.number())?.covering.get(&column)?));
        cell.map(|cell| cell.text)
    }
}

impl RowMerges {
    fn new() -> Self {
        Self { depths: BTreeSet::new(), covering: HashMap::new(), free: (0..MOST_COLUMNS).collect() }
    }

    fn cover(&mut self, first: u32, last: u32) {
        if first < last {
            let columns: Vec<u32> = self.free.range(first + 1..=last).copied().collect();
            for column in columns {
                self.free.remove(&column);
                self.covering.insert(column, first);
            }
        }
    }
}

/// The header's texts by column, those of merged cells above and below joined; and whether a validity is parted.
pub(crate) fn texts(
    grid: &Grid,
    merges: &HeaderMerges,
    kind: EntityKind,
    (row, depth): (u32, u32),
) -> (Vec<(u32, String)>, bool) {
    let rows: Vec<Row<'_>> = (row..row + depth).filter_map(|r| grid.row_at(r)).collect();
    let last = rows.iter().flat_map(Row::cells).map(|c| c.column).max().unwrap_or(0);
    let mut headers: Vec<(u32, String)> = Vec::new();
    let mut parted = false;
    // The header of both days, in the column of the first.
    let mut both = None;
    for column in 0..=last {
        let mut texts: Vec<&str> = rows.iter().filter_map(|row| merges.text_at(row, column)).collect();
        if let ([lower], Some(upper)) = (&texts[..], both.take())
            && depth > 1
            && is_end(kind, upper, lower)
        {
            texts.insert(0, upper);
        }
        if let [.., upper, lower] = texts[..] {
            both = is_begin(kind, upper, lower).then_some(upper);
            parted |= is_end(kind, upper, lower);
        }
        if let Some(text) = joined(kind, &texts) {
            headers.push((column, text));
        }
    }
    (headers, parted)
}

/// The header of texts that stand one below the other: all of them if that names a field (执法证 + 编号), else the
/// lowest.
fn joined(kind: EntityKind, texts: &[&str]) -> Option<String> {
    let all = texts.concat();
    let lowest = texts.last()?;
    let begins = || matches!(texts, [.., upper, lower] if is_begin(kind, upper, lower));
    let together = texts.len() > 1 && (field_of(kind, &all).is_some() || begins());
    Some(if together { all } else { (*lowest).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::error::OpenError;
    use crate::workbook::sheet::{Builder, CellKind, Merge};

    /// Half a million merged cells in the header's row, one upon another: each column is covered once, and no column is
    /// gone through once more for each of them. Were it so, this would take minutes.
    #[test]
    fn many_merged_cells_are_gone_through_once() -> Result<(), OpenError> {
        let mut builder = Builder::new("表", false);
        for column in 0..MOST_COLUMNS {
            builder.push(0, column, &format!("列{column}"), CellKind::Text)?;
        }
        for column in (0..MOST_COLUMNS).step_by(2) {
            builder.push(1, column, &format!("下{column}"), CellKind::Text)?;
        }
        let merge = |n: u32| Merge { start: (1, n % 250), end: (2, n % 250 + 1 + n % 5) };
        let grid = builder.finish((0..500_000).map(merge).collect());
        let merges = HeaderMerges::of(&grid, [0]);
        assert_eq!(merges.0.len(), 1);
        let row = &merges.0[&1];
        assert_eq!((row.covering.len() + row.free.len(), row.depths.len()), (MOST_COLUMNS as usize, 1));
        assert!(merges.span(1, 2) && !merges.span(1, 3) && !merges.span(0, 2));
        for _ in 0..100 {
            let (texts, _) = texts(&grid, &merges, EntityKind::Business, (0, 2));
            // Of the merged cells that reach over column 3, the first begins in column 1: it is empty, so the row above
            // speaks alone.
            assert_eq!(texts[2].1, "下2");
            assert_eq!(texts[3].1, "列3");
        }
        Ok(())
    }
}
