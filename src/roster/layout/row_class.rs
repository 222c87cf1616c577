//! The rows below the header: which are entries, which only look like ones (合计, 备注, 例), and merged cells.

use crate::model::{EntityKind, code_kind, normal_key};
use crate::roster::columns::column::Column;
use crate::roster::columns::header_names::field_of;
use crate::roster::columns::profile::{is_company, is_name};
use crate::roster::field::Field;
use crate::roster::layout::entry::Entry;
use crate::roster::layout::group_titles;
use crate::roster::layout::row_patterns::{
    begins_summary, first_words, is_column_numbers, is_count, is_group_of_businesses, is_hint_row, is_lone_remark,
    is_page_mark, is_remark, is_sample, is_telling, is_title, says_delete,
};
use crate::roster::layout::totals::{is_total, is_total_of_function};
use crate::roster::non_entry::NonEntry;
use crate::text::{date, plain};
use crate::workbook::sheet::Cell;

/// Rows below the header in which hints and samples are expected.
const HINT_ROWS: usize = 5;

/// What the hints of our own templates begin with: these rows are passed over without a word.
pub const OWN_HINTS: &str = "填写说明（本行和案例行不读）";

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowClass {
    /// An entry of the roster.
    Entry,
    /// Nothing, or a number of sequence alone.
    Nothing,
    /// Left out, for what it is.
    Dropped(NonEntry),
}

/// Tells entries from what surrounds them, row after row from the top.
#[derive(Debug)]
pub(crate) struct RowClassifier {
    kind: EntityKind,
    seen: usize,
    after_remark: bool,
    /// A summary of the table has begun below it.
    in_summary: bool,
    /// The table was made from one of our templates.
    ours: bool,
}

impl RowClassifier {
    pub(crate) fn new(kind: EntityKind) -> Self {
        Self { kind, seen: 0, after_remark: false, in_summary: false, ours: false }
    }

    /// What the next row is.
    pub(crate) fn sort(&mut self, entry: &Entry<'_>) -> RowClass {
        let what = self.judge(entry);
        self.seen += 1;
        what
    }

    fn judge(&mut self, entry: &Entry<'_>) -> RowClass {
        let name = entry.own_text(self.kind.required());
        let first = first_words(&entry.row);
        if first == OWN_HINTS || (self.ours && self.seen < HINT_ROWS && first == "案例（请删除）") {
            self.ours = true;
            return RowClass::Nothing;
        }
        let lone = entry.row.cells().nth(1).is_none();
        // A row with a right code of its own is an entry, whatever its name looks like, or a sample.
        let coded = is_coded(entry);
        if coded {
            (self.after_remark, self.in_summary) = (false, false);
        } else if let Some(aside) = self.judge_words(entry, &name, &first, lone) {
            return aside;
        }
        if is_sample(&first) || (name != first && is_sample(&name)) {
            return RowClass::Dropped(NonEntry::Sample);
        }
        if says_delete(&entry.row) {
            return RowClass::Dropped(NonEntry::ToDelete);
        }
        if self.seen < HINT_ROWS && is_hint_row(&entry.row) {
            return RowClass::Dropped(NonEntry::Hint);
        }
        if self.seen < HINT_ROWS && is_column_numbers(&entry.row) {
            return RowClass::Dropped(NonEntry::ColumnNumbers);
        }
        // No header is longer; most names are, and folding them all would cost. A field's name under the name's header
        // stands in a card, one field a row.
        if !coded && name.chars().count() <= 12 && field_of(self.kind, &name).is_some() {
            return RowClass::Dropped(NonEntry::Header);
        }
        self.judge_shape(entry, lone)
    }

    /// Totals, remarks and titles amid the rows, by their words.
    fn judge_words(&mut self, entry: &Entry<'_>, name: &str, first: &str, lone: bool) -> Option<RowClass> {
        let after_remark = std::mem::take(&mut self.after_remark);
        let several = entry.columns.0.len() > 1;
        self.in_summary |= several && begins_summary(first);
        if self.in_summary {
            return Some(RowClass::Dropped(NonEntry::Count));
        }
        if is_total(first) || is_total(name) || is_total_of_function(&entry.row, first) {
            // Whoever signed stands below; in a list of names alone it may go on.
            self.after_remark = several;
            return Some(RowClass::Dropped(NonEntry::Total));
        }
        if is_page_mark(first) || is_page_mark(name) {
            return Some(RowClass::Dropped(NonEntry::PageMark));
        }
        if is_remark(first) || is_remark(name) || (lone && (after_remark || date::parse(first).is_some())) {
            self.after_remark = several;
            return Some(RowClass::Dropped(NonEntry::Remark));
        }
        if self.kind == EntityKind::Officer && lone && several && group_titles::department(first).is_some() {
            return Some(RowClass::Dropped(NonEntry::Title));
        }
        if lone && several && is_lone_remark(first) {
            return Some(RowClass::Dropped(NonEntry::Remark));
        }
        // Few digits below the codes are none.
        let codes =
            entry.columns.get(Field::Code).filter(|_| self.kind == EntityKind::Business && entry.columns.0.len() > 2);
        if codes.and_then(Column::index).is_some_and(|codes| is_count(&entry.row, codes)) && !is_company(name) {
            return Some(RowClass::Dropped(NonEntry::Count));
        }
        if self.kind == EntityKind::Business && lone && several && is_group_of_businesses(first) {
            return Some(RowClass::Dropped(NonEntry::Title));
        }
        (lone && several && is_title(first)).then_some(RowClass::Dropped(NonEntry::Title))
    }

    /// What a row is that has nothing below the headers that were taken. Whatever its number of sequence or a second text makes an
    /// entry is one, in other columns than those, and its name is missing; what stands alone is one where it is a business's
    /// name or code. Below a merged name it tells more of that entry: vehicles, one a row.
    fn judge_elsewhere(&self, entry: &Entry<'_>, lone: bool) -> RowClass {
        if entry.continues_row(self.kind.required(), Field::Code, false).is_some() || is_filled_down(entry) {
            return RowClass::Nothing;
        }
        let is_business = |text: &str| is_name(self.kind, text) || code_kind(&normal_key(text)).is_right();
        match entry.row.cells().find(tells) {
            None => RowClass::Nothing,
            Some(_) if !lone => RowClass::Entry,
            Some(cell) if self.kind == EntityKind::Business && is_business(cell.text) => RowClass::Entry,
            Some(_) => RowClass::Dropped(NonEntry::Unreadable),
        }
    }

    fn judge_shape(&self, entry: &Entry<'_>, lone: bool) -> RowClass {
        let start = entry.row.cells().next().map_or(0, |cell| cell.column);
        if lone && entry.merged.is_wide(entry.row.number(), start) {
            RowClass::Dropped(NonEntry::Title)
        } else if !entry.is_blank() {
            RowClass::Entry
        } else {
            self.judge_elsewhere(entry, lone)
        }
    }
}

fn tells(cell: &Cell<'_>) -> bool {
    is_telling(cell.text) && !plain::says_nothing(cell.text)
}

/// Whether the row tells nothing but what the two rows above tell in the same columns, as rows do that nobody has used yet: numbers
/// and one word, filled down.
fn is_filled_down(entry: &Entry<'_>) -> bool {
    let above = |by: u32| {
        let row = entry.row.number().checked_sub(by).filter(|row| *row >= entry.top)?;
        entry.grid.row_at(row)
    };
    let (Some(one), Some(two)) = (above(1), above(2)) else { return false };
    let same = |cell: Cell<'_>| [one, two].iter().all(|row| row.get(cell.column).is_some_and(|c| c.text == cell.text));
    entry.row.cells().filter(tells).all(same)
}

/// Whether the row has a right code.
fn is_coded(entry: &Entry<'_>) -> bool {
    entry.own_cell(Field::Code).is_some_and(|cell| code_kind(cell.text).is_right())
}
