//! The rows below the header, one after another: each is an entry, goes on with the one above, or is none and told.

use crate::model::{EntityKind, Source, code_kind};
use crate::roster::field::Field;
use crate::roster::layout::entry::{Entry, FieldPlaces, MergedCells};
use crate::roster::layout::header::HeadedSheet;
use crate::roster::layout::row_class::{RowClass, RowClassifier};
use crate::roster::layout::{group_titles, stray_tables};
use crate::roster::non_entry::NonEntry;
use crate::roster::problem::Problem;
use crate::roster::read::cell_values::CellValues;
use crate::roster::read::joined::JoinedEntry;
use crate::roster::read::{recusals, remarks, row_notices};
use crate::roster::record::Record;
use crate::roster::rows::RowSink;
use crate::text::{names, plain};
use crate::workbook::progress::Progress;
use crate::workbook::sheet::Torn;
use std::collections::{BTreeMap, HashMap};

/// Rows of one entry that may each tell something more of it: certificates of an officer, trades of a business. Whatever has more is
/// asked about, for a name may be merged over what are several entries.
const MOST_GROWN: usize = 5;

/// Rows between two calls of the progress hook.
const STEP: usize = 2048;

/// Reads the rows of a table; `grouped` if titles amid the rows name the departments.
pub(crate) fn read_rows<T: Record>(
    table: &HeadedSheet<'_>,
    (sheet_name_as, grouped, given): (Option<Field>, bool, BTreeMap<Field, String>),
    rows: &mut impl RowSink<T>,
    problems: &mut Vec<Problem>,
    progress: &mut impl FnMut(Progress),
) {
    let HeadedSheet { grid, header, .. } = table;
    let (columns, top, first) = (&header.columns, header.top(), rows.taken());
    let (merged, places) = (MergedCells::new(grid), FieldPlaces::new(columns));
    let width = header.width().filter(|_| grid.separated);
    rows.make_room(grid.len(), grid.bytes());
    let mut reader = RowReader {
        sheet_name_as,
        given,
        grouped,
        group: None,
        rows,
        problems,
        last: None,
        sorter: RowClassifier::new(T::KIND),
        width,
        said: HashMap::with_capacity(grid.len()),
        sequence: header.seen.iter().filter(|seen| seen.is_sequence()).map(|seen| seen.index).collect(),
        groups: 0,
        above: None,
        dropped: None,
        too_long: Vec::new(),
        torn: Vec::new(),
        remarks: remarks::remark_columns(header),
    };
    let below = stray_tables::below(table, T::KIND);
    let end = below.map_or(u32::MAX, |row| row.number());
    for (done, row) in grid.rows_from(top).take_while(|row| row.number() < end).enumerate() {
        if done % STEP == 0 {
            progress(Progress::Rows(first + done, first + grid.len()));
        }
        reader.take(&Entry { grid, columns, places: &places, merged: &merged, row, top });
    }
    if let Some(last) = reader.last.take() {
        reader.end(last);
    }
    let (too_long, torn) = (reader.too_long, reader.torn);
    problems.extend(row_notices::torn(grid, &torn));
    // Where most rows have more, the header may lack a name: once is enough.
    let most = if too_long.len() * 2 < rows.taken() - first { too_long.len() } else { 1 };
    problems.extend(too_long.iter().take(most).map(|at| row_notices::too_long(grid, *at)));
    problems.extend(below.map(|row| stray_tables::told_below(grid, &row)));
}

/// Whether a code is one that two entries can't share: a right one, or a number of a certificate.
fn tells_apart(kind: EntityKind, code: &str) -> bool {
    match kind {
        EntityKind::Business => code_kind(&plain::key(code)).is_right(),
        EntityKind::Officer => code.bytes().filter(u8::is_ascii_digit).count() >= 4,
    }
}

struct RowReader<'t, 'a, T, R> {
    sheet_name_as: Option<Field>,
    /// What the user said that all rows have in common.
    given: BTreeMap<Field, String>,
    /// Titles name the departments of those below them, and the last that did.
    grouped: bool,
    group: Option<String>,
    rows: &'a mut R,
    problems: &'a mut Vec<Problem>,
    /// The rows that follow may go on with it.
    last: Option<JoinedEntry<T>>,
    sorter: RowClassifier,
    /// The last column that has a name, where a row that goes on beyond it may be torn apart by a comma.
    width: Option<u32>,
    /// Columns that are no field and may say that the entry is not to be drawn.
    remarks: Vec<remarks::RemarkColumn>,
    /// The rows (from 0) of entries with a code of their own, by that and by how many titles there were before.
    said: HashMap<(&'t str, u32), u32>,
    /// Columns (from 0) of numbers of sequence.
    sequence: Vec<u32>,
    /// How many titles there were.
    groups: u32,
    /// The row above, where that was left out as a repetition.
    above: Option<T>,
    /// The last row (from 0) that was left out, and as what.
    dropped: Option<(u32, NonEntry)>,
    /// Entries that do: their row and first column beyond, from 0.
    too_long: Vec<(u32, u32)>,
    /// Entries of a text table whose values may have moved, by row.
    torn: Vec<(u32, Torn)>,
}

impl<'t, T: Record, R: RowSink<T>> RowReader<'t, '_, T, R> {
    // A function of its own: a browser makes what is called often faster, but not what it is in the middle of.
    #[inline(never)]
    fn take(&mut self, entry: &Entry<'t>) {
        match self.sorter.sort(entry) {
            RowClass::Nothing => {}
            RowClass::Dropped(NonEntry::Title) if self.grouped => {
                let title =
                    entry.row.cells().next().and_then(|cell| group_titles::department(&names::folded_name(cell.text)));
                self.problems.push(row_notices::dropped(T::KIND, entry, NonEntry::Title));
                // Whose title can't be read has no department, which is told.
                self.group = title;
                self.groups += 1;
            }
            RowClass::Dropped(why) => {
                self.problems.push(row_notices::dropped(T::KIND, entry, why));
                self.dropped = Some((entry.row.number(), why));
            }
            RowClass::Entry => match self.dropped.filter(|(row, _)| self.is_of_block(entry, *row)) {
                // A row that goes on with one that is no entry is none either.
                Some((_, why)) => self.problems.push(row_notices::dropped(T::KIND, entry, why)),
                None => self.read(entry),
            },
        }
    }

    /// Whether the row is a part of the merged cell of names that begins at the other.
    fn is_of_block(&self, entry: &Entry<'_>, row: u32) -> bool {
        entry.continues_row(T::KIND.required(), T::CODE, false) == Some(row)
    }

    /// The row above (from 0) that says the same, number of sequence aside, with a code that tells entries apart.
    fn repeated(&mut self, entry: &Entry<'t>) -> Option<u32> {
        let code = entry.own_cell(T::CODE).filter(|cell| tells_apart(T::KIND, cell.text))?;
        let row = *self.said.entry((code.text, self.groups)).or_insert(entry.row.number());
        let above = entry.grid.row_at(row).filter(|_| row != entry.row.number())?;
        entry.says_the_same(&above, &self.sequence).then_some(row)
    }

    fn read(&mut self, entry: &Entry<'t>) {
        self.tell(entry);
        let source = Source { sheet: entry.grid.name.clone(), row: entry.row.number() + 1 };
        let mut values = CellValues::new(entry, self.problems);
        let mut record = T::read(&mut values, source);
        let mut as_above = values.as_above;
        if let Some(above) = self.above.take() {
            as_above.drain(..).for_each(|field| record.set(field, &above.value(field)));
        } else if let Some(last) = &self.last {
            // What may have grown long is only copied where this row begins another entry.
            let short = as_above.iter().filter(|field| !T::GROWING.contains(field));
            short.for_each(|field| record.set(*field, &last.entry.value(*field)));
        }
        self.fill(&mut record, &entry.grid.name);
        if let Some(above) = self.repeated(entry) {
            self.problems.push(row_notices::repeated(T::KIND, entry, above));
            // The next row may say that it is as this one.
            self.above = Some(record);
            return;
        }
        self.join(entry, record, &as_above);
    }

    /// What is told of the row beside its values.
    fn tell(&mut self, entry: &Entry<'_>) {
        self.torn.extend(row_notices::torn_of(entry));
        let beyond = self.width.and_then(|width| entry.row.cells().find(|cell| cell.column > width));
        self.too_long.extend(beyond.map(|cell| (entry.row.number(), cell.column)));
        self.problems.extend(remarks::remarked(T::KIND, entry, &self.remarks));
        self.problems.extend(recusals::recused(T::KIND, entry, &self.remarks));
        self.problems.extend(row_notices::struck(entry, [T::KIND.required(), T::CODE]));
        self.problems.extend(row_notices::state_beside(T::KIND, entry));
        self.problems.extend(row_notices::commented(T::KIND, entry));
        self.problems.extend(row_notices::without_name(T::KIND, entry));
    }

    /// Gives the row what the sheet's name, the title above it or the user says in place of a cell.
    fn fill(&self, record: &mut T, sheet: &str) {
        if let Some(field) = self.sheet_name_as.filter(|field| record.text(*field).is_empty()) {
            record.set(field, sheet);
        }
        if let Some(group) = &self.group {
            record.set(Field::Department, group);
        }
        for (field, value) in &self.given {
            if record.text(*field).is_empty() {
                record.set(*field, value);
            }
        }
    }

    /// No row goes on with the entry any more.
    fn end(&mut self, whole: JoinedEntry<T>) {
        self.problems.extend(row_notices::joined_otherwise(&whole));
        if whole.grown > MOST_GROWN {
            self.problems.push(row_notices::joined_many(&whole.entry, whole.last));
        }
        self.rows.take(whole.entry);
    }

    /// Joins the row with the entry above that it goes on with, or begins another.
    fn join(&mut self, entry: &Entry<'_>, mut record: T, as_above: &[Field]) {
        let block = entry.continues_row(T::KIND.required(), T::CODE, T::KIND == EntityKind::Officer);
        let goes_on = |last: &T| {
            let of_block = block.is_some_and(|first| last.source().row > first) && record.may_go_on(last, as_above);
            of_block || record.is_more_of(last, as_above)
        };
        let Some(mut last) = self.last.take() else { return self.last = Some(JoinedEntry::new(record)) };
        if goes_on(&last.entry) {
            let (code, known) = (record.text(T::CODE), last.entry.text(T::CODE));
            let another = !code.is_empty() && code != known && !as_above.contains(&T::CODE);
            if block.is_none() || another {
                self.problems.push(row_notices::joined(last.entry.source(), &record));
            }
            let fields = || entry.columns.0.keys().copied();
            last.compare(&record, fields(), as_above);
            last.join(record, as_above, fields());
            self.last = Some(last);
        } else {
            let grown = as_above.iter().filter(|field| T::GROWING.contains(field));
            grown.for_each(|field| record.set(*field, &last.entry.value(*field)));
            self.end(last);
            self.last = Some(JoinedEntry::new(record));
        }
    }
}
