//! Cells of 附件7: the departments and categories that they name.

use crate::model::{Role, Subject, normal_key};
use crate::text::{lists, plain};
use crate::workbook::TableRow;

/// The text of a cell; that of the item above where it says so, and nothing where it says that there is nothing.
pub(super) fn value(row: &TableRow, column: usize, above: &str) -> String {
    let own = row.text(column);
    match own {
        _ if plain::says_as_above(own) => above.to_owned(),
        _ if plain::says_nothing(own) => String::new(),
        _ => own.to_owned(),
    }
}

/// The categories that are named; none where it is all businesses.
pub(super) fn categories(text: &str) -> Vec<String> {
    let all = ["全部", "所有", "各类", "不限", "全部企业", "所有企业"];
    let values = lists::words(text);
    let names_all = |v: &String| {
        let bare = Subject::ALL.iter().find_map(|subject| v.strip_suffix(subject.title())).unwrap_or(v);
        all.contains(&v.as_str()) || all.contains(&bare)
    };
    if values.iter().any(names_all) { Vec::new() } else { values }
}

/// The departments that a cell names: 县交通运输局（牵头）、县公安局（配合）; 牵头：县交通运输局 配合：县公安局.
pub(super) fn departments(text: &str, role: Option<Role>) -> Vec<(String, Option<Role>)> {
    let mut role = role;
    let mut out: Vec<(String, Option<Role>)> = Vec::new();
    for part in lists::words(text).iter().flat_map(|part| part.split_whitespace()) {
        let folded = part.replace(['('], "（").replace([')'], "）").replace(':', "：");
        let (before, rest) = folded.split_once('：').unwrap_or(("", &folded));
        role = named(before).or(role);
        let (name, inside) = rest.split_once('（').unwrap_or((rest, ""));
        let own = named(inside);
        // A bracket that is no role is of the name.
        let name = if own.is_some() { name } else { rest };
        let known = |(n, _): &(String, Option<Role>)| normal_key(n) == normal_key(name);
        if !name.is_empty() && !out.iter().any(known) {
            out.push((name.to_owned(), own.or(role)));
        }
    }
    out
}

fn named(text: &str) -> Option<Role> {
    if text.contains("牵头") || text.contains("发起") || text.contains("主办") {
        Some(Role::Lead)
    } else if ["配合", "参与", "责任", "协同", "联合"].iter().any(|word| text.contains(word)) {
        Some(Role::Participant)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_as_tables_name_them() {
        use Role::{Lead, Participant};
        let of = |text: &str| departments(text, None);
        let (a, b, c) = ("县交通运输局", "县公安局", "县市场监管局");
        let some = |all: &[(&str, Option<Role>)]| all.iter().map(|(n, r)| ((*n).to_owned(), *r)).collect::<Vec<_>>();
        assert_eq!(of("县交通运输局（牵头）、县公安局（配合）"), some(&[(a, Some(Lead)), (b, Some(Participant))]));
        assert_eq!(of("县交通运输局(牵头)\n县公安局"), some(&[(a, Some(Lead)), (b, None)]));
        let expected = some(&[(a, Some(Lead)), (b, Some(Participant)), (c, Some(Participant))]);
        assert_eq!(of("牵头：县交通运输局\n配合：县公安局、县市场监管局"), expected);
        assert_eq!(of("县公安局、县公安局"), some(&[(b, None)]));
        assert_eq!(of("县应急局（安监）"), some(&[("县应急局（安监）", None)]));
        assert!(of(" / ").is_empty());
        assert_eq!(categories("全部"), Vec::<String>::new());
        assert_eq!(categories("客运、危货"), ["客运", "危货"]);
    }
}
