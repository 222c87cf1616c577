//! Which records of a text table may be torn, so that values stand below other headers than their own. A comma too few or too
//! many moves the values behind it; but many programs leave out the empty values at the end of a record too (Excel does so for
//! blocks of rows), and then a short record is nothing odd. So few short records are told for being short. Of many, and
//! wherever their number tells nothing, those are told in which a value fits its own column not at all and one beside it well.

use crate::model::{code_kind, normal_key};
use crate::text::{date, plain};
use crate::workbook::sheet::{Grid, Row, Torn};
use std::collections::HashMap;

/// Most of the records, in a hundred, have one number of fields: it is the usual one.
const MOST: usize = 80;

/// So many short records are few whatever their share.
const FEW: usize = 3;

/// So many short records one below the other, of one length, are what a program wrote, not what was torn.
const RUN: usize = 4;

/// Records from which is learnt what a column holds, and values below which nothing is learnt.
const LEARNT: usize = 5000;
const LEAST: usize = 3;

/// Most values of a column that holds the same few again and again, and how often it does at least.
const MOST_WORDS: usize = 64;
const TIMES: usize = 3;

/// How far values may have moved.
const STEPS: [i64; 4] = [1, -1, 2, -2];

/// A record as it was written.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub fields: u32,
    /// It says something.
    pub says: bool,
    /// A quote stands where it should not.
    pub stray: bool,
    /// Line breaks in a quoted field that holds whole records.
    pub swallowed: u32,
}

/// The records that may be torn, by their rows (from 0), in order.
pub(super) fn torn(shapes: &[Shape], grid: &Grid) -> Vec<(u32, Torn)> {
    let said = || shapes.iter().filter(|shape| shape.says);
    let mut of_count: HashMap<u32, usize> = HashMap::new();
    said().for_each(|shape| *of_count.entry(shape.fields).or_default() += 1);
    let (all, widths) = (said().count(), of_count.len());
    let most = of_count.into_iter().max_by_key(|(_, records)| *records);
    let usual = most.filter(|(_, records)| records * 100 >= all * MOST).map_or(0, |(count, _)| count);
    let runs = if widths > 1 { runs(shapes) } else { Vec::new() };
    let is_short = |at: usize| shapes[at].says && shapes[at].fields < usual && runs[at] < RUN;
    let short = (0..shapes.len()).filter(|at| is_short(*at)).count();
    let are_few = short <= FEW || short * 50 <= all;
    // Where all have as many, none has moved.
    let columns = if widths > 1 { columns(grid) } else { Vec::new() };
    // Where many are short, one that is as long as most may be too long.
    let many_differ = usual == 0 || !are_few || said().filter(|shape| shape.fields != usual).count() * 50 > all;
    let torn = |at: usize| {
        let row = u32::try_from(at).ok()?;
        let shifted = || shifted(&grid.row_at(row)?, &columns);
        let why = match shapes[at] {
            Shape { swallowed: lines @ 1.., .. } => Torn::Swallowed(lines),
            Shape { stray: true, .. } => Torn::Quote,
            Shape { fields, .. } if are_few && is_short(at) => Torn::Short(fields, usual),
            Shape { fields, .. } if widths > 1 && (many_differ || fields != usual) => Torn::Shifted(shifted()?),
            _ => return None,
        };
        Some((row, why))
    };
    (0..shapes.len()).filter_map(torn).collect()
}

/// How many records of the same length stand together, for each record.
fn runs(shapes: &[Shape]) -> Vec<usize> {
    shapes.chunk_by(|one, two| one.fields == two.fields).flat_map(|run| vec![run.len(); run.len()]).collect()
}

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Look {
    /// 统一社会信用代码 and the like.
    Code,
    Day,
    /// A telephone, a certificate.
    LongNumber,
    Number,
    /// Letters and digits.
    Latin,
    /// A person's name, a word.
    Short,
    Text,
}

/// What a value looks like; nothing if it says nothing.
fn look(text: &str) -> Option<Look> {
    if plain::says_nothing(text) {
        return None;
    }
    let key = normal_key(text);
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    Some(if code_kind(&key).is_right() || key.len() >= 15 && key.bytes().all(|c| c.is_ascii_alphanumeric()) {
        Look::Code
    } else if date::parse(text).is_some() {
        Look::Day
    } else if !key.is_empty() && key.bytes().all(|c| c.is_ascii_digit() || b"+-./,()".contains(&c)) {
        if digits >= 7 { Look::LongNumber } else { Look::Number }
    } else if !key.chars().any(plain::is_chinese) {
        Look::Latin
    } else if key.chars().count() <= 4 && key.chars().all(plain::is_chinese) {
        Look::Short
    } else {
        Look::Text
    })
}

/// What a column holds.
#[derive(Debug, Default)]
struct ColumnLook<'a> {
    filled: usize,
    looks: HashMap<Look, usize>,
    /// How often it says what, as long as that is few.
    words: HashMap<&'a str, usize>,
    /// It says too many things for that.
    open: bool,
}

impl<'a> ColumnLook<'a> {
    fn note(&mut self, text: &'a str) {
        let Some(look) = look(text) else { return };
        self.filled += 1;
        *self.looks.entry(look).or_default() += 1;
        if !self.open {
            *self.words.entry(text.trim()).or_default() += 1;
            self.open = self.words.len() > MOST_WORDS;
        }
    }

    /// What its values look like, nine of ten.
    fn clear(&self) -> Option<Look> {
        let (look, count) = self.looks.iter().max_by_key(|(_, count)| **count)?;
        (self.filled >= LEAST && count * 10 >= self.filled * 9).then_some(*look)
    }

    /// It holds the same few values again and again.
    fn is_closed(&self) -> bool {
        !self.open && self.filled >= LEAST * TIMES && self.words.len() * TIMES <= self.filled
    }

    /// It says this, more than once.
    fn says(&self, text: &str) -> bool {
        self.is_closed() && self.words.get(text.trim()).is_some_and(|count| *count > 1)
    }

    fn looks_other(&self, text: &str) -> bool {
        matches!((self.clear(), look(text)), (Some(clear), Some(look)) if clear != look)
    }

    fn looks_like(&self, text: &str) -> bool {
        self.clear().is_some_and(|clear| look(text) == Some(clear))
    }
}

/// What the columns of the table hold, by its first records.
fn columns(grid: &Grid) -> Vec<ColumnLook<'_>> {
    let mut columns: Vec<ColumnLook<'_>> = Vec::new();
    for cell in grid.rows().take(LEARNT).flat_map(|row| row.cells()) {
        let column = cell.column as usize;
        if columns.len() <= column {
            columns.resize_with(column + 1, ColumnLook::default);
        }
        columns[column].note(cell.text);
    }
    columns
}

/// The first column (from 0) of the record that holds what belongs to another, if those behind it have moved as well.
fn shifted(row: &Row<'_>, columns: &[ColumnLook<'_>]) -> Option<u32> {
    let other = |column: u32, step: i64| columns.get(usize::try_from(i64::from(column) + step).ok()?);
    let text = |column: i64| u32::try_from(column).ok().and_then(|at| row.get(at)).map_or("", |cell| cell.text);
    let belongs = |column: u32, step: i64| {
        let (own, other, value) = (columns.get(column as usize)?, other(column, step)?, text(column.into()));
        let strange = own.looks_other(value) && (other.looks_like(value) || other.says(value));
        let unheard = own.is_closed() && !own.says(value) && other.says(value);
        // Two values in each other's place are a slip of the pen.
        let back = text(i64::from(column) + step);
        let swapped = !back.is_empty() && (own.looks_like(back) || own.says(back));
        ((strange || unheard) && !swapped).then_some(column)
    };
    let moved = |column: u32, step: i64| {
        row.cells().filter(|cell| cell.column > column).all(|cell| {
            look(cell.text).is_none() || other(cell.column, step).is_some_and(|other| !other.looks_other(cell.text))
        })
    };
    STEPS.iter().find_map(|step| {
        let first = row.cells().find_map(|cell| belongs(cell.column, *step))?;
        moved(first, *step).then_some(first)
    })
}
