//! Comma- and tab-separated text in the encodings that Chinese offices write.

use super::ReadError;
use super::grid::{Builder, CellKind, Grid};

/// The text of the bytes: UTF-8, UTF-16 with a mark, else GB18030; `None` if it is none of them.
pub(super) fn decode(bytes: &[u8], codepage: Option<u16>) -> Option<String> {
    let text = if let Some(codepage) = codepage {
        encoding_of(codepage).decode(bytes).0.into_owned()
    } else if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned()
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
        text.into_owned()
    };
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
    (!text.contains(strange)).then_some(text)
}

fn encoding_of(codepage: u16) -> &'static encoding_rs::Encoding {
    match codepage {
        65_001 => encoding_rs::UTF_8,
        950 => encoding_rs::BIG5,
        1200 => encoding_rs::UTF_16LE,
        1252 => encoding_rs::WINDOWS_1252,
        _ => encoding_rs::GB18030,
    }
}

/// Reads the one table of the text.
pub(super) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, ReadError> {
    let text = decode(bytes, codepage).ok_or(ReadError::Unknown)?;
    let (separator, text) = separator(&text);
    let mut builder = Builder::new("表格", false);
    let mut records = Records { rest: text.chars().peekable(), separator, row: 0, column: 0 };
    let mut field = String::new();
    while let Some((row, column)) = records.next_field(&mut field) {
        builder.push(row, column, unwrapped(&field), CellKind::Text)?;
    }
    Ok(vec![builder.finish(Vec::new())])
}

/// `="0012"`, with which exporters keep a spreadsheet program from reading a code as a number.
fn unwrapped(field: &str) -> &str {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(field)
}

/// The separator: the one of a first line `sep=;`, else the one that the first lines hold most of.
fn separator(text: &str) -> (char, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(separator) = rest.chars().next().filter(|c| !c.is_control() || *c == '\t')
    {
        return (separator, rest.split_once('\n').map_or("", |(_, table)| table));
    }
    let count = |c: char| text.lines().take(20).map(|line| line.matches(c).count()).sum::<usize>();
    let best = [';', '\t', ','].into_iter().max_by_key(|c| count(*c)).unwrap_or(',');
    (best, text)
}

/// Fields one after another, quoted as RFC 4180 has it.
struct Records<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    row: u32,
    column: u32,
}

impl Records<'_> {
    /// Puts the next field into `field` and says at which row and column (from 0) it stands.
    fn next_field(&mut self, field: &mut String) -> Option<(u32, u32)> {
        self.rest.peek()?;
        field.clear();
        let at = (self.row, self.column);
        if self.rest.next_if_eq(&'"').is_some() {
            self.quoted(field);
        }
        loop {
            match self.rest.next() {
                Some(c) if c == self.separator => {
                    self.column += 1;
                    break;
                }
                Some('\n') | None => {
                    (self.row, self.column) = (self.row + 1, 0);
                    break;
                }
                Some('\r') if matches!(self.rest.peek(), Some('\n') | None) => {}
                Some(c) => field.push(c),
            }
        }
        Some(at)
    }

    fn quoted(&mut self, field: &mut String) {
        while let Some(c) = self.rest.next() {
            if c != '"' {
                field.push(c);
            } else if self.rest.next_if_eq(&'"').is_some() {
                field.push('"');
            } else {
                break;
            }
        }
    }
}
