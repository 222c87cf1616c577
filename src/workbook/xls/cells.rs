//! The cells of a sheet, read once from its start to its end ([MS-XLS] 2.1.7.20.5).

use crate::workbook::binary::{damaged, error_text, f64_at, packed_at, u16_at, u32_at};
use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::number::truth;
use crate::workbook::sheet::{Builder, CellKind, Merge};
use crate::workbook::xls::around::{BEGIN, Book, END};
use crate::workbook::xls::records::{Record, Records};
use std::collections::HashMap;

const ROW: u16 = 0x0208;
const NUMBER: u16 = 0x0203;
const PACKED: u16 = 0x027E;
const MANY_PACKED: u16 = 0x00BD;
const TEXT: u16 = 0x0204;
const RICH_TEXT: u16 = 0x00D6;
const SHARED_TEXT: u16 = 0x00FD;
const YES_OR_ERROR: u16 = 0x0205;
const FORMULAS: [u16; 3] = [0x0006, 0x0206, 0x0406];
/// The text of the formula before it.
const RESULT: u16 = 0x0207;
const MERGED: u16 = 0x00E5;
const COMMENT: u16 = 0x001C;
const OBJECT: u16 = 0x005D;
const TEXT_OF_OBJECT: u16 = 0x01B6;

/// Reads the cells, merged cells and comments of the sheet that begins there.
pub(crate) fn read(
    stream: &[u8],
    book: &Book,
    looks: &[(Look, bool)],
    builder: &mut Builder,
) -> Result<Vec<Merge>, OpenError> {
    let mut walk = Walk { book, looks, builder, merges: Vec::new(), formula: None, text: String::new() };
    let mut comments = Comments::default();
    // Charts within the sheet have records of their own.
    let mut depth = 0usize;
    for record in Records::new(stream) {
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => {
                walk.builder.note(comments.into_notes());
                return Ok(walk.merges);
            }
            END => depth -= 1,
            _ if depth > 1 => {}
            COMMENT | OBJECT | TEXT_OF_OBJECT => drop(comments.hear(&record, book)),
            _ => walk.record(&record)?,
        }
    }
    Err(OpenError::Truncated)
}

struct Walk<'a> {
    book: &'a Book,
    looks: &'a [(Look, bool)],
    builder: &'a mut Builder,
    merges: Vec<Merge>,
    /// Of the formula whose text is still to come.
    formula: Option<(u32, u32)>,
    /// Used again for each text.
    text: String,
}

impl Walk<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), OpenError> {
        match record.kind {
            // The flag fDyZero (2.4.221).
            ROW if u16_at(record.data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.builder.hide_rows(u16_at(record.data, 0).map(u32::from));
                Ok(())
            }
            MERGED => {
                self.merges.extend(merges(record.data));
                Ok(())
            }
            MANY_PACKED => self.many(record.data),
            RESULT => {
                let Some(at) = self.formula.take() else { return Ok(()) };
                self.text.clear();
                record.reader(0).text(self.book.encoding, &mut self.text).ok_or_else(damaged)?;
                self.builder.push(at.0, at.1, &self.text, CellKind::Text)
            }
            NUMBER | PACKED | TEXT | RICH_TEXT | SHARED_TEXT | YES_OR_ERROR => self.cell(record).ok_or_else(damaged)?,
            kind if FORMULAS.contains(&kind) => self.cell(record).ok_or_else(damaged)?,
            _ => Ok(()),
        }
    }

    /// `None` if the record holds less than it should.
    fn cell(&mut self, record: &Record<'_>) -> Option<Result<(), OpenError>> {
        let data = record.data;
        let (row, column) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
        let style = u16_at(data, 4)?;
        let struck = self.looks.get(usize::from(style)).is_some_and(|(_, struck)| *struck);
        self.builder.strike(struck.then_some((row, column)));
        Some(match record.kind {
            NUMBER => self.number((row, column), style, f64_at(data, 6)?),
            PACKED => self.number((row, column), style, packed_at(data, 6)?),
            TEXT | RICH_TEXT => {
                self.text.clear();
                record.reader(6).text(self.book.encoding, &mut self.text)?;
                self.builder.push(row, column, &self.text, CellKind::Text)
            }
            SHARED_TEXT => {
                let at = usize::try_from(u32_at(data, 6)?).ok()?;
                self.builder.push_shared(row, column, at)?
            }
            YES_OR_ERROR => self.yes_or_error((row, column), *data.get(6)?, *data.get(7)? != 0),
            _ => match *data.get(6..14)? {
                [0, .., 0xFF, 0xFF] => {
                    self.formula = Some((row, column));
                    Ok(())
                }
                [1, _, yes, .., 0xFF, 0xFF] => self.yes_or_error((row, column), yes, false),
                [2, _, code, .., 0xFF, 0xFF] => self.yes_or_error((row, column), code, true),
                // The empty text.
                [3, .., 0xFF, 0xFF] => Ok(()),
                [.., 0xFF, 0xFF] => return None,
                _ => self.number((row, column), style, f64_at(data, 6)?),
            },
        })
    }

    fn yes_or_error(&mut self, (row, column): (u32, u32), code: u8, error: bool) -> Result<(), OpenError> {
        if error {
            return self.builder.push(row, column, error_text(code), CellKind::Error);
        }
        self.builder.push(row, column, truth(code != 0), CellKind::Text)
    }

    fn number(&mut self, at: (u32, u32), style: u16, n: f64) -> Result<(), OpenError> {
        let look = self.looks.get(usize::from(style)).map_or(&Look::Number, |(look, _)| look);
        look.push(self.builder, at, n, self.book.from_1904)
    }

    /// A row of packed numbers, each with its style before it, and the last column behind them.
    fn many(&mut self, data: &[u8]) -> Result<(), OpenError> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Err(damaged()) };
        let numbers = data.get(4..data.len().saturating_sub(2)).ok_or_else(damaged)?;
        for (column, cell) in (u32::from(first)..).zip(numbers.chunks(6)) {
            let (style, n) = u16_at(cell, 0).zip(packed_at(cell, 2)).ok_or_else(damaged)?;
            let struck = self.looks.get(usize::from(style)).is_some_and(|(_, struck)| *struck);
            self.builder.strike(struck.then_some((u32::from(row), column)));
            self.number((u32::from(row), column), style, n)?;
        }
        Ok(())
    }
}

/// First and last row, first and last column of each.
fn merges(data: &[u8]) -> impl Iterator<Item = Merge> {
    let count = u16_at(data, 0).map_or(0, usize::from);
    data.get(2..).unwrap_or_default().as_chunks::<8>().0.iter().take(count).filter_map(|place| {
        let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| u16_at(place, at).map(u32::from));
        let merge = Merge { start: (top?, left?), end: (bottom?, right?) };
        (merge.start < merge.end).then_some(merge)
    })
}

/// Comments: each names an object that holds its text, which stands elsewhere.
#[derive(Default)]
struct Comments {
    /// Row, column and the object's number.
    places: Vec<(u32, u32, u16)>,
    texts: HashMap<u16, String>,
    /// The object of which the text comes next.
    object: Option<u16>,
    /// Of Excel 95, which keeps the text with the place.
    whole: Vec<(u32, u32, String)>,
}

impl Comments {
    /// `None` if the record holds less than it should; the entries are still there.
    fn hear(&mut self, record: &Record<'_>, book: &Book) -> Option<()> {
        let data = record.data;
        match record.kind {
            // The object's number in its first part (2.4.181, 2.5.143).
            OBJECT => self.object = u16_at(data, 6).filter(|_| u16_at(data, 0) == Some(0x15)),
            TEXT_OF_OBJECT => {
                let object = self.object.take()?;
                let mut text = String::new();
                let mut reader = record.reader(data.len());
                reader.characters(usize::from(u16_at(data, 10)?), false, book.encoding, &mut text)?;
                self.texts.insert(object, text);
            }
            _ => {
                let (row, column) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
                if book.encoding.is_biff8 {
                    self.places.push((row, column, u16_at(data, 6)?));
                } else if row < 0xFFFF {
                    let (mut text, length) = (String::new(), data.len().checked_sub(6)?);
                    record.reader(6).characters(length, false, book.encoding, &mut text)?;
                    self.whole.push((row, column, text));
                }
            }
        }
        Some(())
    }

    fn into_notes(mut self) -> Vec<(u32, u32, String)> {
        let texts = &mut self.texts;
        let notes = self.places.into_iter().filter_map(|(row, column, id)| Some((row, column, texts.remove(&id)?)));
        notes.chain(self.whole).collect()
    }
}
