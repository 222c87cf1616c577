//! Mends laid over rows: which mends touch which row, so that any row can be shown as mended without making them all.

use crate::model::{Excluded, InOrder, Source};
use crate::roster::columns::column::{Column, Columns, Origin};
use crate::roster::edits::Edit;
use crate::roster::edits::edited::{Edited, EditedCell};
use crate::roster::field::Field;
use crate::roster::record::Record;
use crate::roster::rows::Rows;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Mends and the rows that they touch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    mends: Vec<Edit>,
    /// Place of the row, place of the mend; in order.
    touches: Vec<(usize, usize)>,
    /// How many rows were read; those added follow.
    read: usize,
    /// Sources of the rows that were added.
    added: Vec<Source>,
    /// The columns, with those that only mends brought.
    pub columns: Columns,
    /// Mends, by their place in the list, that found no row.
    pub idle: Vec<usize>,
}

/// A row with its mends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedRow<T> {
    /// The row as it counts.
    pub row: T,
    /// Why it does not take part, if it does not.
    pub out: Option<String>,
    /// What the workbook had in the fields that differ.
    pub before: BTreeMap<Field, String>,
}

impl Overlay {
    /// Lays mends over rows, the later ones over the earlier.
    pub fn new<T: Record>(rows: &impl Rows<T>, columns: &Columns, mends: Vec<Edit>) -> Self {
        let mut laid = Self { read: rows.len(), columns: columns.clone(), ..Self::default() };
        for (i, mend) in mends.iter().enumerate() {
            laid.lay(rows, i, mend);
        }
        laid.touches.order();
        laid.mends = mends;
        laid
    }

    fn lay<T: Record>(&mut self, rows: &impl Rows<T>, i: usize, mend: &Edit) {
        if matches!(mend, Edit::Acknowledge { .. }) {
            return;
        }
        let before = self.touches.len();
        let mut near = 0;
        for source in mend.rows() {
            match (mend, self.place(rows, &source, near)) {
                (Edit::Add { .. }, Some(_)) => {}
                (Edit::Add { .. }, None) => {
                    self.touches.push((self.read + self.added.len(), i));
                    self.added.push(source);
                }
                (_, Some(place)) => {
                    near = place;
                    self.touches.push((place, i));
                }
                (_, None) => {}
            }
        }
        if self.touches.len() == before {
            return self.idle.push(i);
        }
        match mend {
            Edit::Set { field, .. } | Edit::SetAll { field, .. } => self.column(*field),
            Edit::Add { values, .. } => values.keys().for_each(|field| self.column(*field)),
            Edit::Exclude { .. } | Edit::ExcludeAll { .. } | Edit::Include { .. } | Edit::Acknowledge { .. } => {}
        }
    }

    fn column(&mut self, field: Field) {
        self.columns.0.entry(field).or_insert_with(|| Column::of(Origin::Typed(field.name().into())));
    }

    /// The edits that were laid.
    pub fn edits(&self) -> &[Edit] {
        &self.mends
    }

    /// How many rows there are, those added included.
    pub fn len(&self) -> usize {
        self.read + self.added.len()
    }

    /// How many rows were added by hand.
    pub fn added(&self) -> usize {
        self.added.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows that do not take part.
    pub fn left_out<T: Record>(&self, rows: &impl Rows<T>) -> impl Iterator<Item = EditedRow<T>> {
        let mut places: Vec<usize> = self.touches.iter().map(|(place, _)| *place).collect();
        places.dedup();
        places.into_iter().filter_map(|place| self.row(rows, place)).filter(|laid| laid.out.is_some())
    }

    /// The row at this place as mended.
    pub fn row<T: Record>(&self, rows: &impl Rows<T>, place: usize) -> Option<EditedRow<T>> {
        let (row, mends) = match place.checked_sub(self.read) {
            None => (rows.row(place)?.into_owned(), self.touching(place)),
            Some(n) => {
                let mut row = T::default();
                row.set_source(self.added.get(n)?.clone());
                (row, self.touching(place))
            }
        };
        let mut laid = EditedRow { row, out: None, before: BTreeMap::new() };
        mends.for_each(|mend| laid.take(mend));
        let EditedRow { row, before, .. } = &mut laid;
        before.retain(|field, before| *before != row.text(*field));
        Some(laid)
    }

    /// The place of the row that stood, or was added, there; `near` is where it is looked for first.
    pub fn place<T: Record>(&self, rows: &impl Rows<T>, source: &Source, near: usize) -> Option<usize> {
        let added = || self.added.iter().position(|a| a == source).map(|n| self.read + n);
        rows.place(source, near).or_else(added)
    }

    /// Where the row at this place stood, or was added.
    pub fn source<T: Record>(&self, rows: &impl Rows<T>, place: usize) -> Option<Source> {
        match place.checked_sub(self.read) {
            None => rows.source(place),
            Some(n) => self.added.get(n).cloned(),
        }
    }

    /// Whether a mend is about the row at this place.
    pub fn is_touched(&self, place: usize) -> bool {
        self.touching(place).next().is_some()
    }

    fn touching(&self, place: usize) -> impl Iterator<Item = &Edit> {
        let first = self.touches.partition_point(|(p, _)| *p < place);
        self.touches[first..].iter().take_while(move |(p, _)| *p == place).filter_map(|(_, i)| self.mends.get(*i))
    }

    /// The rows that read or added, as mended.
    pub fn rows<'a, T: Record>(&'a self, rows: &'a impl Rows<T>) -> impl Iterator<Item = EditedRow<T>> + 'a {
        (0..self.len()).filter_map(|place| self.row(rows, place))
    }

    /// Every row made, with what was changed.
    pub fn over<T: Record>(&self, rows: &impl Rows<T>) -> Edited<T> {
        let (mut all, mut excluded, mut cells) = (Vec::with_capacity(self.len()), Vec::new(), Vec::new());
        for EditedRow { row, out, before } in self.rows(rows) {
            let source = row.source();
            excluded.extend(out.map(|reason| Excluded { source: source.clone(), reason }));
            cells.extend(before.into_iter().map(|(field, before)| {
                let after = row.value(field);
                EditedCell { source: source.clone(), field, before, after }
            }));
            all.push(row);
        }
        Edited { rows: all, excluded, cells, columns: self.columns.clone(), idle: self.idle.clone() }
    }
}

impl<T: Record> EditedRow<T> {
    fn take(&mut self, mend: &Edit) {
        match mend {
            Edit::Set { field, value, .. } | Edit::SetAll { field, value, .. } => self.set(*field, value),
            Edit::Add { values, .. } => values.iter().for_each(|(field, value)| self.set(*field, value)),
            Edit::Exclude { reason, .. } | Edit::ExcludeAll { reason, .. } => self.out = Some(reason.clone()),
            Edit::Include { .. } => self.out = None,
            Edit::Acknowledge { .. } => {}
        }
    }

    fn set(&mut self, field: Field, value: &str) {
        let before = self.row.value(field);
        self.before.entry(field).or_insert(before);
        self.row.set(field, value);
    }
}

/// A list of rows in which places are looked up.
pub(crate) struct IndexedRows<'a, T> {
    rows: &'a [T],
    places: HashMap<&'a Source, usize>,
}

impl<'a, T: Record> IndexedRows<'a, T> {
    pub(crate) fn new(rows: &'a [T]) -> Self {
        Self { rows, places: rows.iter().enumerate().map(|(i, row)| (row.source(), i)).collect() }
    }
}

impl<T: Record> Rows<T> for IndexedRows<'_, T> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, place: usize) -> Option<Cow<'_, T>> {
        self.rows.get(place).map(Cow::Borrowed)
    }

    fn source(&self, place: usize) -> Option<Source> {
        self.rows.get(place).map(|row| row.source().clone())
    }

    fn place(&self, source: &Source, _: usize) -> Option<usize> {
        self.places.get(source).copied()
    }
}
