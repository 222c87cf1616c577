//! Where the table begins on a sheet: the header row under titles.

use crate::model::{CodeKind, EntityKind, code_kind, normal_key};
use crate::roster::choice::{Hints, SheetChoice};
use crate::roster::columns::assign::{ColumnGuess, KnownColumns, assign, taken};
use crate::roster::columns::column::{Column, Columns};
use crate::roster::columns::header_names::{field_of, fields_of};
use crate::roster::columns::profile::is_name;
use crate::roster::field::Field;
use crate::roster::layout::header_rows::{DEEPEST, HeaderMerges, texts};
use crate::roster::layout::sheet_role;
use crate::workbook::sheet::{Grid, Row};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Rows with content that are looked at for a header.
pub(crate) const ROWS_LOOKED_AT: usize = 30;

/// A header that was found.
#[derive(Debug)]
pub(crate) struct Header {
    /// First row (from 0).
    pub row: u32,
    /// Rows that it spans; 0 when the table has no header and begins with an entry.
    pub depth: u32,
    /// What the columns mean.
    pub columns: Columns,
    /// Columns that claimed a field already taken.
    pub rivals: Vec<(Field, Column)>,
    /// Every column with a header or values.
    pub seen: Vec<ColumnGuess>,
}

impl Header {
    /// How much of a roster of this kind it shows. A name of what the other roster must have (单位名称) shows none.
    pub(crate) fn score(&self, kind: EntityKind) -> usize {
        let other = kind.other();
        let shared = |column: &Column| field_of(other, column.header()) == Some(other.required());
        self.columns.0.values().filter(|column| !shared(column)).count()
    }

    /// Its row as the user counts, 0 for none.
    pub(crate) fn number(&self) -> u32 {
        if self.depth == 0 { 0 } else { self.row + 1 }
    }

    /// The last column that it names, if it stands there.
    pub(crate) fn width(&self) -> Option<u32> {
        let named = self.seen.iter().filter(|seen| self.depth > 0 && !seen.header.is_empty());
        named.map(|seen| seen.index).max()
    }

    /// The first row (from 0) below it.
    pub(crate) fn top(&self) -> u32 {
        self.row + self.depth
    }
}

/// Where a header may stand, with its texts by column.
struct HeaderCandidate {
    row: u32,
    depth: u32,
    texts: Vec<(u32, String)>,
    /// A validity's days of beginning and end have headers of their own, below that of both.
    parted: bool,
}

impl HeaderCandidate {
    fn new(grid: &Grid, merges: &HeaderMerges, kind: EntityKind, (row, depth): (u32, u32)) -> Self {
        let (texts, parted) = texts(grid, merges, kind, (row, depth));
        Self { row, depth, texts, parted }
    }

    fn header(self, grid: &Grid, kind: EntityKind, known: KnownColumns<'_>) -> Header {
        let seen = assign(grid, kind, self.row + self.depth, &self.texts, known);
        let (columns, rivals) = taken(&seen);
        Header { row: self.row, depth: self.depth, columns, rivals, seen }
    }

    /// Whether names of entries stand below what claims to head them: then one known header amid others will do.
    fn heads_names(&self, grid: &Grid, kind: EntityKind) -> bool {
        let required = |text: &str| field_of(kind, text) == Some(kind.required());
        let Some((column, _)) = self.texts.iter().find(|(_, text)| required(text)) else { return false };
        let below: Vec<_> = grid.rows_from(self.row + self.depth).filter_map(|row| row.get(*column)).take(5).collect();
        let named = below.iter().filter(|cell| is_name(kind, cell.text)).count();
        named >= 2 && named * 3 >= below.len() * 2
    }

    /// The fields that its texts name.
    fn fields(&self, kind: EntityKind, known: KnownColumns<'_>) -> BTreeSet<Field> {
        match known.mapping(kind, &self.texts) {
            Some(mapping) => mapping.fields.values().flatten().copied().collect(),
            None => fields_of(kind, self.texts.iter().map(|(_, text)| text.as_str())),
        }
    }
}

/// The best header of the sheet for this kind of roster; if none has the field that it must have, one that has at
/// least two others.
pub(crate) fn find(grid: &Grid, kind: EntityKind, known: KnownColumns<'_>) -> Option<Header> {
    let mut best: Option<((bool, usize, bool, bool), HeaderCandidate)> = None;
    let merges = HeaderMerges::of(grid, grid.rows().take(ROWS_LOOKED_AT).map(|row| row.number()));
    for row in grid.rows().take(ROWS_LOOKED_AT) {
        for depth in 1..=merges.deepest(grid, row.number()) {
            let place = HeaderCandidate::new(grid, &merges, kind, (row.number(), depth));
            let fields = place.fields(kind, known);
            let (whole, score) = (fields.contains(&kind.required()), fields.len());
            if score >= 2 || (whole && (plausible(&row) || place.heads_names(grid, kind))) {
                let rank = (whole, score, place.parted, merges.span(row.number(), depth));
                let better = best.as_ref().is_none_or(|(r, p)| rank.cmp(r).then_with(|| p.depth.cmp(&depth)).is_gt());
                if better {
                    best = Some((rank, place));
                }
            }
        }
    }
    let place = best.map(|(_, place)| place).or_else(|| above_codes(grid, &merges, kind));
    place.map(|place| place.header(grid, kind, known))
}

/// The row above a column of credit codes: a header in words that are not known, whose names the user must point out.
fn above_codes(grid: &Grid, merges: &HeaderMerges, kind: EntityKind) -> Option<HeaderCandidate> {
    let is_code = |row: &Row<'_>, column: u32| {
        row.get(column).is_some_and(|cell| code_kind(&normal_key(cell.text)) == CodeKind::CreditCode)
    };
    let rows: Vec<Row<'_>> = grid.rows().take(ROWS_LOOKED_AT).collect();
    let heads = |three: &&[Row<'_>]| {
        let coded = |c: u32| !is_code(&three[0], c) && is_code(&three[1], c) && is_code(&three[2], c);
        three[0].cells().any(|cell| coded(cell.column)) && three[0].cells().nth(1).is_some()
    };
    let head = rows.windows(3).find(heads).filter(|_| kind == EntityKind::Business)?;
    Some(HeaderCandidate::new(grid, merges, kind, (head[0].number(), 1)))
}

/// A single word amid other cells is more likely a value or a title; alone in its row it may head a list of names.
fn plausible(row: &Row<'_>) -> bool {
    row.cells().filter(|cell| cell.text.trim().chars().any(|c| !c.is_ascii_digit())).count() <= 3
}

/// A sheet with its header.
#[derive(Debug)]
pub(crate) struct HeadedSheet<'a> {
    pub grid: &'a Grid,
    pub header: Header,
    /// It does not look more like the other roster.
    pub fits: bool,
    /// It tells how to fill in other sheets.
    pub notes: bool,
}

impl<'a> HeadedSheet<'a> {
    /// The sheet with the header that was chosen, or the best one; `None` if there is nothing like a header.
    pub(crate) fn new(grid: &'a Grid, kind: EntityKind, hints: &Hints) -> Option<Self> {
        let choice = hints.choice.sheet(&grid.name);
        let known = KnownColumns {
            chosen: choice.map(|choice| &choice.columns),
            mappings: &hints.mappings,
            departments: &hints.departments,
        };
        let header = header_of(grid, kind, choice, known)?;
        let decided = known.chosen.is_some_and(|chosen| chosen.values().flatten().any(|f| *f == kind.required()));
        let none = KnownColumns { chosen: None, mappings: &[], departments: &[] };
        let other = || header_of(grid, kind.other(), choice, none);
        let fits = decided || rank(&header, kind) >= other().map_or((false, 0), |other| rank(&other, kind.other()));
        let notes =
            sheet_role::lists_fields(grid, kind) || (header.score(kind) < 2 && sheet_role::is_named_notes(grid));
        Some(Self { grid, header, fits, notes })
    }

    /// It can be read: the field that the roster must have has a column.
    pub(crate) fn whole(&self, kind: EntityKind) -> bool {
        self.header.columns.has(kind.required())
    }

    pub(crate) fn has_rows(&self) -> bool {
        self.grid.rows_from(self.header.top()).next().is_some()
    }

    /// Rosters before notes, visible before hidden, fitting before not, with rows before without, no sheet of examples
    /// (填写示例), then with most fields.
    pub(crate) fn rank(&self, kind: EntityKind) -> (bool, bool, bool, bool, bool, usize) {
        (!self.notes, !self.grid.hidden, self.fits, self.has_rows(), !self.is_example(), self.header.score(kind))
    }

    /// Whether the sheet is named as one of examples.
    pub(crate) fn is_example(&self) -> bool {
        ["示例", "样例", "范例", "样表", "举例"].iter().any(|word| self.grid.name.contains(word))
    }
}

/// With the field that the roster must have before without, then by the number of fields.
fn rank(header: &Header, kind: EntityKind) -> (bool, usize) {
    (header.columns.has(kind.required()), header.score(kind))
}

/// The header that the user pointed at, or the best.
fn header_of(grid: &Grid, kind: EntityKind, choice: Option<&SheetChoice>, known: KnownColumns<'_>) -> Option<Header> {
    match choice.and_then(|choice| choice.header_row) {
        Some(0) => {
            Some(HeaderCandidate { row: 0, depth: 0, texts: Vec::new(), parted: false }.header(grid, kind, known))
        }
        Some(row) => {
            let row = row.min(crate::workbook::sheet::MOST_ROWS);
            let merges = HeaderMerges::of(grid, [row - 1]);
            let depth =
                choice.and_then(|choice| choice.depth).unwrap_or_else(|| best_depth(grid, &merges, kind, row - 1));
            let place = HeaderCandidate::new(grid, &merges, kind, (row - 1, depth.clamp(1, DEEPEST)));
            Some(place.header(grid, kind, known))
        }
        None => find(grid, kind, known),
    }
}

/// The depth with which a header at this row names most fields.
fn best_depth(grid: &Grid, merges: &HeaderMerges, kind: EntityKind, row: u32) -> u32 {
    let rank = |depth: &u32| {
        let (texts, parted) = texts(grid, merges, kind, (row, *depth));
        (
            fields_of(kind, texts.iter().map(|(_, text)| text.as_str())).len(),
            parted,
            merges.span(row, *depth),
            Reverse(*depth),
        )
    };
    (1..=merges.deepest(grid, row)).max_by_key(rank).unwrap_or(1)
}
