//! Bytes of a file to sheets of text cells; knows no roster.

pub(crate) mod a1;
pub(crate) mod annotations;
pub(crate) mod binary;
pub(crate) mod calamine_cells;
pub(crate) mod csv;
pub(crate) mod digit_format;
pub(crate) mod encoding;
pub(crate) mod error;
pub(crate) mod foreign;
pub(crate) mod format;
pub(crate) mod format_code;
pub(crate) mod html;
pub(crate) mod look;
pub(crate) mod markup;
pub(crate) mod mht;
pub(crate) mod number;
pub(crate) mod ods;
pub(crate) mod open;
pub(crate) mod package;
pub(crate) mod progress;
pub(crate) mod sheet;
pub(crate) mod spreadsheetml;
pub(crate) mod strings;
pub(crate) mod tables;
pub(crate) mod xls;
pub(crate) mod xlsb;
pub(crate) mod xlsx;

pub use annotations::{MARKED_COLUMN, MARKED_SUMMARY, OWN_NOTE};
pub use error::OpenError;
pub use format::{Format, sniff};
pub use open::Workbook;
pub use progress::Progress;
pub use tables::{DoubledColumn, SheetTable, TableCell, TableRow, WantedColumn};
