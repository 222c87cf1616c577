//! What calamine stumbles over in the workbook stream of an xls and a roster does not need: it parses every formula and
//! name (and panics on tokens that it does not know, a known fault), and believes the dimensions that a sheet claims.
//! Those records are disarmed in place before it reads the file; values are not touched. And what it passes over:
//! hidden rows, texts struck through, and the zeros that a number's format shows before it.

use crate::workbook::digit_format::DigitFormat;
use crate::workbook::xls::cfb;
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

/// A kind of record that means nothing.
const NOTHING: u16 = 0x01FF;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const NAME: u16 = 0x0018;
const EXTERN_SHEET: u16 = 0x0017;
/// Records of cells, each beginning with row and column.
const CELLS: [u16; 8] = [FORMULA, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6, 0x00FD];
/// An xls has so many columns; calamine would make room for as many as a cell claims.
const COLUMNS: u16 = 256;
/// Where a formula says how long its tokens are, within the record's data.
const TOKENS: usize = 20;

const BEGIN: u16 = 0x0809;
const BOUND_SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const FONT: u16 = 0x0031;
const XF: u16 = 0x00E0;
const ROW: u16 = 0x0208;
const NUMBERS: [u16; 2] = [0x0203, 0x027E];
/// Cells with text: in the record, with formatted pieces, and of the table of texts.
const TEXTS: [u16; 3] = [0x0204, 0x00D6, 0x00FD];
const MANY_NUMBERS: u16 = 0x00BD;

/// A file that calamine reads, and what it passes over.
pub(crate) struct Readable<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// In the order of the workbook, those that are no worksheets too.
    pub sheets: Vec<Extras>,
}

/// What calamine passes over in one sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    pub hidden_rows: Vec<u32>,
    /// Cells whose text is struck through, by row and column from 0.
    pub struck: Vec<(u32, u32)>,
    /// Formats that show more than the digits of a number, by row and column from 0.
    pub formats: HashMap<(u32, u32), Rc<DigitFormat>>,
}

/// Disarms what has to be and looks for what is passed over.
pub(crate) fn readable(bytes: &[u8]) -> Readable<'_> {
    match cfb::workbook_stream(bytes) {
        Some(stream) => Readable { bytes: disarmed(bytes, &stream), sheets: Looked::default().through(&stream) },
        None => Readable { bytes: Cow::Borrowed(bytes), sheets: Vec::new() },
    }
}

/// What has been seen of the workbook so far.
#[derive(Default)]
struct Looked {
    /// Where each sheet begins.
    starts: Vec<usize>,
    sheets: Vec<Extras>,
    current: Option<usize>,
    /// Formats that show more than digits, and the format of each style.
    formats: HashMap<u16, Rc<DigitFormat>>,
    styles: Vec<u16>,
    /// Whether each font strikes through, and the font of each style.
    fonts: Vec<bool>,
    fonts_of_styles: Vec<u16>,
}

impl Looked {
    fn through(mut self, stream: &cfb::Stream<'_>) -> Vec<Extras> {
        let mut at = 0;
        while let (Some(kind), Some(length)) = (stream.u16_at(at), stream.u16_at(at + 2)) {
            self.note(stream, kind, (at, usize::from(length)));
            at += 4 + usize::from(length);
        }
        self.sheets
    }

    fn note(&mut self, stream: &cfb::Stream<'_>, kind: u16, (at, length): (usize, usize)) {
        let data = at + 4;
        let u16_at = |offset: usize| stream.u16_at(data + offset).filter(|_| offset + 2 <= length);
        match kind {
            BOUND_SHEET => {
                let place = u16_at(0).zip(u16_at(2)).map(|(low, high)| usize::from(high) << 16 | usize::from(low));
                self.starts.push(place.unwrap_or(usize::MAX));
                self.sheets.push(Extras::default());
            }
            BEGIN => self.current = self.starts.iter().position(|start| *start == at).or(self.current),
            FORMAT => self.formats.extend(u16_at(0).zip(digit_format(stream, data + 2, length.saturating_sub(2)))),
            // The flag fStrikeOut ([MS-XLS] 2.4.122).
            FONT => self.fonts.push(u16_at(2).is_some_and(|flags| flags & 0x08 != 0)),
            XF => {
                self.fonts_of_styles.extend(u16_at(0));
                self.styles.extend(u16_at(2));
            }
            _ if TEXTS.contains(&kind) => self.text(u16_at(0), u16_at(2), u16_at(4)),
            // The flag fDyZero ([MS-XLS] 2.4.221).
            ROW if u16_at(12).is_some_and(|flags| flags & 0x20 != 0) => {
                let row = u16_at(0).map(u32::from);
                self.sheet().into_iter().for_each(|sheet| sheet.hidden_rows.extend(row));
            }
            _ if NUMBERS.contains(&kind) => self.number(u16_at(0), u16_at(2), u16_at(4)),
            MANY_NUMBERS => {
                let first = u16_at(2).unwrap_or(COLUMNS);
                (0..length.saturating_sub(6) / 6).for_each(|i| {
                    self.number(u16_at(0), u16::try_from(i).ok().map(|i| first.saturating_add(i)), u16_at(4 + 6 * i))
                });
            }
            _ => {}
        }
    }

    fn sheet(&mut self) -> Option<&mut Extras> {
        self.sheets.get_mut(self.current?)
    }

    fn text(&mut self, row: Option<u16>, column: Option<u16>, style: Option<u16>) {
        let font = style.and_then(|style| self.fonts_of_styles.get(usize::from(style))).map(|font| usize::from(*font));
        // There is no font with the number 4 ([MS-XLS] 2.5.129).
        let place = font.map(|font| if font > 4 { font - 1 } else { font });
        let struck = place.and_then(|place| self.fonts.get(place)).copied().unwrap_or_default();
        let cell = row.zip(column).filter(|_| struck).map(|(row, column)| (u32::from(row), u32::from(column)));
        self.sheet().into_iter().for_each(|sheet| sheet.struck.extend(cell));
    }

    fn number(&mut self, row: Option<u16>, column: Option<u16>, style: Option<u16>) {
        let format = style.and_then(|style| self.styles.get(usize::from(style)));
        let Some(shown) = format.and_then(|format| self.formats.get(format)).cloned() else { return };
        if let (Some(row), Some(column), Some(sheet)) = (row, column, self.sheet()) {
            sheet.formats.insert((u32::from(row), u32::from(column)), shown);
        }
    }
}

/// The format of a record, if it shows more than digits: a length of two bytes and a flag that says whether characters
/// take two (Excel 97), or a length of one byte and bytes of the code page (Excel 95; ASCII alone is understood).
fn digit_format(stream: &cfb::Stream<'_>, at: usize, length: usize) -> Option<Rc<DigitFormat>> {
    let bytes: Vec<u8> =
        (0..length.min(512)).map_while(|i| stream.u16_at(at + i).map(|pair| pair.to_le_bytes()[0])).collect();
    let wide = |text: &[u8]| {
        let units: Vec<u16> = text.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    let narrow = |text: &[u8]| text.iter().map(|byte| char::from(*byte)).collect::<String>();
    let code = match bytes[..] {
        [low, high, flag, ref text @ ..]
            if flag < 2 && text.len() == usize::from(u16::from_le_bytes([low, high])) << flag =>
        {
            if flag == 1 {
                wide(text)
            } else {
                narrow(text)
            }
        }
        [count, ref text @ ..] if usize::from(count) == text.len() && text.is_ascii() => narrow(text),
        _ => return None,
    };
    DigitFormat::of(&code).map(Rc::new)
}

/// The file with those records disarmed, or as it is if there are none.
fn disarmed<'a>(bytes: &'a [u8], stream: &cfb::Stream<'_>) -> Cow<'a, [u8]> {
    let mut file = Cow::Borrowed(bytes);
    let mut at = 0;
    while let (Some(kind), Some(length)) = (stream.u16_at(at), stream.u16_at(at + 2)) {
        let data = at + 4;
        let change = match kind {
            DIMENSIONS | NAME | EXTERN_SHEET => Some((at, NOTHING)),
            _ if CELLS.contains(&kind) && stream.u16_at(data + 2).is_none_or(|column| column >= COLUMNS) => {
                Some((at, NOTHING))
            }
            FORMULA if usize::from(length) < TOKENS + 2 => Some((at, NOTHING)),
            FORMULA => Some((data + TOKENS, 0)),
            _ => None,
        };
        if let Some((place, value)) = change {
            for (i, byte) in value.to_le_bytes().into_iter().enumerate() {
                if let Some(spot) = stream.place(place + i).and_then(|place| file.to_mut().get_mut(place)) {
                    *spot = byte;
                }
            }
        }
        at = data + usize::from(length);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds and first data of the records of the workbook in a file.
    fn kinds(bytes: &[u8]) -> Vec<u16> {
        let stream = cfb::workbook_stream(bytes).unwrap();
        let (mut kinds, mut at) = (Vec::new(), 0);
        while let (Some(kind), Some(length)) = (stream.u16_at(at), stream.u16_at(at + 2)) {
            kinds.push(kind);
            at += 4 + usize::from(length);
        }
        kinds
    }

    #[test]
    fn nothing_but_those_records_is_changed() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formula-unknown.xls");
        let bytes = std::fs::read(path).unwrap();
        let disarmed = readable(&bytes).bytes;
        assert_eq!(disarmed.len(), bytes.len());
        let (before, after) = (kinds(&bytes), kinds(&disarmed));
        assert!(before.contains(&DIMENSIONS) && before.contains(&FORMULA));
        let expected: Vec<u16> = before
            .iter()
            .map(|kind| if [DIMENSIONS, NAME, EXTERN_SHEET].contains(kind) { NOTHING } else { *kind })
            .collect();
        assert_eq!(after, expected);
    }
}
