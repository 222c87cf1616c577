//! What all rows of a sheet may have in common when no column tells it: the department that sends the list, the trade that it
//! lists. Title, name of the sheet and name of the file often say which.

use crate::model::{names_department as names, normal_key};
use crate::roster::choice::Hints;
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::layout::group_titles;
use crate::roster::layout::header::Table;
use crate::roster::survey::Common;

/// Rows above the header that are looked at.
const TITLES: usize = 10;

/// What a list of officers is called besides the name of its department.
const LISTS: [&str; 9] = ["行政执法", "执法人员", "检查人员", "持证人员", "人员", "花名册", "名册", "名单", "名录"];

/// The fields of which neither a column nor a title tells, with what they might be.
pub(crate) fn of(table: &Table<'_>, kind: Kind, hints: &Hints, sheet_name_as: Option<Field>) -> Vec<Common> {
    let header = &table.header;
    let (field, known) = match kind {
        Kind::Officer => (Field::Department, &hints.departments),
        Kind::Business => (Field::Category, &hints.categories),
    };
    // A draw without categories needs none.
    let wanted = kind == Kind::Officer || !known.is_empty();
    let claimed = header.seen.iter().any(|column| column.claims == Some(field));
    let grouped = group_titles::name_departments(table, kind, sheet_name_as);
    if !wanted || grouped || claimed || header.columns.has(field) || sheet_name_as == Some(field) {
        return Vec::new();
    }
    let sources = sources(table, hints);
    let named: Vec<&String> = known.iter().filter(|name| sources.iter().any(|text| names(text, name))).collect();
    // What the plan lacks is proposed as well: it may be the plan that must be mended.
    let is_named = |told: &String| named.iter().any(|name| names(told, name));
    let told = sources.iter().filter_map(|text| department_in(text));
    let told = told.filter(|told| kind == Kind::Officer && !is_named(told));
    let likely = match (&named[..], known.is_empty()) {
        ([one], _) => Some((*one).clone()),
        ([], true) => told.clone().next(),
        _ => None,
    };
    let mut proposals: Vec<String> = Vec::new();
    for proposal in named.iter().copied().cloned().chain(told).chain(known.iter().cloned()) {
        if proposals.iter().all(|p| normal_key(p) != normal_key(&proposal)) {
            proposals.push(proposal);
        }
    }
    vec![Common { field, proposals, likely }]
}

/// The texts that may say whose list it is: the titles, the names of sheet and file.
fn sources(table: &Table<'_>, hints: &Hints) -> Vec<String> {
    let above = table.grid.rows().take_while(|row| row.number() < table.header.row).take(TITLES);
    let titles = above.flat_map(|row| row.cells().map(|cell| cell.text.to_owned()).collect::<Vec<_>>());
    let file = hints.file.rsplit_once('.').map_or(&*hints.file, |(stem, _)| stem);
    titles.chain([table.grid.name.clone(), file.to_owned()]).collect()
}

/// The department in a title: 平罗县公安局 of 平罗县公安局行政执法人员名单.
fn department_in(title: &str) -> Option<String> {
    let end = LISTS.iter().filter_map(|word| title.find(word)).min().unwrap_or(title.len());
    group_titles::department(title[..end].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_in_titles() {
        for (title, expected) in [
            ("平罗县公安局行政执法人员名单", Some("平罗县公安局")),
            ("县市场监管局", Some("县市场监管局")),
            ("附件：执法人员花名册", None),
            ("Sheet1", None),
            ("2026年度执法人员名录", None),
        ] {
            assert_eq!(department_in(title).as_deref(), expected, "{title}");
        }
        assert!(names("公安局人员名单", "县公安局") && names("平罗县公安局", "县公安局"));
        assert!(!names("平罗县应急管理局", "县公安局") && !names("名单", "县"));
    }
}
