//! Data to the bytes of files: workbooks, text. Pure.

mod safe;
mod sample;

pub use safe::{ExportError, write_text};
pub use sample::{sample_businesses, sample_officers};
