//! Edits laid over a roster, and the problems that they leave.

use crate::model::Source;
use crate::roster::edits::Edit;
use crate::roster::edits::edited::{Edited, EditedCell};
use crate::roster::edits::overlay::{IndexedRows, Overlay};
use crate::roster::problem::Problem;
use crate::roster::reading::Reading;
use crate::roster::record::Record;

/// Lays mends over a roster, the later ones over the earlier. The reading is not changed; to undo a mend, drop it.
pub fn apply_edits<T: Record>(reading: &Reading<T>, mends: &[Edit]) -> Edited<T> {
    let rows = IndexedRows::new(&reading.rows);
    Overlay::new(&rows, &reading.columns, mends.to_vec()).over(&rows)
}

/// The reading's problems that mends have not settled: those of cells that were mended are gone, and of rows that do not
/// take part.
pub fn problems_left<T>(problems: &[Problem], mended: &Edited<T>) -> Vec<Problem> {
    let place = |cell: &EditedCell| {
        let problem = Problem::of_sheet(
            &cell.source.sheet,
            crate::roster::problem::Severity::Note,
            crate::roster::problem::ProblemCode::DroppedRow,
            "",
        );
        let placed = mended.columns.place(problem, cell.field, cell.source.row);
        placed.cell.map(|at| (placed.sheet, at))
    };
    let settled: std::collections::HashSet<(String, String)> = mended.cells.iter().filter_map(place).collect();
    let out: std::collections::HashSet<&Source> = mended.excluded.iter().map(|excluded| &excluded.source).collect();
    let open = |p: &&Problem| {
        p.cell.as_ref().is_none_or(|at| !settled.contains(&(p.sheet.clone(), at.clone())))
            && !(p.code.is_of_entry() && p.source().is_some_and(|source| out.contains(&source)))
    };
    problems.iter().filter(open).cloned().collect()
}
