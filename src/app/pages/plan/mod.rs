//! 方案.

mod basics;
mod contributors;
mod departments;
mod fold;
mod item_table;
mod items;
mod matching;
mod numbers;
mod page;
mod points;
mod scope;
mod sheet;
mod stages;
mod taken;
mod taken_questions;
mod taken_rows;

pub use page::PlanPage;
