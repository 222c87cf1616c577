//! The browser's effects, one a file. Knows nothing of the core: it trades bytes, text and time.

pub mod boot;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod entropy;
pub mod files;
pub mod focus;
pub mod page;
pub mod page_count;
pub mod screen;
pub mod script;
pub mod storage;
pub mod tabs;
pub mod vault;
pub mod worker;
