//! Mends: what the user changed of a roster, kept beside the rows as they were read and laid over them.

use super::{Column, Columns, Field, Problem, Reading, Record};
use crate::model::{Excluded, Source, normal_key};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The sheet that rows added by hand are said to stand on.
pub const ADDED: &str = "手工添加";

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mend", rename_all = "kebab-case")]
pub enum Mend {
    /// A field of a row, read or added, gets another value.
    Edit {
        /// The row.
        source: Source,
        /// The field.
        field: Field,
        /// What was typed.
        value: String,
    },
    /// A row does not take part; it is kept and printed with the reason.
    Exclude {
        /// The row.
        source: Source,
        /// Why.
        reason: String,
    },
    /// A row that the workbook does not have.
    Add {
        /// Its place: [`added_source`].
        source: Source,
        /// What was typed.
        values: BTreeMap<Field, String>,
    },
}

impl Mend {
    /// The row that it is about.
    pub fn source(&self) -> &Source {
        match self {
            Self::Edit { source, .. } | Self::Exclude { source, .. } | Self::Add { source, .. } => source,
        }
    }

    pub(super) fn moved_to(mut self, to: Source) -> Self {
        match &mut self {
            Self::Edit { source, .. } | Self::Exclude { source, .. } | Self::Add { source, .. } => *source = to,
        }
        self
    }
}

/// A cell that a mend changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MendedCell {
    /// The row.
    pub source: Source,
    /// The field.
    pub field: Field,
    /// The value as read.
    pub before: String,
    /// The value that counts.
    pub after: String,
}

/// A roster with its mends laid over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended<T> {
    /// Every row: those read, then those added. Excluded ones are among them.
    pub rows: Vec<T>,
    /// Rows that do not take part.
    pub excluded: Vec<Excluded>,
    /// The cells that differ from what was read, in the order of the rows.
    pub cells: Vec<MendedCell>,
    /// The columns, with those that only mends brought.
    pub columns: Columns,
    /// Mends, by their place in the list, that found no row.
    pub idle: Vec<usize>,
}

/// Lays mends over a roster, the later ones over the earlier. The reading is not changed; to undo a mend, drop it.
pub fn apply_mends<T: Record>(reading: &Reading<T>, mends: &[Mend]) -> Mended<T> {
    let mut overlay = Overlay::new(reading);
    for (i, mend) in mends.iter().enumerate() {
        if !overlay.lay(mend) {
            overlay.mended.idle.push(i);
        }
    }
    overlay.finish(reading)
}

struct Overlay<T> {
    mended: Mended<T>,
    /// Where each row that mends are about stands in `mended.rows`.
    places: HashMap<Source, usize>,
    touched: BTreeMap<(usize, Field), ()>,
}

impl<T: Record> Overlay<T> {
    fn new(reading: &Reading<T>) -> Self {
        let places = reading.rows.iter().enumerate().map(|(i, row)| (row.source().clone(), i)).collect();
        let mended = Mended {
            rows: reading.rows.clone(),
            excluded: Vec::new(),
            cells: Vec::new(),
            columns: reading.columns.clone(),
            idle: Vec::new(),
        };
        Self { mended, places, touched: BTreeMap::new() }
    }

    fn lay(&mut self, mend: &Mend) -> bool {
        let place = self.places.get(mend.source()).copied();
        match (mend, place) {
            (Mend::Edit { field, value, .. }, Some(row)) => self.set(row, *field, value),
            (Mend::Exclude { source, reason }, Some(_)) => {
                self.mended.excluded.retain(|e| e.source != *source);
                self.mended.excluded.push(Excluded { source: source.clone(), reason: reason.clone() });
            }
            (Mend::Add { source, values }, None) => {
                let row = self.mended.rows.len();
                let mut record = T::default();
                record.set_source(source.clone());
                self.mended.rows.push(record);
                self.places.insert(source.clone(), row);
                values.iter().for_each(|(field, value)| self.set(row, *field, value));
            }
            _ => return false,
        }
        true
    }

    fn set(&mut self, row: usize, field: Field, value: &str) {
        self.mended.rows[row].set(field, value);
        self.touched.insert((row, field), ());
        self.mended.columns.0.entry(field).or_insert_with(|| Column {
            header: field.name().into(),
            letters: String::new(),
            index: u32::MAX,
            by_sheet: BTreeMap::new(),
        });
    }

    fn finish(self, reading: &Reading<T>) -> Mended<T> {
        let mut mended = self.mended;
        for (row, field) in self.touched.into_keys() {
            let before = reading.rows.get(row).map(|read| read.value(field)).unwrap_or_default();
            let after = mended.rows[row].value(field);
            if before != after {
                let source = mended.rows[row].source().clone();
                mended.cells.push(MendedCell { source, field, before, after });
            }
        }
        mended
    }
}

/// The reading's problems that mends have not settled: those of cells that were mended are gone.
pub fn problems_left<T>(problems: &[Problem], mended: &Mended<T>) -> Vec<Problem> {
    let place = |cell: &MendedCell| {
        let problem = Problem::of_sheet(&cell.source.sheet, super::Severity::Note, super::ProblemCode::DroppedRow, "");
        let placed = mended.columns.place(problem, cell.field, cell.source.row);
        placed.cell.map(|at| (placed.sheet, at))
    };
    let settled: std::collections::HashSet<(String, String)> = mended.cells.iter().filter_map(place).collect();
    let open = |p: &&Problem| p.cell.as_ref().is_none_or(|at| !settled.contains(&(p.sheet.clone(), at.clone())));
    problems.iter().filter(open).cloned().collect()
}

/// The rows whose field has this value, but for width, spaces and case: those that one mend can change together.
pub fn alike<T: Record>(rows: &[T], field: Field, value: &str) -> Vec<Source> {
    let wanted = normal_key(value);
    let same = |row: &&T| {
        let own = row.value(field);
        own == value || normal_key(&own) == wanted
    };
    rows.iter().filter(same).map(|row| row.source().clone()).collect()
}

/// One edit for each of the rows.
pub fn edit_all(sources: &[Source], field: Field, value: &str) -> Vec<Mend> {
    let edit = |source: &Source| Mend::Edit { source: source.clone(), field, value: value.to_owned() };
    sources.iter().map(edit).collect()
}

/// The place of the next row that is added by hand.
pub fn added_source(mends: &[Mend]) -> Source {
    let rows = mends.iter().map(Mend::source).filter(|source| source.sheet == ADDED).map(|source| source.row);
    Source { sheet: ADDED.into(), row: rows.max().unwrap_or(0).saturating_add(1) }
}
