//! Reused pieces.

mod attention;
mod day;
mod dialog;
mod digest;
mod drop;
mod due;
mod edit;
mod field;
mod file;
mod pager;
mod paper;
mod pick;
mod qr;
mod same;
mod summary;
mod ticks;
mod toast;
mod undo;

pub use attention::Attention;
pub use day::DayBox;
pub use dialog::{Dialog, ReasonDialog, Reasoned};
pub use digest::digest_text;
pub use drop::DropZone;
pub use due::DueList;
pub use edit::edit_state;
pub use field::{Choice, Field, LINE};
pub use file::{FileButton, first_of};
pub use pager::{PAGE, Pager, page_of, page_range};
pub use paper::{Paper, Papers, UNFINISHED};
pub use pick::{Pick, words};
pub use qr::qr_code;
pub use same::Same;
pub use summary::ErrorSummary;
pub use ticks::{Ticks, toggle};
pub use toast::Toast;
pub use undo::Undo;
