//! Remarks in columns that are no field, for which an entry may not be drawn.

use crate::model::EntityKind;
use crate::roster::columns::assign::ColumnGuess;
use crate::roster::layout::entry::Entry;
use crate::roster::layout::header::Header;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_cells::CellProblem;
use crate::roster::read::answer::{Answer, answer, asks, decides, is_bare_state};
use crate::roster::read::eligibility::{ended, is_warning_remark, word};
use crate::roster::vocabulary::states::STATES;
use crate::text::plain;
use crate::workbook::a1::column_letters;

/// Characters of the longest remark that is looked at, and of one below a header that is not for such.
const LONGEST: usize = 100;
const SHORT: usize = 12;

/// A column that is no field and may hold a remark.
#[derive(Debug)]
pub(crate) struct RemarkColumn {
    index: u32,
    header: String,
    /// The header says that it is for such; elsewhere only a short text that says so in a word counts.
    meant: bool,
}

impl RemarkColumn {
    /// Where the column stands, from 0.
    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    /// Its header without white space.
    pub(crate) fn header(&self) -> &str {
        &self.header
    }
}

/// The columns that are no field.
pub(crate) fn remark_columns(header: &Header) -> Vec<RemarkColumn> {
    let open = header.seen.iter().filter(|seen| seen.field.is_none());
    let remarks = |seen: &ColumnGuess| {
        // 备　注.
        let text: String = seen.header.split_whitespace().collect();
        RemarkColumn { index: seen.index, meant: is_meant(&text), header: text }
    };
    open.map(remarks).collect()
}

/// Whether a header is for remarks, or asks for one.
pub(crate) fn is_meant(header: &str) -> bool {
    asks(header) || is_bare_state(header) || STATES.remark_header.fit(header) || STATES.day.fit(header)
}

/// Whether a header is for the day on which it ended: the day says that it has.
pub(crate) fn is_of_day(header: &str) -> bool {
    STATES.day.fit(header) && ["日期", "时间"].iter().any(|day| header.contains(day))
}

/// What a column that is no field says of the entry; a cell that is merged with those above says it of each.
pub(crate) fn remarked(kind: EntityKind, entry: &Entry<'_>, columns: &[RemarkColumn]) -> Vec<Problem> {
    let (grid, row) = (entry.grid, entry.row.number());
    let found = columns.iter().filter_map(|RemarkColumn { index, header, meant }| {
        let cell = entry.cell_at(*index).filter(|cell| !plain::says_nothing(cell.text) || header.contains("有无"))?;
        if !meant && !is_short_remark(kind, cell.text) {
            return None;
        }
        let says = match answer(header, cell.text) {
            Some(answer) => matches!(answer, Answer::Bad { .. }) && decides(kind, header),
            None => is_of_day(header) || cell.text.chars().count() <= LONGEST && is_warning_remark(kind, cell.text),
        };
        says.then(|| {
            let letters = column_letters(*index);
            let header = if header.is_empty() { format!("列{letters}") } else { plain::line(header) };
            let problem = CellProblem::Remark { header: &header, text: cell.text };
            Problem::of_kind(&grid.name, &problem).at_cell(&letters, row + 1).found(cell.text)
        })
    });
    found.collect()
}

/// Whether a text below any header says so: 已注销, 已退休（2026年）.
fn is_short_remark(kind: EntityKind, text: &str) -> bool {
    let short = !text.is_ascii() && text.chars().count() <= SHORT;
    short && (ended(text).is_some() || (kind == EntityKind::Officer && word(kind, text).is_some()))
}
