//! SpreadsheetML 2003: a workbook as one XML file, which WPS and old systems write, often under another name.

use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::markup::{Piece, Pieces, attribute, decode, number, unescape};
use crate::workbook::sheet::{Builder, CellKind, Grid, Merge};
use std::collections::HashMap;

/// Reads every worksheet.
pub(crate) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let text = decode(bytes, codepage).ok_or(OpenError::Unknown)?;
    let mut book = Book::default();
    for piece in Pieces::new(&text) {
        match piece {
            Piece::Open { name, attributes, empty } => {
                book.open(name, attributes);
                if empty {
                    book.close(name)?;
                }
            }
            Piece::Close(name) => book.close(name)?,
            Piece::Text(text) => book.text(&unescape(text)),
            Piece::Verbatim(text) => book.text(text),
        }
    }
    book.end_sheet();
    Ok(book.done)
}

/// A worksheet that is being read.
struct Sheet {
    builder: Builder,
    merges: Vec<Merge>,
    /// The next row and column.
    row: u32,
    column: u32,
}

/// How cells look.
#[derive(Debug, Clone, Default)]
struct Style {
    /// What numbers look like, if that is more or other than their digits.
    look: Look,
    struck: bool,
}

#[derive(Default)]
struct Book {
    sheet: Option<Sheet>,
    /// The text and type of the cell's Data, while it is open.
    data: Option<(String, String)>,
    /// The last cell's text and type, and columns and rows beyond the first that it covers.
    cell: Option<(String, String)>,
    span: (u32, u32),
    /// Looks by style, and the style that is being read.
    styles: HashMap<String, Style>,
    style: String,
    /// The cell's.
    look: Style,
    formula: bool,
    /// The text of the comment that is being read.
    comment: Option<String>,
    done: Vec<Grid>,
}

impl Book {
    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "Worksheet" => {
                self.end_sheet();
                let title = attribute(attributes, "Name").map(|name| unescape(name).into_owned()).unwrap_or_default();
                let builder = Builder::new(&title, false);
                self.sheet = Some(Sheet { builder, merges: Vec::new(), row: 0, column: 0 });
            }
            "Row" => {
                if let (Some(sheet), Some(index)) = (&mut self.sheet, number(attributes, "Index")) {
                    sheet.row = index.saturating_sub(1).max(sheet.row);
                }
                if let Some(sheet) = &mut self.sheet {
                    let hidden = attribute(attributes, "Hidden") == Some("1");
                    sheet.builder.hide_rows(hidden.then_some(sheet.row));
                }
            }
            "Style" => {
                self.style = attribute(attributes, "ID").unwrap_or_default().to_owned();
                if let Some(parent) = attribute(attributes, "Parent").and_then(|parent| self.styles.get(parent)) {
                    self.styles.insert(self.style.clone(), parent.clone());
                }
            }
            "NumberFormat" => {
                let code = attribute(attributes, "Format").unwrap_or_default();
                self.styles.entry(self.style.clone()).or_default().look = Look::of_code(&unescape(code));
            }
            "Font" if self.sheet.is_none() && attribute(attributes, "StrikeThrough") == Some("1") => {
                self.styles.entry(self.style.clone()).or_default().struck = true;
            }
            "Cell" => {
                let style = attribute(attributes, "StyleID").unwrap_or_default();
                self.look = self.styles.get(style).cloned().unwrap_or_default();
                if let (Some(sheet), Some(index)) = (&mut self.sheet, number(attributes, "Index")) {
                    sheet.column = index.saturating_sub(1).max(sheet.column);
                }
                let across = |name| number(attributes, name).unwrap_or(0).min(1 << 20);
                self.span = (across("MergeAcross"), across("MergeDown"));
                self.formula = attribute(attributes, "Formula").is_some();
                self.cell = None;
            }
            "Data" if self.comment.is_none() => {
                self.data = Some((String::new(), attribute(attributes, "Type").unwrap_or_default().to_owned()))
            }
            "Comment" => self.comment = Some(String::new()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(comment) = &mut self.comment {
            comment.push_str(text);
        } else if let Some((data, _)) = &mut self.data {
            data.push_str(text);
        } else if let Some(sheet) = &mut self.sheet
            && matches!(text.trim(), "SheetHidden" | "SheetVeryHidden")
        {
            sheet.builder.hide();
        }
    }

    fn close(&mut self, name: &str) -> Result<(), OpenError> {
        match name {
            "Comment" => {
                let comment = self.comment.take();
                if let Some(sheet) = &mut self.sheet {
                    sheet.builder.note(comment.map(|text| (sheet.row, sheet.column, text)));
                }
            }
            "Data" if self.comment.is_none() => {
                self.cell = self.data.take();
            }
            "Cell" => self.end_cell()?,
            "Row" => {
                if let Some(sheet) = &mut self.sheet {
                    (sheet.row, sheet.column) = (sheet.row.saturating_add(1), 0);
                }
            }
            "Worksheet" => self.end_sheet(),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), OpenError> {
        self.data = None;
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        let at = (sheet.row, sheet.column);
        sheet.builder.strike(self.look.struck.then_some(at));
        match self.cell.take() {
            Some((text, kind)) => push(&mut sheet.builder, at, (&text, &kind), &self.look.look)?,
            None if self.formula => sheet.builder.push_uncalculated(at.0, at.1)?,
            None => {}
        }
        let (across, down) = std::mem::take(&mut self.span);
        if (across, down) != (0, 0) {
            sheet.merges.push(Merge { start: at, end: (at.0.saturating_add(down), at.1.saturating_add(across)) });
        }
        sheet.column = sheet.column.saturating_add(across).saturating_add(1);
        Ok(())
    }

    fn end_sheet(&mut self) {
        if let Some(sheet) = self.sheet.take() {
            self.done.push(sheet.builder.finish(sheet.merges));
        }
    }
}

/// Adds a cell with a text of this type.
fn push(builder: &mut Builder, at: (u32, u32), (text, kind): (&str, &str), look: &Look) -> Result<(), OpenError> {
    match kind {
        "Number" => {
            // Cells say themselves whether they are days.
            let look = if look.is_of_days() { &Look::Number } else { look };
            let is_code = text.len() <= 15 && text.bytes().all(|c| c.is_ascii_digit());
            match text.trim().parse::<f64>() {
                // A code of up to 15 digits keeps the digits that were written.
                Ok(_) if !matches!(look, Look::Digits(_) | Look::Numerals) && is_code => {
                    builder.push(at.0, at.1, text, CellKind::Number)
                }
                Ok(n) => look.push(builder, at, n, false),
                Err(_) => builder.push(at.0, at.1, text, CellKind::Text),
            }
        }
        "DateTime" => look.push_moment(builder, at, text),
        "Error" => builder.push(at.0, at.1, text, CellKind::Error),
        _ => builder.push(at.0, at.1, text, CellKind::Text),
    }
}
