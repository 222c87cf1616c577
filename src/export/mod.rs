//! Data to the bytes of files: workbooks, pages. Pure.

mod entry;
mod html;
mod items;
mod marked;
mod publication;
mod record_page;
mod safe;
mod sample;
mod template;

pub use entry::entry_workbook;
pub use items::{ItemLine, items_workbook};
pub use marked::problem_workbook;
pub use publication::{publication_csv, publication_page, publication_workbook};
pub use record_page::{MaskedPage, Names, record_in_page, record_page};
pub use safe::{ExportError, write_text};
pub use sample::{sample_businesses, sample_officers};
pub use template::{template_businesses, template_officers};
