//! What all rows of a sheet may have in common when no column tells it: the department that sends the list, the trade or the
//! township that it lists. Title, name of the sheet and name of the file often say which.

use crate::model::{EntityKind, file_stem, names_department as names, normal_key};
use crate::roster::choice::Hints;
use crate::roster::columns::column::NamedBy;
use crate::roster::field::Field;
use crate::roster::layout::group_titles;
use crate::roster::layout::header::HeadedSheet;
use crate::roster::survey::CommonValue;
use crate::roster::vocabulary::row_words::ROW_WORDS;
use crate::text::plain::is_chinese;
use std::collections::BTreeSet;

/// Rows above the header that are looked at.
const TITLES: usize = 10;

/// The fields of which no column tells, with what they might be.
pub(crate) fn of(
    table: &HeadedSheet<'_>,
    kind: EntityKind,
    hints: &Hints,
    sheet_name_as: Option<Field>,
) -> Vec<CommonValue> {
    let mut all = needed(table, kind, hints, sheet_name_as);
    all.extend(township(table, kind, hints, sheet_name_as));
    all
}

impl CommonValue {
    /// Whether the roster wants it: it is asked for.
    pub(crate) fn is_needed(&self) -> bool {
        self.field != Field::Jurisdiction
    }
}

/// Whether a column tells the field, or might, or the name of the sheet does.
fn is_told(table: &HeadedSheet<'_>, field: Field, sheet_name_as: Option<Field>) -> bool {
    let header = &table.header;
    let claimed = header.seen.iter().any(|column| column.claims == Some(field));
    claimed || header.columns.has(field) || sheet_name_as == Some(field)
}

/// The township of all businesses: a roster may do without it.
fn township(
    table: &HeadedSheet<'_>,
    kind: EntityKind,
    hints: &Hints,
    sheet_name_as: Option<Field>,
) -> Option<CommonValue> {
    let field = Field::Jurisdiction;
    if kind != EntityKind::Business || is_told(table, field, sheet_name_as) {
        return None;
    }
    let mut proposals: Vec<String> = Vec::new();
    let sources = sources(table, hints);
    for town in sources.iter().filter_map(|(_, text)| town_in(text)) {
        if proposals.iter().all(|p| normal_key(p) != normal_key(&town)) {
            proposals.push(town);
        }
    }
    let likely = if let [one] = &proposals[..] { Some(one.clone()) } else { None };
    let named_by = likely.as_ref().and_then(|likely| named_by(&sources, |text| town_in(text).as_ref() == Some(likely)));
    Some(CommonValue { field, proposals, likely, named_by })
}

/// The department or the trade, where neither a column nor titles tell it.
fn needed(table: &HeadedSheet<'_>, kind: EntityKind, hints: &Hints, sheet_name_as: Option<Field>) -> Vec<CommonValue> {
    let (field, known) = match kind {
        EntityKind::Officer => (Field::Department, &hints.departments),
        EntityKind::Business => (Field::Category, &hints.categories),
    };
    // A draw without categories needs none.
    let wanted = kind == EntityKind::Officer || !known.is_empty();
    let grouped = group_titles::name_departments(table, kind, sheet_name_as);
    if !wanted || grouped || is_told(table, field, sheet_name_as) {
        return Vec::new();
    }
    let sources = sources(table, hints);
    let named: Vec<&String> = known.iter().filter(|name| sources.iter().any(|(_, text)| names(text, name))).collect();
    // What the plan lacks is proposed as well: it may be the plan that must be mended.
    let is_named = |told: &String| named.iter().any(|name| names(told, name));
    let told = sources.iter().filter_map(|(_, text)| department_in(text));
    let told = told.filter(|told| kind == EntityKind::Officer && !is_named(told));
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
    let says = |likely: &String, text: &str| names(text, likely) || department_in(text).as_ref() == Some(likely);
    let named_by = likely.as_ref().and_then(|likely| named_by(&sources, |text| says(likely, text)));
    vec![CommonValue { field, proposals, likely, named_by }]
}

/// The texts that may say whose list it is: the titles, the names of sheet and file.
fn sources<'a>(table: &HeadedSheet<'a>, hints: &'a Hints) -> Vec<(NamedBy, &'a str)> {
    let above = table.grid.rows().take_while(|row| row.number() < table.header.row).take(TITLES);
    let titles = above.flat_map(|row| row.cells().map(|cell| (NamedBy::Title, cell.text)));
    let file = file_stem(&hints.file);
    titles.chain([(NamedBy::Sheet, table.grid.name.as_str()), (NamedBy::File, file)]).collect()
}

/// The first of them that says it.
fn named_by(sources: &[(NamedBy, &str)], says: impl Fn(&str) -> bool) -> Option<NamedBy> {
    sources.iter().find(|(_, text)| says(text)).map(|(by, _)| *by)
}

/// The department in a title: 平罗县公安局 of 平罗县公安局行政执法人员名单, 附件7：平罗县公安局2026年度随机抽查事项清单.
pub(crate) fn department_in(title: &str) -> Option<String> {
    let title = match title.split_once([':', '：']) {
        Some((label, rest)) if label.contains("附件") || label.contains("单位") => rest,
        _ => title,
    };
    let ends = ROW_WORDS.list.iter().flat_map(|word| title.match_indices(word)).map(|(at, _)| at);
    // 平罗县综合行政执法局执法人员名单: the longest that is a department.
    let ends: BTreeSet<usize> = ends.chain([title.len()]).collect();
    let name =
        |end: usize| without_year(title[..end].trim_matches(|c: char| c.is_whitespace() || "“\"《（(".contains(c)));
    ends.into_iter().rev().find_map(|end| group_titles::department(&name(end)))
}

/// The text without 2026年 or 2026年度 at its beginning or end.
fn without_year(text: &str) -> String {
    let Some((before, after)) = text.split_once('年') else { return text.to_owned() };
    let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let after = after.strip_prefix('度').unwrap_or(after);
    if rest.len() == before.len() || !rest.is_empty() && !after.is_empty() {
        text.to_owned()
    } else {
        format!("{rest}{after}")
    }
}

/// The township in a title: 城厢镇 of 2026年城厢镇企业名单, of 市场主体名录（城厢镇）.
pub(crate) fn town_in(title: &str) -> Option<String> {
    let mut parts = title
        .split(|c: char| !is_chinese(c))
        .map(|part| part.strip_prefix("年度").or(part.strip_prefix('年')).unwrap_or(part));
    parts.find_map(|part| {
        let ends = ROW_WORDS.of_town.iter().flat_map(|word| part.match_indices(word)).map(|(at, _)| at);
        let name = |end: usize| &part[..end];
        let is_town = |name: &&str| {
            (3..=15).contains(&name.chars().count())
                && ROW_WORDS.town.fit(name)
                && !ROW_WORDS.town.has(name)
                && !name.ends_with("乡镇")
        };
        ends.chain([part.len()]).map(name).find(is_town).map(str::to_owned)
    })
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
            ("平罗县综合行政执法局执法人员名单", Some("平罗县综合行政执法局")),
            ("附件7：平罗县公安局2026年度随机抽查事项清单", Some("平罗县公安局")),
            ("2026年县公安局“双随机、一公开”抽查事项清单", Some("县公安局")),
            ("填报单位（盖章）：县应急管理局", Some("县应急管理局")),
            ("平罗县跨部门联合随机抽查事项表", None),
        ] {
            assert_eq!(department_in(title).as_deref(), expected, "{title}");
        }
        assert!(names("公安局人员名单", "县公安局") && names("平罗县公安局", "县公安局"));
        assert!(!names("平罗县应急管理局", "县公安局") && !names("名单", "县"));
    }

    #[test]
    fn townships_in_titles() {
        for (title, expected) in [
            ("城厢镇", Some("城厢镇")),
            ("平罗县城关镇市场主体名录", Some("平罗县城关镇")),
            ("3-高庄乡（12户）", Some("高庄乡")),
            ("市场主体名录（城东街道）", Some("城东街道")),
            ("2026年度头闸镇企业名单", Some("头闸镇")),
            ("Sheet1", None),
            ("平罗县道路运输企业名录", None),
            ("城乡公交企业", None),
            ("各乡镇企业名单", None),
            ("景德镇市企业名单", None),
            ("镇江市企业名单", None),
        ] {
            assert_eq!(town_in(title).as_deref(), expected, "{title}");
        }
    }
}
