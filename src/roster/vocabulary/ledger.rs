//! The words of 检查台账: its headers (`ledger_headers.tsv`), and the kinds of inspections that elsewhere do not count towards a
//! yearly cap (`uncounted.tsv`), and the items from which a white list exempts nobody (`not_exempt.tsv`).

use super::lines;
use crate::text::header_key;
use std::sync::LazyLock;

/// What a column of a ledger, or of a list of businesses, holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerColumn {
    /// 名称.
    Name,
    /// 统一社会信用代码.
    Code,
    /// One or the other.
    NameOrCode,
    /// 检查机关.
    Department,
    /// 年.
    Year,
    /// 检查日期.
    Day,
    /// 检查类型.
    Kind,
    /// 检查事项.
    Item,
    /// 批次.
    Batch,
    /// 是否计入.
    Counted,
    /// Why not.
    Reason,
    /// 来源.
    Source,
}

impl LedgerColumn {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Code,
        Self::NameOrCode,
        Self::Department,
        Self::Year,
        Self::Day,
        Self::Kind,
        Self::Item,
        Self::Batch,
        Self::Counted,
        Self::Reason,
        Self::Source,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Name => "名称",
            Self::Code => "代码",
            Self::NameOrCode => "代码或名称",
            Self::Department => "机关",
            Self::Year => "年",
            Self::Day => "日期",
            Self::Kind => "类型",
            Self::Item => "事项",
            Self::Batch => "批次",
            Self::Counted => "计入",
            Self::Reason => "理由",
            Self::Source => "来源",
        }
    }

    /// The headers that it may have, the usual one first.
    pub fn headers(self) -> &'static [&'static str] {
        &HEADERS[self as usize]
    }
}

const FILE: &str = include_str!("ledger_headers.tsv");

static HEADERS: LazyLock<[Vec<&'static str>; 12]> = LazyLock::new(|| {
    let lines = || FILE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    LedgerColumn::ALL
        .map(|column| lines().filter(|(word, _)| *word == column.word()).map(|(_, header)| header).collect())
});

const KINDS: &str = include_str!("uncounted.tsv");

static WORDS: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| lines(KINDS).map(|[kind, word, ..]| (kind, word)).collect());

/// The kinds that elsewhere do not count, in the order of the table.
pub fn uncounted_kinds() -> Vec<&'static str> {
    let mut kinds: Vec<&str> = WORDS.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    kinds
}

/// Which of these kinds the text names; none where it names another.
pub fn uncounted_kind(text: &str) -> Option<&'static str> {
    WORDS.iter().find(|(_, word)| text.contains(word)).map(|(kind, _)| *kind)
}

const NOT_EXEMPT: &str = include_str!("not_exempt.tsv");

/// What an item is about where a white list exempts nobody from it: 食品, 安全.
pub fn not_exempt(item: &str) -> Option<&'static str> {
    lines(NOT_EXEMPT).find(|[_, word, ..]| item.contains(word)).map(|[about, ..]| about)
}

/// Whether the text is a header of such a column, as in a header that stands again amid the rows.
pub fn is_ledger_header(text: &str, column: LedgerColumn) -> bool {
    let folded = header_key::fold(text);
    column.headers().iter().any(|header| header_key::fold(header) == folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::vocabulary::tests::lines_are_whole;

    #[test]
    fn each_word_says_what_its_line_says() {
        lines_are_whole(KINDS);
        for [kind, word, example, counterexample] in lines(KINDS) {
            assert_eq!(uncounted_kind(example), Some(kind), "{word}");
            assert_eq!(uncounted_kind(counterexample), None, "{word}");
        }
        lines_are_whole(NOT_EXEMPT);
        for [about, word, example, counterexample] in lines(NOT_EXEMPT) {
            assert_eq!(not_exempt(example), Some(about), "{word}");
            assert_eq!(not_exempt(counterexample), None, "{word}");
        }
        // domain-2026 §1 names ten of 卫健 and three of 大同.
        assert_eq!(uncounted_kinds().len(), 13);
    }

    #[test]
    fn each_header_is_of_one_column() {
        let written = FILE.lines().filter(|line| !line.starts_with('#')).count();
        let mut seen = std::collections::HashSet::new();
        for column in LedgerColumn::ALL {
            assert!(!column.headers().is_empty(), "{column:?}");
            for header in column.headers() {
                assert!(seen.insert(header_key::fold(header)), "{header} twice");
                assert!(is_ledger_header(header, column), "{header}");
            }
        }
        assert_eq!(seen.len(), written);
    }
}
