//! The records of an old Excel workbook (BIFF2 to BIFF5) without the container around them, as report programs of the
//! nineties and their descendants write them under the name .xls.

use crate::workbook::binary::{error_text, f64_at, packed_at, u16_at};
use crate::workbook::encoding::{GBK, encoding_of};
use crate::workbook::error::OpenError;
use crate::workbook::number::{number, truth};
use crate::workbook::sheet::{Builder, CellKind, Grid};
use crate::workbook::xls::records::{Record, Records};

/// What a record at the start of a sheet holds at least and at most.
const BEGINNING: std::ops::RangeInclusive<usize> = 4..=16;
/// BOF of BIFF2, 3, 4 and of all later versions.
const BEGIN: [u16; 4] = [0x0009, 0x0209, 0x0409, 0x0809];

/// Whether the bytes begin like such a workbook.
pub(crate) fn is_raw(bytes: &[u8]) -> bool {
    let mut records = Records::new(bytes);
    records.next().is_some_and(|first| BEGIN.contains(&first.kind) && BEGINNING.contains(&first.data.len()))
        && records.next().is_some()
}

/// Reads every sheet.
pub(crate) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let mut sheets = Vec::new();
    let mut sheet: Option<Builder> = None;
    let mut formula = None;
    for Record { kind, data, .. } in Records::new(bytes) {
        if BEGIN.contains(&kind) {
            sheets.extend(sheet.take());
            sheet = Some(Builder::new(&format!("表格{}", sheets.len() + 1), false));
            continue;
        }
        if matches!(kind, 0x002F | 0x00FD) {
            // A password, or the strings of BIFF8, which no such program writes.
            return Err(if kind == 0x002F {
                OpenError::Encrypted
            } else {
                OpenError::OtherFormat("不完整的Excel表格".into())
            });
        }
        let Some(builder) = &mut sheet else { continue };
        if matches!(kind, 0x0007 | 0x0207) {
            if let (Some((row, column)), Some(text)) = (formula.take(), string(data, kind == 0x0007, codepage)) {
                builder.push(row, column, &text, CellKind::Text)?;
            }
        } else if let Some((at, cell)) = cell(kind, data, codepage) {
            match cell {
                Cell::Value(text, kind) => builder.push(at.0, at.1, &text, kind)?,
                Cell::TextFollows => formula = Some(at),
            }
        } else if kind == 0x00BD {
            many(data, builder)?;
        }
    }
    sheets.extend(sheet);
    let grids: Vec<Grid> =
        sheets.into_iter().map(|sheet| sheet.finish(Vec::new())).filter(|grid| !grid.is_empty()).collect();
    if grids.is_empty() { Err(OpenError::NoContent) } else { Ok(grids) }
}

enum Cell {
    Value(String, CellKind),
    /// A formula whose text is the next record.
    TextFollows,
}

/// The cell of a record, if it is one: row and column from 0 and what it holds. BIFF2 has three bytes of attributes
/// where the others have two.
fn cell(kind: u16, data: &[u8], codepage: Option<u16>) -> Option<((u32, u32), Cell)> {
    let at = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
    let old = kind < 0x0100 && kind != 0x00D6;
    let rest = data.get(if old { 7 } else { 6 }..)?;
    let value = |(text, kind)| Cell::Value(text, kind);
    let cell = match kind {
        0x0004 | 0x0204 | 0x00D6 => Cell::Value(string(rest, old, codepage)?, CellKind::Text),
        0x0003 | 0x0203 => value(number(f64_at(rest, 0)?)),
        0x0002 => value(number(f64::from(u16_at(rest, 0)?))),
        0x027E => value(number(packed_at(rest, 0)?)),
        0x0005 | 0x0205 => match rest.get(..2)? {
            [code, 1] => Cell::Value(error_text(*code).into(), CellKind::Error),
            [yes, _] => Cell::Value(truth(*yes != 0).into(), CellKind::Text),
            _ => return None,
        },
        0x0006 | 0x0206 | 0x0406 => match rest.get(..8)? {
            [0, .., 0xFF, 0xFF] => Cell::TextFollows,
            [2, _, code, .., 0xFF, 0xFF] => Cell::Value(error_text(*code).into(), CellKind::Error),
            [.., 0xFF, 0xFF] => return None,
            _ => value(number(f64_at(rest, 0)?)),
        },
        _ => return None,
    };
    Some((at, cell))
}

/// A row of packed numbers, each with two bytes of attributes before it.
fn many(data: &[u8], builder: &mut Builder) -> Result<(), OpenError> {
    let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(()) };
    let numbers = data[4..].chunks_exact(6).filter_map(|cell| packed_at(cell, 2));
    for (column, n) in (u32::from(first)..).zip(numbers) {
        let (text, kind) = number(n);
        builder.push(u32::from(row), column, &text, kind)?;
    }
    Ok(())
}

/// A length of one byte or two, and the text.
fn string(data: &[u8], short: bool, codepage: Option<u16>) -> Option<String> {
    let (length, text) = if short {
        (usize::from(*data.first()?), data.get(1..)?)
    } else {
        (usize::from(u16_at(data, 0)?), data.get(2..)?)
    };
    let text = text.get(..length).unwrap_or(text);
    Some(encoding_of(codepage.unwrap_or(GBK)).decode_without_bom_handling(text).0.into_owned())
}
