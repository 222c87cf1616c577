//! Sheets of an xlsx. A reader of our own goes through the cells once, as Excel, WPS, LibreOffice and the libraries write
//! them, and sees what calamine passes over: merged cells without a second pass, hidden rows, formulas whose result was
//! not saved. Whatever is spelt in a way that only a whole XML reader understands, or is damaged, is left to calamine,
//! which then reads it or says what is wrong.

#[cfg(test)]
pub(crate) mod agree;
pub(crate) mod by_calamine;
pub(crate) mod cells;
pub(crate) mod number_format;
pub(crate) mod package;
pub(crate) mod shared_strings;
pub(crate) mod stop;
pub(crate) mod xml;

use crate::workbook::error::OpenError;
use crate::workbook::progress::Hook;
use crate::workbook::sheet::{Builder, Grid};
use crate::workbook::strings::Strings;
use crate::workbook::xlsx::package::Book;
use crate::workbook::xlsx::stop::Stop;
use std::sync::Arc;

/// Reads every worksheet; the hook hears how many cells were read.
pub(crate) fn read(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, OpenError> {
    match quick(bytes, hook) {
        Ok(grids) => Ok(grids),
        Err(Stop::Refused(error)) => Err(error),
        Err(Stop::Odd) => by_calamine::read(bytes, hook),
    }
}

fn quick(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, Stop> {
    let mut book = Book::open(bytes).ok_or(Stop::Odd)?;
    let strings = match book.strings.take() {
        Some(path) => book.part(&path).map(|(part, size)| shared_strings::read(part, size)).ok_or(Stop::Odd)??,
        None => Strings::default(),
    };
    let strings = Arc::new(strings);
    let (looks, struck) = (std::mem::take(&mut book.looks), std::mem::take(&mut book.struck));
    let mut read = 0;
    let mut grids = Vec::new();
    for sheet in std::mem::take(&mut book.sheets) {
        let mut builder = Builder::new(&sheet.name, sheet.hidden);
        builder.count_days_from_1904(book.from_1904);
        builder.share(&strings);
        let facts = cells::Facts { looks: &looks, struck: &struck, from_1904: book.from_1904 };
        let (part, size) = book.part(&sheet.path).ok_or(Stop::Odd)?;
        // A short text takes some forty bytes as a cell.
        builder.reserve(size / 40);
        if strings.arena().is_empty() {
            builder.reserve_text(size / 4);
        }
        let merges = cells::read(part, &facts, &mut builder, &mut read, &mut *hook)?;
        builder.note(book.notes(&sheet.path));
        grids.push(builder.finish(merges));
    }
    Ok(grids)
}
