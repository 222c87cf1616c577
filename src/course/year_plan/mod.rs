//! 年度检查计划: read from a workbook, written in any of the column sets, announced; which of its rows can be joined.

pub(super) mod columns;
pub(super) mod joint;
pub(super) mod notice;
pub(super) mod public_note;
pub(super) mod read;
mod sequence;
pub(super) mod sets;
pub(super) mod when;
