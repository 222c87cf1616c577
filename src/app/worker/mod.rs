//! The page's side of the worker, and the worker's own shell.

pub mod client;
pub mod download;
pub mod drawing;
pub mod import;
pub mod serve;
pub mod task;
