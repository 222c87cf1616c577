//! Sheets of an xlsx. A reader of our own goes through the cells once, as Excel, WPS, LibreOffice and the libraries write
//! them, and sees what calamine passes over: merged cells without a second pass, hidden rows, formulas whose result was
//! not saved. Whatever is spelt in a way that only a whole XML reader understands, or is damaged, is left to calamine,
//! which then reads it or says what is wrong.

#[cfg(test)]
mod agree;
mod book;
mod cells;
mod general;
mod look;
mod strings;
mod tags;

use super::ReadError;
use super::grid::{Builder, Grid};
use super::sheet::Hook;
use book::Book;
use strings::Strings;

/// Bytes of a part that are looked at together.
const CHUNK: usize = 1 << 18;
/// Bytes that a row, a text or what follows the cells may take.
const MOST_AT_ONCE: usize = 64 << 20;

/// Why our own reader stopped.
#[derive(Debug)]
enum Stop {
    /// Spelt otherwise, or damaged: calamine's turn.
    Odd,
    /// Beyond our limits, whoever reads it.
    Refused(ReadError),
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Self::Refused(error)
    }
}

/// Reads every worksheet; the hook hears how many cells were read.
pub(super) fn read(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, ReadError> {
    match quick(bytes, hook) {
        Ok(grids) => Ok(grids),
        Err(Stop::Refused(error)) => Err(error),
        Err(Stop::Odd) => general::read(bytes, hook),
    }
}

fn quick(bytes: &[u8], hook: Hook<'_>) -> Result<Vec<Grid>, Stop> {
    let mut book = Book::open(bytes).ok_or(Stop::Odd)?;
    let strings = match book.part("xl/sharedStrings.xml") {
        Some((part, size)) => Strings::read(part, size)?,
        None => Strings::default(),
    };
    let (looks, struck) = (std::mem::take(&mut book.looks), std::mem::take(&mut book.struck));
    let mut read = 0;
    let mut grids = Vec::new();
    for sheet in std::mem::take(&mut book.sheets) {
        let mut builder = Builder::new(&sheet.name, sheet.hidden);
        builder.count_days_from_1904(book.from_1904);
        let facts = cells::Facts { strings: &strings, looks: &looks, struck: &struck, from_1904: book.from_1904 };
        let (part, size) = book.part(&sheet.path).ok_or(Stop::Odd)?;
        // A short text takes some forty bytes as a cell.
        builder.reserve(size / 40);
        let merges = cells::read(part, &facts, &mut builder, &mut read, &mut *hook)?;
        builder.note(book.notes(&sheet.path));
        grids.push(builder.finish(merges));
    }
    Ok(grids)
}
