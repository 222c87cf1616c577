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
