//! One sheet of the marked workbook.

use super::Marking;
use super::looks::{Looks, word};
use super::merges::Merges;
use crate::export::safe::{ExportError, cell_text, write_text};
use crate::roster::{Column, EditedCell, Field, Problem, ProblemCode, Record, Severity, SheetRead};
use crate::workbook::a1::reference;
use crate::workbook::sheet::{Cell, CellKind, Grid};
use crate::workbook::{MARKED_COLUMN, OWN_NOTE};
use rust_xlsxwriter::{Format, IgnoreError, Note, Worksheet};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Rows of a sheet.
pub(super) const MOST_ROWS: u32 = 1_048_576;
/// Rows by which the width of a column is chosen.
const MEASURED: usize = 500;

/// Comments of the user's own on one sheet.
const MOST_OWN_NOTES: usize = 100_000;
/// The height of a line, and the most that a row may have, in points.
const LINE: f64 = 18.0;
const HIGHEST: f64 = 409.0;
/// Of the column of messages, in digits.
const MESSAGES: u16 = 60;

/// Row and column from 0.
pub(super) type CellPlace = (u32, u16);

/// A sheet that was read, to be written with its problems.
pub(super) struct Marked<'a, T> {
    part: &'a SheetRead,
    grid: Option<&'a Grid>,
    marking: &'a Marking<'a, T>,
    looks: &'a Looks,
    /// The header's first row (from 0).
    header: u32,
    /// The rows (from 0) from here on hold entries.
    top: u32,
    /// The column of the messages.
    last: u16,
    /// The rows (from 0) of entries.
    rows: BTreeSet<u32>,
    mended: HashSet<CellPlace>,
    merges: Merges<'a>,
    problems: Vec<&'a Problem>,
    worst: HashMap<CellPlace, Severity>,
}

/// What is written for a formula whose result was not saved: it reads back as one that could not be computed.
const UNCALCULATED: &str = "#N/A";

/// What stands in a cell, as it is written.
fn text<'a>(cell: &Cell<'a>) -> &'a str {
    if cell.kind == CellKind::Uncalculated { UNCALCULATED } else { cell.text }
}

/// Copies a sheet that was not read.
pub(super) fn copy(sheet: &mut Worksheet, grid: &Grid, looks: &Looks) -> Result<(), ExportError> {
    let last = last_column(grid).unwrap_or_default();
    for (start, end) in Merges::new(grid, last.saturating_add(1), &BTreeSet::new(), &HashSet::new()).kept {
        sheet.merge_range(start.0, start.1, end.0, end.1, "", &looks.merged)?;
    }
    for row in grid.rows().take_while(|row| row.number() < MOST_ROWS) {
        for cell in row.cells() {
            let struck = grid.is_struck(row.number(), cell.column);
            let look = if struck { looks.cell(None, true) } else { &looks.loose };
            write_text(sheet, row.number(), narrow(cell.column), text(&cell), look)?;
        }
    }
    let mut notes = MOST_OWN_NOTES;
    for (row, column, own) in grid.notes() {
        write_note(sheet, ((*row, narrow(*column)), last), own, &mut notes)?;
    }
    set_widths(sheet, grid)
}

/// In digits, of which a Chinese character is as wide as two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Writes a text of several lines in a column of this width; the row becomes as high as they are.
pub(super) fn write_wrapped(
    sheet: &mut Worksheet,
    (row, column): CellPlace,
    text: &str,
    digits: u16,
    looks: &Looks,
) -> Result<(), ExportError> {
    // No line ends with half a character, and not every font is as narrow.
    let digits = usize::from(digits).saturating_sub(4).max(1);
    let lines: usize = text.lines().map(|line| width(line).div_ceil(digits).max(1)).sum();
    sheet.set_row_height(row, (lines as f64 * LINE).clamp(LINE, HIGHEST))?;
    write_text(sheet, row, column, text, &looks.wrapped)
}

/// What is written behind a number that is not whole any more, so that it is told of again: as text it would look right.
fn lost(field: Field, kind: CellKind) -> Option<&'static str> {
    let number = matches!(field, Field::Certificate | Field::Code | Field::Licence);
    match kind {
        CellKind::LongNumber if number || field == Field::Phone => Some("（末几位已丢失）"),
        CellKind::Date if number => Some("（原号码已丢失）"),
        _ => None,
    }
}

/// As wide as what stands in the first rows.
fn set_widths(sheet: &mut Worksheet, grid: &Grid) -> Result<(), ExportError> {
    let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in grid.rows().take(MEASURED).filter(|row| row.cells().nth(1).is_some()).flat_map(|row| row.cells()) {
        let width = width(cell.text);
        let widest = widths.entry(cell.column).or_default();
        *widest = width.max(*widest);
    }
    for (column, width) in widths {
        sheet.set_column_width(narrow(column), (width + 2).clamp(6, 36) as f64)?;
    }
    Ok(())
}

/// The last column that holds something.
fn last_column(grid: &Grid) -> Option<u16> {
    grid.rows().filter_map(|row| row.cells().last()).map(|cell| narrow(cell.column)).max()
}

pub(super) fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// The cell that the problem names.
fn place(problem: &Problem) -> Option<CellPlace> {
    let (row, column) = reference(problem.cell.as_deref()?)?;
    Some((row, narrow(column)))
}

fn index(column: &Column) -> Option<u16> {
    column.index().and_then(|index| u16::try_from(index).ok())
}

impl<'a, T: Record> Marked<'a, T> {
    pub(super) fn new(
        part: &'a SheetRead,
        grid: Option<&'a Grid>,
        marking: &'a Marking<'a, T>,
        looks: &'a Looks,
    ) -> Self {
        let header = part.header_row.saturating_sub(1);
        let read = part.columns.0.values().filter_map(index).max();
        let filled = grid.and_then(last_column);
        let problems = marking.problems.iter().filter(|p| p.sheet == part.sheet && p.row.is_some());
        let mut marked = Self {
            part,
            grid,
            marking,
            looks,
            header,
            top: header + if part.header_row == 0 { 0 } else { part.depth },
            last: read.max(filled).map_or(0, |last| last.saturating_add(1)),
            rows: BTreeSet::new(),
            mended: HashSet::new(),
            merges: Merges::default(),
            problems: problems.collect(),
            worst: HashMap::new(),
        };
        marked.rows = marked.entries().filter_map(|row| row.source().row.checked_sub(1)).collect();
        let mended = marking.mended.iter().filter(|cell| cell.source.sheet == part.sheet);
        let place_of =
            |cell: &EditedCell| Some((cell.source.row.checked_sub(1)?, index(part.columns.get(cell.field)?)?));
        marked.mended = mended.filter_map(place_of).collect();
        marked.merges =
            grid.map(|grid| Merges::new(grid, marked.last, &marked.rows, &marked.mended)).unwrap_or_default();
        for problem in &marked.problems {
            if let Some(at) = place(problem) {
                let severity = marked.worst.entry(at).or_insert(problem.severity);
                *severity = problem.severity.min(*severity);
            }
        }
        marked
    }

    pub(super) fn write(&self, sheet: &mut Worksheet, notes: &mut usize) -> Result<(), ExportError> {
        match self.grid {
            Some(grid) => self.write_grid(sheet, grid)?,
            None => self.write_header(sheet)?,
        }
        self.write_entries(sheet)?;
        write_text(sheet, self.header.min(MOST_ROWS - 1), self.last, MARKED_COLUMN, &self.looks.bold)?;
        sheet.set_column_width(self.last, MESSAGES)?;
        sheet.set_freeze_panes(self.top.min(MOST_ROWS - 1), 0)?;
        sheet.ignore_error_range(0, 0, MOST_ROWS - 1, self.last, IgnoreError::NumberStoredAsText)?;
        self.write_messages(sheet, notes)
    }

    /// The header where the file is not at hand.
    fn write_header(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        let row = self.header.min(MOST_ROWS - 1);
        for column in self.part.columns.0.values() {
            if let Some(index) = index(column) {
                write_text(sheet, row, index, column.header(), &self.looks.bold)?;
                sheet.set_column_width(index, 18)?;
            }
        }
        Ok(())
    }

    /// Every cell as it stands in the file.
    fn write_grid(&self, sheet: &mut Worksheet, grid: &Grid) -> Result<(), ExportError> {
        for (start, end) in &self.merges.kept {
            sheet.merge_range(start.0, start.1, end.0, end.1, "", self.merged_look(*start))?;
        }
        let firsts: HashSet<CellPlace> = self.merges.kept.iter().map(|(start, _)| *start).collect();
        let mut parted = self.merges.parted.clone();
        // By column: up to which row, and the text.
        let mut open: BTreeMap<u32, (u32, &str)> = BTreeMap::new();
        for row in grid.rows().take_while(|row| row.number() < MOST_ROWS) {
            let number = row.number();
            while let Some(merge) = parted.pop_if(|merge| merge.start.0 <= number) {
                if let Some(cell) = grid.row_at(merge.start.0).and_then(|row| row.get(merge.start.1)) {
                    open.insert(cell.column, (merge.end.0, cell.text));
                }
            }
            open.retain(|_, (end, _)| *end >= number);
            for cell in row.cells() {
                let at = (number, narrow(cell.column));
                let is_struck = grid.is_struck(number, cell.column);
                let look = if firsts.contains(&at) { self.merged_look(at) } else { self.look(at, is_struck) };
                write_text(sheet, number, at.1, text(&cell), look)?;
            }
            for (column, (_, text)) in open.iter().filter(|(column, _)| row.get(**column).is_none()) {
                let at = (number, narrow(*column));
                write_text(sheet, number, at.1, text, self.look(at, false))?;
            }
        }
        set_widths(sheet, grid)
    }

    fn look(&self, at: CellPlace, struck: bool) -> &Format {
        if (self.header..self.top).contains(&at.0) {
            &self.looks.bold
        } else if struck || self.worst.contains_key(&at) || self.rows.contains(&at.0) {
            self.looks.cell(self.worst.get(&at).copied(), struck)
        } else {
            &self.looks.loose
        }
    }

    fn merged_look(&self, at: CellPlace) -> &Format {
        if at.0 < self.header { &self.looks.merged } else { self.look(at, false) }
    }

    fn entries(&self) -> impl Iterator<Item = &'a T> {
        let (rows, sheet) = (&self.marking.reading.rows, &self.part.sheet);
        rows.iter().filter(move |row| row.source().sheet == *sheet)
    }

    /// What was mended, and what the file does not have in its own cell.
    fn write_entries(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        for record in self.entries() {
            let Some(row) = record.source().row.checked_sub(1).filter(|row| *row < MOST_ROWS) else { continue };
            let original = self.grid.and_then(|grid| grid.row_at(row));
            for (field, column) in &self.part.columns.0 {
                let Some(index) = index(column) else { continue };
                // A number is written as it was read: a day, a code.
                let is_number = |kind| matches!(kind, CellKind::Number | CellKind::LongNumber | CellKind::Date);
                let cell = original.and_then(|row| row.get(column.index()?));
                let is_there = cell.map_or(self.merges.covers((row, index)), |cell| !is_number(cell.kind));
                let mended = self.mended.contains(&(row, index));
                if is_there && !mended {
                    continue;
                }
                let look = self.look((row, index), false);
                let lost = cell.filter(|_| !mended).and_then(|cell| lost(*field, cell.kind));
                match record.value(*field) + lost.unwrap_or_default() {
                    value if value.is_empty() => drop(sheet.write_blank(row, index, look)?),
                    value => write_text(sheet, row, index, &value, look)?,
                }
            }
        }
        Ok(())
    }

    fn write_messages(&self, sheet: &mut Worksheet, notes: &mut usize) -> Result<(), ExportError> {
        let mut by_row: BTreeMap<u32, Vec<&Problem>> = BTreeMap::new();
        for problem in &self.problems {
            by_row.entry(problem.row.unwrap_or_default()).or_default().push(problem);
        }
        for (number, problems) in by_row {
            let Some(row) = number.checked_sub(1).filter(|row| *row < MOST_ROWS) else { continue };
            // The column's header stays what it is.
            if row == self.header {
                write_note(sheet, ((row, self.last), self.last), &lines(&problems), notes)?;
            } else {
                write_wrapped(sheet, (row, self.last), &lines(&problems), MESSAGES, self.looks)?;
            }
            let dropped = problems.iter().find(|p| p.code == ProblemCode::DroppedRow);
            if let Some(dropped) = dropped.filter(|_| self.grid.is_none()) {
                write_text(sheet, row, 0, &dropped.found, &self.looks.loose)?;
            }
        }
        self.write_notes(sheet, notes)
    }

    /// What is wrong with each cell, and what the user's own comment on it says; those first, as they stand nowhere else.
    fn write_notes(&self, sheet: &mut Worksheet, notes: &mut usize) -> Result<(), ExportError> {
        let mut own: BTreeMap<CellPlace, String> = BTreeMap::new();
        for (row, column, text) in self.grid.map_or(&[][..], Grid::notes) {
            own.insert((*row, narrow(*column)), format!("{OWN_NOTE}{text}"));
        }
        let mut texts: BTreeMap<CellPlace, String> = BTreeMap::new();
        for problem in &self.problems {
            if let Some(at) = place(problem) {
                *texts.entry(at).or_default() += &format!("{}\n", lines(&[problem]));
            }
        }
        let mut room = MOST_OWN_NOTES;
        for (at, own) in own {
            let text = texts.remove(&at).unwrap_or_default() + &own;
            write_note(sheet, (at, self.last), &text, &mut room)?;
        }
        for (at, text) in texts {
            write_note(sheet, (at, self.last), text.trim_end(), notes)?;
        }
        Ok(())
    }
}

fn write_note(
    sheet: &mut Worksheet,
    ((row, column), last): (CellPlace, u16),
    text: &str,
    notes: &mut usize,
) -> Result<(), ExportError> {
    if column <= last && row < MOST_ROWS && *notes > 0 {
        *notes -= 1;
        sheet.insert_note(row, column, &Note::new(cell_text(text)).add_author_prefix(false))?;
    }
    Ok(())
}

fn lines(problems: &[&Problem]) -> String {
    let line = |p: &&Problem| format!("{}：{}", word(p.severity), p.message);
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}
