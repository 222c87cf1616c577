//! 检查频次: how often a business may be visited in a year (宁夏 at most 4, 卫健 at most 2; domain-2026 §1), which visits count,
//! and the lists (白名单, 重点, 必查) that a roster is held against.

use super::normal_key;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How often a business may be visited in a year, and which visits count, as the county settles it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CapRules {
    /// At most so many visits a year of all departments together; none for no such cap.
    pub total: Option<u32>,
    /// At most so many visits a year of each department; none for no such cap.
    pub each: Option<u32>,
    /// Departments with a cap of their own, which goes before `each`.
    pub departments: Vec<(String, u32)>,
    /// How visits of several departments on one day count.
    pub joint: JointVisits,
    /// The kinds of inspections that count here, of those that elsewhere do not (整改复核…).
    pub counted: Vec<String>,
    /// Who was visited so many days before is told of; 0 for nobody.
    pub near_days: u32,
}

/// How visits of several departments to one business on one day count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JointVisits {
    /// As one for the business, and as one for each department.
    #[default]
    Once,
    /// As many for the business as there are departments.
    Each,
    /// Not at all.
    No,
}

/// 60 days between two visits (domain-2026 §1).
const NEAR_DAYS: u32 = 60;

impl Default for CapRules {
    fn default() -> Self {
        Self {
            total: None,
            each: None,
            departments: Vec::new(),
            joint: JointVisits::default(),
            counted: Vec::new(),
            near_days: NEAR_DAYS,
        }
    }
}

impl CapRules {
    /// Whether the county has settled nothing.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether there is any cap.
    pub fn has_cap(&self) -> bool {
        self.total.is_some() || self.each.is_some() || !self.departments.is_empty()
    }

    /// How often the department may visit a business in a year.
    pub fn of_department(&self, name: &str) -> Option<u32> {
        let key = normal_key(name);
        let own = self.departments.iter().find(|(known, _)| normal_key(known) == key).map(|(_, most)| *most);
        own.or(self.each)
    }
}

/// What a list says of the businesses on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// 检查台账: visits that were made.
    Ledger,
    /// 白名单: 原则上不主动检查.
    White,
    /// 重点名单.
    Key,
    /// 必查名单.
    Must,
}

impl ListKind {
    /// Its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ledger => "检查台账",
            Self::White => "白名单",
            Self::Key => "重点名单",
            Self::Must => "必查名单",
        }
    }
}

/// What is known of a list besides its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListHead {
    /// 名称; empty for that of its kind.
    pub title: String,
    /// 发布单位.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// 文号.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// 有效期至.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl ListHead {
    /// “诚信企业白名单”（县市场监管局，平市监〔2026〕3号）.
    pub fn told(&self, kind: ListKind) -> String {
        let title = if self.title.trim().is_empty() { kind.title() } else { self.title.trim() };
        let by = [self.issuer.trim(), self.number.trim()];
        let by: Vec<_> = by.into_iter().filter(|text| !text.is_empty()).collect();
        if by.is_empty() { format!("“{title}”") } else { format!("“{title}”（{}）", by.join("，")) }
    }
}

/// A reason that begins so leaves a business out of the draw because it is inspected in any case.
const MUST: &str = "必查，不参加抽取：";

/// The reason of a business that is inspected in any case.
pub fn must_reason(list: &str) -> String {
    format!("{MUST}{list}")
}

/// The list by which a business is inspected in any case; none of one that was left out for another reason.
pub fn must_list(reason: &str) -> Option<&str> {
    reason.strip_prefix(MUST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_has_its_own_cap_or_that_of_all() {
        let rules =
            CapRules { each: Some(2), departments: vec![("县消防 大队".into(), 1)], ..CapRules::default() };
        assert_eq!((rules.of_department("县消防大队"), rules.of_department("县交通局")), (Some(1), Some(2)));
        assert_eq!(CapRules::default().of_department("县交通局"), None);
        assert!(rules.has_cap() && !CapRules::default().has_cap());
    }

    #[test]
    fn a_list_is_told_with_what_is_known_of_it() {
        let head = ListHead { title: "甲".into(), number: "平〔2026〕3号".into(), ..ListHead::default() };
        assert_eq!(head.told(ListKind::White), "“甲”（平〔2026〕3号）");
        assert_eq!(ListHead::default().told(ListKind::Must), "“必查名单”");
        assert_eq!(must_list(&must_reason("“甲”")), Some("“甲”"));
        assert_eq!(must_list("已停业"), None);
    }
}
