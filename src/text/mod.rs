//! The text of a cell to a value; knows no sheet and no roster.

pub(crate) mod codes;
pub mod date;
pub(crate) mod distinct;
pub(crate) mod excerpt;
pub mod header_key;
pub(crate) mod identity;
pub(crate) mod industries;
pub(crate) mod lists;
pub(crate) mod names;
pub(crate) mod phone;
pub(crate) mod plain;
