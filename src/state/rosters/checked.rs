//! A roster with its edits laid over it, and what is wrong with it then.

use super::findings::Findings;
use super::roster::Roster;
use super::used::{RosterRef, overlay_of};
use crate::model::Source;
use crate::roster::checks;
use crate::roster::{Edited, EditedRow, Field, Overlay, Problem, Record, RowRanges, Rows, Severity, problems_left};
use std::borrow::Cow;
use std::rc::Rc;

/// A roster as mended, with the problems that it has.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRoster<T> {
    /// As read.
    pub all: Rc<Roster<T>>,
    /// Its mends.
    pub laid: Rc<Overlay>,
    /// What is wrong, of the reading and of the checks.
    pub findings: Rc<Findings>,
}

impl<T: Record> CheckedRoster<T> {
    /// How many problems of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.count(severity)
    }

    /// How many rows there are, those left out and those added included.
    pub fn len(&self) -> usize {
        self.laid.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at this place as mended.
    pub fn row(&self, place: usize) -> Option<EditedRow<T>> {
        self.laid.row(&self.all.reading.rows, place)
    }

    /// The value of a field of the row at this place, as mended.
    pub fn text(&self, place: usize, field: Field) -> Cow<'_, str> {
        let ledger = &self.all.reading.rows;
        if place < ledger.len() && !self.laid.is_touched(place) {
            return ledger.cell(place, field);
        }
        Cow::Owned(self.row(place).map(|laid| laid.row.value(field)).unwrap_or_default())
    }

    /// Where the row at this place stood.
    pub fn source(&self, place: usize) -> Option<Source> {
        self.laid.source(&self.all.reading.rows, place)
    }

    /// The rows at these places.
    pub fn sources(&self, places: impl IntoIterator<Item = usize>) -> RowRanges {
        places.into_iter().filter_map(|place| self.source(place)).collect()
    }

    /// The rows that take part.
    pub(crate) fn rows(&self) -> impl Iterator<Item = T> {
        self.laid.rows(&self.all.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row)
    }
}

/// A roster as mended; `settle` goes over what was told of it when it was read and mends left.
pub(crate) fn checked<T: Record>(
    all: Rc<Roster<T>>,
    used: &RosterRef,
    settle: impl FnOnce(Vec<Problem>, &Edited<T>) -> Vec<Problem>,
    checks: impl FnOnce(&Edited<T>) -> Vec<Problem>,
) -> (CheckedRoster<T>, Edited<T>) {
    let laid = overlay_of(&all, used);
    let mended = laid.over(&all.reading.rows);
    let read = settle(problems_left(&all.problems(), &mended), &mended);
    let found = checks(&mended);
    let mut problems = checks::merge(&read, &found);
    all.sheet_order().order(&mut problems);
    let findings = Findings::new(&all, &laid, &mended, problems);
    (CheckedRoster { all, laid: Rc::new(laid), findings: Rc::new(findings) }, mended)
}
