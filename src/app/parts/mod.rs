//! Reused pieces.

mod dialog;
mod digest;
mod drop;
mod field;
mod pager;
mod paper;
mod same;
mod summary;

pub use dialog::{Dialog, ReasonDialog};
pub use digest::DigestText;
pub use drop::DropZone;
pub use field::{Choice, Field};
pub use pager::{Pager, page_of};
pub use paper::Paper;
pub use same::Same;
pub use summary::ErrorSummary;
