//! Departments of a plan and their items; when two names mean one department.

use super::{Assistant, CheckPoint, normal_key};
use serde::{Deserialize, Serialize};

/// A department's part in a campaign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 牵头部门; its first officer in a team is the team leader.
    Lead,
    /// 责任（配合）部门.
    #[default]
    Participant,
}

/// 抽查事项 of a department (附件7).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What is inspected.
    pub name: String,
    /// The business categories it applies to; empty for all.
    pub categories: Vec<String>,
    /// 抽查领域.
    #[serde(default)]
    pub field: String,
    /// 抽查内容.
    #[serde(default)]
    pub content: String,
    /// 抽查依据.
    #[serde(default)]
    pub basis: String,
    /// 抽查方式.
    #[serde(default)]
    pub way: String,
    /// 频次.
    #[serde(default)]
    pub frequency: String,
    /// 备注.
    #[serde(default)]
    pub note: String,
    /// 事项编码, as it was published.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// 公布处: where the item was published.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub published: String,
    /// 检查要点.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<CheckPoint>,
}

/// A department as the checked plan has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Its name, as in the officer roster.
    pub name: String,
    /// Lead or participant.
    pub role: Role,
    /// What it inspects.
    pub items: Vec<Item>,
    /// How many of its officers join a team, or serve a business; at least 2 (行政处罚法 42).
    pub per_team: u32,
    /// Mode 按户: how many officers to draw into the pool first; `None` for all.
    pub draw: Option<u32>,
    /// Mode 按户: the most businesses one officer takes; `None` for the smallest that suffices.
    pub cap: Option<u32>,
    /// 协助人员.
    pub assistants: Vec<Assistant>,
}

impl Department {
    /// The categories that its items apply to, in order of first mention; `None` when it inspects all.
    pub fn categories(&self) -> Option<Vec<String>> {
        if self.items.is_empty() || self.items.iter().any(|i| i.categories.is_empty()) {
            return None;
        }
        let mut seen = Vec::new();
        for category in self.items.iter().flat_map(|i| &i.categories) {
            if !seen.contains(category) {
                seen.push(category.clone());
            }
        }
        Some(seen)
    }
}

/// Whether the text names the department, with or without 县, 市 or 区 in front: 公安局名单 names 县公安局.
pub fn names_department(text: &str, name: &str) -> bool {
    let (text, name) = (normal_key(text), normal_key(name));
    let bare = name.trim_start_matches(['县', '市', '区']);
    !bare.is_empty() && (text.contains(&name) || bare.chars().count() >= 2 && text.contains(bare))
}

/// Whether two names may mean one department: one names the other, as 市场监管局 and 平罗县市场监管局, or is short for it, as
/// 县安监局 for 县安全生产监督管理局. The departments of two places are two.
pub fn may_be_one_department(one: &str, two: &str) -> bool {
    let (one, two) = (normal_key(one), normal_key(two));
    let ((place, own), (other_place, other)) = (split_place(&one), split_place(&two));
    let is_named = |place: &str| place.chars().count() > 1;
    let elsewhere =
        is_named(place) && is_named(other_place) && !place.ends_with(other_place) && !other_place.ends_with(place);
    let short = |short: &str, long: &str| is_short_for(stem(short), stem(long));
    !elsewhere
        && (names_department(&one, &two) || names_department(&two, &one) || short(own, other) || short(other, own))
}

/// The place in front of a department's name, and what is behind it: 平罗县 and 市场监管局.
fn split_place(name: &str) -> (&str, &str) {
    let is_place = |rest: &str, c: char| match c {
        // 市场监管局, 市政公司, 市容局.
        '市' => !rest.starts_with(['场', '政', '容', '民']),
        '县' | '区' | '旗' => true,
        _ => false,
    };
    let ends = name.char_indices().take(8).map(|(at, c)| (at + c.len_utf8(), c));
    let end = ends.filter(|(end, c)| is_place(&name[*end..], *c) && name[*end..].chars().count() > 2).last();
    name.split_at(end.map_or(0, |(end, _)| end))
}

/// Without what says which form of office it is: a 局 is a 委 elsewhere.
fn stem(name: &str) -> &str {
    ["委员会", "局", "委"].iter().find_map(|form| name.strip_suffix(form)).unwrap_or(name)
}

/// Whether the characters of the short name stand in the long one, in this order.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut chars = long.chars();
    short.chars().count() >= 2 && short.chars().all(|c| chars.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_mean_one_department() {
        for (one, two) in [
            ("市场监管局", "县市场监管局"),
            ("平罗县市场监管局", "县市场监管局"),
            ("县市场监督管理局", "县市场监管局"),
            ("平罗县市场监督管理局", "市场监管局"),
            ("安全生产监督管理局", "县安监局"),
            ("县卫生健康委员会", "县卫健局"),
            ("县住建局", "住房和城乡建设局"),
            ("县交通局", "县交通运输局"),
            ("县道路运输管理所", "县运管所"),
            ("县公安局交警大队", "县公安局"),
            ("石嘴山市公安局", "市公安局"),
        ] {
            assert!(may_be_one_department(one, two) && may_be_one_department(two, one), "{one} {two}");
        }
        for (one, two) in [
            ("县住建局", "县公安局"),
            ("平罗县公安局", "惠农区公安局"),
            ("县安监局", "县市场监管局"),
            ("县运管所", "县交通运输局"),
            ("合计", "县公安局"),
            ("县教育局", "县体育局"),
        ] {
            assert!(!may_be_one_department(one, two) && !may_be_one_department(two, one), "{one} {two}");
        }
    }
}
