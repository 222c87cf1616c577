//! Data to the bytes of files: workbooks, documents, pages. Pure.

mod archive;
mod docx;
mod entry;
mod entry_codes;
mod entry_looks;
mod entry_rectification;
mod html;
mod items;
mod ledger_out;
mod marked;
mod points;
mod publication;
mod record_page;
mod safe;
mod sample;
mod tables;
mod template;
mod year_plan;

pub use archive::{ArchiveFacts, ArchiveFile, SUMS, archive};
pub use docx::docx;
pub use entry::entry_workbook;
pub use items::{ItemLine, items_workbook};
pub use ledger_out::ledger_workbook;
pub use marked::{Marking, problem_workbook};
pub use points::points_workbook;
pub use publication::{publication_csv, publication_page, publication_workbook};
pub use record_page::{RECORD_SCRIPT, record_in_page, record_page, record_page_of_meeting};
pub use safe::{ExportError, write_text};
pub use sample::{sample_businesses, sample_officers};
pub use tables::tables;
pub use template::{template_businesses, template_officers};
pub use year_plan::year_plan_workbook;

/// The second program that verifies a record, to be handed out as `verify.py`.
pub const VERIFIER: &str = include_str!("../../tools/verify.py");
