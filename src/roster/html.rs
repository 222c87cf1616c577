//! The tables of a web page, as many systems export them under the name .xls.

use super::ReadError;
use super::grid::{Builder, CellKind, Grid, Merge};
use super::markup::{Piece, Pieces, decode, number, unescape};
use std::collections::HashSet;

/// Cells that one cell may span: more is a lie, and would cost.
const MOST_SPAN: u32 = 2000;
/// Tables that are read.
const MOST_TABLES: usize = 200;

/// Reads every table of the page, each as a sheet.
pub(super) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, ReadError> {
    let text = decode(bytes, codepage).ok_or(ReadError::Unknown)?;
    let mut page = Page::default();
    let mut pieces = Pieces::new(&text);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open { name, attributes, empty } => {
                let name = name.to_ascii_lowercase();
                page.open(&name, attributes)?;
                if matches!(name.as_str(), "script" | "style" | "title" | "xml") && !empty {
                    pieces.skip_to_close(&name);
                }
            }
            Piece::Close(name) => page.close(&name.to_ascii_lowercase())?,
            Piece::Text(text) => page.text(&unescape(text)),
            Piece::Verbatim(text) => page.text(text),
        }
    }
    page.finish()
}

/// A table that is being read.
struct Table {
    builder: Builder,
    merges: Vec<Merge>,
    /// The next row and column.
    row: u32,
    column: u32,
    /// Cells that one above reaches down to.
    covered: HashSet<(u32, u32)>,
    cell: Option<OpenCell>,
}

struct OpenCell {
    text: String,
    /// Columns and rows.
    span: (u32, u32),
}

/// The page: tables within tables (made for looks) are a stack.
#[derive(Default)]
struct Page {
    open: Vec<Table>,
    done: Vec<Grid>,
    count: usize,
}

impl Page {
    fn open(&mut self, name: &str, attributes: &str) -> Result<(), ReadError> {
        match name {
            "table" if self.count < MOST_TABLES => {
                self.count += 1;
                let name = if self.count == 1 { "表格".to_owned() } else { format!("表格{}", self.count) };
                self.open.push(Table {
                    builder: Builder::new(&name, false),
                    merges: Vec::new(),
                    row: 0,
                    column: 0,
                    covered: HashSet::new(),
                    cell: None,
                });
            }
            "tr" => self.end_row()?,
            "td" | "th" => {
                self.end_cell()?;
                let span = |name| number(attributes, name).unwrap_or(1).clamp(1, MOST_SPAN);
                if let Some(table) = self.open.last_mut() {
                    table.cell = Some(OpenCell { text: String::new(), span: (span("colspan"), span("rowspan")) });
                }
            }
            "br" | "p" | "div" => self.text_raw("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "td" | "th" => self.end_cell(),
            "tr" => self.end_row(),
            "table" => self.end_table(),
            _ => Ok(()),
        }
    }

    /// Text of a page: line breaks of the source are spaces, and several of them one.
    fn text(&mut self, text: &str) {
        let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) else { return };
        for c in text.chars() {
            let space = c.is_ascii_whitespace() || c == '\u{a0}';
            if !space {
                cell.text.push(c);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
    }

    fn text_raw(&mut self, text: &str) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        while table.covered.remove(&(table.row, table.column)) {
            table.column += 1;
        }
        let (row, column, (wide, tall)) = (table.row, table.column, cell.span);
        table.builder.push(row, column, cell.text.trim(), CellKind::Text)?;
        if (wide, tall) != (1, 1) {
            let end = (row.saturating_add(tall - 1), column.saturating_add(wide - 1));
            table.merges.push(Merge { start: (row, column), end });
        }
        for below in 1..tall.min(MOST_SPAN) {
            table.covered.extend((0..wide.min(64)).map(|c| (row + below, column + c)));
        }
        if table.covered.len() > 1_000_000 {
            return Err(ReadError::TooLarge("合并的单元格太多".into()));
        }
        table.column = table.column.saturating_add(wide);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        self.end_cell()?;
        if let Some(table) = self.open.last_mut()
            && table.column > 0
        {
            (table.row, table.column) = (table.row + 1, 0);
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.end_cell()?;
        if let Some(table) = self.open.pop() {
            self.done.push(table.builder.finish(table.merges));
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Grid>, ReadError> {
        while !self.open.is_empty() {
            self.end_table()?;
        }
        self.done.retain(|grid| !grid.is_empty());
        Ok(self.done)
    }
}
