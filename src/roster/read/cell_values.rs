//! The values of one row's cells; what is wrong with a cell itself is told on the way.

use crate::roster::columns::column::Column;
use crate::roster::field::Field;
use crate::roster::fold;
use crate::roster::layout::entry::Entry;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::of_cells::CellProblem;
use crate::roster::read::answer::answer;
use crate::text::{date, plain};
use crate::workbook::number;
use crate::workbook::sheet::{Cell, CellKind};
use memchr::memchr;

/// The values of one row; what is wrong with a cell itself is noted on the way.
#[derive(Debug)]
pub struct CellValues<'a, 'p> {
    pub(crate) entry: &'p Entry<'a>,
    pub(crate) problems: &'p mut Vec<Problem>,
    /// Fields of which the cell only says that they are as in the row above.
    pub(crate) as_above: Vec<Field>,
}

impl<'a, 'p> CellValues<'a, 'p> {
    pub(crate) fn new(entry: &'p Entry<'a>, problems: &'p mut Vec<Problem>) -> Self {
        Self { entry, problems, as_above: Vec::new() }
    }

    /// The field's value, folded; empty if there is none.
    pub(crate) fn text(&mut self, field: Field) -> String {
        self.raw(field).map(|cell| fold::text(field, cell.text)).unwrap_or_default()
    }

    /// The status. Below 是否在岗 or 有无执法证 it is the answer, with the question where it is bad.
    pub(crate) fn status(&mut self) -> String {
        let header = self.entry.columns.get(Field::Status).map(Column::header);
        let own = self.entry.own_cell(Field::Status);
        let answer = header.zip(own).and_then(|(header, cell)| answer(header, cell.text));
        answer.map(|answer| answer.to_string()).unwrap_or_else(|| self.text(Field::Status))
    }

    /// A date as ISO text if it is one; a bare serial number too.
    pub(crate) fn date(&mut self, field: Field) -> String {
        let Some(cell) = self.raw(field) else { return String::new() };
        let serial = || cell.text.parse::<f64>().ok().filter(|n| (20_000.0..80_000.0).contains(n));
        match (cell.kind == CellKind::Number).then(serial).flatten() {
            Some(serial) => number::day_of_serial(serial, self.entry.grid.from_1904),
            None => {
                if cell.kind == CellKind::Number && date::may_be_october(cell.text) {
                    self.tell(field, cell.text, &CellProblem::MayBeOctober { field, found: cell.text });
                }
                fold::text(field, cell.text)
            }
        }
    }

    /// The values of a cell that lists several.
    pub(crate) fn list(&mut self, field: Field) -> Vec<String> {
        self.raw(field).map(|cell| fold::list(field, cell.text)).unwrap_or_default()
    }

    fn raw(&mut self, field: Field) -> Option<Cell<'a>> {
        let cell = self.entry.cell(field)?;
        match cell.kind {
            // Most cells.
            CellKind::Text if begins_plainly(cell.text) && !is_garbled(cell.text) => {}
            CellKind::Error | CellKind::Text if cell.kind == CellKind::Error || is_error(cell.text) => {
                self.tell(field, cell.text, &CellProblem::FormulaError(field));
                return None;
            }
            CellKind::Uncalculated => {
                self.tell(field, "", &CellProblem::FormulaWithoutValue(field));
                return None;
            }
            CellKind::Text if !self.entry.grid.separated && is_formula(cell.text) => {
                return self.formula(field, cell);
            }
            CellKind::Text if is_garbled(cell.text) => self.tell(field, cell.text, &CellProblem::Garbled(field)),
            CellKind::LongNumber if is_number(field) || field == Field::Phone => {
                self.tell(field, cell.text, &CellProblem::LostDigits(field));
            }
            CellKind::Date if is_number(field) => self.tell(field, cell.text, &CellProblem::BecameDate(field)),
            CellKind::Text if plain::says_as_above(cell.text) => self.as_above.push(field),
            _ => {}
        }
        Some(cell)
    }

    /// A picture or a formula kept as text. A name may begin like one: it stays, and is told.
    fn formula(&mut self, field: Field, cell: Cell<'a>) -> Option<Cell<'a>> {
        let is_picture = ["DISPIMG(", "IMAGE("].iter().any(|word| cell.text.contains(word));
        let problem = match field {
            _ if is_picture => CellProblem::Picture(field),
            Field::Name | Field::Officer | Field::Department => CellProblem::LikeFormula(field),
            _ => CellProblem::FormulaAsText(field),
        };
        self.tell(field, cell.text, &problem);
        if matches!(problem, CellProblem::LikeFormula(_)) {
            return Some(cell);
        }
        None
    }

    fn tell(&mut self, field: Field, found: &str, kind: &CellProblem<'_>) {
        let problem = Problem::of_kind(&self.entry.grid.name, kind).found(found);
        self.problems.push(self.entry.columns.place(problem, field, self.entry.row.number() + 1));
    }
}

/// Whether the field holds numbers of many digits.
fn is_number(field: Field) -> bool {
    matches!(field, Field::Certificate | Field::Code | Field::Licence)
}

/// Whether the text begins as no formula, no error and no 同上 does.
fn begins_plainly(text: &str) -> bool {
    text.starts_with(|c| plain::is_common(c) && c != '同')
}

/// Whether a character could not be read. Its first byte is looked for before the character is, which takes longer.
fn is_garbled(text: &str) -> bool {
    memchr(0xEF, text.as_bytes()).is_some() && text.contains('\u{fffd}')
}

/// Whether a workbook keeps a formula there as text.
fn is_formula(text: &str) -> bool {
    text.trim_start().strip_prefix('=').is_some_and(|rest| !rest.is_empty())
}

/// The error of a formula, as a table of text or of a web page keeps it.
fn is_error(text: &str) -> bool {
    text.starts_with('#')
        && matches!(
            text,
            "#N/A" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NULL!" | "#NUM!" | "#SPILL!" | "#CALC!"
        )
}
