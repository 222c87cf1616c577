use super::grid::Grid;
use super::text::line;
use super::{
    Choice, Column, Columns, Format, Hints, Kind, Ledger, Progress, ReadError, Reading, ReadingOf, Record, Survey,
    format, look, marked, reading, sheet,
};
use crate::model::{Business, Officer};

/// GBK, which Chinese programs wrote before Unicode, often under another code page's name.
pub(crate) const GBK: u16 = 936;

/// Rows of all sheets in which headers are looked for.
const HEADER_ROWS: usize = 1000;

/// A file that was opened: its sheets as text, to be surveyed and read without parsing it again.
#[derive(Debug)]
pub struct Workbook {
    pub(super) format: Format,
    pub(super) grids: Vec<Grid>,
    /// The code page that the user asked for.
    pub(super) codepage: Option<u16>,
    /// It made no sense with its own code page and was read again with [`GBK`].
    pub(super) reread: bool,
}

impl Workbook {
    /// Opens a file, whatever its name says that it is.
    ///
    /// # Errors
    /// [`ReadError`] when it is no workbook, too large, damaged, encrypted.
    pub fn open(bytes: &[u8], file_name: &str) -> Result<Self, ReadError> {
        Self::open_with(bytes, file_name, None, |_| {})
    }

    /// [`Workbook::open`] with a code page for the text of an xls or csv, telling how far it is.
    ///
    /// # Errors
    /// As [`Workbook::open`].
    pub fn open_with(
        bytes: &[u8],
        file_name: &str,
        codepage: Option<u16>,
        mut progress: impl FnMut(Progress),
    ) -> Result<Self, ReadError> {
        let format = format::sniff(bytes, file_name)?;
        let mut hook = |cells| progress(Progress::Read(cells));
        let mut grids = sheet::read(bytes, format, codepage, &mut hook)?;
        let mut reread = false;
        if format == Format::Xls && codepage.is_none() && look::is_mojibake(&grids) {
            let again = sheet::read(bytes, format, Some(GBK), &mut hook)?;
            if !look::is_mojibake(&again) {
                (grids, reread) = (again, true);
            }
        }
        marked::take_off(&mut grids);
        progress(Progress::Read(grids.iter().map(Grid::cells).sum()));
        Ok(Self { format, grids, codepage, reread })
    }

    /// What the file is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Its sheets, in order.
    pub(crate) fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// Whether the headers of these columns stand in it somewhere.
    pub(crate) fn has_headers(&self, columns: &Columns) -> bool {
        let mut headers = columns.0.values().filter(|column| !column.letters.is_empty());
        let says = |text: &str, column: &Column| line(text) == column.header;
        let rows = || self.grids.iter().flat_map(Grid::rows).take(HEADER_ROWS);
        headers.next().is_none_or(|column| rows().flat_map(|row| row.cells()).any(|cell| says(cell.text, column)))
    }

    /// Looks the file over for the import dialog.
    pub fn survey(&self, kind: Kind, hints: &Hints) -> Survey {
        look::survey(self, kind, hints)
    }

    /// Reads it as a roster of either kind, its rows kept short.
    ///
    /// # Errors
    /// [`ReadError`] when it holds none.
    pub fn read<T: Record>(
        &self,
        choice: &Choice,
        progress: impl FnMut(Progress),
    ) -> Result<ReadingOf<Ledger<T>>, ReadError> {
        reading::read(self, choice, progress)
    }

    /// Reads it as a roster of businesses.
    ///
    /// # Errors
    /// [`ReadError`] when it holds none.
    pub fn businesses(&self, choice: &Choice, progress: impl FnMut(Progress)) -> Result<Reading<Business>, ReadError> {
        reading::read(self, choice, progress)
    }

    /// Reads it as a roster of officers.
    ///
    /// # Errors
    /// [`ReadError`] when it holds none.
    pub fn officers(&self, choice: &Choice, progress: impl FnMut(Progress)) -> Result<Reading<Officer>, ReadError> {
        reading::read(self, choice, progress)
    }
}

/// Looks a file over for the import dialog.
///
/// # Errors
/// [`ReadError`] when it can't be opened; what stands in the way of reading it is in [`Survey::refused`].
pub fn survey(bytes: &[u8], file_name: &str, kind: Kind) -> Result<Survey, ReadError> {
    survey_with(bytes, file_name, kind, &Hints::default())
}

/// [`survey`] with what is known already.
///
/// # Errors
/// As [`survey`].
pub fn survey_with(bytes: &[u8], file_name: &str, kind: Kind, hints: &Hints) -> Result<Survey, ReadError> {
    let book = Workbook::open_with(bytes, file_name, hints.choice.codepage, |_| {})?;
    Ok(book.survey(kind, hints))
}
