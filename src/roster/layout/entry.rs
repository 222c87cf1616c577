//! A row below the header, with the merged cells that cover it.

use crate::model::{InOrder, ToSet};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::text::{names, plain};
use crate::workbook::sheet::{Cell, Grid, Row};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Merged cells below the header, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct MergedCells {
    /// By column: first and last row, sorted.
    tall: HashMap<u32, Vec<(u32, u32)>>,
    /// First cells of areas three columns wide and more.
    wide: HashSet<(u32, u32)>,
}

impl MergedCells {
    /// Whether an area of three columns or more begins there.
    pub(crate) fn is_wide(&self, row: u32, column: u32) -> bool {
        self.wide.contains(&(row, column))
    }

    pub(crate) fn new(grid: &Grid) -> Self {
        let mut merged = Self::default();
        for merge in &grid.merges {
            if merge.end.1 >= merge.start.1 + 2 {
                merged.wide.insert(merge.start);
            }
            if merge.end.0 > merge.start.0 {
                merged.tall.entry(merge.start.1).or_default().push((merge.start.0, merge.end.0));
            }
        }
        merged.tall.values_mut().for_each(|spans| spans.order());
        merged
    }

    /// The first row of the merged cell that covers this one from above.
    pub(crate) fn first_row(&self, row: u32, column: u32) -> Option<u32> {
        let spans = self.tall.get(&column)?;
        let before = spans.partition_point(|(first, _)| *first < row);
        let (first, last) = spans.get(before.checked_sub(1)?)?;
        (row <= *last).then_some(*first)
    }
}

/// Where the column of each field stands, from 0: asked dozens of times a row.
#[derive(Debug)]
pub(crate) struct FieldPlaces([Option<u32>; Field::COUNT]);

impl FieldPlaces {
    pub(crate) fn new(columns: &Columns) -> Self {
        let mut places = [None; Field::COUNT];
        columns.0.iter().for_each(|(field, column)| places[*field as usize] = column.index());
        Self(places)
    }

    fn get(&self, field: Field) -> Option<u32> {
        self.0[field as usize]
    }
}

/// One row below the header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub grid: &'a Grid,
    pub columns: &'a Columns,
    /// Of the columns.
    pub places: &'a FieldPlaces,
    pub merged: &'a MergedCells,
    pub row: Row<'a>,
    /// The first row (from 0) below the header.
    pub top: u32,
}

impl<'a> Entry<'a> {
    /// The field's cell, or the merged cell that covers it from above ("same as above"); `None` if it says nothing.
    pub(crate) fn cell(&self, field: Field) -> Option<Cell<'a>> {
        self.own_cell(field).or_else(|| self.cell_above(field)).filter(|cell| !plain::says_nothing(cell.text))
    }

    pub(crate) fn own_cell(&self, field: Field) -> Option<Cell<'a>> {
        self.row.get(self.places.get(field)?)
    }

    /// The cell of the column (from 0), or the merged cell that covers it from above.
    pub(crate) fn cell_at(&self, column: u32) -> Option<Cell<'a>> {
        self.row.get(column).or_else(|| self.above(column))
    }

    fn cell_above(&self, field: Field) -> Option<Cell<'a>> {
        self.above(self.places.get(field)?)
    }

    fn above(&self, column: u32) -> Option<Cell<'a>> {
        let first = self.merged.first_row(self.row.number(), column).filter(|first| *first >= self.top)?;
        self.grid.row_at(first)?.get(column)
    }

    /// Where the merged cell of names begins (row from 0) of which the row is a part, if it goes on there with an entry above:
    /// its code is a part of a merged cell too, or it has none of its own, or `codes` of one entry may be several.
    pub(crate) fn continues_row(&self, name: Field, code: Field, codes: bool) -> Option<u32> {
        let merged = self.own_cell(name).is_none() && self.cell_above(name).is_some();
        let first = self.merged.first_row(self.row.number(), self.places.get(name)?)?;
        (merged && (codes || self.own_cell(code).is_none())).then_some(first)
    }

    /// Whether the other row says the same in every column, numbers of sequence in those columns aside: merged cells that cover
    /// either count, and nothing is said to be as above.
    pub(crate) fn says_the_same(&self, row: &Row<'a>, sequence: &[u32]) -> bool {
        let other = Self { row: *row, ..*self };
        let columns: BTreeSet<u32> = self.row.cells().chain(row.cells()).map(|cell| cell.column).to_set();
        let fields = self.places.0.iter().flatten().copied();
        let same = |column: u32| {
            let (one, two) = (self.cell_at(column).map(|c| c.text), other.cell_at(column).map(|c| c.text));
            one == two && !one.is_some_and(plain::says_as_above)
        };
        columns.into_iter().chain(fields).filter(|column| !sequence.contains(column)).all(same)
    }

    /// Whether none of the fields holds anything of its own.
    pub(crate) fn is_blank(&self) -> bool {
        self.places.0.iter().flatten().filter_map(|c| self.row.get(*c)).all(|cell| plain::says_nothing(cell.text))
    }

    pub(crate) fn own_text(&self, field: Field) -> Cow<'a, str> {
        self.own_cell(field).map(|cell| names::folded_name(cell.text)).unwrap_or_default()
    }
}
