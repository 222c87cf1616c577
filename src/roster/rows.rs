//! Rows of a roster, however they are kept, and what takes them in.

use crate::model::Source;
use std::borrow::Cow;

/// Rows, wherever they are kept.
pub trait Rows<T> {
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The row at this place, from 0.
    fn row(&self, place: usize) -> Option<Cow<'_, T>>
    where
        T: Clone;
    /// Where the row at this place stood.
    fn source(&self, place: usize) -> Option<Source>;
    /// The place of the row that stood there; `near` is where it is looked for first.
    fn place(&self, source: &Source, near: usize) -> Option<usize>;
}

/// What takes in rows one after another.
pub(crate) trait RowSink<T>: Default {
    /// Takes in a row.
    fn take(&mut self, row: T);
    /// How many it has.
    fn taken(&self) -> usize;
    /// Makes room for about so many more, whose values have about so many bytes.
    fn make_room(&mut self, _rows: usize, _bytes: usize) {}
}

impl<T> RowSink<T> for Vec<T> {
    fn take(&mut self, row: T) {
        self.push(row);
    }

    fn taken(&self) -> usize {
        self.len()
    }
}
