//! Checks of entries: pure functions over rows and what was excluded, so that they can run again after every change.

mod business;
mod dates;
mod duplicates;
mod group;
mod officer;
mod plan;

pub use business::check_businesses;
pub use dates::check_dates;
pub use group::{Group, group};
pub use officer::check_officers;
pub use plan::{PlanView, check_businesses_with_plan, check_officers_with_plan, check_recusals};

use super::{Columns, Field, Problem, ProblemCode, Record, Severity, day, phone};
use crate::model::{Excluded, Source};
use std::collections::HashSet;

/// Where problems are gathered: the columns place them, excluded rows are passed over.
struct Findings<'a> {
    columns: &'a Columns,
    problems: Vec<Problem>,
}

impl<'a> Findings<'a> {
    fn new(columns: &'a Columns) -> Self {
        Self { columns, problems: Vec::new() }
    }

    /// Notes a problem at the field's cell in the row.
    fn add(&mut self, at: (&Source, Field), severity: Severity, code: ProblemCode, found: &str, message: String) {
        self.add_with_choices(at, severity, code, found, message, Vec::new());
    }

    /// The same, with values that would do.
    fn add_with_choices(
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
    fn add_to_sheet(&mut self, sheet: &str, severity: Severity, code: ProblemCode, found: &str, message: String) {
        self.problems.push(Problem::of_sheet(sheet, severity, code, message).found(found));
    }

    /// Values that are longer than anything of their kind: what stands there is something else.
    fn add_long<T: Record>(&mut self, row: &T) {
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
    fn add_phone(&mut self, source: &Source, phone: &str) {
        if let Some(odd) = phone::odd(phone) {
            let message = format!("“{odd}”不像电话号码（手机11位，固定电话带区号）。请核对，以便通知。");
            self.add((source, Field::Phone), Severity::Note, ProblemCode::OddPhone, phone, message);
        }
    }

    /// The problems from the top of the sheet down, those of the whole sheet first.
    fn finish(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.row);
        self.problems
    }
}

/// The rows that were not excluded.
fn kept<'a, T>(rows: &'a [T], excluded: &[Excluded], source: impl Fn(&T) -> &Source) -> Vec<&'a T> {
    let out: HashSet<&Source> = excluded.iter().map(|e| &e.source).collect();
    rows.iter().filter(|row| !out.contains(source(row))).collect()
}

/// The reading's problems and the checks' together, each told once, those of the whole sheet first.
pub fn merge(reading: &[Problem], checks: &[Problem]) -> Vec<Problem> {
    let known: HashSet<_> = reading.iter().filter_map(|p| Some((p.cell.as_deref()?, p.code))).collect();
    let new = checks.iter().filter(|p| p.cell.as_deref().is_none_or(|cell| !known.contains(&(cell, p.code))));
    let mut all: Vec<Problem> = reading.iter().chain(new).cloned().collect();
    all.sort_by_key(|problem| problem.row);
    all
}

/// 18 characters with a possible birthday and a right check digit (GB 11643-1999).
pub(super) fn is_identity_number(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Vec<u32> = text.chars().take(17).filter_map(|c| c.to_digit(10)).collect();
    if text.len() != 18 || digits.len() != 17 || day::parse(&text[6..14]).is_none() {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    text.chars().last() == "10X98765432".chars().nth((sum % 11) as usize)
}
