//! Rows kept as one text: a line a row, a tab between values. A row is made of its line when it is asked for, so that
//! a hundred thousand of them are one piece of memory: quick to hand over, to keep and to hash.

use crate::model::Source;
use crate::roster::field::Field;
use crate::roster::record::Record;
use crate::roster::record::sealed::{FieldSlot, FieldValue};
use crate::roster::rows::{RowSink, Rows};
use memchr::{memchr, memchr_iter, memchr3};
use std::borrow::Cow;
use std::marker::PhantomData;

/// What stands between the values of a cell that lists several: the unit separator, which no text has.
const BETWEEN: u8 = 0x1F;

/// Rows in the order in which they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompactRows<T> {
    /// Lines: number of the sheet, number of the row, then the values of [`CompactRows::fields`]; UTF-8.
    text: Vec<u8>,
    /// Where each line begins.
    starts: Vec<u32>,
    sheets: Vec<String>,
    rows: PhantomData<T>,
}

impl<T> Default for CompactRows<T> {
    fn default() -> Self {
        Self { text: Vec::new(), starts: Vec::new(), sheets: Vec::new(), rows: PhantomData }
    }
}

impl<T: Record> CompactRows<T> {
    /// The fields of a line, in order.
    pub fn fields() -> impl Iterator<Item = Field> {
        T::KIND.fields()
    }

    /// Rows from lines that this program wrote.
    pub fn from_lines(text: Vec<u8>, starts: Vec<u32>, sheets: Vec<String>) -> Self {
        Self { text, starts, sheets, rows: PhantomData }
    }

    /// Rows from the lines of a program whose lines had these fields.
    pub fn from_text(text: Vec<u8>, starts: Vec<u32>, sheets: Vec<String>, fields: &[Field]) -> Self {
        let rows = Self::from_lines(text, starts, sheets);
        if Self::fields().eq(fields.iter().copied()) {
            return rows;
        }
        (0..rows.starts.len()).filter_map(|place| rows.make_of(place, fields.iter().copied())).collect()
    }

    /// Its lines, each ended by a line feed.
    pub fn lines(&self) -> &[u8] {
        &self.text
    }

    /// Where each line begins.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The sheets that its rows stood on, in the order of their numbers.
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Where lines begin in a text.
    pub fn starts_of(text: &[u8]) -> Vec<u32> {
        let ends = memchr_iter(b'\n', text).map(|end| narrow(end + 1));
        let mut starts: Vec<u32> = std::iter::once(0).chain(ends).collect();
        starts.pop();
        starts
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: &T) {
        self.begin(row.source());
        for field in Self::fields() {
            self.text.push(b'\t');
            match row.value_in(field) {
                FieldValue::Text(text) => self.value(text),
                FieldValue::List(several) => {
                    for (i, value) in several.iter().enumerate() {
                        if i > 0 {
                            self.text.push(BETWEEN);
                        }
                        self.value(value);
                    }
                }
            }
        }
        self.text.push(b'\n');
    }

    /// Adds the row at a place of another list at the end, as standing on this sheet.
    pub(crate) fn push_from(&mut self, other: &Self, place: usize, sheet: &str) {
        let Some(source) = other.source(place) else { return };
        self.begin(&Source { sheet: sheet.to_owned(), ..source });
        self.text.push(b'\t');
        self.text.extend_from_slice(other.values(place).as_bytes());
        self.text.push(b'\n');
    }

    /// Begins a line: number of the sheet, number of the row.
    fn begin(&mut self, source: &Source) {
        let sheet = match self.sheets.iter().rposition(|sheet| *sheet == source.sheet) {
            Some(sheet) => sheet,
            None => {
                self.sheets.push(source.sheet.clone());
                self.sheets.len() - 1
            }
        };
        self.starts.push(narrow(self.text.len()));
        self.number(narrow(sheet));
        self.text.push(b'\t');
        self.number(source.row);
    }

    fn number(&mut self, n: u32) {
        let mut digits = [0; 10];
        let (mut rest, mut at) = (n, digits.len());
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.text.extend_from_slice(&digits[at..]);
    }

    /// What is read has no control characters; one from elsewhere must not end a value.
    fn value(&mut self, value: &str) {
        let start = self.text.len();
        self.text.extend_from_slice(value.as_bytes());
        if memchr3(b'\t', b'\n', BETWEEN, value.as_bytes()).is_some() {
            self.text[start..].iter_mut().filter(|c| matches!(**c, b'\t' | b'\n' | BETWEEN)).for_each(|c| *c = b' ');
        }
    }

    fn line_bytes(&self, place: usize) -> Option<&[u8]> {
        let start = *self.starts.get(place)? as usize;
        let end = self.starts.get(place + 1).map_or(self.text.len(), |next| *next as usize);
        self.text.get(start..end.saturating_sub(1))
    }

    fn line(&self, place: usize) -> Option<&str> {
        std::str::from_utf8(self.line_bytes(place)?).ok()
    }

    /// The values of a line, without sheet and row.
    pub fn values(&self, place: usize) -> &str {
        let line = self.line(place).unwrap_or_default();
        line.splitn(3, '\t').nth(2).unwrap_or_default()
    }

    /// The value of a field, as text; several joined by 、.
    pub fn cell(&self, place: usize, field: Field) -> Cow<'_, str> {
        let value = self.kept(place, field);
        match memchr(BETWEEN, value.as_bytes()) {
            Some(_) => Cow::Owned(value.replace(char::from(BETWEEN), "、")),
            None => Cow::Borrowed(value),
        }
    }

    /// What a line has of a field. Only that much is made a text of: a column is gone through in all rows.
    fn kept(&self, place: usize, field: Field) -> &str {
        let column = Self::fields().position(|f| f == field);
        let line = self.line_bytes(place).unwrap_or_default();
        // Behind the numbers of sheet and row.
        let value = column.and_then(|column| line.split(|c| *c == b'\t').nth(column + 2));
        value.and_then(|value| std::str::from_utf8(value).ok()).unwrap_or_default()
    }

    /// The first value of a field.
    pub fn first(&self, place: usize, field: Field) -> &str {
        self.kept(place, field).split(char::from(BETWEEN)).next().unwrap_or_default()
    }

    /// Number of the sheet and of the row.
    fn position(&self, place: usize) -> Option<(u32, u32)> {
        let rest = self.text.get(*self.starts.get(place)? as usize..)?;
        let (sheet, used) = digits(rest);
        let (row, _) = digits(rest.get(used + 1..)?);
        Some((sheet, row))
    }

    /// The rows, each made when its turn comes.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        (0..self.starts.len()).map(|place| self.make(place).unwrap_or_default())
    }

    fn make(&self, place: usize) -> Option<T> {
        self.make_of(place, Self::fields())
    }

    fn make_of(&self, place: usize, fields: impl Iterator<Item = Field>) -> Option<T> {
        let mut values = self.values(place).split('\t');
        let mut row = T::default();
        row.set_source(self.source(place)?);
        for field in fields {
            let value = values.next().unwrap_or_default();
            match row.slot(field).filter(|_| !value.is_empty()) {
                Some(FieldSlot::Text(place)) => value.clone_into(place),
                Some(FieldSlot::List(place)) => *place = value.split(char::from(BETWEEN)).map(str::to_owned).collect(),
                None => {}
            }
        }
        Some(row)
    }
}

impl<T: Record> Rows<T> for CompactRows<T> {
    fn len(&self) -> usize {
        self.starts.len()
    }

    fn row(&self, place: usize) -> Option<Cow<'_, T>> {
        self.make(place).map(Cow::Owned)
    }

    fn source(&self, place: usize) -> Option<Source> {
        let (sheet, row) = self.position(place)?;
        Some(Source { sheet: self.sheets.get(sheet as usize)?.clone(), row })
    }

    fn place(&self, source: &Source, near: usize) -> Option<usize> {
        let sheet = narrow(self.sheets.iter().position(|sheet| *sheet == source.sheet)?);
        let wanted = (sheet, source.row);
        let is_at = |place: &usize| self.position(*place) == Some(wanted);
        // Rows that are mended together mostly stand close to each other.
        if let Some(place) = (near..near.saturating_add(3)).find(is_at) {
            return Some(place);
        }
        let (mut low, mut high) = (0, self.starts.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.position(middle)? < wanted { low = middle + 1 } else { high = middle }
        }
        // Rows stand in the order in which they were read, which is that of sheet and number but for odd files.
        Some(low).filter(is_at).or_else(|| (0..self.starts.len()).find(is_at))
    }
}

impl<T: Record> RowSink<T> for CompactRows<T> {
    fn take(&mut self, row: T) {
        self.push(&row);
    }

    fn taken(&self) -> usize {
        self.len()
    }

    /// Growing piece by piece would copy the rows again and again.
    fn make_room(&mut self, rows: usize, bytes: usize) {
        // Numbers and what stands between the values. Without the room, pushing asks for what it needs.
        let between = rows.saturating_mul(16 + Self::fields().count());
        let _ = self.text.try_reserve_exact(bytes.saturating_add(between));
        let _ = self.starts.try_reserve_exact(rows);
    }
}

impl<T: Record> FromIterator<T> for CompactRows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let mut all = Self::default();
        rows.into_iter().for_each(|row| all.push(&row));
        all
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The number that the text begins with, and how many digits it has.
fn digits(text: &[u8]) -> (u32, usize) {
    let digits = text.iter().take_while(|c| c.is_ascii_digit());
    digits.fold((0u32, 0), |(n, used), c| (n.wrapping_mul(10).wrapping_add(u32::from(c - b'0')), used + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Business;
    use proptest::prelude::*;

    fn business(sheet: &str, row: u32, values: &[String; 4]) -> Business {
        let mut b = Business { source: Source { sheet: sheet.into(), row }, ..Business::default() };
        b.set(Field::Name, &values[0]);
        b.set(Field::Code, &values[1]);
        b.set(Field::Category, &values[2]);
        b.set(Field::Address, &values[3]);
        b
    }

    proptest! {
        /// Whatever a reader makes of a row comes back the same, and is found where it stood.
        #[test]
        fn rows_come_back_as_they_went_in(rows in prop::collection::vec((0..3usize, any::<u32>(), prop::array::uniform4("\\PC{0,9}|[、,\t\n0-9A-Z一-丁]{0,9}")), 0..20)) {
            let rows: Vec<Business> = rows.iter().map(|(sheet, row, values)| business(["甲", "乙", "丙"][*sheet], *row, values)).collect();
            let packed: CompactRows<Business> = rows.iter().cloned().collect();
            prop_assert_eq!(&packed.iter().collect::<Vec<_>>(), &rows);
            let starts = CompactRows::<Business>::starts_of(packed.lines());
            let again = CompactRows::<Business>::from_lines(packed.lines().to_vec(), starts, packed.sheets().to_vec());
            prop_assert_eq!(&again, &packed);
            for (i, row) in rows.iter().enumerate() {
                let place = packed.place(&row.source, i / 2).unwrap();
                prop_assert_eq!(&rows[place].source, &row.source);
            }
        }
    }

    #[test]
    fn a_tab_does_not_end_a_value() {
        let row = Business { name: "甲\t乙\n".into(), code: "1".into(), ..Business::default() };
        let rows: CompactRows<Business> = [row].into_iter().collect();
        assert_eq!(rows.iter().next().map(|b| (b.name, b.code)), Some(("甲 乙 ".into(), "1".into())));
        assert_eq!(rows.place(&Source { sheet: "无".into(), row: 0 }, 0), None);
    }
}
