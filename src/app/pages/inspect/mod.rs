//! 检查: what to take along, what was found, how far it is.

mod bulk;
mod carry;
mod day_told;
mod filter;
mod form;
mod one;
mod page;
mod progress;
mod status;
mod table;
mod taken;

pub use page::inspect_page;
