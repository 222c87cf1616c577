//! What stands around the cells: which sheets there are, the texts that cells share, how numbers look, comments.

use crate::workbook::binary::{damaged, push_wide, u16_at, u32_at};
use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::package::{Package, SheetPart, relation_targets, resolved, split};
use crate::workbook::strings::Strings;
use crate::workbook::xlsb::records::{Records, rich, wide_text};
use std::collections::HashMap;
use std::io::Read;

const WORKBOOK_PROPERTIES: u16 = 153;
const BUNDLE_SHEET: u16 = 156;
const SHARED_STRING: u16 = 19;
const FONT: u16 = 43;
const FORMAT: u16 = 44;
const CELL_FORMAT: u16 = 47;
const BEGIN_CELL_FORMATS: u16 = 617;
const END_CELL_FORMATS: u16 = 618;
const BEGIN_COMMENT: u16 = 635;
const COMMENT_TEXT: u16 = 637;

/// Which parts hold what.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub sheets: Vec<SheetPart>,
    pub strings: Option<String>,
    pub styles: Option<String>,
    pub from_1904: bool,
}

impl Book {
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Self, OpenError> {
        let path = package.book("xl/workbook.bin");
        let relations = package.relations(&path).ok_or(OpenError::Truncated)?;
        let folder = split(&path).0;
        let styles = package.related(&relations, folder, ("/styles", "styles.bin"));
        let strings = package.related(&relations, folder, ("/sharedStrings", "sharedStrings.bin"));
        let mut book = Self { styles, strings, ..Self::default() };
        let sheets = relation_targets(&relations);
        let mut records = Records::new(package.part(&path).ok_or(OpenError::Truncated)?.0);
        while let Some((kind, data)) = records.next()? {
            match kind {
                WORKBOOK_PROPERTIES => book.from_1904 = data.first().is_some_and(|flags| flags & 1 != 0),
                BUNDLE_SHEET => book.sheets.extend(sheet(data, &sheets, folder)?),
                _ => {}
            }
        }
        Ok(book)
    }
}

/// A worksheet of its record; `None` for a chart or a module, which has none.
fn sheet(data: &[u8], targets: &HashMap<&str, (&str, &str)>, folder: &str) -> Result<Option<SheetPart>, OpenError> {
    // A module has no relation.
    if u32_at(data, 8) == Some(u32::MAX) {
        return Ok(None);
    }
    let texts = data.get(8..).and_then(wide_text).and_then(|(relation, rest)| Some((relation, wide_text(rest)?.0)));
    let (relation, name) = texts.ok_or_else(damaged)?;
    let (target, kind) = targets.get(relation.as_str()).ok_or(OpenError::Truncated)?;
    let hidden = u32_at(data, 0) != Some(0);
    Ok(kind.ends_with("/worksheet").then(|| SheetPart { name, hidden, path: resolved(folder, target) }))
}

/// How cells look, by the number that each names.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    /// The look of numbers, and whether text is struck through.
    cells: Vec<(Look, bool)>,
    /// Whether each font strikes through.
    fonts: Vec<bool>,
}

impl Styles {
    pub(crate) fn read(part: impl Read) -> Result<Self, OpenError> {
        let mut records = Records::new(part);
        let mut styles = Self::default();
        let mut codes: HashMap<u16, String> = HashMap::new();
        let mut among_cells = false;
        while let Some((kind, data)) = records.next()? {
            match kind {
                FORMAT => {
                    let code = data.get(2..).and_then(wide_text).map(|(code, _)| code);
                    codes.extend(u16_at(data, 0).zip(code));
                }
                // The flag fStrikeout (2.5.43).
                FONT => styles.fonts.push(u16_at(data, 2).is_some_and(|flags| flags & 0x08 != 0)),
                BEGIN_CELL_FORMATS => among_cells = true,
                END_CELL_FORMATS => among_cells = false,
                CELL_FORMAT if among_cells => {
                    let format = u16_at(data, 2).unwrap_or_default();
                    let look = Look::of(u32::from(format), codes.get(&format).map(String::as_str));
                    styles.cells.push((look, u16_at(data, 4).is_some_and(|font| styles.is_struck(font))));
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The look of the numbers of a cell, and whether its text is struck through.
    pub(crate) fn get(&self, style: u32) -> (&Look, bool) {
        let style = usize::try_from(style).ok().and_then(|style| self.cells.get(style));
        style.map_or((&Look::Number, false), |(look, struck)| (look, *struck))
    }

    /// Whether this font strikes through.
    pub(crate) fn is_struck(&self, font: u16) -> bool {
        self.fonts.get(usize::from(font)).copied().unwrap_or_default()
    }
}

/// Reads the texts that cells share; the part has so many bytes.
pub(crate) fn strings(part: impl Read, size: usize, styles: &Styles) -> Result<Strings, OpenError> {
    let mut records = Records::new(part);
    let mut strings = Strings::default();
    strings.reserve(size);
    while let Some((kind, data)) = records.next()? {
        if kind == SHARED_STRING {
            strings.add(|text| {
                let (bytes, mut fonts) = rich(data).ok_or_else(damaged)?;
                push_wide(text, bytes);
                Ok(fonts.any(|font| styles.is_struck(font)))
            })?;
            strings.within_limits()?;
        }
    }
    Ok(strings)
}

/// The comments on cells, by row and column from 0.
pub(crate) fn notes(part: impl Read) -> Result<Vec<(u32, u32, String)>, OpenError> {
    let mut records = Records::new(part);
    let mut notes = Vec::new();
    let mut place = None;
    while let Some((kind, data)) = records.next()? {
        match kind {
            // The author, then first and last row, first and last column.
            BEGIN_COMMENT => place = u32_at(data, 4).zip(u32_at(data, 12)),
            COMMENT_TEXT => {
                let mut text = String::new();
                push_wide(&mut text, rich(data).ok_or_else(damaged)?.0);
                notes.extend(place.take().map(|(row, column)| (row, column, text)));
            }
            _ => {}
        }
    }
    Ok(notes)
}
