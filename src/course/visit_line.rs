//! A row of 涉企行政检查台账: a visit that one department made to one business, an inspection or the 复查 of a rectification. 频次核对
//! of other campaigns reads the same rows ([`VisitLine::ledger_row`]).

use super::ledger::LedgerRow;
use crate::model::LedgerField;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the visit of a rectification is called.
pub const REINSPECTED: &str = "整改复查";

/// A visit of a department to a business. A text that is not known is empty; days are 2018-12-12.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitLine {
    /// 企业.
    pub name: String,
    /// 代码.
    pub code: String,
    /// 检查机关.
    pub department: String,
    /// 事项.
    pub item: String,
    /// 类型.
    pub kind: String,
    /// 依据.
    pub basis: String,
    /// 计划编号, or the campaign's own number; with the attempt where that was voided.
    pub plan: String,
    /// 批次: the campaign, with the attempt where that was voided.
    pub batch: String,
    /// 批准日期.
    pub approved: String,
    /// 检查日期.
    pub when: String,
    /// 检查人员、证号.
    pub officers: String,
    /// 检查码, or why there was none.
    pub visit_code: String,
    /// 方式.
    pub ways: String,
    /// 结果.
    pub result: String,
    /// 问题数 of the department; none of a 复查.
    pub problems: Option<u32>,
    /// 处置.
    pub handling: String,
    /// 公示日期.
    pub published: String,
    /// 整改.
    pub rectification: String,
    /// Whether it is the 复查 of a rectification.
    pub again: bool,
    /// Whether it was made in an attempt that was voided later.
    pub voided: bool,
    /// Why it may not count, besides its kind: a kind of the vocabulary (`roster/vocabulary/uncounted.tsv`).
    pub reason: String,
    /// Why it does not count, once [`super::Statistics`] have settled it.
    pub uncounted: Option<String>,
}

impl VisitLine {
    /// The row as 频次核对 reads it.
    pub fn ledger_row(&self) -> LedgerRow<'_> {
        LedgerRow {
            name: &self.name,
            code: &self.code,
            department: &self.department,
            when: &self.when,
            kind: &self.kind,
            item: &self.item,
            batch: &self.batch,
            reason: &self.reason,
            source: "本机",
            ..LedgerRow::default()
        }
    }

    /// What stands in a column; `number` is that of the row.
    pub fn text(&self, field: LedgerField, number: usize) -> Cow<'_, str> {
        use LedgerField as F;
        let text = match field {
            F::Number => return number.to_string().into(),
            F::Problems => return self.problems.map(|n| n.to_string()).unwrap_or_default().into(),
            F::Counted => {
                return self.uncounted.as_ref().map_or("是".into(), |why| format!("否（{why}）").into());
            }
            F::Name => &self.name,
            F::Code => &self.code,
            F::Department => &self.department,
            F::Item => &self.item,
            F::Kind => &self.kind,
            F::Basis => &self.basis,
            F::Plan => &self.plan,
            F::Approved => &self.approved,
            F::Day => &self.when,
            F::Officers => &self.officers,
            F::VisitCode => &self.visit_code,
            F::Ways => &self.ways,
            F::Result => &self.result,
            F::Handling => &self.handling,
            F::Published => &self.published,
            F::Rectification => &self.rectification,
        };
        text.into()
    }
}
