//! The page's side of the worker: what is asked of it, and what it sends.

pub mod client;
pub mod download;
pub mod drawing;
pub mod import;
pub mod task;
