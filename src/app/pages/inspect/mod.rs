//! 检查: what to take along, what was found, how far it is.

mod approval;
mod arrange;
mod bulk;
mod carry;
mod change;
mod day_told;
mod filter;
mod form;
mod one;
mod page;
mod points;
mod progress;
mod rectify;
mod spread;
mod status;
mod table;
mod taken;
mod visit_form;

pub use page::inspect_page;
