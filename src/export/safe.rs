//! What the user typed goes into a workbook as text, whole where it fits, and never as a formula; how sheets lie on paper.

use crate::forms::half_ems;
use crate::model::{is_unseen, spelt_out};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;

/// A4, as spreadsheet programs number it.
pub(super) const A4: u8 = 9;

/// On paper the sheet is as wide as an A4 page that lies on its side.
pub(super) fn across_a4(sheet: &mut Worksheet) -> &mut Worksheet {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0)
}

/// Characters that a cell holds at most, as UTF-16 counts them.
const LONGEST: usize = 32_767;
/// The same for a title in the properties, and for the header or footer of a sheet with what the program itself puts there.
const LONGEST_EDGE: usize = 200;

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A workbook.
    #[error("写不出工作簿：{0}")]
    Workbook(#[from] XlsxError),
    /// A document or archive.
    #[error("写不出文件：{0}")]
    Zip(#[from] zip::result::ZipError),
    /// What is packed in one.
    #[error("写不出文件：{0}")]
    Packing(#[from] std::io::Error),
}

/// Writes the user's text to a cell (row and column from 0) as text, never as a formula, and so that it stays text
/// when someone edits the cell: what begins like a formula gets the prefix sign that spreadsheet programs hide.
/// Text beyond a cell's length is cut and ends in `…`; what shows nothing is spelt out, and control characters, which
/// XML can't hold, are dropped.
///
/// # Errors
/// [`ExportError`] for a cell outside the sheet.
pub fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), ExportError> {
    let text = cell_text(text);
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Sets the row's height so that it shows every line of its cells, each given with the width of its columns: spreadsheet
/// programs fit a row to what wraps only where they like to, and never to merged cells. `points` is the size of the letters.
///
/// # Errors
/// [`ExportError`] for a row outside the sheet.
pub(super) fn fit_row<'a>(
    sheet: &mut Worksheet,
    row: u32,
    points: f64,
    cells: impl IntoIterator<Item = (&'a str, f64)>,
) -> Result<(), ExportError> {
    let lines = cells.into_iter().map(|(text, width)| lines(text, width * 11.0 / points)).max().unwrap_or(1);
    // No row is higher.
    sheet.set_row_height(row, (f64::from(lines) * points * 1.5 + 3.0).min(409.0))?;
    Ok(())
}

/// Writes a table's title over all its columns.
///
/// # Errors
/// [`ExportError`] for a cell outside the sheet.
pub(super) fn write_title(sheet: &mut Worksheet, title: &str, widths: &[f64]) -> Result<(), ExportError> {
    let look = Format::new().set_num_format("@").set_bold().set_font_size(16).set_text_wrap();
    let look = look.set_align(FormatAlign::Center);
    let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or_default();
    if last > 0 {
        sheet.merge_range(0, 0, 0, last, "", &look)?;
    }
    write_text(sheet, 0, 0, title, &look)?;
    fit_row(sheet, 0, 16.0, [(title, widths.iter().sum())])
}

/// Writes a table's header and gives its columns their widths; `cell` is the look of the rows below.
///
/// # Errors
/// [`ExportError`] for a cell outside the sheet.
pub(super) fn write_head<T: AsRef<str>>(
    sheet: &mut Worksheet,
    row: u32,
    heads: &[T],
    widths: &[f64],
    cell: &Format,
) -> Result<(), ExportError> {
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    write_row(sheet, row, heads, widths, &cell.clone().set_bold().set_align(FormatAlign::Center))
}

/// Writes a row of texts, as high as they need.
///
/// # Errors
/// [`ExportError`] for a cell outside the sheet.
pub(super) fn write_row<T: AsRef<str>>(
    sheet: &mut Worksheet,
    row: u32,
    texts: &[T],
    widths: &[f64],
    cell: &Format,
) -> Result<(), ExportError> {
    for (column, text) in (0..).zip(texts) {
        write_text(sheet, row, column, text.as_ref(), cell)?;
    }
    fit_row(sheet, row, 11.0, texts.iter().map(AsRef::as_ref).zip(widths.iter().copied()))
}

/// Lines that a text takes in a column of so many digits. Where the last word of a line goes to the next one, up to two
/// characters' room is left.
fn lines(text: &str, width: f64) -> u32 {
    // A digit is half a Chinese character and a little more; the column's edges take some of it.
    let room = ((width - 1.0) * 0.95).max(2.0);
    let of_line = |line: &str| {
        let wide = f64::from(half_ems(line)) * 1.02;
        let mut count = 1;
        let mut left = wide - room;
        while left > 0.0 && count < 60 {
            (count, left) = (count + 1, left - (room - 2.0).max(2.0));
        }
        count
    };
    text.split('\n').map(of_line).sum()
}

/// What a cell, or a note on one, shows of a text: not more than it holds, with what shows nothing spelt out.
pub(super) fn cell_text(text: &str) -> String {
    cut(&spelt_out(text), LONGEST)
}

/// The text, or its beginning and `…`: at most so many characters as UTF-16 counts them.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= most
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// An empty workbook with this title and a fixed day of creation, so that the same content gives the same bytes on every
/// machine and at every time.
///
/// # Errors
/// [`ExportError`] if the day can't be written.
pub(super) fn new_workbook(title: &str) -> Result<Workbook, ExportError> {
    Ok(workbook_of(title, &ExcelDateTime::from_ymd(2018, 11, 28)?))
}

/// An empty workbook with this title, created at this time.
pub(super) fn workbook_of(title: &str, created: &ExcelDateTime) -> Workbook {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(cut(&spelt_out(title), LONGEST_EDGE));
    book.set_properties(&properties.set_creation_datetime(created));
    book
}

/// A text within the header or footer of a sheet, where an ampersand begins a code: on one line, and cut to what fits.
pub(super) fn edge_text(text: &str) -> String {
    let line: String = spelt_out(text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // Each ampersand takes two places.
    let most = LONGEST_EDGE.saturating_sub(line.chars().take(LONGEST_EDGE).filter(|c| *c == '&').count());
    cut(&line, most).replace('&', "&&")
}

/// Names of sheets that spreadsheet programs take, each once.
#[derive(Default)]
pub(super) struct SheetNames(HashSet<String>);

impl SheetNames {
    /// The name, without what they refuse and with a number if it was taken.
    pub(super) fn take(&mut self, name: &str) -> String {
        let kept = |c: &char| !"[]:*?/\\'".contains(*c) && !is_unseen(*c) && c.len_utf16() == 1;
        let clean: String = name.chars().filter(kept).take(28).collect();
        let clean = if clean.trim().is_empty() { "表".to_owned() } else { clean };
        let numbered = |n: usize| if n == 1 { clean.clone() } else { format!("{clean}{n}") };
        let free = (1..).map(numbered).find(|name| !self.0.contains(&name.to_lowercase()));
        let name = free.unwrap_or(clean);
        self.0.insert(name.to_lowercase());
        name
    }
}

/// A text as one value of a line of comma-separated values: quoted where it must be, on one line. What begins like a
/// formula gets an apostrophe before it, and a long number a tab, or spreadsheet programs would run the one and round
/// the other.
pub fn csv_value(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = spelt_out(spaced.trim());
    let plain = plain.as_ref();
    let guarded = if plain.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{plain}")
    } else if plain.len() > 11 && plain.bytes().all(|c| c.is_ascii_digit()) {
        format!("\t{plain}")
    } else {
        plain.to_owned()
    };
    // Some programs part values at other signs too.
    if guarded.contains([',', ';', '|', '"', '\t', '\'']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}
