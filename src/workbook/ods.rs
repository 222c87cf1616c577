//! OpenDocument, packed or as one XML file. Our own reader: calamine's allocates the whole rectangle, panics on some
//! files, knows no merged cells and stops at the white space that other writers put between cells.

use crate::workbook::error::OpenError;
use crate::workbook::markup::{Piece, Pieces, attribute, decode, number, unescape};
use crate::workbook::number;
use crate::workbook::sheet::{Builder, CellKind, Grid, Merge};
use std::collections::HashSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of the document that are read.
const MOST_BYTES: u64 = 512 << 20;
/// Rows and columns that one of them may stand for: more is a lie.
const MOST_ROWS: u32 = 1 << 20;
/// Rows of the same content one below the other. A few bytes can ask for a million.
const MOST_ALIKE: u32 = 10_000;
const MOST_COLUMNS: u32 = 1 << 14;

/// Reads every table of a packed document.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Grid>, OpenError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OpenError::Truncated)?;
    let part = zip.by_name("content.xml").map_err(|_| OpenError::Truncated)?;
    let mut content = Vec::new();
    part.take(MOST_BYTES + 1).read_to_end(&mut content).map_err(|_| OpenError::Truncated)?;
    if content.len() as u64 > MOST_BYTES {
        return Err(OpenError::TooLarge(format!("内容超过{}兆字节", MOST_BYTES >> 20)));
    }
    read_text(&String::from_utf8_lossy(&content))
}

/// Reads every table of a document that is one XML file.
pub(crate) fn read_flat(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    read_text(&decode(bytes, codepage).ok_or(OpenError::Unknown)?)
}

fn read_text(text: &str) -> Result<Vec<Grid>, OpenError> {
    let mut document = Document::default();
    for piece in Pieces::new(text) {
        match piece {
            Piece::Open { name, attributes, empty } => {
                document.open(name, attributes);
                if empty {
                    document.close(name)?;
                }
            }
            Piece::Close(name) => document.close(name)?,
            Piece::Text(text) => document.text(&unescape(text)),
            Piece::Verbatim(text) => document.text(text),
        }
    }
    document.end_table()?;
    Ok(document.done)
}

/// A table that is being read.
struct Table {
    builder: Builder,
    merges: Vec<Merge>,
    /// The next row and column, and how many rows this one stands for.
    row: u32,
    column: u32,
    repeat: u32,
    /// The row is not shown.
    hidden: bool,
    /// The row's cells: column, how many columns it stands for, what it holds.
    cells: Vec<(u32, u32, String, CellKind)>,
    cell: Option<OpenCell>,
}

struct OpenCell {
    attributes: String,
    text: String,
    paragraphs: u32,
}

#[derive(Default)]
struct Document {
    /// Styles of tables that are not shown, and the style that is being read.
    hidden: HashSet<String>,
    style: String,
    table: Option<Table>,
    /// Within a comment, whose text is not the cell's.
    comment: bool,
    paragraph: bool,
    done: Vec<Grid>,
}

impl Document {
    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "style" => self.style = attribute(attributes, "name").unwrap_or_default().to_owned(),
            "table-properties" if attribute(attributes, "display") == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table" if self.table.is_none() => self.table = Some(self.new_table(attributes)),
            "annotation" => self.comment = true,
            "p" | "h" if !self.comment => self.open_paragraph(),
            "s" => self.raw(&" ".repeat(number(attributes, "c").unwrap_or(1).clamp(1, 100) as usize)),
            "tab" => self.raw(" "),
            "line-break" => self.raw("\n"),
            _ => self.open_row_or_cell(name, attributes),
        }
    }

    fn open_row_or_cell(&mut self, name: &str, attributes: &str) {
        let Some(table) = &mut self.table else { return };
        match name {
            "table-row" => {
                let hidden = matches!(attribute(attributes, "visibility"), Some("collapse" | "filter"));
                table.hidden = hidden;
                table.repeat = number(attributes, "number-rows-repeated").unwrap_or(1).min(MOST_ROWS);
            }
            "table-cell" | "covered-table-cell" => {
                table.cell = Some(OpenCell { attributes: attributes.to_owned(), text: String::new(), paragraphs: 0 });
            }
            _ => {}
        }
    }

    fn new_table(&self, attributes: &str) -> Table {
        let name = attribute(attributes, "name").map(|name| unescape(name).into_owned()).unwrap_or_default();
        let hidden = attribute(attributes, "style-name").is_some_and(|style| self.hidden.contains(style));
        Table {
            builder: Builder::new(&name, hidden),
            merges: Vec::new(),
            row: 0,
            column: 0,
            repeat: 1,
            hidden: false,
            cells: Vec::new(),
            cell: None,
        }
    }

    fn open_paragraph(&mut self) {
        self.paragraph = true;
        if let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut()) {
            if cell.paragraphs > 0 {
                cell.text.push('\n');
            }
            cell.paragraphs += 1;
        }
    }

    fn raw(&mut self, text: &str) {
        if let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut()).filter(|_| !self.comment) {
            cell.text.push_str(text);
        }
    }

    /// Text of a paragraph: line breaks of the source are spaces, and several of them one.
    fn text(&mut self, text: &str) {
        if !self.paragraph || self.comment {
            return;
        }
        let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut()) else { return };
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                cell.text.push(c);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
    }

    fn close(&mut self, name: &str) -> Result<(), OpenError> {
        match name {
            "annotation" => self.comment = false,
            "p" | "h" if !self.comment => self.paragraph = false,
            "table" => self.end_table()?,
            "table-cell" | "covered-table-cell" => self.table.iter_mut().for_each(Table::end_cell),
            "table-row" => self.table.iter_mut().try_for_each(Table::end_row)?,
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), OpenError> {
        if let Some(mut table) = self.table.take() {
            table.end_cell();
            table.end_row()?;
            self.done.push(table.builder.finish(table.merges));
        }
        Ok(())
    }
}

impl Table {
    fn end_cell(&mut self) {
        let Some(OpenCell { attributes, text, .. }) = self.cell.take() else { return };
        let of = |name| number(&attributes, name).unwrap_or(1);
        let repeat = of("number-columns-repeated").clamp(1, MOST_COLUMNS);
        let (wide, tall) = (of("number-columns-spanned"), of("number-rows-spanned"));
        if (wide, tall) != (1, 1) && wide > 0 && tall > 0 {
            let end = (self.row.saturating_add(tall - 1), self.column.saturating_add(wide - 1));
            self.merges.push(Merge { start: (self.row, self.column), end });
        }
        if let Some((text, kind)) = value(&attributes, text) {
            self.cells.push((self.column, repeat, text, kind));
        }
        self.column = self.column.saturating_add(repeat);
    }

    fn end_row(&mut self) -> Result<(), OpenError> {
        let cells = std::mem::take(&mut self.cells);
        let rows = if cells.is_empty() { 0 } else { self.repeat };
        if rows > MOST_ALIKE {
            let (sheet, row) = (self.builder.name(), self.row.saturating_add(1));
            return Err(OpenError::TooLarge(format!("工作表“{sheet}”从第{row}行起，同样的一行重复了{rows}次")));
        }
        if self.hidden {
            self.builder.hide_rows((0..rows).map(|below| self.row.saturating_add(below)));
        }
        for row in (0..rows).map(|below| self.row.saturating_add(below)) {
            for (column, repeat, text, kind) in &cells {
                for column in (0..*repeat).map(|right| column.saturating_add(right)) {
                    match kind {
                        CellKind::Uncalculated => self.builder.push_uncalculated(row, column)?,
                        _ => self.builder.push(row, column, text, *kind)?,
                    }
                }
            }
        }
        (self.row, self.column, self.repeat) = (self.row.saturating_add(self.repeat), 0, 1);
        Ok(())
    }
}

/// What the cell holds, by its type; nothing if it is empty.
fn value(attributes: &str, text: String) -> Option<(String, CellKind)> {
    let value = |name| attribute(attributes, name).map(|value| unescape(value).into_owned());
    if attributes.contains("value-type=\"error\"") {
        return Some((text, CellKind::Error));
    }
    match attribute(attributes, "value-type") {
        Some("float" | "currency" | "percentage") => match value("value").and_then(|v| v.trim().parse::<f64>().ok()) {
            Some(n) => Some(shown(n, text)),
            None => Some((text, CellKind::Text)),
        },
        Some("date") => Some((value("date-value").unwrap_or(text).chars().take(10).collect(), CellKind::Date)),
        Some("string") => Some((value("string-value").unwrap_or(text), CellKind::Text)),
        Some(_) => Some((text, CellKind::Text)),
        None if text.is_empty() && attribute(attributes, "formula").is_some() => {
            Some((String::new(), CellKind::Uncalculated))
        }
        None => (!text.is_empty()).then_some((text, CellKind::Text)),
    }
}

/// The number as the cell shows it, where that is its digits with zeros and fixed text around them (HN-001202); neither
/// with separators of thousands nor as an amount.
fn shown(n: f64, text: String) -> (String, CellKind) {
    let (digits, kind) = number::number(n);
    let of_text: String = text.chars().filter(char::is_ascii_digit).collect();
    let same = !digits.is_empty()
        && digits.bytes().all(|c| c.is_ascii_digit())
        && of_text.trim_start_matches('0') == digits.trim_start_matches('0');
    let plain = !text.contains([',', '.', '%', '￥', '¥', '$']);
    (if same && plain && !text.is_empty() { text } else { digits }, kind)
}
