//! Which merged cells of a sheet stay merged.

use super::sheet::{CellPlace, MOST_ROWS, narrow};
use crate::workbook::sheet::{Grid, Merge};
use std::collections::{BTreeSet, HashSet};

/// Cells of merges that are merged again; those beyond are parted.
const MOST_CELLS: u64 = 1 << 20;

/// What becomes of the merged cells of a sheet.
#[derive(Default)]
pub(super) struct Merges<'a> {
    /// Merged again: first and last cell.
    pub kept: Vec<(CellPlace, CellPlace)>,
    /// Parted: each of their rows says what they said.
    pub parted: Vec<&'a Merge>,
    /// The cells of those that stay, but for their first ones.
    covered: HashSet<CellPlace>,
}

impl<'a> Merges<'a> {
    /// All stay, but where one of several entries that share a cell was mended. `last` is the first column that is not
    /// the user's, `entries` the rows (from 0) that are entries.
    pub(super) fn new(grid: &'a Grid, last: u16, entries: &BTreeSet<u32>, mended: &HashSet<CellPlace>) -> Self {
        let mut merges = Self::default();
        let mut firsts = HashSet::new();
        let bottom = grid.rows().last().map_or(0, |row| row.number()).min(MOST_ROWS - 1);
        let mut looked_at = 0u64;
        for merge in &grid.merges {
            let Some((start, end)) = clipped(merge, (bottom, last)) else { continue };
            let cells = || (start.0..=end.0).flat_map(|row| (start.1..=end.1).map(move |column| (row, column)));
            looked_at += (u64::from(end.0 - start.0) + 1) * (u64::from(end.1 - start.1) + 1);
            let room = looked_at <= MOST_CELLS;
            let shared = || entries.range(start.0..=end.0).nth(1).is_some();
            // Only a damaged file has merged cells that overlap.
            let stays = room
                && !cells().any(|at| merges.covered.contains(&at) || firsts.contains(&at))
                && !(shared() && cells().any(|at| mended.contains(&at)));
            if stays {
                merges.kept.push((start, end));
                firsts.insert(start);
                merges.covered.extend(cells().skip(1));
            } else if start.0 < end.0 {
                merges.parted.push(merge);
            }
        }
        merges.parted.sort_by_key(|merge| std::cmp::Reverse(merge.start));
        merges
    }

    /// Whether the cell is within merged cells that say what they say in their first.
    pub(super) fn covers(&self, at: CellPlace) -> bool {
        self.covered.contains(&at)
    }
}

/// What of the merged cells is within the user's rows and columns, if it is more than one cell.
fn clipped(merge: &Merge, (bottom, last): CellPlace) -> Option<(CellPlace, CellPlace)> {
    let start = (merge.start.0, narrow(merge.start.1));
    let end = (merge.end.0.min(bottom), narrow(merge.end.1).min(last.checked_sub(1)?));
    (start.0 <= end.0 && start.1 <= end.1 && start != end).then_some((start, end))
}
