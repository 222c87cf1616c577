//! The columns of a row of headers, by their texts alone.

use crate::roster::columns::column::{Column, Columns};
use crate::roster::columns::header_names::field_of;
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::problem::{Problem, ProblemCode, Severity};
use crate::text::plain::line;

/// Matches headers (with their columns from 0) to fields. The first of two columns for one field is taken; the second
/// comes back with the field that it claimed too.
pub fn match_headers<'a>(
    kind: Kind,
    headers: impl IntoIterator<Item = (u32, &'a str)>,
) -> (Columns, Vec<(Field, Column)>) {
    let mut columns = Columns::default();
    let mut rivals = Vec::new();
    for (index, header) in headers {
        let Some(field) = field_of(kind, header) else { continue };
        let column = Column::at(index, line(header));
        if columns.has(field) {
            rivals.push((field, column));
        } else {
            columns.0.insert(field, column);
        }
    }
    (columns, rivals)
}

/// Says which column was taken where two claim one field.
pub(crate) fn rival_problems(sheet: &str, row: u32, columns: &Columns, rivals: &[(Field, Column)]) -> Vec<Problem> {
    let problem = |(field, rival): &(Field, Column)| {
        let taken = columns.get(*field)?;
        let message = format!(
            "{}列“{}”和{}列“{}”都表示{}，读的是{}列。如果应读另一列，请在表里删去或改名其中一列后重新导入。",
            taken.letters(),
            taken.header(),
            rival.letters(),
            rival.header(),
            field.name(),
            taken.letters()
        );
        let problem = Problem::of_sheet(sheet, Severity::Warning, ProblemCode::DuplicateColumn, message);
        Some(problem.at_cell(rival.letters(), row).found(rival.header()))
    };
    rivals.iter().filter_map(problem).collect()
}
