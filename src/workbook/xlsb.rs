//! What calamine's reader of cells passes over in an xlsb: merged cells, cells that leave out their column because it
//! follows the one before, errors of formulas and rich text ([MS-XLSB]). The first are noted, the others written anew
//! in the longer way that it knows.

use crate::workbook::calamine_cells;
use crate::workbook::calamine_cells::{Hook, count, damaged, worksheets};
use crate::workbook::error::OpenError;
use crate::workbook::markup::{Piece, Pieces, attribute};
use crate::workbook::sheet::{Builder, Grid, Merge};
use calamine::{Reader, Xlsb, XlsbError};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Reads every worksheet of an xlsb.
pub(crate) fn read(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, OpenError> {
    let Readable { bytes, mut merges } = readable(bytes)?;
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(&*bytes)).map_err(xlsb_error)?;
    let from_1904 = book.has_1904_epoch();
    let mut grids = Vec::new();
    let mut read = 0;
    for (name, hidden) in worksheets(book.sheets_metadata()) {
        let mut builder = Builder::new(&name, hidden);
        builder.count_days_from_1904(from_1904);
        let mut cells = book.worksheet_cells_reader(&name).map_err(xlsb_error)?;
        while let Some(cell) = cells.next_cell().map_err(xlsb_error)? {
            calamine_cells::push(&mut builder, cell.get_position(), cell.get_value())?;
            count(&mut read, &mut *hook);
        }
        grids.push(builder.finish(merges.remove(&name).unwrap_or_default()));
    }
    Ok(grids)
}

fn xlsb_error(error: XlsbError) -> OpenError {
    match error {
        XlsbError::Password => OpenError::Encrypted,
        other => damaged(&other),
    }
}

/// Bytes of a sheet that are looked at.
const MOST_BYTES: u64 = 512 << 20;

const BEGIN_SHEET_DATA: u16 = 0x91;
const END_SHEET_DATA: u16 = 0x92;
const MERGE_CELL: u16 = 0xB0;
const BUNDLE_SHEET: u16 = 0x9C;
const ROW: u16 = 0;
const CELLS: std::ops::RangeInclusive<u16> = 1..=11;
const FORMULA_ERROR: u16 = 11;
const ERROR: u16 = 3;
/// Cells without their column; each is 11 more than the cell with it.
const SHORT: std::ops::RangeInclusive<u16> = 12..=18;
const RICH_TEXT: u16 = 62;
const TEXT: u16 = 6;

/// A workbook that calamine reads whole, and the merged cells of each sheet.
pub(crate) struct Readable<'a> {
    pub bytes: Cow<'a, [u8]>,
    pub merges: HashMap<String, Vec<Merge>>,
}

/// Looks through the sheets.
pub(crate) fn readable(bytes: &[u8]) -> Result<Readable<'_>, OpenError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OpenError::Truncated)?;
    let paths = paths(&mut zip).unwrap_or_default();
    let (mut merges, mut written) = (HashMap::new(), HashMap::new());
    for (sheet, path) in paths {
        let Some(data) = part(&mut zip, &path) else { continue };
        let seen = look(&data);
        merges.insert(sheet, seen.merges);
        if seen.to_write {
            written.insert(path, write(&data));
        }
    }
    let bytes = if written.is_empty() { Cow::Borrowed(bytes) } else { Cow::Owned(replaced(zip, &written)?) };
    Ok(Readable { bytes, merges })
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    zip.by_name(name).ok()?.take(MOST_BYTES).read_to_end(&mut data).ok()?;
    Some(data)
}

/// The part of each sheet, by the sheet's name.
fn paths(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Vec<(String, String)>> {
    let relations = String::from_utf8(part(zip, "xl/_rels/workbook.bin.rels")?).ok()?;
    let target = |piece| match piece {
        Piece::Open { name: "Relationship", attributes, .. } => {
            Some((attribute(attributes, "Id")?, attribute(attributes, "Target")?))
        }
        _ => None,
    };
    let targets: HashMap<&str, &str> = Pieces::new(&relations).filter_map(target).collect();
    let book = part(zip, "xl/workbook.bin")?;
    let sheet = |(kind, data): (u16, &[u8])| {
        let data = data.get(8..).filter(|_| kind == BUNDLE_SHEET)?;
        let (relation, rest) = wide_text(data)?;
        let target = targets.get(relation.as_str())?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((wide_text(rest)?.0, path))
    };
    Some(Records { rest: &book }.filter_map(sheet).collect())
}

/// A text with its length before it, and what follows.
fn wide_text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(u32_at(data, 0)?).ok()?;
    let end = length.checked_mul(2)?.checked_add(4)?;
    let units: Vec<u16> =
        data.get(4..end)?.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    Some((String::from_utf16_lossy(&units), &data[end..]))
}

#[derive(Default)]
struct Seen {
    merges: Vec<Merge>,
    /// There are cells that calamine does not know.
    to_write: bool,
}

fn look(sheet: &[u8]) -> Seen {
    let mut seen = Seen::default();
    for (kind, data) in (Records { rest: sheet }) {
        seen.to_write |= SHORT.contains(&kind) || matches!(kind, FORMULA_ERROR | RICH_TEXT);
        if kind == MERGE_CELL
            && let [Some(top), Some(bottom), Some(left), Some(right)] = [0, 4, 8, 12].map(|at| u32_at(data, at))
            && (top, left) < (bottom, right)
        {
            seen.merges.push(Merge { start: (top, left), end: (bottom, right) });
        }
    }
    seen
}

/// The sheet with every cell as calamine knows it.
fn write(sheet: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(sheet.len() + sheet.len() / 4);
    let (mut inside, mut next_column) = (false, 0u32);
    let mut records = Records { rest: sheet };
    for (kind, data) in records.by_ref() {
        inside = (inside || kind == BEGIN_SHEET_DATA) && kind != END_SHEET_DATA;
        match kind {
            ROW => next_column = 0,
            _ if inside && SHORT.contains(&kind) => {
                push_record(&mut written, kind - 11, &[&next_column.to_le_bytes(), data]);
                next_column = next_column.wrapping_add(1);
                continue;
            }
            _ if inside && (CELLS.contains(&kind) || kind == RICH_TEXT) => {
                next_column = u32_at(data, 0).unwrap_or(0).wrapping_add(1);
            }
            _ => {}
        }
        match (kind, data.get(..8), data.get(9..)) {
            (RICH_TEXT, Some(cell), Some(text)) if inside => push_record(&mut written, TEXT, &[cell, text]),
            (FORMULA_ERROR, ..) if inside => push_record(&mut written, ERROR, &[data]),
            _ => push_record(&mut written, kind, &[data]),
        }
    }
    // What is cut off stays so.
    written.extend_from_slice(records.rest);
    written
}

fn push_record(written: &mut Vec<u8>, kind: u16, data: &[&[u8]]) {
    let [low, high] = [(kind & 0x7F) as u8, (kind >> 7) as u8];
    if high == 0 {
        written.push(low)
    } else {
        written.extend([low | 0x80, high])
    }
    let mut length = data.iter().map(|part| part.len()).sum::<usize>();
    while length >= 0x80 {
        written.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    written.push(length as u8);
    data.iter().for_each(|part| written.extend_from_slice(part));
}

fn replaced(mut zip: ZipArchive<Cursor<&[u8]>>, parts: &HashMap<String, Vec<u8>>) -> Result<Vec<u8>, OpenError> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let fault = |_| OpenError::Truncated;
    for i in 0..zip.len() {
        let part = zip.by_index_raw(i).map_err(fault)?;
        let name = part.name().map(Cow::into_owned).unwrap_or_default();
        match parts.get(&name) {
            Some(data) => {
                let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
                out.start_file(name, stored).map_err(fault)?;
                out.write_all(data).map_err(|_| OpenError::Truncated)?;
            }
            None => out.raw_copy_file(part).map_err(fault)?,
        }
    }
    Ok(out.finish().map_err(fault)?.into_inner())
}

/// Kind and data of each record ([MS-XLSB] 2.1.4).
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let first = u16::from(*self.rest.first()?);
        let (kind, mut at) = match self.rest.get(1) {
            Some(second) if first & 0x80 != 0 => (first & 0x7F | u16::from(second & 0x7F) << 7, 2),
            _ => (first & 0x7F, 1),
        };
        let mut length = 0usize;
        for shift in [0, 7, 14, 21] {
            let byte = *self.rest.get(at)?;
            length |= usize::from(byte & 0x7F) << shift;
            at += 1;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let data = self.rest.get(at..at.checked_add(length)?)?;
        self.rest = &self.rest[at + length..];
        Some((kind, data))
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cells_get_their_column_and_all_else_stays() {
        let mut sheet = Vec::new();
        push_record(&mut sheet, BEGIN_SHEET_DATA, &[]);
        push_record(&mut sheet, ROW, &[&[0; 4]]);
        push_record(&mut sheet, 7, &[&[3, 0, 0, 0, 0, 0, 0, 0], &[1, 0, 0, 0]]);
        push_record(&mut sheet, 18, &[&[9, 0, 0, 0], &[2, 0, 0, 0]]);
        push_record(&mut sheet, RICH_TEXT, &[&[7, 0, 0, 0, 0, 0, 0, 0], &[1], &[1, 0, 0, 0, 0x2D, 0x4E]]);
        push_record(&mut sheet, FORMULA_ERROR, &[&[8, 0, 0, 0, 0, 0, 0, 0, 0x17], &[0; 200]]);
        push_record(&mut sheet, END_SHEET_DATA, &[]);
        push_record(&mut sheet, MERGE_CELL, &[&[1, 0, 0, 0, 4, 0, 0, 0], &[2, 0, 0, 0, 2, 0, 0, 0]]);
        let seen = look(&sheet);
        assert!(seen.to_write);
        assert_eq!(seen.merges, [Merge { start: (1, 2), end: (4, 2) }]);
        let written = write(&sheet);
        assert!(!look(&written).to_write);
        let cells: Vec<_> = Records { rest: &written }.filter(|(kind, _)| CELLS.contains(kind)).collect();
        assert_eq!(cells[1], (7, &[4, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0][..]));
        assert_eq!(cells[2], (TEXT, &[7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x2D, 0x4E][..]));
        assert_eq!((cells[3].0, cells[3].1.len()), (ERROR, 209));
    }
}
