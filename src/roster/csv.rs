//! Comma- and tab-separated text in the encodings that Chinese offices write.

use super::ReadError;
use super::grid::{Builder, CellKind, Grid};

/// The text of the bytes: UTF-8, UTF-16, else GB18030; `None` if it is none of them. A few bytes that stand for no
/// character, as a cut-off file has them, become U+FFFD, which is told of the cell where it stands.
pub(super) fn decode(bytes: &[u8], codepage: Option<u16>) -> Option<String> {
    // What old programs put at the end of a text.
    let end = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0x1A)).map_or(0, |last| last + 1);
    let text = if let Some(codepage) = codepage {
        encoding_of(codepage).decode(bytes).0.into_owned()
    } else if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned()
    } else if let Some(encoding) = unmarked_utf16(bytes) {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    } else {
        of_bytes(&bytes[..end])?
    };
    let text = text.trim_end_matches(['\0', '\u{1a}']).to_owned();
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
    (!text.contains(strange)).then_some(text)
}

/// UTF-16 without a mark: its line ends, commas and digits have zeros on one side; few Chinese characters (一) have
/// one on the other.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (few, many) if many > few * 8 && many * 40 >= head.len() => encoding_rs::UTF_16LE,
        (many, few) if many > few * 8 && many * 40 >= head.len() => encoding_rs::UTF_16BE,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(head).is_some().then_some(encoding)
}

/// UTF-8 or GB18030, whichever has fewer bytes that stand for nothing; `None` if those are many.
fn of_bytes(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    if let Some(text) = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        return Some(text.into_owned());
    }
    let faults = |text: &str| text.matches('\u{fffd}').count();
    let texts = [encoding_rs::UTF_8, encoding_rs::GB18030].map(|e| e.decode_without_bom_handling(bytes).0.into_owned());
    texts.into_iter().min_by_key(|text| faults(text)).filter(|text| faults(text) * 100 <= text.len())
}

pub(super) fn encoding_of(codepage: u16) -> &'static encoding_rs::Encoding {
    match codepage {
        65_001 => encoding_rs::UTF_8,
        950 => encoding_rs::BIG5,
        1200 => encoding_rs::UTF_16LE,
        1252 => encoding_rs::WINDOWS_1252,
        _ => encoding_rs::GB18030,
    }
}

/// The first characters of the text, as far as telling what it is needs; `None` if it is none.
pub(super) fn head(bytes: &[u8]) -> Option<String> {
    const HEAD: usize = 1 << 14;
    if bytes.len() <= HEAD {
        return decode(bytes, None);
    }
    // The last character may be cut: try again without its first bytes.
    (0..4).find_map(|cut| decode(&bytes[..HEAD - cut], None))
}

/// Reads the one table of the text.
pub(super) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, ReadError> {
    let text = decode(bytes, codepage).ok_or(ReadError::Unknown)?;
    // Lines that end in a carriage return alone: a very old Mac.
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    let (separator, text) = separator(&text);
    let mut builder = Builder::new("表格", false);
    builder.separate();
    let mut records = Records { rest: text, separator, row: 0, column: 0, quoted: String::new() };
    while let Some(((row, column), field)) = records.next_field() {
        builder.push(row, column, unwrapped(field), CellKind::Text)?;
    }
    Ok(vec![builder.finish(Vec::new())])
}

/// `="0012"`, with which exporters keep a spreadsheet program from reading a code as a number.
fn unwrapped(field: &str) -> &str {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(field)
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
}

impl Records<'_> {
    /// The next field with its row and column (from 0).
    fn next_field(&mut self) -> Option<((u32, u32), &str)> {
        if self.rest.is_empty() {
            return None;
        }
        let at = (self.row, self.column);
        let quoted = self.rest.starts_with('"') && self.unquote();
        let end = memchr::memchr2(self.separator, b'\n', self.rest.as_bytes()).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        if rest.as_bytes().first() == Some(&self.separator) {
            self.column += 1;
        } else {
            (self.row, self.column) = (self.row + 1, 0);
        }
        self.rest = rest.get(1..).unwrap_or_default();
        let field =
            if rest.starts_with('\n') || rest.is_empty() { field.strip_suffix('\r').unwrap_or(field) } else { field };
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
