//! A sheet as text cells: one arena of text with offsets, only cells that hold something.

use crate::model::{InOrder, without_unseen};
use crate::text::plain::is_blank;
use crate::workbook::a1::column_letters;
use crate::workbook::error::OpenError;
use crate::workbook::strings::Strings;
use std::borrow::Cow;
use std::sync::Arc;

/// Columns that are looked at, as many as a byte tells apart; whatever stands further right is counted and left.
pub const MOST_COLUMNS: u32 = 256;
/// Rows that are looked at; a file may claim others, no program writes them.
pub const MOST_ROWS: u32 = 1 << 26;
/// Cells that one sheet may hold: a million rows of twenty columns.
pub const MOST_CELLS: usize = 24_000_000;
/// Bytes of text that one sheet may hold.
pub const MOST_TEXT: usize = 1 << 30;

/// Characters that a cell may hold, as spreadsheet programs have it.
const LONGEST: usize = 32_767;

/// What is shown for a formula whose result was not saved.
const UNCALCULATED: &str = "（公式没有算出值）";

/// What a cell held before it became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text.
    Text,
    /// A number, written out.
    Number,
    /// A number beyond the 15 digits that spreadsheet programs keep.
    LongNumber,
    /// A date or a time of a day, in ISO form.
    Date,
    /// An error of a formula.
    Error,
    /// A formula whose result was not saved.
    Uncalculated,
}

/// A cell's text and what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Column from 0.
    pub column: u32,
    /// The text, as it stands.
    pub text: &'a str,
    /// What it was.
    pub kind: CellKind,
}

/// Merged cells, rows and columns from 0, the ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row and column.
    pub start: (u32, u32),
    /// Last row and column.
    pub end: (u32, u32),
}

/// A cell. There may be millions: a column is below [`MOST_COLUMNS`], so that a byte holds it.
#[derive(Debug, Clone, Copy)]
struct Slot {
    row: u32,
    /// Where its text stands: in the texts that cells share, and behind them in the sheet's own.
    start: u32,
    end: u32,
    column: u8,
    kind: CellKind,
}

/// Why a record of a text table may be torn, so that its values stand below other headers than their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Torn {
    /// It has fewer values than most: so many, and so many.
    Short(u32, u32),
    /// What stands in this column (from 0) looks like the content of another one near it.
    Shifted(u32),
    /// Text stands behind a closing quote, or a quote is never closed.
    Quote,
    /// A quote took in so many line breaks and the records after it.
    Swallowed(u32),
}

/// One sheet.
#[derive(Debug)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Merged cells of more than one cell.
    pub merges: Vec<Merge>,
    /// Rows that the workbook hides, as a filter does; they are read all the same.
    pub hidden_rows: Vec<u32>,
    /// Cells whose text is struck through, by row and column.
    struck: Vec<(u32, u32)>,
    /// Cells that show another text than they hold, by row and column, in order.
    disguised: Vec<(u32, u32)>,
    /// Comments on cells, by row and column.
    notes: Vec<(u32, u32, String)>,
    /// Days are counted from 1904.
    pub from_1904: bool,
    /// Values are parted by commas or the like, so that one within a value shifts those behind it.
    pub separated: bool,
    /// Records of a text table that may be torn: by row (from 0), in order.
    pub torn: Vec<(u32, Torn)>,
    /// Cells that were left because they stand too far right or down, and the first of them.
    pub stray: Option<(usize, (u32, u32))>,
    /// Comments, texts struck through, hidden rows and formulas without a result were not looked for.
    pub overlooks: bool,
    /// The texts that cells of all sheets share.
    shared: Arc<Strings>,
    text: String,
    /// How many bytes the texts of all cells have, shared ones in each of them.
    bytes: usize,
    slots: Vec<Slot>,
    /// Where each row that has cells begins in `slots`.
    rows: Vec<usize>,
}

/// One row that has cells.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    grid: &'a Grid,
    slots: &'a [Slot],
}

impl Grid {
    /// How many rows hold something.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// How many cells hold something.
    pub fn cells(&self) -> usize {
        self.slots.len()
    }

    /// How many bytes the texts of its cells have.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The rows that hold something, from the top.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).filter_map(|i| self.row(i))
    }

    /// The rows from this number (from 0) on that hold something.
    pub fn rows_from(&self, number: u32) -> impl Iterator<Item = Row<'_>> {
        let first = self.rows.partition_point(|start| self.slots[*start].row < number);
        (first..self.rows.len()).filter_map(|i| self.row(i))
    }

    /// Whether the text of the cell (row and column from 0) is struck through.
    pub fn is_struck(&self, row: u32, column: u32) -> bool {
        self.struck.binary_search(&(row, column)).is_ok()
    }

    /// The cells (row and column from 0) that show another text than they hold: Chinese numerals in place of digits.
    pub fn disguised(&self) -> &[(u32, u32)] {
        &self.disguised
    }

    /// The first column (from 0) of which a cell says this and nothing else.
    pub fn column_of(&self, text: &str) -> Option<u32> {
        self.slots.iter().find(|slot| self.text_of(slot) == text).map(|slot| u32::from(slot.column))
    }

    fn text_of(&self, slot: &Slot) -> &str {
        let (start, end, shared) = (slot.start as usize, slot.end as usize, self.shared.arena());
        if end <= shared.len() { &shared[start..end] } else { &self.text[start - shared.len()..end - shared.len()] }
    }

    /// Takes a column (from 0) out.
    pub fn drop_column(&mut self, column: u32) {
        self.slots.retain(|slot| u32::from(slot.column) != column);
        self.find_rows();
    }

    /// Takes out the cells that a merged cell covers: some programs keep their values there, where nobody sees them.
    fn drop_covered(&mut self) {
        // Merged cells over each other, as a hostile file has them, are not gone through for ever.
        let mut left = self.slots.len().saturating_mul(64).max(1 << 20);
        let mut covered = Vec::new();
        for Merge { start, end } in &self.merges {
            let place = |slot: &Slot| (slot.row, u32::from(slot.column));
            let first = self.slots.partition_point(|slot| place(slot) < *start);
            // A merged cell that shows nothing hides nothing.
            let shows = |slot: &Slot| place(slot) == *start && slot.kind != CellKind::Uncalculated;
            let Some(shown) = self.slots.get(first).filter(|slot| shows(slot)) else { continue };
            let shown = self.text_of(shown);
            for (at, slot) in
                self.slots.iter().enumerate().skip(first + 1).take_while(|(_, slot)| slot.row <= end.0).take(left)
            {
                left -= 1;
                // Another value may be an entry: it stays.
                if (start.1..=end.1).contains(&u32::from(slot.column)) && self.text_of(slot) == shown {
                    covered.push(at);
                }
            }
        }
        if !covered.is_empty() {
            covered.order();
            let mut at = 0;
            self.slots.retain(|_| {
                at += 1;
                covered.binary_search(&(at - 1)).is_err()
            });
        }
    }

    fn find_rows(&mut self) {
        self.rows.clear();
        for (at, slot) in self.slots.iter().enumerate() {
            if at == 0 || self.slots[at - 1].row != slot.row {
                self.rows.push(at);
            }
        }
    }

    /// The comments on cells, by row and column (from 0).
    pub fn notes(&self) -> &[(u32, u32, String)] {
        &self.notes
    }

    /// The comments on cells of the row (from 0), with their columns.
    pub fn notes_in(&self, row: u32) -> impl Iterator<Item = (u32, &str)> {
        let first = self.notes.partition_point(|(at, ..)| *at < row);
        let row = self.notes[first..].iter().take_while(move |(at, ..)| *at == row);
        row.map(|(_, column, text)| (*column, text.as_str()))
    }

    /// Keeps of each comment what is left of it.
    pub fn cut_notes(&mut self, left: impl Fn(&str) -> Option<String>) {
        let notes = std::mem::take(&mut self.notes).into_iter();
        self.notes = notes.filter_map(|(row, column, text)| Some((row, column, left(&text)?))).collect();
    }

    /// The row with this number (from 0), if it holds something.
    pub fn row_at(&self, number: u32) -> Option<Row<'_>> {
        let at = self.rows.binary_search_by_key(&number, |start| self.slots[*start].row).ok()?;
        self.row(at)
    }

    fn row(&self, index: usize) -> Option<Row<'_>> {
        let start = *self.rows.get(index)?;
        let end = self.rows.get(index + 1).copied().unwrap_or(self.slots.len());
        Some(Row { grid: self, slots: &self.slots[start..end] })
    }
}

impl<'a> Row<'a> {
    /// Its number from 0.
    pub fn number(&self) -> u32 {
        self.slots.first().map_or(0, |slot| slot.row)
    }

    /// Its cells from the left.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'a>> + use<'a> {
        let grid = self.grid;
        self.slots.iter().map(move |slot| Self::cell(grid, slot))
    }

    /// The cell in this column (from 0).
    pub fn get(&self, column: u32) -> Option<Cell<'a>> {
        let column = u8::try_from(column).ok()?;
        // Most rows have a cell in each column.
        let slot = self.slots.get(usize::from(column)).filter(|slot| slot.column == column);
        let find = || self.slots.binary_search_by_key(&column, |slot| slot.column).ok().map(|at| &self.slots[at]);
        slot.or_else(find).map(|slot| Self::cell(self.grid, slot))
    }

    fn cell(grid: &'a Grid, slot: &Slot) -> Cell<'a> {
        Cell { column: u32::from(slot.column), text: grid.text_of(slot), kind: slot.kind }
    }
}

/// Takes cells in any order and makes a [`Grid`] of them, within the limits.
#[derive(Debug)]
pub struct Builder {
    grid: Grid,
}

impl Builder {
    /// An empty sheet.
    pub fn new(name: &str, hidden: bool) -> Self {
        let grid = Grid {
            name: without_unseen(name).into_owned(),
            hidden,
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            struck: Vec::new(),
            disguised: Vec::new(),
            notes: Vec::new(),
            from_1904: false,
            separated: false,
            torn: Vec::new(),
            stray: None,
            overlooks: false,
            shared: Arc::default(),
            text: String::new(),
            bytes: 0,
            slots: Vec::new(),
            rows: Vec::new(),
        };
        Self { grid }
    }

    /// Takes the texts that cells share, before any cell.
    pub(crate) fn share(&mut self, strings: &Arc<Strings>) {
        self.grid.shared = Arc::clone(strings);
    }

    /// Makes room for about so many cells, if there is so much.
    pub fn reserve(&mut self, cells: usize) {
        // Without it, pushing asks for what it needs.
        let _ = self.grid.slots.try_reserve(cells.min(MOST_CELLS));
    }

    /// Makes room for about so many bytes of text that cells don't share, if there is so much.
    pub(crate) fn reserve_text(&mut self, bytes: usize) {
        let _ = self.grid.text.try_reserve(bytes.min(MOST_TEXT));
    }

    /// Adds a cell (row and column from 0), without the characters that show nothing; one of white space alone is left.
    ///
    /// # Errors
    /// [`OpenError::TooLarge`] beyond [`MOST_CELLS`] or [`MOST_TEXT`], [`OpenError::LongCell`] for a cell that no
    /// spreadsheet program could hold.
    pub fn push(&mut self, row: u32, column: u32, text: &str, kind: CellKind) -> Result<(), OpenError> {
        let text = without_unseen(text);
        let text = text.as_ref();
        if is_blank(text) {
            return Ok(());
        }
        let Some(column) = self.column(row, column, text.len())? else { return Ok(()) };
        self.within_length(row, column, text)?;
        let grid = &mut self.grid;
        let start = grid.shared.arena().len() + grid.text.len();
        grid.text.push_str(text);
        let [start, end] = [start, start + text.len()].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        grid.slots.push(Slot { row, start, end, column, kind });
        Ok(())
    }

    /// Adds a cell (row and column from 0) with the text of this number among those that cells share; `None` if there is none.
    ///
    /// # Errors
    /// As [`Builder::push`].
    pub(crate) fn push_shared(&mut self, row: u32, column: u32, at: usize) -> Option<Result<(), OpenError>> {
        let (start, end) = self.grid.shared.place(at)?;
        if start == end {
            return Some(Ok(()));
        }
        let struck = self.grid.shared.is_struck(at).then_some((row, column));
        self.strike(struck);
        Some(self.push_place(row, column, (start, end)))
    }

    /// [`Builder::push`] of a text, which is not copied where it is a piece of the one that cells share.
    ///
    /// # Errors
    /// As [`Builder::push`].
    pub(crate) fn push_within(&mut self, row: u32, column: u32, text: &str) -> Result<(), OpenError> {
        match (without_unseen(text), self.grid.shared.place_of(text)) {
            (Cow::Borrowed(text), Some(_)) if is_blank(text) => Ok(()),
            (Cow::Borrowed(_), Some(place)) => self.push_place(row, column, place),
            _ => self.push(row, column, text, CellKind::Text),
        }
    }

    /// Adds a cell with the text that stands there among those that cells share.
    fn push_place(&mut self, row: u32, column: u32, (start, end): (u32, u32)) -> Result<(), OpenError> {
        let length = (end - start) as usize;
        let Some(column) = self.column(row, column, length)? else { return Ok(()) };
        if length > LONGEST {
            let shared = Arc::clone(&self.grid.shared);
            self.within_length(row, column, &shared.arena()[start as usize..end as usize])?;
        }
        self.grid.slots.push(Slot { row, start, end, column, kind: CellKind::Text });
        Ok(())
    }

    /// The column as it is kept, of a cell of so many bytes within the limits; one beyond what is looked at is counted.
    fn column(&mut self, row: u32, column: u32, bytes: usize) -> Result<Option<u8>, OpenError> {
        let grid = &mut self.grid;
        let Some(kept) = u8::try_from(column).ok().filter(|_| row < MOST_ROWS) else {
            grid.stray.get_or_insert((0, (row, column))).0 += 1;
            return Ok(None);
        };
        grid.bytes = grid.bytes.saturating_add(bytes);
        if grid.slots.len() >= MOST_CELLS || grid.bytes > MOST_TEXT {
            return Err(OpenError::TooLarge(format!("工作表“{}”超过{MOST_CELLS}个单元格", grid.name)));
        }
        Ok(Some(kept))
    }

    /// Whether a spreadsheet program could hold the text in one cell.
    fn within_length(&self, row: u32, column: u8, text: &str) -> Result<(), OpenError> {
        if text.len() > LONGEST && text.chars().count() > LONGEST {
            let cell = format!("{} {}{}", self.grid.name, column_letters(u32::from(column)), row + 1);
            return Err(OpenError::LongCell { cell, length: text.chars().count(), most: LONGEST });
        }
        Ok(())
    }

    /// The sheet's name.
    pub fn name(&self) -> &str {
        &self.grid.name
    }

    /// Adds a cell whose formula has no saved result.
    ///
    /// # Errors
    /// As [`Builder::push`].
    pub fn push_uncalculated(&mut self, row: u32, column: u32) -> Result<(), OpenError> {
        self.push(row, column, UNCALCULATED, CellKind::Uncalculated)
    }

    /// Marks the sheet as hidden.
    pub fn hide(&mut self) {
        self.grid.hidden = true;
    }

    /// Notes that these rows (from 0) are hidden.
    pub fn hide_rows(&mut self, rows: impl IntoIterator<Item = u32>) {
        self.grid.hidden_rows.extend(rows);
    }

    /// Notes that the texts of these cells are struck through.
    pub fn strike(&mut self, cells: impl IntoIterator<Item = (u32, u32)>) {
        self.grid.struck.extend(cells);
    }

    /// Notes that these cells show another text than they hold.
    pub fn disguise(&mut self, cells: impl IntoIterator<Item = (u32, u32)>) {
        self.grid.disguised.extend(cells);
    }

    /// Takes comments on cells, each with its row and column.
    pub fn note(&mut self, notes: impl IntoIterator<Item = (u32, u32, String)>) {
        self.grid.notes.extend(notes);
    }

    /// Notes from which year the workbook counts days.
    pub fn count_days_from_1904(&mut self, yes: bool) {
        self.grid.from_1904 = yes;
    }

    /// Notes that values are parted by commas or the like.
    pub fn separate(&mut self) {
        self.grid.separated = true;
    }

    /// Notes that comments and the like were not looked for.
    pub fn overlook(&mut self) {
        self.grid.overlooks = true;
    }

    /// The sheet, with its merged cells.
    pub fn finish(self, merges: Vec<Merge>) -> Grid {
        let mut grid = self.grid;
        grid.struck.order();
        grid.disguised.order();
        grid.notes.order();
        if !grid.slots.is_sorted_by_key(|slot| (slot.row, slot.column)) {
            grid.slots.sort_by_key(|slot| (slot.row, slot.column));
        }
        grid.merges = merges;
        grid.drop_covered();
        grid.find_rows();
        grid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_any_order_make_rows_in_order() -> Result<(), OpenError> {
        let mut builder = Builder::new("表", false);
        for (row, column, text) in
            [(5, 300, "远"), (u32::MAX, 0, "更远"), (5, 1, "丁"), (2, 3, "乙"), (2, 0, "甲"), (9, 0, " ")]
        {
            builder.push(row, column, text, CellKind::Text)?;
        }
        let grid = builder.finish(Vec::new());
        let texts: Vec<_> = grid.rows().map(|r| (r.number(), r.cells().map(|c| c.text).collect::<Vec<_>>())).collect();
        assert_eq!(texts, [(2, vec!["甲", "乙"]), (5, vec!["丁"])]);
        assert_eq!(grid.row_at(2).and_then(|r| r.get(3)).map(|c| c.text), Some("乙"));
        assert!(grid.row_at(3).is_none());
        assert_eq!(grid.stray, Some((2, (5, 300))));
        Ok(())
    }

    /// What lies below a merged cell and says the same is no value of its own; another value may be an entry.
    #[test]
    fn covered_cells_are_empty() -> Result<(), OpenError> {
        let mut builder = Builder::new("表", false);
        for (row, column, text) in [(0, 0, "同"), (0, 1, "同"), (1, 0, "同"), (1, 1, "别"), (1, 2, "同"), (4, 1, "同")]
        {
            builder.push(row, column, text, CellKind::Text)?;
        }
        builder.push_uncalculated(3, 0)?;
        let merge = |start, end| Merge { start, end };
        // The last two hide nothing: one shows no result, one is empty.
        let grid = builder.finish(vec![merge((0, 0), (1, 1)), merge((3, 0), (4, 1)), merge((1, 3), (4, 4))]);
        let left: Vec<_> =
            grid.rows().flat_map(|row| row.cells().map(move |cell| (row.number(), cell.column))).collect();
        assert_eq!(left, [(0, 0), (1, 1), (1, 2), (3, 0), (4, 1)]);
        Ok(())
    }
}
