//! Bytes of a workbook to a roster, or every problem with it: where, what was found, how to mend it.
//!
//! A pipeline of small named steps: [`sniff`] what the file is, read its sheets as text (`sheet`), find the header
//! (`header`), tell what the columns mean (`assign`: choice, memory, [`columns`], `evidence`), make rows of it
//! (`business`, `officer`), check them ([`checks`]). The checks are pure functions over rows, so that they can run
//! again after a row was excluded or mended.
//!
//! A [`Workbook`] is opened once; its [`Survey`] says what the import dialog must ask, a [`Choice`] what the user
//! answered. What was read is never changed: mends ([`apply_mends`]) lie over it, and [`compare`] carries them over
//! to a newer file.

mod aliases;
mod apart;
mod aside;
mod assign;
mod biff;
mod business;
pub mod checks;
mod choice;
pub mod columns;
mod compare;
mod csv;
mod day;
mod error;
mod evidence;
mod field;
mod fold;
mod format;
mod grid;
mod groups;
mod header;
mod html;
mod kind;
mod laid;
mod ledger;
pub(crate) mod list;
mod look;
mod mapping;
mod marked;
mod markup;
mod mend;
mod mht;
mod number;
mod ods;
mod officer;
mod ole;
mod phone;
mod places;
mod problem;
mod rawbin;
mod rawxls;
mod reading;
mod record;
mod rows;
mod sheet;
mod strangers;
mod survey;
mod table;
pub mod text;
mod told;
mod unfit;
mod unread;
mod values;
mod workbook;
mod xlsx;
mod xml2003;

pub use business::value as business_value;
pub use choice::{Choice, Hints, SheetChoice};
pub use columns::{Column, Columns};
pub use compare::{CellChange, Changed, Changes, Lost, LostMend, Named, compare};
pub use day::single as parse_day;
pub use error::ReadError;
pub use field::Field;
pub use format::{Format, sniff};
pub(crate) use grid::{Cell, CellKind, Grid, Merge, reference};
pub use kind::Kind;
pub use laid::{Laid, LaidRow};
pub use ledger::{Ledger, Rows};
pub use mapping::Mapping;
pub use marked::{MARKED_COLUMN, MARKED_SUMMARY, OWN_NOTE};
pub use mend::{ADDED, Mend, Mended, MendedCell, added_source, alike, apply_mends, edit_all, problems_left};
pub use officer::value as officer_value;
pub use places::Places;
pub use problem::{Problem, ProblemCode, Severity};
pub use reading::{
    Progress, Reading, ReadingOf, SheetRead, read_businesses, read_businesses_with, read_officers, read_officers_with,
};
pub use record::Record;
pub use rows::OWN_HINTS;
pub use survey::{ColumnSurvey, HeaderSurvey, PreviewRow, Question, RowRole, SheetSurvey, Survey, Why};
pub use table::{Table, TableCell, TableRow, Wanted};
pub(crate) use workbook::GBK;
pub use workbook::{Workbook, survey, survey_with};
