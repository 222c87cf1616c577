//! The cells of a sheet, read once from its start to its end.

use crate::workbook::binary::{damaged, error_text, f64_at, packed_at, push_wide, u32_at};
use crate::workbook::error::OpenError;
use crate::workbook::number::truth;
use crate::workbook::progress::{Hook, count};
use crate::workbook::sheet::{Builder, CellKind, Merge};
use crate::workbook::xlsb::around::Styles;
use crate::workbook::xlsb::records::{Records, rich, wide};
use std::io::Read;

const BEGIN_SHEET_DATA: u16 = 145;
const END_SHEET_DATA: u16 = 146;
const ROW: u16 = 0;
/// Cells with their column.
const CELLS: std::ops::RangeInclusive<u16> = 1..=11;
/// Cells without it, for it follows that of the cell before; each kind is so many more than that with it.
const SHORT: std::ops::RangeInclusive<u16> = 12..=18;
const SHORTER_BY: u16 = 11;
const RICH_TEXT: u16 = 62;
const MERGE_CELL: u16 = 176;

/// What cells refer to.
pub(crate) struct Facts<'a> {
    pub styles: &'a Styles,
    pub from_1904: bool,
}

/// Reads the cells into the builder and returns the merged ones.
pub(crate) fn read(
    part: impl Read,
    facts: &Facts<'_>,
    builder: &mut Builder,
    read: &mut usize,
    hook: Hook<'_>,
) -> Result<Vec<Merge>, OpenError> {
    let mut records = Records::new(part);
    let mut walk = Walk { facts, builder, row: 0, column: 0, text: String::new() };
    let mut merges = Vec::new();
    let (mut among, mut after) = (false, false);
    while let Some((kind, data)) = records.next()? {
        match kind {
            BEGIN_SHEET_DATA => among = true,
            END_SHEET_DATA => (among, after) = (false, true),
            ROW if among => walk.row(data)?,
            MERGE_CELL => merges.extend(merge(data)),
            _ if among && (CELLS.contains(&kind) || SHORT.contains(&kind) || kind == RICH_TEXT) => {
                walk.cell(kind, data)?;
                count(read, &mut *hook);
            }
            _ => {}
        }
    }
    if after { Ok(merges) } else { Err(OpenError::Truncated) }
}

fn merge(data: &[u8]) -> Option<Merge> {
    let [top, bottom, left, right] = [0, 4, 8, 12].map(|at| u32_at(data, at));
    let merge = Merge { start: (top?, left?), end: (bottom?, right?) };
    (merge.start < merge.end).then_some(merge)
}

struct Walk<'a> {
    facts: &'a Facts<'a>,
    builder: &'a mut Builder,
    row: u32,
    /// Of the next cell that does not say where it is.
    column: u32,
    /// Used again for each text.
    text: String,
}

impl Walk<'_> {
    fn row(&mut self, data: &[u8]) -> Result<(), OpenError> {
        (self.row, self.column) = (u32_at(data, 0).ok_or_else(damaged)?, 0);
        // The flag fDyZero (2.4.741).
        let hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
        self.builder.hide_rows(hidden.then_some(self.row));
        Ok(())
    }

    fn cell(&mut self, kind: u16, data: &[u8]) -> Result<(), OpenError> {
        let short = SHORT.contains(&kind);
        let (column, style, value) = if short {
            (Some(self.column), u32_at(data, 0), data.get(4..))
        } else {
            (u32_at(data, 0), u32_at(data, 4), data.get(8..))
        };
        let (Some(column), Some(style), Some(value)) = (column, style, value) else { return Err(damaged()) };
        self.column = column.saturating_add(1);
        // The upper byte holds flags.
        let style = style & 0x00FF_FFFF;
        let struck = self.facts.styles.get(style).1;
        self.builder.strike(struck.then_some((self.row, column)));
        self.value((self.row, column), style, if short { kind - SHORTER_BY } else { kind }, value)
            .ok_or_else(damaged)?
    }

    /// `None` if the record holds less than it should.
    fn value(
        &mut self,
        (row, column): (u32, u32),
        style: u32,
        kind: u16,
        value: &[u8],
    ) -> Option<Result<(), OpenError>> {
        Some(match kind {
            2 => self.number((row, column), style, packed_at(value, 0)?),
            3 | 11 => self.builder.push(row, column, error_text(*value.first()?), CellKind::Error),
            4 | 10 => self.builder.push(row, column, truth(*value.first()? != 0), CellKind::Text),
            5 | 9 => self.number((row, column), style, f64_at(value, 0)?),
            6 | 8 => {
                self.text.clear();
                push_wide(&mut self.text, wide(value)?.0);
                self.builder.push(row, column, &self.text, CellKind::Text)
            }
            7 => {
                let at = usize::try_from(u32_at(value, 0)?).ok()?;
                self.builder.push_shared(row, column, at)?
            }
            RICH_TEXT => {
                let (bytes, mut fonts) = rich(value)?;
                let struck = fonts.any(|font| self.facts.styles.is_struck(font));
                self.builder.strike(struck.then_some((row, column)));
                self.text.clear();
                push_wide(&mut self.text, bytes);
                self.builder.push(row, column, &self.text, CellKind::Text)
            }
            // A blank one.
            _ => Ok(()),
        })
    }

    fn number(&mut self, at: (u32, u32), style: u32, n: f64) -> Result<(), OpenError> {
        self.facts.styles.get(style).0.push(self.builder, at, n, self.facts.from_1904)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::strings::Strings;
    use std::sync::Arc;

    /// A record of a kind below 128 and fewer bytes than that.
    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut record = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
        record.push(data.len() as u8);
        record.extend(data);
        record
    }

    fn grid(records: &[(u16, &[u8])]) -> Result<crate::workbook::sheet::Grid, OpenError> {
        let part: Vec<u8> = records.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
        let mut strings = Strings::default();
        for shared in ["甲", "乙", "丙"] {
            strings.add(|text| {
                text.push_str(shared);
                Ok::<_, OpenError>(false)
            })?;
        }
        let facts = Facts { styles: &Styles::default(), from_1904: false };
        let mut builder = Builder::new("表", false);
        builder.share(&Arc::new(strings));
        let merges = read(&part[..], &facts, &mut builder, &mut 0, &mut |_| {})?;
        Ok(builder.finish(merges))
    }

    #[test]
    fn cells_with_and_without_their_column() {
        let hidden_row = [&[4, 0, 0, 0, 0, 0, 0, 0, 0x1D, 1, 0, 0x10, 0][..]].concat();
        let grid = grid(&[
            (7, &[0; 12]),
            (BEGIN_SHEET_DATA, &[]),
            (ROW, &hidden_row),
            (7, &[3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
            (18, &[9, 0, 0, 0, 2, 0, 0, 0]),
            (12, &[0, 0, 0, 0]),
            (13, &[0, 0, 0, 0, 0x0A, 0, 0, 0]),
            (RICH_TEXT, &[9, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0x2D, 0x4E, 0, 0, 0, 0]),
            (11, &[10, 0, 0, 0, 0, 0, 0, 0, 0x17, 0, 0]),
            (10, &[11, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]),
            (END_SHEET_DATA, &[]),
            (7, &[0; 12]),
            (MERGE_CELL, &[1, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0]),
        ])
        .unwrap();
        let row = grid.row_at(4).unwrap();
        let cells: Vec<_> = row.cells().map(|cell| (cell.column, cell.text)).collect();
        assert_eq!(cells, [(3, "乙"), (4, "丙"), (6, "2"), (9, "中"), (10, "#REF!"), (11, "TRUE")]);
        assert_eq!((grid.len(), &grid.hidden_rows[..]), (1, &[4][..]));
        assert_eq!(grid.merges, [Merge { start: (1, 2), end: (4, 2) }]);
    }

    #[test]
    fn lies_and_ends_that_come_too_early_are_told() {
        let cell = |data: &[u8]| grid(&[(BEGIN_SHEET_DATA, &[]), (7, data), (END_SHEET_DATA, &[])]).unwrap_err();
        // A text that is not there; half a number of it.
        assert_eq!(cell(&[0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0]), damaged());
        assert_eq!(cell(&[0, 0, 0, 0, 0, 0, 0, 0, 3, 0]), damaged());
        assert_eq!(grid(&[(BEGIN_SHEET_DATA, &[]), (7, &[0; 12])]).unwrap_err(), OpenError::Truncated);
        // Two thousand million characters.
        let text = [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0x2D, 0x4E];
        assert_eq!(grid(&[(BEGIN_SHEET_DATA, &[]), (6, &text)]).unwrap_err(), damaged());
    }
}
