//! 年度计划: the rows of a year, where they come from, what becomes of them.

mod begin;
mod edit;
mod notice;
mod page;
mod sheet;
mod table;
mod taken;

pub use page::YearPage;
