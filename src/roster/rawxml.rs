//! What calamine's reader of cells passes over in an xlsx, found in one pass over the sheet's bytes: merged cells
//! (calamine would parse the whole sheet again for them) and formulas whose result was not saved.

use super::grid::Merge;
use super::markup::{Piece, Pieces, attribute, unescape};
use memchr::memmem;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes that are looked at together.
const CHUNK: usize = 1 << 18;
/// Bytes after the cells that may hold the merged ones.
const MOST_TAIL: usize = 64 << 20;
/// Bytes that one cell may take.
const MOST_CELL: usize = 4 << 20;

/// What was found in one sheet.
#[derive(Debug, Default)]
pub(super) struct Extras {
    pub merges: Vec<Merge>,
    /// Cells (row and column from 0) with a formula and no value.
    pub uncalculated: Vec<(u32, u32)>,
    /// Rows (from 0) that are hidden.
    pub hidden_rows: Vec<u32>,
}

/// The parts of an xlsx that hold its sheets.
pub(super) struct Parts<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// By the sheet's name.
    paths: HashMap<String, String>,
}

impl<'a> Parts<'a> {
    /// Opens the file a second time; `None` if its list of sheets is not where it should be.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let book = text(&mut zip, "xl/workbook.xml")?;
        let relations = text(&mut zip, "xl/_rels/workbook.xml.rels")?;
        let targets: HashMap<&str, &str> = tags(&relations, "Relationship")
            .filter_map(|tag| Some((attribute(tag, "Id")?, attribute(tag, "Target")?)))
            .collect();
        let path = |target: &str| match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        let sheet = |tag: &str| {
            let target = targets.get(relation(tag)?)?;
            Some((unescape(attribute(tag, "name")?).into_owned(), path(target)))
        };
        let paths = tags(&book, "sheet").filter_map(sheet).collect();
        Some(Self { zip, paths })
    }

    /// Looks through the sheet; `None` if it is written in a way that only an XML reader understands.
    pub(super) fn extras(&mut self, sheet: &str) -> Option<Extras> {
        let part = self.zip.by_name(self.paths.get(sheet)?).ok()?;
        scan(part)
    }
}

/// The id of the relation: `r:id`, whatever the prefix; a plain `sheetId` is another thing.
fn relation(tag: &str) -> Option<&str> {
    attribute(tag, "id")
}

fn text(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    zip.by_name(name).ok()?.take(16 << 20).read_to_string(&mut text).ok()?;
    Some(text)
}

fn tags<'t>(text: &'t str, wanted: &'t str) -> impl Iterator<Item = &'t str> {
    Pieces::new(text).filter_map(move |piece| match piece {
        Piece::Open { name, attributes, .. } if name == wanted => Some(attributes),
        _ => None,
    })
}

fn scan(mut part: impl Read) -> Option<Extras> {
    let mut extras = Extras::default();
    let mut buffer: Vec<u8> = Vec::with_capacity(2 * CHUNK);
    let mut begun = false;
    loop {
        let before = buffer.len();
        let read = part.by_ref().take(CHUNK as u64).read_to_end(&mut buffer).ok()?;
        begun = begun || memmem::find(&buffer, b"<sheetData").is_some();
        if let Some(end) = memmem::find(&buffer[before.saturating_sub(16)..], b"</sheetData>") {
            let end = before.saturating_sub(16) + end;
            formulas(&buffer[..end], &mut extras.uncalculated);
            extras.hidden_rows.extend(hidden_rows(&buffer[..end]));
            let mut tail = buffer.split_off(end);
            part.take(MOST_TAIL as u64).read_to_end(&mut tail).ok()?;
            extras.merges = merges(&String::from_utf8_lossy(&tail));
            return Some(extras);
        }
        if read == 0 || buffer.len() > MOST_CELL {
            // A sheet of another spelling, or one without cells.
            return begun.then(|| Extras { merges: merges(&String::from_utf8_lossy(&buffer)), ..extras });
        }
        let rest = formulas(&buffer, &mut extras.uncalculated);
        if begun {
            extras.hidden_rows.extend(hidden_rows(&buffer[..rest]));
        }
        buffer.drain(..rest);
    }
}

/// Notes the formulas without a value and says from where on the bytes must be looked at again with those that follow.
fn formulas(bytes: &[u8], found: &mut Vec<(u32, u32)>) -> usize {
    let mut done = 0;
    for at in memmem::find_iter(bytes, b"<f") {
        if at < done || !matches!(bytes.get(at + 2), Some(b'>' | b' ' | b'/')) {
            continue;
        }
        let Some(start) = memmem::rfind(&bytes[done..at], b"<c ").map(|start| done + start) else { continue };
        let Some(end) = memmem::find(&bytes[at..], b"</c>").map(|end| at + end) else { return start };
        if !has_value(&bytes[at..end])
            && let Some(place) = std::str::from_utf8(&bytes[start..at]).ok().and_then(place)
        {
            found.push(place);
        }
        done = end;
    }
    memmem::rfind(&bytes[done..], b"<c ").map_or_else(|| bytes.len().saturating_sub(16).max(done), |start| done + start)
}

/// Among the cells only rows can be hidden.
fn hidden_rows(cells: &[u8]) -> Vec<u32> {
    let cells = memmem::find(cells, b"<sheetData").map_or(cells, |start| &cells[start..]);
    let row = |at: usize| {
        let start = memmem::rfind(&cells[..at], b"<row ")?;
        let tag = std::str::from_utf8(&cells[start + 5..at]).ok()?;
        attribute(tag, "r")?.parse::<u32>().ok()?.checked_sub(1)
    };
    let marks = [&b" hidden=\"1\""[..], b" hidden=\"true\""];
    marks.iter().flat_map(|mark| memmem::find_iter(cells, mark).filter_map(row).collect::<Vec<_>>()).collect()
}

fn has_value(cell: &[u8]) -> bool {
    let value = memmem::find(cell, b"<v>").is_some_and(|at| !cell[at + 3..].starts_with(b"</v>"));
    // `<v />` is empty, `<v xml:space="preserve">` is not.
    let spaced = memmem::find(cell, b"<v ").is_some_and(|at| !cell[at + 3..].trim_ascii_start().starts_with(b"/"));
    value || spaced || memmem::find(cell, b"<is>").is_some()
}

fn place(tag: &str) -> Option<(u32, u32)> {
    reference(attribute(tag.split('>').next()?.strip_prefix("<c ")?, "r")?)
}

/// `B12` as row and column from 0.
fn reference(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |n, c| {
        let value = u32::from(c.to_ascii_uppercase()).checked_sub(64).filter(|v| (1..=26).contains(v))?;
        n.checked_mul(26)?.checked_add(value)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

fn merges(tail: &str) -> Vec<Merge> {
    let merge = |tag: &str| {
        let (start, end) = attribute(tag, "ref")?.split_once(':')?;
        let (start, end) = (reference(start)?, reference(end)?);
        (start < end).then_some(Merge { start, end })
    };
    tags(tail, "mergeCell").filter_map(merge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_without_a_value_and_merged_cells() {
        let sheet = r#"<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="str"><f>B1</f><v>甲</v></c><c r="B1"><f>C1</f><v></v></c>
            <c r="C1"><f t="shared" si="0"/></c><c r="D1"><v>3</v></c></row></sheetData>
            <mergeCells count="1"><mergeCell ref="A2:B3"/><mergeCell ref="C9"/></mergeCells></worksheet>"#;
        let extras = scan(sheet.as_bytes()).unwrap();
        assert_eq!((extras.uncalculated, extras.hidden_rows), (vec![(0, 1), (0, 2)], vec![0]));
        assert_eq!(extras.merges, [Merge { start: (1, 0), end: (2, 1) }]);
        assert!(scan(&b"<x:worksheet><x:sheetData/></x:worksheet>"[..]).is_none());
        assert_eq!(reference("XFD1048576"), Some((1_048_575, 16_383)));
    }

    /// A cell that is cut by the end of a chunk is found all the same.
    #[test]
    fn cells_across_chunks() {
        let filler = r#"<c r="A1"><v>1</v></c>"#.repeat(CHUNK / 22 - 1);
        let sheet = format!("<sheetData>{filler}<c r=\"B7\"><f>SUM(A1:A9)+SUM(A1:A9)+SUM(A1:A9)</f></c></sheetData>");
        assert_eq!(scan(sheet.as_bytes()).unwrap().uncalculated, [(6, 1)]);
    }
}
