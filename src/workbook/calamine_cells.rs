//! Bytes of a workbook to its sheets, within limits of our own.
//!
//! Never calamine's `worksheet_range` on an xlsx or xlsb: it allocates the whole rectangle, so that one stray cell at
//! XFD1048576 asks for 550 GB. Its cell readers stream. What it passes over or stumbles on in an xlsb or xls is found or
//! mended beforehand (`rawbin`, `rawxls`); an xlsx is its second reader's (`xlsx`). It may still panic or abort on a
//! hostile xls or xlsb: reading belongs in a worker that may die. All other forms have readers of our own.

use crate::workbook::error::OpenError;
use crate::workbook::format::Format;
use crate::workbook::number::{date, number, padded};
use crate::workbook::sheet::{Builder, CellKind, Grid, Merge};
use crate::workbook::xls::{raw_records, records};
use crate::workbook::{csv, html, mht, ods, spreadsheetml, xlsb, xlsx};
use calamine::{
    Data, DataRef, Dimensions, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, XlsOptions, Xlsb, XlsbError,
};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Cursor;

/// Hears how many cells were read so far.
pub(crate) type Hook<'a> = &'a mut dyn FnMut(usize);

/// Cells between two calls of the hook.
const STEP: usize = 1 << 16;

/// Reads every worksheet. The hook is called where cells stream; the other forms are read in one go.
pub(crate) fn read(
    bytes: &[u8],
    format: Format,
    codepage: Option<u16>,
    hook: Hook<'_>,
) -> Result<Vec<Grid>, OpenError> {
    match format {
        Format::Xlsx => xlsx::read(bytes, hook),
        Format::Xlsb => read_xlsb(bytes, hook),
        Format::Xls => read_xls(bytes, codepage),
        Format::Ods => ods::read(bytes),
        Format::Csv => csv::read(bytes, codepage),
        Format::Mht => mht::read(bytes, codepage),
        Format::Html => html::read(bytes, codepage),
        Format::Xml2003 => spreadsheetml::read(bytes, codepage),
        Format::FlatOds => ods::read_flat(bytes, codepage),
        Format::Biff => raw_records::read(bytes, codepage),
    }
}

pub(crate) fn worksheets(sheets: &[Sheet]) -> Vec<(String, bool)> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

pub(crate) fn merges(dimensions: &[Dimensions]) -> Vec<Merge> {
    dimensions.iter().filter(|d| d.start != d.end).map(|d| Merge { start: d.start, end: d.end }).collect()
}

/// One more cell.
pub(crate) fn count(read: &mut usize, hook: Hook<'_>) {
    *read += 1;
    if read.is_multiple_of(STEP) {
        hook(*read);
    }
}

/// A code kept as a number with the format `000000` gets back the zeros that the user sees.
pub(crate) fn push_padded(
    builder: &mut Builder,
    (row, column): (u32, u32),
    value: &DataRef<'_>,
    width: usize,
) -> Result<(), OpenError> {
    let n = match value {
        DataRef::Float(n) => Some(*n),
        DataRef::Int(n) => Some(*n as f64),
        _ => None,
    };
    match n.filter(|n| width > 0 && *n >= 0.0) {
        Some(n) => {
            let (text, kind) = padded(n, width);
            builder.push(row, column, &text, kind)
        }
        None => push(builder, (row, column), value),
    }
}

fn read_xlsb(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, OpenError> {
    let xlsb::Readable { bytes, mut merges } = xlsb::readable(bytes)?;
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(&*bytes)).map_err(xlsb_error)?;
    let from_1904 = book.has_1904_epoch();
    let mut grids = Vec::new();
    let mut read = 0;
    for (name, hidden) in worksheets(book.sheets_metadata()) {
        let mut builder = Builder::new(&name, hidden);
        builder.count_days_from_1904(from_1904);
        let mut cells = book.worksheet_cells_reader(&name).map_err(xlsb_error)?;
        while let Some(cell) = cells.next_cell().map_err(xlsb_error)? {
            push(&mut builder, cell.get_position(), cell.get_value())?;
            count(&mut read, &mut *hook);
        }
        grids.push(builder.finish(merges.remove(&name).unwrap_or_default()));
    }
    Ok(grids)
}

fn read_xls(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let mut options = XlsOptions::default();
    options.force_codepage = codepage;
    let records::Readable { bytes, sheets: extras } = records::readable(bytes);
    let mut book: Xls<_> = Xls::new_with_options(Cursor::new(&*bytes), options).map_err(xls_error)?;
    let from_1904 = book.has_1904_epoch();
    let mut grids = Vec::new();
    let sheets = book.sheets_metadata().to_vec();
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet) {
        let range = book.worksheet_range(&sheet.name).map_err(xls_error)?;
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let extras = extras.get(at).cloned().unwrap_or_default();
        let mut builder = Builder::new(&sheet.name, sheet.visible != SheetVisible::Visible);
        builder.count_days_from_1904(from_1904);
        builder.hide_rows(extras.hidden_rows);
        builder.strike(extras.struck);
        grids.push(from_range(builder, &range, merges(&merged), &extras.widths)?);
    }
    Ok(grids)
}

fn from_range(
    mut builder: Builder,
    range: &calamine::Range<Data>,
    merges: Vec<Merge>,
    widths: &HashMap<(u32, u32), usize>,
) -> Result<Grid, OpenError> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = (top.saturating_add(narrow(row)), left.saturating_add(narrow(column)));
        let width = if widths.is_empty() { 0 } else { widths.get(&at).copied().unwrap_or(0) };
        push_padded(&mut builder, at, &borrowed(value), width)?;
    }
    Ok(builder.finish(merges))
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(v) => DataRef::Int(*v),
        Data::Float(v) => DataRef::Float(*v),
        Data::String(v) => DataRef::SharedString(v),
        Data::Bool(v) => DataRef::Bool(*v),
        Data::DateTime(v) => DataRef::DateTime(*v),
        Data::DateTimeIso(v) => DataRef::DateTimeIso(v.clone()),
        Data::DurationIso(v) => DataRef::DurationIso(v.clone()),
        Data::Error(v) => DataRef::Error(v.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn push(builder: &mut Builder, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), OpenError> {
    let (text, kind) = match value {
        DataRef::Empty => return Ok(()),
        DataRef::String(text) => (unescape(text), CellKind::Text),
        DataRef::SharedString(text) => (unescape(text), CellKind::Text),
        DataRef::Int(n) => (Cow::Owned(n.to_string()), CellKind::Number),
        DataRef::Float(n) => owned(number(*n)),
        DataRef::DateTime(moment) => owned(date(moment)),
        DataRef::DateTimeIso(text) => (Cow::Owned(text.chars().take(10).collect()), CellKind::Date),
        DataRef::DurationIso(text) => (Cow::Borrowed(text.as_str()), CellKind::Text),
        DataRef::Bool(yes) => (Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }), CellKind::Text),
        DataRef::Error(error) => (Cow::Owned(error.to_string()), CellKind::Error),
    };
    builder.push(row, column, &text, kind)
}

fn owned((text, kind): (String, CellKind)) -> (Cow<'static, str>, CellKind) {
    (Cow::Owned(text), kind)
}

/// Undoes the `_x000D_` with which Office writes characters that XML can't hold.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x0") {
        return Cow::Borrowed(text);
    }
    let plain = ["_x000D_", "_x000d_"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, "\r"));
    Cow::Owned(plain.replace("_x000A_", "\n").replace("_x0009_", "\t"))
}

pub(crate) fn damaged(error: &impl std::fmt::Display) -> OpenError {
    OpenError::Damaged(format!("技术信息：{}", crate::text::excerpt::excerpt(&error.to_string())))
}

fn xlsb_error(error: XlsbError) -> OpenError {
    match error {
        XlsbError::Password => OpenError::Encrypted,
        other => damaged(&other),
    }
}

fn xls_error(error: XlsError) -> OpenError {
    match error {
        XlsError::Password => OpenError::Encrypted,
        other => damaged(&other),
    }
}
