//! An xlsx as calamine reads it: slower, but whatever its XML looks like. It tells of no comments, struck texts or hidden rows.

use crate::workbook::calamine_cells::{damaged, merges, push_shown, worksheets};
use crate::workbook::error::OpenError;
use crate::workbook::look::Look;
use crate::workbook::progress::{Hook, count};
use crate::workbook::sheet::{Builder, Grid};
use calamine::{Reader, Style, Xlsx, XlsxError};
use std::io::Cursor;

/// Reads every worksheet.
pub(crate) fn read(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, OpenError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let from_1904 = book.has_1904_epoch();
    let mut grids = Vec::new();
    let mut read = 0;
    for (name, hidden) in worksheets(book.sheets_metadata()) {
        let mut builder = Builder::new(&name, hidden);
        builder.count_days_from_1904(from_1904);
        builder.overlook();
        match book.worksheet_cells_reader(&name) {
            Ok(mut cells) => {
                let look = |style: &Style| {
                    let format = style.number_format.as_ref()?;
                    // It knows no formats of Chinese by their numbers.
                    let code = Some(format.format_code.as_str()).filter(|code| *code != "General");
                    Some(Look::of(format.format_id.unwrap_or_default(), code))
                };
                let looks: Vec<Look> = cells.styles().iter().map(|style| look(style).unwrap_or_default()).collect();
                while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx_error)? {
                    push_shown(&mut builder, cell.get_position(), cell.get_value(), looks.get(style), from_1904)?;
                    count(&mut read, &mut *hook);
                }
            }
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(xlsx_error(error)),
        }
        let merged = merges(&book.merge_cells_by_sheet_name(&name).unwrap_or_default());
        grids.push(builder.finish(merged));
    }
    Ok(grids)
}

fn xlsx_error(error: XlsxError) -> OpenError {
    match error {
        XlsxError::Password => OpenError::Encrypted,
        XlsxError::Zip(_) | XlsxError::Io(_) | XlsxError::XmlEof(_) => OpenError::Truncated,
        other => damaged(&other),
    }
}
