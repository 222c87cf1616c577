//! Which rows of 附件7 are no items: totals, remarks, signatures, titles, hints, repeated headers, told apart by the words and
//! judges that the rosters are read with (`roster/vocabulary/row_words.tsv`, `roster/layout/row_patterns.rs`).

use crate::roster::layout::row_patterns::{
    begins_summary, first_words, is_column_numbers, is_hint_row, is_lone_remark, is_page_mark, is_remark, is_sample,
    is_title, says_delete, telling,
};
use crate::roster::layout::totals::{is_total, is_total_of_function};
use crate::roster::non_entry::NonEntry;
use crate::text::excerpt::excerpt;
use crate::text::{date, plain};
use crate::workbook::sheet::{Grid, Row};

/// Rows below the header in which hints and samples are expected.
const HINT_ROWS: usize = 5;

/// A row of the table, and what was taken of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenRow<'a> {
    /// The row as it stands.
    pub row: &'a Row<'a>,
    /// 抽查事项 of its own.
    pub name: &'a str,
    /// It has an item and a department of its own and says what is inspected, or on what basis: its name may be any.
    pub whole: bool,
    /// It begins with a merged cell three columns wide and more.
    pub wide: bool,
    /// It says again what the header says.
    pub header: bool,
}

/// Tells items from what stands among and below them, row after row from the header.
#[derive(Debug, Default)]
pub(super) struct RowJudge {
    seen: usize,
    after_remark: bool,
    in_summary: bool,
}

impl RowJudge {
    /// What the next row is when it is no item.
    pub(super) fn aside(&mut self, seen: &SeenRow<'_>) -> Option<NonEntry> {
        let aside = self.judge(seen);
        self.seen += 1;
        aside
    }

    /// A row was the title of a department's items.
    pub(super) fn begin_section(&mut self) {
        self.seen += 1;
        (self.after_remark, self.in_summary) = (false, false);
    }

    fn judge(&mut self, seen: &SeenRow<'_>) -> Option<NonEntry> {
        let SeenRow { row, name, whole, wide, header } = *seen;
        let after_remark = std::mem::take(&mut self.after_remark);
        let words = first_words(row);
        // The name of an item that stands first in its row is judged no more than another.
        let first = if whole && words == name { "" } else { &*words };
        let name = if whole { "" } else { name };
        let lone = row.cells().nth(1).is_none();
        let early = self.seen < HINT_ROWS;
        self.in_summary = !whole && (self.in_summary || begins_summary(first));
        if self.in_summary {
            return Some(NonEntry::Count);
        }
        if header {
            return Some(NonEntry::Header);
        }
        if is_total(first) || is_total(name) || is_total_of_function(row, first) {
            self.after_remark = true;
            return Some(NonEntry::Total);
        }
        if is_page_mark(first) {
            return Some(NonEntry::PageMark);
        }
        let below = lone && (after_remark && !is_title(first) || date::parse(first).is_some());
        if below || is_remark(first) || is_remark(name) || lone && is_lone_remark(first) {
            self.after_remark = true;
            return Some(NonEntry::Remark);
        }
        if is_sample(first) || is_sample(name) || says_delete(row) {
            return Some(NonEntry::Sample);
        }
        if early && is_hint_row(row) {
            return Some(NonEntry::Hint);
        }
        if early && is_column_numbers(row) {
            return Some(NonEntry::ColumnNumbers);
        }
        (lone && (wide || is_title(first))).then_some(NonEntry::Title)
    }
}

/// Whether what was left out is sure to be none: it holds one text at most, or the table says it for the whole of a column.
pub(super) fn is_sure(aside: NonEntry, row: &Row<'_>) -> bool {
    matches!(aside, NonEntry::Header | NonEntry::Hint | NonEntry::ColumnNumbers) || telling(row) < 2
}

/// Whether the row begins with a cell that is merged over three columns or more.
pub(super) fn is_wide(grid: &Grid, row: &Row<'_>) -> bool {
    let start = (row.number(), row.cells().next().map_or(0, |cell| cell.column));
    grid.merges.iter().find(|merge| merge.start == start).is_some_and(|merge| merge.end.1 >= merge.start.1 + 2)
}

/// What stands in the row, to be quoted; empty if it is nothing, or numbers of sequence.
pub(super) fn content(row: &Row<'_>) -> String {
    let texts: Vec<&str> = row.cells().map(|cell| cell.text.trim()).filter(|text| !plain::says_nothing(text)).collect();
    let counts = texts.iter().all(|text| text.bytes().all(|c| c.is_ascii_digit()));
    if counts { String::new() } else { texts.iter().map(|text| excerpt(text)).collect::<Vec<_>>().join("｜") }
}
