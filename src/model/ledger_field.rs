//! The columns of 涉企行政检查台账 as it is handed out (domain-2026 §2.7): a county names them, puts them in order, and leaves some
//! out.

use serde::{Deserialize, Serialize};

/// A column of 涉企行政检查台账.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the headings say what they are")]
pub enum LedgerField {
    Number,
    Name,
    Code,
    Department,
    Item,
    Kind,
    Basis,
    Plan,
    Approved,
    Day,
    Officers,
    VisitCode,
    Ways,
    Result,
    Problems,
    Handling,
    Published,
    Rectification,
    Counted,
}

impl LedgerField {
    /// All of them, in their usual order.
    pub const ALL: [Self; 19] = [
        Self::Number,
        Self::Name,
        Self::Code,
        Self::Department,
        Self::Item,
        Self::Kind,
        Self::Basis,
        Self::Plan,
        Self::Approved,
        Self::Day,
        Self::Officers,
        Self::VisitCode,
        Self::Ways,
        Self::Result,
        Self::Problems,
        Self::Handling,
        Self::Published,
        Self::Rectification,
        Self::Counted,
    ];

    /// Its usual heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Number => "序号",
            Self::Name => "企业",
            Self::Code => "代码",
            Self::Department => "检查机关",
            Self::Item => "事项",
            Self::Kind => "类型",
            Self::Basis => "依据",
            Self::Plan => "计划编号",
            Self::Approved => "批准日期",
            Self::Day => "检查日期",
            Self::Officers => "检查人员、证号",
            Self::VisitCode => "检查码",
            Self::Ways => "方式",
            Self::Result => "结果",
            Self::Problems => "问题数",
            Self::Handling => "处置",
            Self::Published => "公示日期",
            Self::Rectification => "整改",
            Self::Counted => "是否计次、理由",
        }
    }
}

/// What a county settles of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerColumn {
    /// Which.
    pub field: LedgerField,
    /// Its heading; empty for the usual one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// Whether it is left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
}

impl LedgerColumn {
    /// As it usually is.
    pub(super) const fn usual(field: LedgerField) -> Self {
        Self { field, heading: String::new(), off: false }
    }

    /// The heading that it has.
    pub fn title(&self) -> &str {
        match self.heading.trim() {
            "" => self.field.heading(),
            own => own,
        }
    }
}
