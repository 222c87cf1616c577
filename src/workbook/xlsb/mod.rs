//! Excel's binary workbook ([MS-XLSB]): the parts of an xlsx, as records instead of XML.
//!
//! Our own reader. calamine's passes over merged and hidden cells, formats and comments, does not know cells that leave
//! out their column, and makes room for as much as a record claims. Here nothing is made room for but what was read.

pub(crate) mod around;
pub(crate) mod cells;
pub(crate) mod records;

use crate::workbook::error::OpenError;
use crate::workbook::package::Package;
use crate::workbook::progress::Hook;
use crate::workbook::sheet::{Builder, Grid};
use crate::workbook::strings::Strings;
use crate::workbook::xlsb::around::{Book, Styles};
use std::sync::Arc;

/// Reads every worksheet; the hook hears how many cells were read.
pub(crate) fn read(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, OpenError> {
    let mut package = Package::open(bytes).ok_or(OpenError::Truncated)?;
    let book = Book::read(&mut package)?;
    let styles = match &book.styles {
        Some(path) => package.part(path).map(|(part, _)| Styles::read(part)).ok_or(OpenError::Truncated)??,
        None => Styles::default(),
    };
    let strings = match &book.strings {
        Some(path) => {
            let (part, size) = package.part(path).ok_or(OpenError::Truncated)?;
            around::strings(part, size, &styles)?
        }
        None => Strings::default(),
    };
    let strings = Arc::new(strings);
    let facts = cells::Facts { styles: &styles, from_1904: book.from_1904 };
    let mut read = 0;
    let mut grids = Vec::new();
    for sheet in &book.sheets {
        let mut builder = Builder::new(&sheet.name, sheet.hidden);
        builder.count_days_from_1904(book.from_1904);
        builder.share(&strings);
        let comments = package.comments(&sheet.path);
        // Without them, the entries are still there.
        let notes = comments.and_then(|path| around::notes(package.part(&path)?.0).ok());
        let (part, size) = package.part(&sheet.path).ok_or(OpenError::Truncated)?;
        // A cell takes a dozen bytes.
        builder.reserve(size / 12);
        let merges = cells::read(part, &facts, &mut builder, &mut read, &mut *hook)?;
        builder.note(notes.unwrap_or_default());
        grids.push(builder.finish(merges));
    }
    Ok(grids)
}
