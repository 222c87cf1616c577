//! What checks find, gathered; and told once with what reading found.

use crate::model::{Excluded, Source};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::problem::{Problem, ProblemCode, Severity};
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
    pub(crate) fn add(
        &mut self,
        at: (&Source, Field),
        severity: Severity,
        code: ProblemCode,
        found: &str,
        message: String,
    ) {
        self.add_with_choices(at, severity, code, found, message, Vec::new());
    }

    /// The same, with values that would do.
    pub(crate) fn add_with_choices(
        &mut self,
        (source, field): (&Source, Field),
        severity: Severity,
        code: ProblemCode,
        found: &str,
        message: String,
        choices: Vec<String>,
    ) {
        let problem = Problem::of_sheet(&source.sheet, severity, code, message).found(found).choices(choices);
        self.problems.push(self.columns.place(problem, field, source.row));
    }

    /// Notes a problem of the whole sheet.
    pub(crate) fn add_to_sheet(
        &mut self,
        sheet: &str,
        severity: Severity,
        code: ProblemCode,
        found: &str,
        message: String,
    ) {
        self.problems.push(Problem::of_sheet(sheet, severity, code, message).found(found));
    }

    /// Values that are longer than anything of their kind: what stands there is something else.
    pub(crate) fn add_long<T: Record>(&mut self, row: &T) {
        for field in T::KIND.fields() {
            let named = matches!(field, Field::Name | Field::Officer | Field::Department);
            let (most, severity) = if named { (200, Severity::Error) } else { (1_000, Severity::Warning) };
            let text = row.text(field);
            let count = if text.len() > most { text.chars().count() } else { 0 };
            if count > most {
                let message = format!("{}有{count}个字，太长了，像是别的内容。请点这一格改正。", field.name());
                self.add((row.source(), field), severity, ProblemCode::LongValue, &text, message);
            }
        }
    }

    /// A telephone number of no known shape; of several each is looked at.
    pub(crate) fn add_phone(&mut self, source: &Source, phone: &str) {
        if let Some(odd) = phone::odd(phone) {
            let message = format!("“{odd}”不像电话号码（手机11位，固定电话带区号）。请核对，以便通知。");
            self.add((source, Field::Phone), Severity::Note, ProblemCode::OddPhone, phone, message);
        }
    }

    /// The problems from the top of the sheet down, those of the whole sheet first.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.row);
        self.problems
    }
}

/// The rows that were not excluded.
pub(crate) fn kept<'a, T>(rows: &'a [T], excluded: &[Excluded], source: impl Fn(&T) -> &Source) -> Vec<&'a T> {
    let out: HashSet<&Source> = excluded.iter().map(|e| &e.source).collect();
    rows.iter().filter(|row| !out.contains(source(row))).collect()
}

/// The reading's problems and the checks' together, each told once, those of the whole sheet first.
pub fn merge(reading: &[Problem], checks: &[Problem]) -> Vec<Problem> {
    let at = |p: &Problem| Some((p.sheet.clone(), p.cell.clone()?, p.code));
    let known: HashSet<_> = reading.iter().filter_map(at).collect();
    let new = checks.iter().filter(|p| at(p).is_none_or(|at| !known.contains(&at)));
    let mut all: Vec<Problem> = reading.iter().chain(new).cloned().collect();
    all.sort_by_key(|problem| problem.row);
    all
}
