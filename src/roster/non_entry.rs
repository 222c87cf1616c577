//! What kind of row below the header is no entry of the roster, in the words in which the user is told.

/// What stands among the entries and is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NonEntry {
    /// 案例（请删除）.
    Sample,
    /// A row that says that it is to be deleted, beside whatever else it holds.
    ToDelete,
    /// What to fill in below each header.
    Hint,
    /// ①, ②, ③ below the headers.
    ColumnNumbers,
    /// The header again, as on every printed page.
    Header,
    /// 合计.
    Total,
    /// A row of a summary below the table.
    Count,
    /// 第1页.
    PageMark,
    /// What tells of the table, and who signed it.
    Remark,
    /// What heads the rows below it.
    Title,
    /// Nothing that could be read as an entry.
    Unreadable,
}

impl NonEntry {
    /// As the user is told.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sample => "示例行",
            Self::ToDelete => "要删除的行",
            Self::Hint => "填写说明",
            Self::ColumnNumbers => "列的编号",
            Self::Header => "表头",
            Self::Total => "合计行",
            Self::Count => "统计行",
            Self::PageMark => "页码",
            Self::Remark => "备注或落款",
            Self::Title => "分组标题",
            Self::Unreadable => "没有可读内容的行",
        }
    }
}
