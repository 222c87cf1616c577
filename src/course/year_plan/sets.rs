//! A row in the columns of a set, and back: what two fields in one cell look like.

use crate::model::{PlanField as F, PlanRow};
use crate::roster::{PlanColumn, SetColumn};
use crate::text::lists;

/// What stands before 备注 where a cell has both.
const NOTE: &str = "备注：";

/// The levels that may stand in brackets behind a department.
const LEVELS: [&str; 8] = ["国家", "省", "自治区", "市", "县", "区", "乡镇", "街道"];

/// The words with which departments' names end.
const DEPARTMENTS: [&str; 17] =
    ["局", "委", "办", "队", "所", "厅", "部", "站", "院", "会", "中心", "支队", "大队", "部门", "机构", "处", "公安"];

/// The cells of a row, which comes at this place, from 1.
pub(super) fn set_cells(columns: &[SetColumn], place: usize, row: &PlanRow) -> Vec<String> {
    columns.iter().map(|column| cell(column, place, row)).collect()
}

fn cell(column: &SetColumn, place: usize, row: &PlanRow) -> String {
    let PlanColumn::Field(field) = column.first else { return place.to_string() };
    let first = row.get(field);
    match column.second {
        None => first.to_owned(),
        Some((second, false)) => if first.is_empty() { row.get(second) } else { first }.to_owned(),
        Some((F::Note, true)) => partners_and_note(first, row.get(F::Note)),
        Some((second, true)) => match row.get(second) {
            "" => first.to_owned(),
            level => format!("{first}（{level}）"),
        },
    }
}

/// 备注（联查部门）: the departments, then the note. A note that reads like departments says that it is one.
fn partners_and_note(partners: &str, note: &str) -> String {
    match (partners.is_empty(), note.is_empty()) {
        (_, true) => partners.to_owned(),
        (true, false) if !reads_as_departments(note) && !note.contains(NOTE) => note.to_owned(),
        (true, false) => format!("{NOTE}{note}"),
        (false, false) => format!("{partners}；{NOTE}{note}"),
    }
}

/// The departments and the note of a cell of 备注（联查部门）.
pub(super) fn partners_of(text: &str) -> (String, String) {
    if let Some((before, note)) = text.split_once(NOTE) {
        let before = before.trim_end().trim_end_matches(['；', ';']);
        return (before.to_owned(), note.trim().to_owned());
    }
    let bare = ["联查部门：", "联合部门：", "参与部门：", "配合部门："].iter().find_map(|word| text.strip_prefix(word));
    match bare {
        Some(partners) => (partners.to_owned(), String::new()),
        None if reads_as_departments(text) => (text.to_owned(), String::new()),
        None => (String::new(), text.to_owned()),
    }
}

fn reads_as_departments(text: &str) -> bool {
    let parts = lists::words(text);
    let is_one = |part: &String| {
        let bare = part.split(['（', '(']).next().unwrap_or_default();
        part.chars().count() <= 24 && DEPARTMENTS.iter().any(|word| bare.ends_with(word))
    };
    !parts.is_empty() && parts.iter().all(is_one)
}

/// The department and its level, where that stands in brackets behind it: 市交通运输局（市级）.
pub(super) fn lead_and_level(text: &str) -> (&str, &str) {
    let found = text.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    let is_level = |level: &str| {
        let parts = level.split(['、', '，', ',', '/', '和']);
        let bare = |part: &str| part.trim().trim_end_matches(['级', '本']).to_owned();
        !level.is_empty() && parts.map(bare).all(|part| LEVELS.contains(&part.as_str()))
    };
    found.filter(|(lead, level)| is_level(level) && !lead.contains('\n')).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fields_in_one_cell_come_apart_again() {
        for (partners, note) in [
            ("市公安局、市应急局", ""),
            ("", "每季一次"),
            ("市公安局", "每季一次"),
            ("", "市公安局"),
            ("", ""),
            ("", "备注：无"),
        ] {
            let cell = partners_and_note(partners, note);
            assert_eq!(partners_of(&cell), (partners.to_owned(), note.to_owned()), "{cell}");
        }
        assert_eq!(partners_of("联查部门：市公安局").0, "市公安局");
        assert_eq!(lead_and_level("市交通运输局（市级）"), ("市交通运输局", "市级"));
        assert_eq!(lead_and_level("交通运输局（省、市、县级）"), ("交通运输局", "省、市、县级"));
        assert_eq!(lead_and_level("县应急局（安监）"), ("县应急局（安监）", ""));
    }
}
