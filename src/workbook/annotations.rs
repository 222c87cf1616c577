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

/// What somebody wrote in a comment, without what programs put before it: the preamble of a threaded comment, and the line
/// with its author's name.
pub(crate) fn remark(note: &str) -> String {
    let note = note.trim();
    if note.starts_with("[线程批注]") || note.starts_with("[Threaded comment]") {
        let mark = ["注释:", "注释：", "Comment:"].iter().find_map(|mark| Some(note.find(mark)? + mark.len()));
        let said = mark.map_or(note, |at| &note[at..]);
        let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        return lines.collect::<Vec<_>>().join("\n");
    }
    match note.split_once(['\n', '\r']) {
        Some((author, rest))
            if author.trim_end().ends_with([':', '：']) && author.chars().count() <= 20 && !rest.trim().is_empty() =>
        {
            rest.trim().to_owned()
        }
        _ => note.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_around_a_comment_is_taken_away() {
        let threaded = "[线程批注]\n\n你的 Excel 版本可读取此线程批注; 但如果在更新版本的 Excel 中打开文件，则对批注所作的任何改动都将被删除。\n\n注释:\n    这家上个月已注销\n答复:\n    已核实";
        for (note, said) in [
            (threaded, "这家上个月已注销\n答复:\n已核实"),
            ("[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    closed", "closed"),
            ("Administrator:\n已停业", "已停业"),
            ("张三：\r\n已停业\n待核", "已停业\n待核"),
            ("已停业", "已停业"),
            ("注意：已停业", "注意：已停业"),
            ("联系人：\n", "联系人："),
        ] {
            assert_eq!(remark(note), said);
        }
    }
}
