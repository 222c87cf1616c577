//! Comma- and tab-separated text in the encodings that Chinese offices write.

mod torn;

use crate::workbook::encoding::decode;
use crate::workbook::error::OpenError;
use crate::workbook::sheet::{Builder, Grid};
use crate::workbook::strings::Strings;
use std::sync::Arc;
use torn::Shape;

/// Reads the one table of the text.
pub(crate) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let text = decode(bytes, codepage).ok_or(OpenError::Unknown)?;
    // Lines that end in a carriage return alone: a very old Mac.
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    let whole = Arc::new(Strings::of_text(text));
    let (separator, text) = separator(whole.arena());
    let mut builder = Builder::new("表格", false);
    builder.separate();
    builder.share(&whole);
    let cells = memchr::memchr2_iter(separator, b'\n', text.as_bytes()).count() + 1;
    builder.reserve(cells);
    let mut records =
        Records { rest: text, separator, row: 0, column: 0, quoted: String::new(), stray: false, swallowed: 0 };
    let mut shapes: Vec<Shape> = Vec::new();
    while let Some(((row, column), field)) = records.next_field() {
        let says = !field.trim().is_empty();
        builder.push_within(row, column, unwrapped(field))?;
        if shapes.len() <= row as usize {
            shapes.push(Shape::default());
        }
        let (stray, swallowed) = (std::mem::take(&mut records.stray), std::mem::take(&mut records.swallowed));
        if let Some(shape) = shapes.last_mut() {
            shape.fields = column + 1;
            shape.says |= says;
            shape.stray |= stray;
            shape.swallowed = shape.swallowed.max(swallowed);
        }
    }
    let mut grid = builder.finish(Vec::new());
    grid.torn = torn::torn(&shapes, &grid);
    Ok(vec![grid])
}

/// `="0012"`, with which exporters keep a spreadsheet program from reading a code as a number.
fn unwrapped(field: &str) -> &str {
    match field.as_bytes() {
        [b'=', b'"', .., b'"'] => &field[2..field.len() - 1],
        _ => field,
    }
}

/// The separator: the one of a first line `sep=;`, else the one that the first lines hold most of.
fn separator(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(separator) = rest.bytes().next().filter(|c| c.is_ascii() && (!c.is_ascii_control() || *c == b'\t'))
    {
        return (separator, rest.split_once('\n').map_or("", |(_, table)| table));
    }
    // Outside quotes: what stands within is part of a value.
    let end = text.bytes().enumerate().filter(|(_, c)| *c == b'\n').nth(19).map_or(text.len(), |(at, _)| at);
    let head: Vec<u8> = outside_quotes(&text.as_bytes()[..end]).collect();
    let count = |c: u8| head.iter().filter(|b| **b == c).count();
    let best = [b'|', b';', b'\t', b','].into_iter().max_by_key(|c| count(*c)).unwrap_or(b',');
    (best, text)
}

fn outside_quotes(text: &[u8]) -> impl Iterator<Item = u8> {
    let mut quoted = false;
    text.iter().copied().filter(move |c| {
        quoted ^= *c == b'"';
        !quoted
    })
}

/// Fields one after another, quoted as RFC 4180 has it.
struct Records<'a> {
    rest: &'a str,
    separator: u8,
    row: u32,
    column: u32,
    quoted: String,
    /// A quote stood where it should not since this was looked at.
    stray: bool,
    /// How many line breaks stood in a quoted field that holds whole records, since this was looked at.
    swallowed: u32,
}

impl Records<'_> {
    /// The next field with its row and column (from 0).
    fn next_field(&mut self) -> Option<((u32, u32), &str)> {
        if self.rest.is_empty() {
            return None;
        }
        let at = (self.row, self.column);
        let opens = self.rest.as_bytes().first() == Some(&b'"');
        let quoted = opens && self.unquote();
        let end = memchr::memchr2(self.separator, b'\n', self.rest.as_bytes()).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        if rest.as_bytes().first() == Some(&self.separator) {
            self.column += 1;
        } else {
            (self.row, self.column) = (self.row + 1, 0);
        }
        self.rest = rest.get(1..).unwrap_or_default();
        let ends = matches!(rest.as_bytes().first(), Some(b'\n') | None);
        let field = if ends { field.strip_suffix('\r').unwrap_or(field) } else { field };
        if quoted && self.quoted.contains('\n') {
            let separator = char::from(self.separator);
            let holds = self.quoted.lines().any(|line| line.matches(separator).count() >= 2);
            let lines = u32::try_from(self.quoted.matches('\n').count()).unwrap_or(u32::MAX);
            self.swallowed = if holds { lines } else { 0 }.max(self.swallowed);
        }
        self.stray |= opens && (!quoted || !field.trim().is_empty());
        if !quoted {
            return Some((at, field));
        }
        self.quoted.push_str(field);
        Some((at, &self.quoted))
    }

    /// Moves what stands in quotes to `quoted`; a quote that never ends is a character like any other.
    fn unquote(&mut self) -> bool {
        self.quoted.clear();
        let mut rest = &self.rest[1..];
        while let Some((inner, after)) = rest.split_once('"') {
            self.quoted.push_str(inner);
            match after.strip_prefix('"') {
                Some(more) => {
                    self.quoted.push('"');
                    rest = more;
                }
                None => {
                    self.rest = after;
                    return true;
                }
            }
        }
        false
    }
}
