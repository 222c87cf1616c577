//! What a roster's reader does with a workbook.

use crate::model::EntityKind;
use crate::model::{Business, Officer};
use crate::roster::choice::{Choice, Hints};
use crate::roster::columns::column::{Column, Columns};
use crate::roster::compact_rows::CompactRows;
use crate::roster::error::ReadError;
use crate::roster::read;
use crate::roster::reading::{Reading, ReadingOf};
use crate::roster::record::Record;
use crate::roster::survey::{Survey, build};
use crate::text::plain::line;
use crate::workbook::error::OpenError;
use crate::workbook::open::Workbook;
use crate::workbook::progress::Progress;
use crate::workbook::sheet::Grid;

/// Rows of all sheets in which headers are looked for.
const HEADER_ROWS: usize = 1000;

impl Workbook {
    /// Whether the headers of these columns stand in it somewhere.
    pub(crate) fn has_headers(&self, columns: &Columns) -> bool {
        let mut headers = columns.0.values().filter(|column| column.index().is_some());
        let says = |text: &str, column: &Column| line(text) == column.header();
        let rows = || self.grids.iter().flat_map(Grid::rows).take(HEADER_ROWS);
        headers.next().is_none_or(|column| rows().flat_map(|row| row.cells()).any(|cell| says(cell.text, column)))
    }

    /// Looks the file over for the import dialog.
    pub fn survey(&self, kind: EntityKind, hints: &Hints) -> Survey {
        build::survey(self, kind, hints)
    }

    /// Reads it as a roster of either kind, its rows kept short.
    ///
    /// # Errors
    /// [`ReadError`] when it holds none.
    pub fn read<T: Record>(
        &self,
        choice: &Choice,
        progress: impl FnMut(Progress),
    ) -> Result<ReadingOf<CompactRows<T>>, ReadError> {
        read::read(self, choice, progress)
    }

    /// Reads it as a roster of businesses.
    ///
    /// # Errors
    /// [`ReadError`] when it holds none.
    pub fn businesses(&self, choice: &Choice, progress: impl FnMut(Progress)) -> Result<Reading<Business>, ReadError> {
        read::read(self, choice, progress)
    }

    /// Reads it as a roster of officers.
    ///
    /// # Errors
    /// [`ReadError`] when it holds none.
    pub fn officers(&self, choice: &Choice, progress: impl FnMut(Progress)) -> Result<Reading<Officer>, ReadError> {
        read::read(self, choice, progress)
    }
}

/// Looks a file over for the import dialog.
///
/// # Errors
/// [`OpenError`] when it can't be opened; what stands in the way of reading it is in [`Survey::refused`].
pub fn survey(bytes: &[u8], file_name: &str, kind: EntityKind) -> Result<Survey, OpenError> {
    survey_with(bytes, file_name, kind, &Hints::default())
}

/// [`survey`] with what is known already.
///
/// # Errors
/// As [`survey`].
pub fn survey_with(bytes: &[u8], file_name: &str, kind: EntityKind, hints: &Hints) -> Result<Survey, OpenError> {
    let book = Workbook::open_with(bytes, file_name, hints.choice.codepage, |_| {})?;
    Ok(book.survey(kind, hints))
}
