//! Where the table stands on a sheet, and which of its rows are entries.

pub(crate) mod choose_tables;
pub(crate) mod entry;
pub(crate) mod group_titles;
pub(crate) mod header;
pub(crate) mod header_rows;
pub(crate) mod row_class;
pub(crate) mod row_patterns;
pub(crate) mod sheet_role;
pub(crate) mod skipped_sheets;
pub(crate) mod stray_tables;
pub(crate) mod totals;
