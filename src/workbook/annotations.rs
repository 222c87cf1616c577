//! What 导出问题 adds to the user's workbook; it is taken off when the workbook comes back.

use crate::workbook::sheet::Grid;

/// The sheet that sums up what is wrong.
pub const MARKED_SUMMARY: &str = "问题汇总";
/// The header of the last column, which says what is wrong with each row.
pub const MARKED_COLUMN: &str = "明抽标出的问题";

/// Before the user's own comment on a cell, behind ours.
pub const OWN_NOTE: &str = "原批注：";

/// Takes off what was added.
pub(crate) fn take_off(grids: &mut Vec<Grid>) {
    let mut marked = false;
    for grid in &mut *grids {
        if let Some(column) = grid.column_of(MARKED_COLUMN) {
            grid.drop_column(column);
            grid.cut_notes(|text| text.split_once(OWN_NOTE).map(|(_, own)| own.to_owned()));
            marked = true;
        }
    }
    if marked {
        grids.retain(|grid| grid.name != MARKED_SUMMARY);
    }
}
