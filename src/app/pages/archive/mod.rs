//! 归档: the summary, charts, the report, and everything as one package.

mod charts;
mod package;
mod page;

pub use page::archive_page;
