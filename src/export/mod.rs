//! Data to the bytes of files: workbooks, text. Pure.

mod marked;
mod safe;
mod sample;
mod template;

pub use marked::problem_workbook;
pub use safe::{ExportError, write_text};
pub use sample::{sample_businesses, sample_officers};
pub use template::{template_businesses, template_officers};
