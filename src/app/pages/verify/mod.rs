//! 验证: a record is recomputed, every difference named, and compared with the signed papers: two questions kept apart
//! (protocol §9).

mod attempts;
mod checks;
mod compare;
mod names;
mod opened;
mod page;
mod papers;
mod result;
mod state;
mod why;

pub use page::VerifyPage;
