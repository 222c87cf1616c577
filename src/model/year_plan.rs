//! 年度检查计划: the rows of a year, each with the union of what the plans of five offices say (domain-2026 §4). An office
//! writes free text into most of it, so that a cell is text; what can be read out of it is read where it is needed.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Declares the fields with their titles, in the order in which they are shown and edited.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $title:literal,)+) => {
        /// A field of a row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum PlanField {
            $($(#[$doc])* $field,)+
        }

        impl PlanField {
            /// All of them, in their order.
            pub const ALL: &[Self] = &[$(Self::$field,)+];

            /// Its name, which is its header where all fields are written.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$field => $title,)+
                }
            }
        }
    };
}

fields! {
    /// 抽查计划编号.
    Number = "计划编号",
    /// 任务名称.
    Title = "任务名称",
    /// 检查事项, one a line.
    Item = "检查事项",
    /// 制定任务依据.
    Basis = "依据",
    /// 检查类型: 日常, 专项, 不定向…
    Kind = "检查类型",
    /// 检查机关, 实施主体, 发起部门.
    Lead = "检查机关",
    /// The departments that take part.
    Partners = "联合部门",
    /// The departments that could take part.
    MayJoin = "可联合部门",
    /// 是否联合; in some plans how it is begun (发起方式).
    Joint = "是否联合",
    /// 检查地域.
    Area = "检查地域",
    /// 实施层级.
    Level = "实施层级",
    /// 检查方式.
    Way = "检查方式",
    /// 检查对象.
    Objects = "检查对象",
    /// 是否涉企.
    OnBusiness = "是否涉企",
    /// 检查对象基数.
    Base = "检查对象基数",
    /// 检查比例, or how many.
    Ratio = "检查比例",
    /// 抽查目标数.
    Target = "抽查目标数",
    /// 频次上限.
    Cap = "频次上限",
    /// 时间.
    When = "时间",
    /// 信用风险分类监管要求.
    Credit = "信用风险分类监管要求",
    /// 采取“综合查一次”.
    Combined = "综合查一次",
    /// 备注.
    Note = "备注",
}

impl PlanField {
    /// Whether it holds several lines.
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::Item | Self::Basis | Self::Objects | Self::Credit | Self::Note)
    }

    /// Whether it holds names of departments.
    pub const fn has_departments(self) -> bool {
        matches!(self, Self::Lead | Self::Partners | Self::MayJoin)
    }
}

/// A row of the plan: what is inspected, by whom, when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its identity: never used before, in no browser.
    pub id: String,
    /// What its cells say; those that say nothing are not there.
    pub cells: BTreeMap<PlanField, String>,
}

impl PlanRow {
    /// What a cell says; empty for nothing.
    pub fn get(&self, field: PlanField) -> &str {
        self.cells.get(&field).map_or("", String::as_str)
    }

    /// Changes a cell; one that says nothing goes.
    pub fn set(&mut self, field: PlanField, text: &str) {
        if text.trim().is_empty() {
            self.cells.remove(&field);
        } else {
            self.cells.insert(field, text.to_owned());
        }
    }

    /// What it is called: 任务名称, else its first 检查事项.
    pub fn name(&self) -> &str {
        let title = self.get(PlanField::Title);
        let first = || self.get(PlanField::Item).lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if title.is_empty() { first().trim() } else { title }
    }
}

/// The plan of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearPlan {
    /// Of which year.
    pub year: i32,
    /// Its name; empty for the usual one, see [`YearPlan::name`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// 依据, as its announcement words it; empty for the usual words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// The office whose plan it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// The rows, in their order.
    pub rows: Vec<PlanRow>,
    /// Identities that rows have on other machines, with those that they have here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<String, String>,
}

impl YearPlan {
    /// An empty plan.
    pub fn of(year: i32) -> Self {
        Self { year, ..Self::default() }
    }

    /// What it is called: 2026年度行政检查计划, unless the office calls it otherwise.
    pub fn name(&self) -> String {
        match self.title.trim() {
            "" => format!("{}年度行政检查计划", self.year),
            title => title.to_owned(),
        }
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && [&self.title, &self.basis, &self.office].iter().all(|text| text.is_empty())
    }

    /// Whether a row of it has this identity, here or on another machine.
    pub fn is_row(&self, row: &PlanRow, id: &str) -> bool {
        row.id == id || self.aliases.get(id) == Some(&row.id)
    }
}
