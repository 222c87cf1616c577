//! Excel 97–2003 and WPS .et ([MS-XLS]): calamine reads the cells, our own walk what it passes over.

pub(crate) mod cfb;
pub(crate) mod raw_records;
pub(crate) mod records;

use crate::workbook::calamine_cells::{damaged, merges, push_shown};
use crate::workbook::digit_format::DigitFormat;
use crate::workbook::error::OpenError;
use crate::workbook::sheet::{Builder, Grid, Merge};
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError, XlsOptions};
use std::collections::HashMap;
use std::io::Cursor;
use std::rc::Rc;

/// Reads every worksheet.
pub(crate) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
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
        grids.push(from_range(builder, &range, merges(&merged), &extras.formats)?);
    }
    Ok(grids)
}

fn from_range(
    mut builder: Builder,
    range: &calamine::Range<Data>,
    merges: Vec<Merge>,
    formats: &HashMap<(u32, u32), Rc<DigitFormat>>,
) -> Result<Grid, OpenError> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = (top.saturating_add(narrow(row)), left.saturating_add(narrow(column)));
        let format = formats.get(&at).map(|format| &**format);
        push_shown(&mut builder, at, &borrowed(value), format)?;
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

fn xls_error(error: XlsError) -> OpenError {
    match error {
        XlsError::Password => OpenError::Encrypted,
        other => damaged(&other),
    }
}
