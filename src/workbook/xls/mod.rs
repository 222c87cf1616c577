//! Excel 97–2003 and WPS .et ([MS-XLS]), Excel 5.0 and 95, in their container.
//!
//! Our own reader. calamine's parses every formula and name, makes room for everything between the first cell and the
//! last, and passes over hidden rows, formats, comments and what is struck through. Here the stream is gone through once,
//! and nothing is made room for but what was read.

#[cfg(test)]
pub(crate) mod agree;
pub(crate) mod around;
pub(crate) mod cells;
pub(crate) mod cfb;
pub(crate) mod raw_records;
pub(crate) mod records;

use crate::workbook::error::OpenError;
use crate::workbook::sheet::{Builder, Grid};
use crate::workbook::xls::around::Book;

/// Reads every worksheet.
pub(crate) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let stream = cfb::workbook_stream(bytes).ok_or(OpenError::Truncated)?;
    let book = Book::read(&stream, codepage)?;
    let looks = book.styles.looks();
    let mut grids = Vec::new();
    for sheet in &book.sheets {
        let records = stream.get(sheet.start..).ok_or(OpenError::Truncated)?;
        let mut builder = Builder::new(&sheet.name, sheet.hidden);
        builder.count_days_from_1904(book.from_1904);
        builder.share(&book.strings);
        let merges = cells::read(records, &book, &looks, &mut builder)?;
        grids.push(builder.finish(merges));
    }
    Ok(grids)
}
