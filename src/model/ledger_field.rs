//! The columns of 涉企行政检查台账 as it is handed out (domain-2026 §2.7): a county names them, puts them in order, and leaves some
//! out.

use super::Settings;
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
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde hands it over")]
const fn is_false(is: &bool) -> bool {
    !*is
}

impl LedgerColumn {
    const fn usual(field: LedgerField) -> Self {
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

impl Settings {
    /// The columns in the county's order, each once, also those that are left out; what the county says nothing of stands last.
    pub fn all_ledger_columns(&self) -> Vec<LedgerColumn> {
        let mut all: Vec<LedgerColumn> = Vec::new();
        let usual = LedgerField::ALL.map(LedgerColumn::usual);
        for column in self.ledger_columns.iter().chain(&usual) {
            if !all.iter().any(|known| known.field == column.field) {
                all.push(column.clone());
            }
        }
        all
    }

    /// Puts these columns down; as they usually are, nothing is settled.
    pub fn set_ledger_columns(&mut self, columns: Vec<LedgerColumn>) {
        let is_usual = columns == LedgerField::ALL.map(LedgerColumn::usual);
        self.ledger_columns = if is_usual { Vec::new() } else { columns };
    }

    /// The columns that are handed out, each with its heading.
    pub fn shown_ledger_columns(&self) -> Vec<(LedgerField, String)> {
        let shown = self.all_ledger_columns().into_iter().filter(|column| !column.off);
        shown.map(|column| (column.field, column.title().to_owned())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_ordered_left_out_and_none_is_lost() {
        let mut settings = Settings::default();
        let titles = |s: &Settings| s.shown_ledger_columns().into_iter().map(|(_, title)| title).collect::<Vec<_>>();
        assert_eq!(titles(&settings), LedgerField::ALL.map(|f| f.heading().to_owned()));
        let name = LedgerColumn { heading: " 单位名称 ".into(), ..LedgerColumn::usual(LedgerField::Name) };
        let day = LedgerColumn::usual(LedgerField::Day);
        let officers = LedgerColumn { off: true, ..LedgerColumn::usual(LedgerField::Officers) };
        settings.ledger_columns = vec![day.clone(), name, officers, day];
        let shown = titles(&settings);
        assert_eq!(
            (shown.len(), &shown[0], &shown[1], &shown[2]),
            (18, &"检查日期".into(), &"单位名称".into(), &"序号".into())
        );
        assert_eq!(settings.all_ledger_columns().len(), 19);
        let json = serde_json::to_string(&settings.ledger_columns).unwrap();
        assert_eq!(
            json,
            r#"[{"field":"day"},{"field":"name","heading":" 单位名称 "},{"field":"officers","off":true},{"field":"day"}]"#
        );
        settings.set_ledger_columns(LedgerField::ALL.map(LedgerColumn::usual).into());
        assert!(settings.ledger_columns.is_empty());
    }
}
