//! A web page with its parts in one file (MIME, RFC 2557), as Excel and browsers save it: the tables of every page in it.

use crate::workbook::error::OpenError;
use crate::workbook::html;
use crate::workbook::sheet::Grid;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memmem;

/// Parts that are looked at.
const MOST_PARTS: usize = 500;

/// Reads every table of every page.
pub(crate) fn read(bytes: &[u8], codepage: Option<u16>) -> Result<Vec<Grid>, OpenError> {
    let mut grids: Vec<Grid> = Vec::new();
    for page in pages(bytes) {
        grids.extend(html::tables(&page, codepage)?);
    }
    for (number, grid) in (1..).zip(&mut grids) {
        grid.name = if number == 1 { "表格".into() } else { format!("表格{number}") };
    }
    if grids.is_empty() { Err(OpenError::NoContent) } else { Ok(grids) }
}

/// The pages among the parts, decoded.
fn pages(bytes: &[u8]) -> Vec<Vec<u8>> {
    let (head, body) = halves(bytes);
    match parameter(&header(head, "content-type"), "boundary") {
        Some(boundary) => {
            let mark = format!("--{boundary}");
            let parts = memmem::find_iter(body, mark.as_bytes()).map(|at| at + mark.len()).take(MOST_PARTS);
            let starts: Vec<usize> = parts.collect();
            let ends = starts.iter().skip(1).map(|start| start - mark.len()).chain([body.len()]);
            starts.iter().zip(ends).filter_map(|(start, end)| page(body.get(*start..end)?)).collect()
        }
        None => page(bytes).into_iter().collect(),
    }
}

/// The part's content if it is a page.
fn page(part: &[u8]) -> Option<Vec<u8>> {
    let (head, body) = halves(part.trim_ascii_start());
    if !header(head, "content-type").to_lowercase().starts_with("text/html") {
        return None;
    }
    Some(match header(head, "content-transfer-encoding").to_lowercase().as_str() {
        "quoted-printable" => from_quoted_printable(body),
        "base64" => from_base64(body),
        _ => body.to_vec(),
    })
}

/// What stands before the first empty line, and after it.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = [(&b"\r\n\r\n"[..], 4), (b"\n\n", 2)];
    let end = ends.iter().filter_map(|(end, length)| Some((memmem::find(bytes, end)?, *length))).min();
    match end {
        Some((at, length)) => (&bytes[..at], &bytes[at + length..]),
        None => (bytes, &[]),
    }
}

/// The value of a header field, its folded lines joined.
fn header(head: &[u8], name: &str) -> String {
    let text = String::from_utf8_lossy(head).replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let value = text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    });
    value.unwrap_or_default()
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// RFC 2045 §6.7; what is no escape stays as it is.
fn from_quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [first, after @ ..] = rest {
        let byte;
        (byte, rest) = match (first, after) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => (None, after),
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |c: &u8| char::from(*c).to_digit(16).unwrap_or(0) as u8;
                (Some(digit(high) << 4 | digit(low)), after)
            }
            (byte, after) => (Some(*byte), after),
        };
        plain.extend(byte);
    }
    plain
}

fn from_base64(body: &[u8]) -> Vec<u8> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let letters: Vec<u8> =
        body.iter().copied().filter(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/')).collect();
    GeneralPurpose::new(&STANDARD, config).decode(letters).unwrap_or_default()
}
