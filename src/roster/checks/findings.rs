//! What checks find, gathered; and told once with what reading found.

use crate::model::{Excluded, InOrder, Source};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::problem::Problem;
use crate::roster::problem::kinds::ProblemKind;
use crate::roster::problem::kinds::of_both::EntryProblem;
use crate::roster::record::Record;
use crate::text::phone;
use std::collections::HashSet;

/// Where problems are gathered: the columns place them, excluded rows are passed over.
pub(crate) struct Findings<'a> {
    pub(crate) columns: &'a Columns,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(columns: &'a Columns) -> Self {
        Self { columns, problems: Vec::new() }
    }

    /// Notes a problem at the field's cell in the row.
    pub(crate) fn add(&mut self, at: (&Source, Field), found: &str, kind: &impl ProblemKind) {
        self.add_with_choices(at, found, kind, Vec::new());
    }

    /// The same, with values that would do.
    pub(crate) fn add_with_choices(
        &mut self,
        (source, field): (&Source, Field),
        found: &str,
        kind: &impl ProblemKind,
        choices: Vec<String>,
    ) {
        let problem = Problem::of_kind(&source.sheet, kind).found(found).choices(choices);
        self.problems.push(self.columns.place(problem, field, source.row));
    }

    /// Notes a problem of the whole sheet.
    pub(crate) fn add_to_sheet(&mut self, sheet: &str, found: &str, kind: &impl ProblemKind) {
        self.problems.push(Problem::of_kind(sheet, kind).found(found));
    }

    /// Values that are longer than anything of their kind: what stands there is something else.
    pub(crate) fn add_long<T: Record>(&mut self, row: &T) {
        for field in T::KIND.fields() {
            let (text, most) = (row.text(field), EntryProblem::longest(field));
            let count = if text.len() > most { text.chars().count() } else { 0 };
            if count > most {
                self.add((row.source(), field), &text, &EntryProblem::Long { field, count });
            }
        }
    }

    /// A telephone number of no known shape; of several each is looked at.
    pub(crate) fn add_phone(&mut self, source: &Source, phone: &str) {
        if let Some(odd) = phone::odd(phone) {
            self.add((source, Field::Phone), phone, &EntryProblem::OddPhone(odd));
        }
    }

    /// The problems by their rows, whatever their sheet; those of a whole sheet first.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        self.problems.order_by_key(|problem| problem.row);
        self.problems
    }
}

/// The rows that were not excluded.
pub(crate) fn not_excluded<'a, T>(rows: &'a [T], excluded: &[Excluded], source: impl Fn(&T) -> &Source) -> Vec<&'a T> {
    let out: HashSet<&Source> = excluded.iter().map(|e| &e.source).collect();
    rows.iter().filter(|row| !out.contains(source(row))).collect()
}

/// The reading's problems and the checks' together, each told once, by their rows, those of the whole sheet first. Of several
/// sheets they are put in order by [`crate::roster::SheetOrder`].
pub fn merge(reading: &[Problem], checks: &[Problem]) -> Vec<Problem> {
    let at = |p: &Problem| Some((p.sheet.clone(), p.cell.clone()?, p.code));
    let known: HashSet<_> = reading.iter().filter_map(at).collect();
    let new = checks.iter().filter(|p| at(p).is_none_or(|at| !known.contains(&at)));
    let mut all: Vec<Problem> = reading.iter().chain(new).cloned().collect();
    all.order_by_key(|problem| problem.row);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::field::Field;
    use crate::roster::problem::kinds::of_both::EntryProblem;

    /// What reading told of a cell the checks do not tell again; of the same cell on another sheet they do.
    #[test]
    fn what_is_told_of_one_sheet_hides_nothing_of_another() {
        let long = |sheet: &str| {
            let problem = EntryProblem::Long { field: Field::Name, count: 300 };
            Problem::of_kind(sheet, &problem).at_cell("B", 3)
        };
        let told = |reading: &[Problem], checks: &[Problem]| {
            merge(reading, checks).iter().map(|p| (p.sheet.clone(), p.cell.clone().unwrap())).collect::<Vec<_>>()
        };
        let at = |sheet: &str| (sheet.to_owned(), "B3".to_owned());
        assert_eq!(told(&[long("客运")], &[long("客运"), long("货运")]), [at("客运"), at("货运")]);
        assert_eq!(told(&[long("客运")], &[long("客运")]), [at("客运")]);
        assert_eq!(told(&[], &[long("客运"), long("货运")]), [at("客运"), at("货运")]);
    }
}
