//! 方案.

mod basics;
mod contributors;
mod departments;
mod item_table;
mod items;
mod numbers;
mod page;
mod scope;
mod sheet;
mod stages;
mod taken;
mod taken_questions;
mod taken_rows;

pub use page::PlanPage;
