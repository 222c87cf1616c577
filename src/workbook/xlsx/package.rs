//! What stands around the cells: which sheets there are, how numbers look.

use crate::workbook::a1::reference;
use crate::workbook::markup::{attribute, unescape};
use crate::workbook::xlsx::number_format::{Look, looks, struck};
use crate::workbook::xlsx::shared_strings::text_until;
use crate::workbook::xlsx::stop::Stop;
use crate::workbook::xlsx::xml::{TagKind, Tags, attributes, tags};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of a part that is read whole.
const MOST_WHOLE: u64 = 64 << 20;

/// A worksheet.
#[derive(Debug)]
pub(crate) struct SheetPart {
    pub name: String,
    pub hidden: bool,
    /// Of its part in the zip.
    pub path: String,
}

/// An xlsx whose cells are still to be read.
pub(crate) struct Book<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    pub sheets: Vec<SheetPart>,
    /// By the number that a cell names as its style.
    pub looks: Vec<Look>,
    /// Likewise, whether it strikes through.
    pub struck: Vec<bool>,
    pub from_1904: bool,
}

impl<'a> Book<'a> {
    /// `None` if its parts are not where they should be.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let book = text(&mut zip, "xl/workbook.xml")?;
        let relations = text(&mut zip, "xl/_rels/workbook.xml.rels")?;
        let has_styles = zip.index_for_name("xl/styles.xml").is_some();
        let styles = if has_styles { text(&mut zip, "xl/styles.xml")? } else { String::new() };
        let (looks, struck) = (looks(&styles), struck(&styles));
        let sheets = sheets(&book, &relations)?;
        let from_1904 = tags(&book, "workbookPr").any(|tag| matches!(attribute(tag, "date1904"), Some("1" | "true")));
        Some(Self { zip, sheets, looks, struck, from_1904 })
    }

    /// The comments on the cells of the sheet with this path, by row and column from 0; none that can't be read.
    pub(crate) fn notes(&mut self, path: &str) -> Vec<(u32, u32, String)> {
        let Some((folder, file)) = path.rsplit_once('/') else { return Vec::new() };
        let relations = text(&mut self.zip, &format!("{folder}/_rels/{file}.rels")).unwrap_or_default();
        let is_notes = |tag: &&str| attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/comments"));
        let target = tags(&relations, "Relationship").find(is_notes).and_then(|tag| attribute(tag, "Target"));
        let part = target.map(|target| match (target.strip_prefix('/'), target.strip_prefix("../")) {
            (Some(whole), _) => whole.to_owned(),
            (_, Some(beside)) => format!("{}/{beside}", folder.rsplit_once('/').map_or("", |(above, _)| above)),
            _ => format!("{folder}/{target}"),
        });
        part.and_then(|part| text(&mut self.zip, &part)).and_then(|text| notes(&text).ok()).unwrap_or_default()
    }

    /// A part to be read piece by piece, and how many bytes it says that it has.
    pub(crate) fn part(&mut self, path: &str) -> Option<(impl Read + use<'_, 'a>, usize)> {
        let part = self.zip.by_name(path).ok()?;
        let size = usize::try_from(part.size()).ok()?;
        Some((part, size))
    }
}

fn notes(text: &str) -> Result<Vec<(u32, u32, String)>, Stop> {
    let mut notes = Vec::new();
    let mut all = Tags::new(text);
    while let Some(tag) = all.next()? {
        if !(tag.name == "comment" && tag.kind == TagKind::Open) {
            continue;
        }
        let place = attributes(tag.attributes).find(|(name, _)| *name == "ref").and_then(|(_, at)| reference(at));
        let mut text = String::new();
        text_until(&mut all, "comment", &mut text)?;
        notes.extend(place.map(|(row, column)| (row, column, text)));
    }
    Ok(notes)
}

fn sheets(book: &str, relations: &str) -> Option<Vec<SheetPart>> {
    let relation = |tag| Some((attribute(tag, "Id")?, (attribute(tag, "Target")?, attribute(tag, "Type")?)));
    let targets: HashMap<&str, (&str, &str)> = tags(relations, "Relationship").filter_map(relation).collect();
    let mut sheets = Vec::new();
    for tag in tags(book, "sheet") {
        // `r:id`, whatever the prefix; `sheetId` is another thing.
        let (target, kind) = targets.get(attribute(tag, "id")?)?;
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        match kind.rsplit('/').next() {
            Some("worksheet") => {}
            Some("chartsheet" | "dialogsheet") => continue,
            _ => return None,
        }
        let hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
        sheets.push(SheetPart { name: unescape(attribute(tag, "name")?).into_owned(), hidden, path });
    }
    (!sheets.is_empty()).then_some(sheets)
}

fn text(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    zip.by_name(name).ok()?.take(MOST_WHOLE).read_to_string(&mut text).ok()?;
    Some(text)
}
