//! Reused pieces.

mod dialog;
mod digest;
mod drop;
mod field;
mod pager;
mod paper;
mod qr;
mod same;
mod summary;

pub use dialog::{Dialog, ReasonDialog, Reasoned};
pub use digest::DigestText;
pub use drop::DropZone;
pub use field::{Choice, Field};
pub use pager::{PAGE, Pager, page_of, page_range};
pub use paper::{Paper, Papers};
pub use qr::QrCode;
pub use same::Same;
pub use summary::ErrorSummary;
