//! What is told of rows: what was left out or joined, names that stand elsewhere, and what is written or drawn beside an entry.

use crate::model::{EntityKind, Source};
use crate::roster::columns::column::Column;
use crate::roster::columns::profile::is_name;
use crate::roster::field::Field;
use crate::roster::layout::entry::Entry;
use crate::roster::layout::row_patterns::{is_coded, is_sample, is_telling};
use crate::roster::layout::totals::is_total;
use crate::roster::non_entry::NonEntry;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_cells::CellProblem;
use crate::roster::problem::kinds::of_rows::RowProblem;
use crate::roster::read::eligibility;
use crate::roster::read::joined::JoinedEntry;
use crate::roster::record::Record;
use crate::text::names;
use crate::workbook::a1::column_letters;
use crate::workbook::annotations;
use crate::workbook::sheet::{Cell, Grid, Torn};

/// A row that is no entry. A title may say of the rows below it that they should not be drawn.
pub(crate) fn dropped(kind: EntityKind, entry: &Entry<'_>, non_entry: NonEntry) -> Problem {
    let row = entry.row.number() + 1;
    let texts: Vec<&str> = entry.row.cells().map(|cell| cell.text).take(8).collect();
    let found = texts.join(" ");
    let of_others =
        matches!(non_entry, NonEntry::Title | NonEntry::Remark) && eligibility::is_remark_of_others(kind, &found);
    let problem = if of_others {
        RowProblem::DroppedOfOthers { row, non_entry, text: &found }
    } else {
        RowProblem::Dropped { row, non_entry, may_be_entry: may_be_entry(kind, entry, non_entry) }
    };
    Problem::of_kind(&entry.grid.name, &problem).at_row(row).found(&found)
}

/// Whether a row that was left out may be an entry: it has a right code, or a business's name, or as much as an entry has. What
/// calls itself a sample, tells how to fill in a column or says the header again may have as much and is none.
fn may_be_entry(kind: EntityKind, entry: &Entry<'_>, non_entry: NonEntry) -> bool {
    let coded = is_coded(&entry.row);
    let values = || entry.row.cells().filter(is_value);
    match non_entry {
        // What nothing is known of may be anything.
        NonEntry::Unreadable => true,
        NonEntry::Remark
        | NonEntry::Title
        | NonEntry::Total
        | NonEntry::Count
        | NonEntry::ToDelete
        | NonEntry::PageMark => {
            let named = kind == EntityKind::Business && values().any(|cell| is_name(kind, cell.text));
            coded || named || values().count() >= 2
        }
        NonEntry::Sample => coded && !is_sample(&entry.own_text(kind.required())),
        NonEntry::Hint | NonEntry::ColumnNumbers => coded,
        NonEntry::Header => false,
    }
}

/// Whether the cell holds a value: neither a number of sequence, nor 填表人：马某, nor 合计, nor 3户.
fn is_value(cell: &Cell<'_>) -> bool {
    let text = cell.text;
    let is_quantity = text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= 6;
    is_telling(text) && !text.contains(['：', ':']) && !is_total(&names::folded_name(text)) && !is_quantity
}

/// An entry without a name of its own whose other columns hold something: a name may stand in one of them.
pub(crate) fn without_name(kind: EntityKind, entry: &Entry<'_>) -> Option<Problem> {
    let field = kind.required();
    let name = entry.columns.get(field)?;
    if entry.cell(field).is_some() || entry.continues_row(field, field, false).is_some() {
        return None;
    }
    let taken = |column: u32| entry.columns.0.values().any(|c| c.index() == Some(column));
    let others: Vec<_> = entry.row.cells().filter(|cell| !taken(cell.column) && is_name(kind, cell.text)).collect();
    let other = others.first()?;
    let row = entry.row.number() + 1;
    let problem = RowProblem::NameElsewhere {
        row,
        field,
        letters: name.letters(),
        header: name.header(),
        other: column_letters(other.column),
        text: other.text,
    };
    let choices = others.iter().map(|cell| names::name(cell.text)).collect();
    let problem = Problem::of_kind(&entry.grid.name, &problem).choices(choices);
    Some(entry.columns.place(problem, field, row))
}

/// An entry whose name or number is struck through.
pub(crate) fn struck(entry: &Entry<'_>, fields: [Field; 2]) -> Option<Problem> {
    let row = entry.row.number();
    let columns = fields.iter().filter_map(|field| entry.columns.get(*field));
    let column = columns.filter_map(Column::index).find(|column| entry.grid.is_struck(row, *column))?;
    let found = entry.row.get(column).map(|cell| cell.text)?;
    let problem = Problem::of_kind(&entry.grid.name, &CellProblem::StruckThrough);
    Some(problem.at_cell(&column_letters(column), row + 1).found(found))
}

/// A code or category beside which it is written that the business is no more: 客运（已停运）, 9164…（注销）.
pub(crate) fn state_beside(kind: EntityKind, entry: &Entry<'_>) -> Option<Problem> {
    let cells = [Field::Code, Field::Category].into_iter().filter(|_| kind == EntityKind::Business);
    let (field, cell, word) = cells
        .filter_map(|field| {
            let cell = entry.cell(field)?;
            Some((field, cell, eligibility::ended(cell.text).or_else(|| eligibility::suspended(cell.text))?))
        })
        .next()?;
    let problem = Problem::of_kind(&entry.grid.name, &CellProblem::StateBeside { field, text: cell.text, word });
    Some(entry.columns.place(problem, field, entry.row.number() + 1).found(cell.text))
}

/// Comments on the cells of an entry that say that somebody should look again.
pub(crate) fn commented(kind: EntityKind, entry: &Entry<'_>) -> Vec<Problem> {
    let row = entry.row.number();
    let problem = |(column, note): (u32, &str)| {
        let text = annotations::remark(note);
        let word = eligibility::told_word(kind, &text)?;
        let problem = Problem::of_kind(&entry.grid.name, &CellProblem::Comment { text: &text, word });
        Some(problem.at_cell(&column_letters(column), row + 1).found(&text))
    };
    entry.grid.notes_in(row).filter_map(problem).collect()
}

/// An entry of a text table that goes on beyond the header, from this row and column (from 0) on.
pub(crate) fn too_long(grid: &Grid, (row, column): (u32, u32)) -> Problem {
    let found = grid.row_at(row).and_then(|row| row.get(column)).map(|cell| cell.text).unwrap_or_default();
    let row = row + 1;
    Problem::of_kind(&grid.name, &RowProblem::TooLong { row }).at_cell(&column_letters(column), row).found(found)
}

/// So many records whose values may have moved are told one by one; of more, the lines of so many in one sentence.
const MOST_TORN: usize = 20;

/// Why the values of an entry of a text table may stand below other headers than their own.
pub(crate) fn torn_of(entry: &Entry<'_>) -> Option<(u32, Torn)> {
    let at = entry.grid.torn.binary_search_by_key(&entry.row.number(), |(row, _)| *row).ok()?;
    entry.grid.torn.get(at).copied()
}

/// The entries of a text table whose values may stand below other headers than their own. Of those that took in other records
/// each is told.
pub(crate) fn torn(grid: &Grid, torn: &[(u32, Torn)]) -> Vec<Problem> {
    let may_be_many = |why: &Torn| !matches!(why, Torn::Swallowed(_));
    let moved: Vec<u32> = torn.iter().filter(|(_, why)| may_be_many(why)).map(|(row, _)| row + 1).collect();
    let are_many = moved.len() > MOST_TORN;
    let each = torn.iter().filter(|(_, why)| !(are_many && may_be_many(why))).map(|(row, torn)| {
        let texts = grid.row_at(*row).map(|row| row.cells().map(|cell| cell.text).collect::<Vec<_>>());
        let problem = Problem::of_kind(&grid.name, &RowProblem::Torn { row: row + 1, torn: *torn });
        problem.at_row(row + 1).found(&texts.unwrap_or_default().join(" "))
    });
    let mut problems: Vec<Problem> = each.collect();
    if let Some(first) = moved.first().filter(|_| are_many) {
        let many = RowProblem::TornMany { rows: &moved[..MOST_TORN], count: moved.len() };
        problems.push(Problem::of_kind(&grid.name, &many).at_row(*first));
    }
    problems
}

/// A row that was taken in by the one above.
pub(crate) fn joined<T: Record>(above: &Source, more: &T) -> Problem {
    let Source { sheet, row } = more.source();
    let problem = RowProblem::Joined { row: *row, above: above.row, name: more.name() };
    Problem::of_kind(sheet, &problem).at_row(*row).found(more.name())
}

/// Rows that go on with an entry and say otherwise of some fields.
pub(crate) fn joined_otherwise<T: Record>(whole: &JoinedEntry<T>) -> Option<Problem> {
    let (field, row, other) = whole.otherwise.first()?;
    let Source { sheet, row: above } = whole.entry.source();
    let fields: Vec<_> = whole.otherwise.iter().map(|(field, ..)| *field).collect();
    let counts = whole.entry.text(*field);
    let problem = RowProblem::JoinedOtherwise {
        row: *row,
        above: *above,
        name: whole.entry.name(),
        fields: &fields,
        other,
        counts: &counts,
    };
    Some(Problem::of_kind(sheet, &problem).at_row(*row).found(whole.entry.name()))
}

/// Many rows that were taken in by the first of them, each of which told something more.
pub(crate) fn joined_many<T: Record>(entry: &T, last: u32) -> Problem {
    let Source { sheet, row } = entry.source();
    let problem = RowProblem::JoinedMany { row: *row, last, name: entry.name() };
    Problem::of_kind(sheet, &problem).at_row(*row).found(entry.name())
}

/// A row that says what the row `above` (from 0) says, its number of sequence aside.
pub(crate) fn repeated(kind: EntityKind, entry: &Entry<'_>, above: u32) -> Problem {
    let row = entry.row.number() + 1;
    let name = entry.cell(kind.required()).map(|cell| cell.text).unwrap_or_default();
    let problem = RowProblem::Repeated { row, above: above + 1, name };
    Problem::of_kind(&entry.grid.name, &problem).at_row(row).found(name)
}
