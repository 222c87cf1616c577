//! Tables: a header that is repeated, rows that are not split, cells that span rows, room for handwriting.

use super::page::mm;
use super::text::{Look, paragraph};
use crate::forms::{Cell, Fact, Layout, Set, Table, lines};
use std::borrow::Cow;
use std::fmt::Write;

/// Rows of a group that are kept on one page; more of them could not be.
const KEPT: usize = 20;

/// A table in the making: all its columns' widths are known before its rows.
pub(super) struct Grid {
    widths: Vec<u32>,
    look: Look,
    rows: String,
}

/// A cell of a row.
#[derive(Debug, Clone)]
pub(super) struct Box<'a> {
    /// Its text.
    pub text: Cow<'a, str>,
    /// How many columns it takes.
    pub span: usize,
    /// How it is set.
    pub look: Look,
    /// Whether it begins (`Some(true)`) or goes on with (`Some(false)`) a cell of several rows.
    pub merge: Option<bool>,
    /// Whether its text stands at the top.
    pub top: bool,
}

impl Grid {
    pub(super) fn new(widths: Vec<u32>, look: Look) -> Self {
        Self { widths, look, rows: String::new() }
    }

    /// Adds a row of this least height in mm.
    pub(super) fn row(&mut self, boxes: &[Box<'_>], height: u8, header: bool, kept: bool) {
        self.rows += "<w:tr><w:trPr><w:cantSplit/>";
        if height > 0 {
            let _ = write!(self.rows, "<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", mm(height.into()));
        }
        self.rows += if header { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" };
        let mut column = 0;
        for cell in boxes {
            let width: u32 = self.widths.iter().skip(column).take(cell.span).sum();
            column += cell.span;
            self.cell(cell, width, header, kept);
        }
        self.rows += "</w:tr>";
    }

    fn cell(&mut self, cell: &Box<'_>, width: u32, header: bool, kept: bool) {
        let _ = write!(self.rows, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if cell.span > 1 {
            let _ = write!(self.rows, "<w:gridSpan w:val=\"{}\"/>", cell.span);
        }
        self.rows += match cell.merge {
            Some(true) => "<w:vMerge w:val=\"restart\"/>",
            Some(false) => "<w:vMerge/>",
            None => "",
        };
        if header {
            // A short head stands on one line.
            self.rows += "<w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar>";
        }
        let place = if cell.top { "top" } else { "center" };
        let _ = write!(self.rows, "<w:vAlign w:val=\"{place}\"/></w:tcPr>");
        self.rows += &paragraph(&cell.text, Look { kept, ..cell.look });
        self.rows += "</w:tc>";
    }

    pub(super) fn finish(self) -> String {
        let edge = |name| format!("<w:{name} w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>");
        let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
        let columns: String = self.widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
        let width: u32 = self.widths.iter().sum();
        // Lines of exact height have some of their own.
        let room = match self.look.style {
            "CellForm" => 20,
            "CellSheet" => 10,
            _ => 34,
        };
        format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{edges}</w:tblBorders>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"{room}\" w:type=\"dxa\"/><w:left w:w=\"45\" w:type=\"dxa\"/>\
             <w:bottom w:w=\"{room}\" w:type=\"dxa\"/><w:right w:w=\"45\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
             <w:tblGrid>{columns}</w:tblGrid>{}</w:tbl>",
            self.rows
        )
    }

    fn plain<'a>(&self, text: &'a str, span: usize) -> Box<'a> {
        Box { text: text.into(), span, look: self.look, merge: None, top: false }
    }
}

/// The text width in these shares.
fn shares(width: u32, shares: &[u32]) -> Vec<u32> {
    let all: u32 = shares.iter().sum::<u32>().max(1);
    shares.iter().map(|s| width * s / all).collect()
}

/// Labels and values over six columns, the values sharing what the labels leave; the last row `kept` with what comes
/// after it.
pub(super) fn facts(rows: &[Vec<Fact>], width: u32, look: Look, kept: bool) -> String {
    let mut grid = Grid::new(shares(width, &[1; 6]), look);
    for (i, row) in rows.iter().enumerate() {
        let span = if row.len() > 1 { 2 } else { 5 };
        let boxes: Vec<_> = row
            .iter()
            .flat_map(|f| {
                let label = Box { look: look.bold().centred(), ..grid.plain(&f.label, 1) };
                let mut value = Box { look: if f.mono { look.mono() } else { look }, ..grid.plain(&f.value, span) };
                if f.whole {
                    // Half an em of letters of 10.5 pt is 105 twentieths of a point; the edges of the cell take 90.
                    let room = (width * u32::try_from(span).unwrap_or(1) / 6).saturating_sub(200) / 105;
                    value.text = lines(&f.value, room).into();
                }
                [label, value]
            })
            .collect();
        grid.row(&boxes, row.iter().map(|f| f.height).max().unwrap_or(0), false, kept && i + 1 == rows.len());
    }
    grid.finish()
}

/// The table; `kept` with what comes after it.
pub(super) fn table(t: &Table, layout: Layout, look: Look, kept: bool) -> String {
    let width = mm(layout.text_width());
    let widths: Vec<u32> = t.columns.iter().map(|c| u32::from(c.width)).collect();
    let mut grid = Grid::new(shares(width, &widths), look);
    let head = look.head().bold().centred();
    let header: Vec<_> = t.columns.iter().map(|c| Box { look: head, ..grid.plain(&c.head, 1) }).collect();
    grid.row(&header, 0, true, true);
    for (n, group) in t.groups.iter().enumerate() {
        // No row stands alone on the last page.
        let is_last_but_one = n + 2 == t.groups.len() && group.len() == 1;
        let last = is_last_but_one || (kept && n + 1 == t.groups.len());
        let mut open = vec![0; t.columns.len()];
        for (i, row) in t.placed(group).iter().enumerate() {
            let boxes = cells(t, layout, row, &mut open, look);
            grid.row(&boxes, t.height, false, i + 1 < group.len().min(KEPT) || (last && i + 1 == group.len()));
        }
    }
    grid.finish()
}

/// The cells of a row, and those that go on from above; `open` counts the rows that each column's cell still spans.
fn cells<'a>(t: &Table, layout: Layout, row: &[(usize, &'a Cell)], open: &mut [u32], look: Look) -> Vec<Box<'a>> {
    let mut placed = row.iter().peekable();
    let mut boxes = Vec::new();
    for (column, left) in open.iter_mut().enumerate() {
        let Some(c) = t.columns.get(column) else { continue };
        let mut look = match c.set {
            Set::Left => look,
            Set::Centred | Set::Name | Set::Number => look.centred(),
            Set::Code => look.centred().smaller(),
        };
        let cell = placed.next_if(|(at, _)| *at == column).map(|(_, cell)| *cell);
        let (text, merge) = match cell {
            Some(cell) => {
                *left = cell.rows.saturating_sub(1);
                let text = match t.whole(layout, column, &cell.text) {
                    Some((text, size)) => {
                        look.size = size.map(u32::from).or(look.size);
                        Cow::Owned(text)
                    }
                    None => Cow::Borrowed(cell.text.as_str()),
                };
                (text, (cell.rows > 1).then_some(true))
            }
            None => {
                let merge = (*left > 0).then_some(false);
                *left = left.saturating_sub(1);
                ("".into(), merge)
            }
        };
        boxes.push(Box { text, span: 1, look, merge, top: false });
    }
    boxes
}

/// What stands side by side without rules, each of this width: a picture and words.
pub(super) fn in_a_row(cells: &[(u32, String)]) -> String {
    let width: u32 = cells.iter().map(|(width, _)| width).sum();
    let cell = |(width, inside): &(u32, String)| {
        let properties = format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/>");
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", if inside.is_empty() { "<w:p/>" } else { inside })
    };
    let columns: String = cells.iter().map(|(width, _)| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr></w:tbl>",
        cells.iter().map(cell).collect::<String>()
    )
}

/// Boxes to sign in, of this least height in mm, on one page.
pub(super) fn signatures(rows: &[Vec<String>], width: u32, look: Look, height: u8, kept: bool) -> String {
    let columns = rows.iter().map(Vec::len).filter(|n| *n > 0).fold(1, lcm);
    let mut grid = Grid::new(shares(width, &vec![1; columns]), look);
    for (i, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        let boxes: Vec<_> =
            row.iter().map(|label| Box { top: true, ..grid.plain(label, columns / row.len()) }).collect();
        grid.row(&boxes, height, false, kept || i + 1 < rows.len());
    }
    grid.finish()
}

fn lcm(a: usize, b: usize) -> usize {
    let gcd = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    a / gcd(a, b) * b
}
