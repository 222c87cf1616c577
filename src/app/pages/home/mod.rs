//! 首页: what there is, where each goes on, what presses, and what a new campaign begins from.

mod begin;
mod bin;
mod due;
mod finish;
mod list;
mod origin;
mod page;

pub use page::Home;
