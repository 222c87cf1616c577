//! Titles amid the rows of 附件7 that name whose items stand beneath: 一、县公安局（3项）. A row that holds nothing but departments is
//! one. A title of the same form that names none ends it: whose the items below that are is not guessed.

use super::item_cells;
use crate::model::Role;
use crate::roster::layout::group_titles;
use crate::text::{names, plain};
use crate::workbook::sheet::Row;

/// Departments, and what the title says of each: that it leads or takes part.
type Owners = Vec<(String, Option<Role>)>;

/// The section of a table that is being read.
#[derive(Debug, Default)]
pub(super) struct Sections {
    current: Option<(Owners, Numbering)>,
    /// What the first title of a department says.
    pub first: Option<String>,
}

impl Sections {
    /// Whether the row is the title of a section of some department's items; the next rows are of it then.
    pub(super) fn begin(&mut self, row: &Row<'_>) -> bool {
        let Some(title) = lone(row) else { return false };
        let owners = owners(&title);
        if owners.is_empty() {
            return false;
        }
        self.current = Some((owners, Numbering::of(&title)));
        self.first.get_or_insert(title);
        true
    }

    /// Another title: one of the same form ends the section.
    pub(super) fn title(&mut self, row: &Row<'_>) {
        let numbering = lone(row).map(|title| Numbering::of(&title));
        self.current.take_if(|(_, own)| Some(*own) == numbering);
    }

    /// Whose the items are.
    pub(super) fn owners(&self) -> Option<&Owners> {
        self.current.as_ref().map(|(owners, _)| owners)
    }
}

/// How a title is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// （一）.
    Bracketed,
    /// 一、.
    Chinese,
    /// 1..
    Digits,
    None,
}

impl Numbering {
    fn of(title: &str) -> Self {
        let numeral = |text: &str| {
            text.starts_with(plain::is_numeral) && text.trim_start_matches(plain::is_numeral).starts_with('、')
        };
        if title.starts_with(['（', '(']) {
            Self::Bracketed
        } else if numeral(title) {
            Self::Chinese
        } else if title.starts_with(|c: char| c.is_ascii_digit()) {
            Self::Digits
        } else {
            Self::None
        }
    }
}

/// The one text of the row, its number of sequence and how many there are aside: 一｜县公安局｜3项.
fn lone(row: &Row<'_>) -> Option<String> {
    let counts = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= 5;
    let says = |text: &&str| !plain::says_nothing(text) && !text.chars().all(plain::is_numeral) && !counts(text);
    let mut texts = row.cells().map(|cell| cell.text.trim()).filter(says);
    let title = names::folded_name(texts.next()?).into_owned();
    texts.next().is_none().then_some(title)
}

/// The departments that a title names and nothing else; none if it says something else.
fn owners(title: &str) -> Owners {
    let counted = title.split_once(['（', '(']).filter(|(name, inner)| {
        let count = inner.trim_start_matches('共');
        name.chars().count() > 2 && count.starts_with(|c: char| c.is_ascii_digit())
    });
    let title = counted.map_or(title, |(name, _)| name);
    let labelled = title.split_once([':', '：']).filter(|(label, _)| label.contains("部门") || label.contains("单位"));
    let (role, named) = match labelled {
        Some((label, named)) if label.contains("配合") => (Some(Role::Participant), named),
        Some((label, named)) if label.contains("牵头") => (Some(Role::Lead), named),
        Some((_, named)) => (None, named),
        None => (None, title),
    };
    // One department with a number in front, or several.
    if let Some(one) = group_titles::department(named) {
        return vec![(one, role)];
    }
    let all = item_cells::departments(named, role);
    let is_department = |(name, _): &(String, Option<Role>)| group_titles::department(name).is_some();
    if all.len() > 1 && all.iter().all(is_department) { all } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_name_departments() {
        for (title, expected) in [
            ("县公安局", "县公安局"),
            ("一、县公安局（3项）", "县公安局"),
            ("（二）县市场监管局", "县市场监管局"),
            ("县公安局（共12项）", "县公安局"),
            ("牵头部门：县公安局", "县公安局"),
            ("责任单位:县公安局", "县公安局"),
            ("县公安局、县交通运输局", "县公安局 县交通运输局"),
            ("县公安局旅馆检查", ""),
            ("一、治安管理", ""),
            ("注：本表由县公安局", ""),
            ("旅馆检查", ""),
        ] {
            let named = owners(title).into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" ");
            assert_eq!(named, expected, "{title}");
        }
        assert_eq!(owners("配合部门：县公安局")[0].1, Some(Role::Participant));
        let forms = ["一、甲", "（一）甲", "1.甲", "甲"].map(Numbering::of);
        assert_eq!(forms, [Numbering::Chinese, Numbering::Bracketed, Numbering::Digits, Numbering::None]);
    }
}
