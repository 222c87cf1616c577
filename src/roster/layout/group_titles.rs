//! Titles amid the rows that name the department of the officers below them: 一、县公安局（2人）.

use crate::model::EntityKind;
use crate::roster::field::Field;
use crate::roster::layout::header::HeadedSheet;
use crate::roster::vocabulary::row_words::ROW_WORDS;
use crate::text::{names, plain};

/// The department that a title names, without its number and how many it sends.
pub(crate) fn department(title: &str) -> Option<String> {
    let title = without_number(title);
    let named = match title.split_once([':', '：']) {
        Some((named, count)) if count.chars().all(|c| c.is_ascii_digit() || "共人名 ".contains(c)) => named,
        Some(_) => return None,
        None => title,
    };
    let named = names::department(named);
    let count = named.chars().count();
    // 公安局; a person's name of three characters ends with none of these.
    let fits = (3..=20).contains(&count) && named.chars().all(plain::is_chinese);
    (fits && ROW_WORDS.department.fit(&named)).then_some(named)
}

/// Without the number in front: 一、 （三） 2.
fn without_number(title: &str) -> &str {
    let opened = title.trim_start_matches(['（', '(']);
    let rest = opened.trim_start_matches(|c: char| c.is_ascii_digit() || plain::is_numeral(c));
    let named = rest.strip_prefix(['、', '.', '．', '）', ')']).filter(|_| rest.len() < opened.len());
    named.map_or(title, |named| named.trim_start_matches(['、', '.', ' ']))
}

/// Whether the officers stand below titles that name their department, and no column does.
pub(crate) fn name_departments(table: &HeadedSheet<'_>, kind: EntityKind, sheet_name_as: Option<Field>) -> bool {
    let lacking = !table.header.columns.has(Field::Department) && sheet_name_as != Some(Field::Department);
    kind == EntityKind::Officer && lacking && first(table).is_some()
}

/// The department that the first row below the header names, if that is a title.
pub(crate) fn first(table: &HeadedSheet<'_>) -> Option<String> {
    let row = table.grid.rows_from(table.header.top()).next()?;
    let mut cells = row.cells();
    let (Some(title), None) = (cells.next(), cells.next()) else { return None };
    department(&names::folded_name(title.text))
}

/// Whether the first row below the title names the same department in this column (from 0), or the title a part of it.
pub(crate) fn agrees(table: &HeadedSheet<'_>, title: &str, column: u32) -> bool {
    let below = table.grid.rows_from(table.header.top()).nth(1).and_then(|row| row.get(column));
    below.is_none_or(|cell| {
        let named = names::department(cell.text);
        named.contains(title) || title.contains(&named)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_departments() {
        for (title, expected) in [
            ("一、县公安局（2人）", Some("县公安局")),
            ("平罗县公安局：2人", Some("平罗县公安局")),
            ("（三）县市场监管局", Some("县市场监管局")),
            ("平罗县应急管理局", Some("平罗县应急管理局")),
            ("填报单位：平罗县公安局", None),
            ("二、公安局（3人）", Some("公安局")),
            ("三河镇综合执法大队", Some("三河镇综合执法大队")),
            ("马建国", None),
            ("一、持证人员", None),
            ("以上人员由县公安局提供，请核对后使用，谢谢县交通局", None),
        ] {
            assert_eq!(department(title).as_deref(), expected, "{title}");
        }
    }
}
