//! What stands before the sheets ([MS-XLS] 2.1.7.20.3): which there are, the texts that cells share, how cells look.

use crate::workbook::binary::{damaged, u16_at, u32_at};
use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::strings::Strings;
use crate::workbook::xls::records::{Encoding, Reader, Record, Records};
use std::collections::HashMap;
use std::sync::Arc;

pub(crate) const BEGIN: u16 = 0x0809;
pub(crate) const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const BOUND_SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const FONT: u16 = 0x0031;
const XF: u16 = 0x00E0;
const SHARED_STRINGS: u16 = 0x00FC;

/// The versions that BOF names of Excel 95 and before, which have texts in a code page.
const BIFF5: std::ops::RangeInclusive<u16> = 1..=0x0500;
/// Of a file that names no code page.
const WESTERN: u16 = 1252;

/// A worksheet.
#[derive(Debug)]
pub(crate) struct SheetPart {
    pub name: String,
    pub hidden: bool,
    /// Where it begins in the stream.
    pub start: usize,
}

/// What stands before the sheets.
#[derive(Debug)]
pub(crate) struct Book {
    pub encoding: Encoding,
    pub from_1904: bool,
    pub sheets: Vec<SheetPart>,
    pub strings: Arc<Strings>,
    pub styles: Styles,
}

impl Book {
    pub(crate) fn read(stream: &[u8], codepage: Option<u16>) -> Result<Self, OpenError> {
        let encoding =
            Encoding { is_biff8: true, codepage: codepage.unwrap_or(WESTERN), is_forced: codepage.is_some() };
        let (strings, styles) = (Arc::default(), Styles::default());
        let mut book = Self { encoding, from_1904: false, sheets: Vec::new(), strings, styles };
        for record in Records::new(stream) {
            let Record { kind, data, .. } = record;
            match kind {
                END => return Ok(book),
                FILE_PASS => return Err(OpenError::Encrypted),
                BEGIN => book.encoding.is_biff8 = u16_at(data, 0).is_none_or(|version| !BIFF5.contains(&version)),
                CODE_PAGE if codepage.is_none() => {
                    book.encoding.codepage = u16_at(data, 0).unwrap_or(book.encoding.codepage);
                }
                DATE_MODE => book.from_1904 = u16_at(data, 0) == Some(1),
                BOUND_SHEET => book.sheets.extend(sheet(&record, book.encoding).ok_or_else(damaged)?),
                FORMAT => book.styles.formats.extend(format(&record, book.encoding)),
                // The flag fStrikeOut (2.4.122).
                FONT => book.styles.fonts.push(u16_at(data, 2).is_some_and(|flags| flags & 0x08 != 0)),
                XF => book.styles.cells.push((u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0))),
                SHARED_STRINGS => {
                    book.strings = Arc::new(strings_of(&record, book.encoding, &book.styles)?);
                }
                _ => {}
            }
        }
        Err(OpenError::Truncated)
    }
}

/// A worksheet of its record; nothing for charts and modules. `None` if the record is too short.
fn sheet(record: &Record<'_>, encoding: Encoding) -> Option<Option<SheetPart>> {
    let (state, kind) = (*record.data.get(4)?, *record.data.get(5)?);
    let mut name = String::new();
    record.reader(6).short_text(encoding, &mut name)?;
    name.retain(|c| c != '\0');
    let start = usize::try_from(u32_at(record.data, 0)?).ok()?;
    Some((kind == 0).then_some(SheetPart { name, hidden: state & 0x3F != 0, start }))
}

fn format(record: &Record<'_>, encoding: Encoding) -> Option<(u16, String)> {
    let mut code = String::new();
    let mut reader = record.reader(2);
    let read =
        if encoding.is_biff8 { reader.text(encoding, &mut code) } else { reader.short_text(encoding, &mut code) };
    read.and_then(|()| Some((u16_at(record.data, 0)?, code)))
}

/// The texts that cells share (2.4.265), as many as there are, whatever the record claims.
fn strings_of(record: &Record<'_>, encoding: Encoding, styles: &Styles) -> Result<Strings, OpenError> {
    let mut reader = record.reader(0);
    let mut strings = Strings::default();
    let count = reader.skip(4).and_then(|()| reader.u32()).ok_or_else(damaged)?;
    for _ in 0..count {
        // Fewer than claimed: a cell that refers to one of those is told.
        let Some(length) = reader.u16() else { break };
        strings.add(|text| string(&mut reader, usize::from(length), encoding, styles, text).ok_or_else(damaged))?;
        strings.within_limits()?;
    }
    Ok(strings)
}

/// Appends a text of so many characters (XLUnicodeRichExtendedString, 2.5.293); whether a part of it is struck through.
fn string(
    reader: &mut Reader<'_>,
    length: usize,
    encoding: Encoding,
    styles: &Styles,
    text: &mut String,
) -> Option<bool> {
    let flags = reader.u8()?;
    let runs = if flags & 0x08 != 0 { reader.u16()? } else { 0 };
    let other = if flags & 0x04 != 0 { usize::try_from(reader.u32()?).ok()? } else { 0 };
    reader.characters(length, flags & 1 != 0, encoding, text)?;
    let mut struck = false;
    for _ in 0..runs {
        reader.skip(2)?;
        struck |= styles.is_struck(reader.u16()?);
    }
    reader.skip(other)?;
    Some(struck)
}

/// How cells look, by the number that each names.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    /// The font and the format of each.
    cells: Vec<(u16, u16)>,
    /// Whether each font strikes through.
    fonts: Vec<bool>,
    formats: HashMap<u16, String>,
}

impl Styles {
    /// The look of the numbers of every style, and whether its text is struck through.
    pub(crate) fn looks(&self) -> Vec<(Look, bool)> {
        let look = |format: u16| Look::of(u32::from(format), self.formats.get(&format).map(String::as_str));
        self.cells.iter().map(|(font, format)| (look(*format), self.is_struck(*font))).collect()
    }

    /// Whether this font strikes through. There is none with the number 4 (2.5.129).
    fn is_struck(&self, font: u16) -> bool {
        let place = usize::from(if font > 4 { font - 1 } else { font });
        self.fonts.get(place).copied().unwrap_or_default()
    }
}
