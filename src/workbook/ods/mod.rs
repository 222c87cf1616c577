//! OpenDocument, packed or as one XML file. Our own reader: calamine's allocates the whole rectangle, panics on some
//! files, knows no merged cells and stops at the white space that other writers put between cells.

pub(crate) mod formats;
pub(crate) mod styles;
pub(crate) mod values;

use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::markup::{Piece, Pieces, attribute, decode, number, push_flowing, unescape};
use crate::workbook::ods::styles::{ColumnStyles, Family, Styles};
use crate::workbook::ods::values::value;
use crate::workbook::package::Package;
use crate::workbook::sheet::{Builder, CellKind, Grid, Merge};
use std::io::Read;

/// Bytes of the document that are read.
const MOST_BYTES: u64 = 512 << 20;
/// Rows and columns that one of them may stand for: more is a lie.
const MOST_ROWS: u32 = 1 << 20;
/// Rows of the same content one below the other. A few bytes can ask for a million.
const MOST_ALIKE: u32 = 10_000;
const MOST_COLUMNS: u32 = 1 << 14;

/// Reads every table of a packed document.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Grid>, OpenError> {
    let mut package = Package::open(bytes).ok_or(OpenError::Truncated)?;
    // Without it, the entries are still there.
    let styles = part(&mut package, "styles.xml").unwrap_or_default();
    let content = part(&mut package, "content.xml")?;
    read_text(&content, common_styles(&styles))
}

/// The text of a part.
fn part(package: &mut Package<'_>, name: &str) -> Result<String, OpenError> {
    let (part, _) = package.part(name).ok_or(OpenError::Truncated)?;
    let mut content = Vec::new();
    part.take(MOST_BYTES + 1).read_to_end(&mut content).map_err(|_| OpenError::Truncated)?;
    if content.len() as u64 > MOST_BYTES {
        return Err(OpenError::TooLarge(format!("内容超过{}兆字节", MOST_BYTES >> 20)));
    }
    Ok(String::from_utf8(content).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// The styles that have names: those of headers and footers (3.15.3), which may be called like others, are left.
fn common_styles(text: &str) -> Styles {
    let mut styles = Styles::default();
    let mut of_pages = false;
    for piece in Pieces::new(text) {
        match piece {
            Piece::Open { name: "automatic-styles" | "master-styles", empty, .. } => of_pages = !empty,
            Piece::Close("automatic-styles" | "master-styles") => of_pages = false,
            _ if of_pages => {}
            Piece::Open { name, attributes, empty } => {
                styles.open(name, attributes);
                if empty {
                    styles.close(name);
                }
            }
            Piece::Close(name) => styles.close(name),
            Piece::Text(text) => styles.text(&unescape(text)),
            Piece::Verbatim(text) => styles.text(text),
        }
    }
    styles
}

/// Reads every table of a document that is one XML file.
pub(crate) fn read_flat(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    read_text(&decode(bytes, codepage).ok_or(OpenError::Unknown)?, Styles::default())
}

fn read_text(text: &str, styles: Styles) -> Result<Vec<Grid>, OpenError> {
    let mut document = Document { styles, ..Document::default() };
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
struct OdsTable {
    builder: Builder,
    merges: Vec<Merge>,
    /// The next row and column, and how many rows this one stands for.
    row: u32,
    column: u32,
    repeat: u32,
    /// The row is not shown.
    hidden: bool,
    /// Of cells that name no style of their own.
    row_style: String,
    column_styles: ColumnStyles,
    cells: Vec<Cell>,
    cell: Option<OpenCell>,
    /// The text of the comment that is being read.
    comment: Option<String>,
}

/// A cell of a row.
struct Cell {
    column: u32,
    /// How many columns it stands for.
    repeat: u32,
    text: String,
    kind: CellKind,
    struck: bool,
    /// It shows another text than what is read.
    disguise: bool,
}

#[derive(Default)]
struct OpenCell {
    attributes: String,
    text: String,
    paragraphs: u32,
    /// What its number looks like.
    look: Look,
    /// A part of its text is struck through.
    struck: bool,
}

#[derive(Default)]
struct Document {
    styles: Styles,
    table: Option<OdsTable>,
    /// Within a comment, whose text is not the cell's.
    comment: bool,
    paragraph: bool,
    paragraph_of_comment: bool,
    done: Vec<Grid>,
}

impl Document {
    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "table" if self.table.is_none() => self.table = Some(self.new_table(attributes)),
            _ if self.table.is_none() => self.styles.open(name, attributes),
            "span" if !self.comment => self.strike(Family::Text, attributes),
            "annotation" => {
                self.comment = true;
                self.table.iter_mut().for_each(|table| table.comment = Some(String::new()));
            }
            "p" if self.comment => {
                let text = self.table.iter_mut().filter_map(|table| table.comment.as_mut());
                text.filter(|text| !text.is_empty()).for_each(|text| text.push('\n'));
                self.paragraph_of_comment = true;
            }
            "p" | "h" if !self.comment => {
                self.open_paragraph();
                self.strike(Family::Paragraph, attributes);
            }
            "s" => self.raw(&" ".repeat(number(attributes, "c").unwrap_or(1).clamp(1, 100) as usize)),
            "tab" => self.raw(" "),
            "line-break" => self.raw("\n"),
            _ => self.open_row_or_cell(name, attributes),
        }
    }

    fn open_row_or_cell(&mut self, name: &str, attributes: &str) {
        let Some(table) = &mut self.table else { return };
        match name {
            "table-column" => table.column_styles.add(attributes),
            "table-row" => {
                table.row_style = attribute(attributes, "default-cell-style-name").unwrap_or_default().to_owned();
                let hidden = matches!(attribute(attributes, "visibility"), Some("collapse" | "filter"));
                table.hidden = hidden;
                table.repeat = number(attributes, "number-rows-repeated").unwrap_or(1).min(MOST_ROWS);
            }
            "table-cell" | "covered-table-cell" => {
                let of_place = [table.row_style.as_str(), table.column_styles.get(table.column)];
                let style = attribute(attributes, "style-name").unwrap_or_default();
                let style = std::iter::once(style).chain(of_place).find(|style| !style.is_empty()).unwrap_or_default();
                let (look, struck) = self.styles.cell(style);
                table.cell = Some(OpenCell { attributes: attributes.to_owned(), look, struck, ..OpenCell::default() });
            }
            _ => {}
        }
    }

    fn new_table(&self, attributes: &str) -> OdsTable {
        let name = attribute(attributes, "name").map(|name| unescape(name).into_owned()).unwrap_or_default();
        let hidden = attribute(attributes, "style-name").is_some_and(|style| self.styles.is_hidden(style));
        OdsTable {
            builder: Builder::new(&name, hidden),
            merges: Vec::new(),
            row: 0,
            column: 0,
            repeat: 1,
            hidden: false,
            row_style: String::new(),
            column_styles: ColumnStyles::default(),
            cells: Vec::new(),
            cell: None,
            comment: None,
        }
    }

    /// Strikes the cell through if a paragraph or a part of its text is.
    fn strike(&mut self, family: Family, attributes: &str) {
        let struck = attribute(attributes, "style-name").is_some_and(|style| self.styles.is_struck(family, style));
        self.cell().into_iter().for_each(|cell| cell.struck |= struck);
    }

    /// The cell that is being read.
    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.table.as_mut()?.cell.as_mut()
    }

    fn open_paragraph(&mut self) {
        self.paragraph = true;
        if let Some(cell) = self.cell() {
            if cell.paragraphs > 0 {
                cell.text.push('\n');
            }
            cell.paragraphs += 1;
        }
    }

    fn raw(&mut self, text: &str) {
        let comment = self.comment;
        if let Some(cell) = self.cell().filter(|_| !comment) {
            cell.text.push_str(text);
        }
    }

    /// Text of a paragraph: line breaks of the source are spaces, and several of them one.
    fn text(&mut self, text: &str) {
        let Some(table) = &mut self.table else { return self.styles.text(text) };
        if !(if self.comment { self.paragraph_of_comment } else { self.paragraph }) {
            return;
        }
        let whole = if self.comment { table.comment.as_mut() } else { table.cell.as_mut().map(|cell| &mut cell.text) };
        let Some(whole) = whole else { return };
        push_flowing(whole, text, |c| c.is_ascii_whitespace());
    }

    fn close(&mut self, name: &str) -> Result<(), OpenError> {
        match name {
            "annotation" => {
                self.comment = false;
                self.table.iter_mut().for_each(OdsTable::end_comment);
            }
            "p" | "h" if self.comment => self.paragraph_of_comment = false,
            "p" | "h" => self.paragraph = false,
            "table" => self.end_table()?,
            "table-cell" | "covered-table-cell" => self.table.iter_mut().for_each(OdsTable::end_cell),
            "table-row" => self.table.iter_mut().try_for_each(OdsTable::end_row)?,
            _ if self.table.is_none() => self.styles.close(name),
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

impl OdsTable {
    fn end_comment(&mut self) {
        let comment = self.comment.take().filter(|comment| !comment.is_empty());
        self.builder.note(comment.map(|comment| (self.row, self.column, comment)));
    }

    fn end_cell(&mut self) {
        let Some(OpenCell { attributes, text, look, struck, .. }) = self.cell.take() else { return };
        let of = |name| number(&attributes, name).unwrap_or(1);
        let repeat = of("number-columns-repeated").clamp(1, MOST_COLUMNS);
        let (wide, tall) = (of("number-columns-spanned"), of("number-rows-spanned"));
        if (wide, tall) != (1, 1) && wide > 0 && tall > 0 {
            let end = (self.row.saturating_add(tall - 1), self.column.saturating_add(wide - 1));
            self.merges.push(Merge { start: (self.row, self.column), end });
        }
        if let Some((text, kind, disguise)) = value(&attributes, text, &look) {
            self.cells.push(Cell { column: self.column, repeat, text, kind, struck, disguise });
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
            for cell in &cells {
                for column in (0..cell.repeat).map(|right| cell.column.saturating_add(right)) {
                    self.builder.strike(cell.struck.then_some((row, column)));
                    self.builder.disguise(cell.disguise.then_some((row, column)));
                    match cell.kind {
                        CellKind::Uncalculated => self.builder.push_uncalculated(row, column)?,
                        kind => self.builder.push(row, column, &cell.text, kind)?,
                    }
                }
            }
        }
        (self.row, self.column, self.repeat) = (self.row.saturating_add(self.repeat), 0, 1);
        Ok(())
    }
}
