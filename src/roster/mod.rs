//! Sheets of a workbook to a roster, or every problem with it: where, what was found, how to mend it.
//!
//! A pipeline of small named steps: find the table on a sheet (`layout`), tell what its columns mean (`columns`: choice,
//! memory, header, values), make rows of it (`read`), check them ([`checks`]), lay the user's edits over them (`edits`). The
//! checks are pure functions over rows, so that they can run again after a row was excluded or edited.
//!
//! A [`Workbook`](crate::workbook::Workbook) is opened once; its [`Survey`] says what the import dialog must ask, a [`Choice`] what the user
//! answered. What was read is never changed: edits ([`apply_edits`]) lie over it, and [`compare`] carries them over
//! to a newer file.

pub(crate) mod business;
pub mod checks;
pub(crate) mod choice;
pub mod columns;
pub(crate) mod compact_rows;
pub(crate) mod edits;
pub(crate) mod error;
pub(crate) mod field;
pub(crate) mod file_marks;
pub(crate) mod files;
pub(crate) mod fold;
pub(crate) mod kind;
pub(crate) mod layout;
pub(crate) mod non_entry;
pub(crate) mod of_workbook;
pub(crate) mod officer;
pub(crate) mod problem;
pub(crate) mod read;
pub(crate) mod reading;
pub(crate) mod record;
pub(crate) mod rows;
pub(crate) mod survey;
pub(crate) mod vocabulary;

pub use business::value as business_value;
pub use choice::{Choice, Hints, SheetChoice};
pub use columns::column::{Column, Columns, NamedBy, Origin};
pub use columns::remembered::Mapping;
pub use columns::why::Why;
pub use compact_rows::CompactRows;
pub use edits::acknowledged::{acknowledged, mark_of};
pub use edits::apply::{apply_edits, problems_left};
pub use edits::compare::{CellChange, ChangedEntry, Changes, EntryName, LostEdit, LostReason, compare};
pub use edits::edited::{Edited, EditedCell};
pub use edits::overlay::{EditedRow, Overlay};
pub use edits::row_ranges::RowRanges;
pub use edits::{ADDED, Edit, added_source, alike, edit_all};
pub use error::ReadError;
pub use field::Field;
pub use file_marks::FileMarks;
pub use files::{FilePart, FileRead, SheetOrder, apart, compare_files, together};
pub use layout::row_class::OWN_HINTS;
pub use of_workbook::{survey, survey_with};
pub use officer::{certificate_end, value as officer_value};
pub use problem::{Problem, ProblemCode, Severity};
pub use read::{read_businesses, read_businesses_with, read_officers, read_officers_with};
pub use reading::{Reading, ReadingOf, SheetRead};
pub use record::Record;
pub use rows::Rows;
pub use survey::{ColumnSurvey, CommonValue, HeaderSurvey, PreviewRow, Question, RowRole, SheetSurvey, Survey};
pub use vocabulary::grades::grade_place;
pub use vocabulary::ledger::{LedgerColumn, is_ledger_header, not_exempt, uncounted_kind, uncounted_kinds};
pub use vocabulary::year_plan::{PlanColumn, PlanSet, SetColumn};
