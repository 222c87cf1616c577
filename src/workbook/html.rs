//! The tables of a web page, as many systems export them under the name .xls.

use crate::workbook::error::OpenError;
use crate::workbook::markup::{Piece, Pieces, attribute, decode, number, push_flowing, unescape};
use crate::workbook::sheet::{Builder, CellKind, Grid, Merge};
use std::collections::HashSet;

/// Cells that one cell may span: more is a lie, and would cost.
const MOST_SPAN: u32 = 2000;
/// Tables that are read.
const MOST_TABLES: usize = 200;

/// Reads every table of the page, each as a sheet.
pub(crate) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let grids = tables(bytes, codepage)?;
    let text = || decode(bytes, codepage).unwrap_or_default();
    if grids.is_empty() { Err(no_table(&text())) } else { Ok(grids) }
}

/// What a page without a table is: the frame of a workbook whose sheets lie beside it, or another page.
fn no_table(text: &str) -> OpenError {
    if text.to_lowercase().contains("<frame") {
        let instead = "内容在旁边的同名文件夹（.files）里。请用WPS或Excel打开，另存为xlsx后再导入。";
        return OpenError::stranger("Excel存成的网页框架", instead);
    }
    let instead = "里面没有表格，可能下载时没有登录或已经超时。请重新登录系统下载，能用WPS或Excel打开后再导入。";
    OpenError::stranger("网页", instead)
}

/// The tables of the page, none if it has none.
pub(crate) fn tables(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let text = decode(bytes, codepage).ok_or(OpenError::Unknown)?;
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
struct HtmlTable {
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
    /// The number that Excel keeps beside what it shows.
    number: Option<f64>,
    /// Columns and rows.
    span: (u32, u32),
}

impl OpenCell {
    /// The text that is shown, but the whole number where that is only its beginning: 6.40221E+14.
    fn value(&self) -> (String, CellKind) {
        let text = self.text.trim();
        let cut = text.contains("E+") && text.bytes().all(|c| c.is_ascii_digit() || b".E+".contains(&c));
        match self.number.filter(|_| cut) {
            Some(n) => crate::workbook::number::number(n),
            None => (text.to_owned(), CellKind::Text),
        }
    }
}

/// The page: tables within tables (made for looks) are a stack.
#[derive(Default)]
struct Page {
    open: Vec<HtmlTable>,
    done: Vec<Grid>,
    count: usize,
}

impl Page {
    fn open(&mut self, name: &str, attributes: &str) -> Result<(), OpenError> {
        match name {
            "table" if self.count < MOST_TABLES => {
                self.count += 1;
                let name = if self.count == 1 { "表格".to_owned() } else { format!("表格{}", self.count) };
                self.open.push(HtmlTable {
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
                let number = attribute(attributes, "num").and_then(|n| n.trim().parse().ok());
                if let Some(table) = self.open.last_mut() {
                    let span = (span("colspan"), span("rowspan"));
                    table.cell = Some(OpenCell { text: String::new(), number, span });
                }
            }
            "br" | "p" | "div" => self.text_raw("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), OpenError> {
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
        push_flowing(&mut cell.text, text, |c| c.is_ascii_whitespace() || c == '\u{a0}');
    }

    fn text_raw(&mut self, text: &str) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), OpenError> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        while table.covered.remove(&(table.row, table.column)) {
            table.column += 1;
        }
        let (row, column, (wide, tall)) = (table.row, table.column, cell.span);
        let (text, kind) = cell.value();
        table.builder.push(row, column, &text, kind)?;
        if (wide, tall) != (1, 1) {
            let end = (row.saturating_add(tall - 1), column.saturating_add(wide - 1));
            table.merges.push(Merge { start: (row, column), end });
        }
        for below in 1..tall.min(MOST_SPAN) {
            table.covered.extend((0..wide.min(64)).map(|c| (row + below, column + c)));
        }
        if table.covered.len() > 1_000_000 {
            return Err(OpenError::TooLarge("合并的单元格太多".into()));
        }
        table.column = table.column.saturating_add(wide);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), OpenError> {
        self.end_cell()?;
        if let Some(table) = self.open.last_mut()
            && table.column > 0
        {
            (table.row, table.column) = (table.row + 1, 0);
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), OpenError> {
        self.end_cell()?;
        if let Some(table) = self.open.pop() {
            self.done.push(table.builder.finish(table.merges));
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Grid>, OpenError> {
        while !self.open.is_empty() {
            self.end_table()?;
        }
        self.done.retain(|grid| !grid.is_empty());
        join_headers(self.done)
    }
}

/// Joins a table of one row with the next of as many columns: grids of web systems keep the header in a table of its
/// own, so that it stays when the rows are scrolled.
fn join_headers(tables: Vec<Grid>) -> Result<Vec<Grid>, OpenError> {
    let mut joined: Vec<Grid> = Vec::new();
    for table in tables {
        match joined.last_mut().filter(|header| is_header_of(header, &table)) {
            Some(header) => *header = below(header, &table)?,
            None => joined.push(table),
        }
    }
    Ok(joined)
}

fn width(grid: &Grid) -> usize {
    grid.rows().take(20).map(|row| row.cells().count()).max().unwrap_or(0)
}

fn is_header_of(header: &Grid, table: &Grid) -> bool {
    header.len() == 1 && width(header) >= 3 && width(header) == width(table) && header.merges.is_empty()
}

fn below(header: &Grid, table: &Grid) -> Result<Grid, OpenError> {
    let mut builder = Builder::new(&header.name, false);
    for (down, grid) in [(0, header), (1, table)] {
        for row in grid.rows() {
            row.cells().try_for_each(|cell| builder.push(row.number() + down, cell.column, cell.text, cell.kind))?;
        }
    }
    let moved = |m: &Merge| Merge { start: (m.start.0 + 1, m.start.1), end: (m.end.0.saturating_add(1), m.end.1) };
    Ok(builder.finish(table.merges.iter().map(moved).collect()))
}
