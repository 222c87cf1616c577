//! A file opened: the form told, every sheet read as text.

use crate::workbook::encoding::GBK;
use crate::workbook::error::OpenError;
use crate::workbook::format::Format;
use crate::workbook::progress::{Hook, Progress};
use crate::workbook::sheet::Grid;
use crate::workbook::xls::raw_records;
use crate::workbook::{annotations, csv, encoding, format, html, mht, ods, spreadsheetml, xls, xlsb, xlsx};

/// A file that was opened: its sheets as text, to be surveyed and read without parsing it again.
#[derive(Debug)]
pub struct Workbook {
    pub(crate) format: Format,
    pub(crate) grids: Vec<Grid>,
    /// The code page that the user asked for.
    pub(crate) codepage: Option<u16>,
    /// It made no sense with its own code page and was read again with [`GBK`].
    pub(crate) reread: bool,
}

impl Workbook {
    /// Opens a file, whatever its name says that it is.
    ///
    /// # Errors
    /// [`OpenError`] when it is no workbook, too large, damaged, encrypted.
    pub fn open(bytes: &[u8], file_name: &str) -> Result<Self, OpenError> {
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
    ) -> Result<Self, OpenError> {
        let format = format::sniff(bytes, file_name)?;
        let mut hook = |cells| progress(Progress::Read(cells));
        let mut grids = read(bytes, format, codepage, &mut hook)?;
        let mut reread = false;
        if format == Format::Xls && codepage.is_none() && encoding::is_mojibake(&grids) {
            let again = read(bytes, format, Some(GBK), &mut hook)?;
            if !encoding::is_mojibake(&again) {
                (grids, reread) = (again, true);
            }
        }
        annotations::take_off(&mut grids);
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
}

/// Reads every worksheet. The hook is called where cells stream; the other forms are read in one go.
fn read(bytes: &[u8], format: Format, codepage: Option<u16>, hook: Hook<'_>) -> Result<Vec<Grid>, OpenError> {
    match format {
        Format::Xlsx => xlsx::read(bytes, hook),
        Format::Xlsb => xlsb::read(bytes, hook),
        Format::Xls => xls::read(bytes, codepage),
        Format::Ods => ods::read(bytes),
        Format::Csv => csv::read(bytes, codepage),
        Format::Mht => mht::read(bytes, codepage),
        Format::Html => html::read(bytes, codepage),
        Format::Xml2003 => spreadsheetml::read(bytes, codepage),
        Format::FlatOds => ods::read_flat(bytes, codepage),
        Format::Biff => raw_records::read(bytes, codepage),
    }
}
