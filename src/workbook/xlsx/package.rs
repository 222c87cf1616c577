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
    /// Where the shared texts are.
    pub strings: Option<String>,
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
        // Where no relation tells, the names that all programs use.
        let package = text(&mut zip, "_rels/.rels").unwrap_or_default();
        let path = targets(&package, "", "/officeDocument").next().unwrap_or_else(|| "xl/workbook.xml".into());
        let book = text(&mut zip, &path)?;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let relations = text(&mut zip, &format!("{folder}/_rels/{file}.rels"))?;
        let part_of = |kind: &str, usual: &str| {
            let path = targets(&relations, folder, kind).next().unwrap_or_else(|| resolved(folder, usual));
            find(&zip, &path).is_some().then_some(path)
        };
        let (styles, strings) = (part_of("/styles", "styles.xml"), part_of("/sharedStrings", "sharedStrings.xml"));
        let styles = styles.map_or(Some(String::new()), |path| text(&mut zip, &path))?;
        let (looks, struck) = (looks(&styles), struck(&styles));
        let sheets = sheets(&book, &relations, folder)?;
        let from_1904 = tags(&book, "workbookPr").any(|tag| matches!(attribute(tag, "date1904"), Some("1" | "true")));
        Some(Self { zip, sheets, strings, looks, struck, from_1904 })
    }

    /// The comments on the cells of the sheet with this path, by row and column from 0; none that can't be read.
    pub(crate) fn notes(&mut self, path: &str) -> Vec<(u32, u32, String)> {
        let Some((folder, file)) = path.rsplit_once('/') else { return Vec::new() };
        let relations = text(&mut self.zip, &format!("{folder}/_rels/{file}.rels")).unwrap_or_default();
        let part = targets(&relations, folder, "/comments").next();
        part.and_then(|part| text(&mut self.zip, &part)).and_then(|text| notes(&text).ok()).unwrap_or_default()
    }

    /// A part to be read piece by piece, and how many bytes it says that it has.
    pub(crate) fn part(&mut self, path: &str) -> Option<(impl Read + use<'_, 'a>, usize)> {
        let part = self.zip.by_index(find(&self.zip, path)?).ok()?;
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

fn sheets(book: &str, relations: &str, folder: &str) -> Option<Vec<SheetPart>> {
    let relation = |tag| Some((attribute(tag, "Id")?, (attribute(tag, "Target")?, attribute(tag, "Type")?)));
    let targets: HashMap<&str, (&str, &str)> = tags(relations, "Relationship").filter_map(relation).collect();
    let mut sheets = Vec::new();
    for tag in tags(book, "sheet") {
        // `r:id`, whatever the prefix; `sheetId` is another thing.
        let (target, kind) = targets.get(attribute(tag, "id")?)?;
        let path = resolved(folder, target);
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

/// The parts that relations of a part in that folder name for this kind (the end of the relation's type).
fn targets<'a>(relations: &'a str, folder: &'a str, kind: &'a str) -> impl Iterator<Item = String> {
    let is_kind = move |tag: &&str| attribute(tag, "Type").is_some_and(|all| all.ends_with(kind));
    tags(relations, "Relationship")
        .filter(is_kind)
        .filter_map(move |tag| Some(resolved(folder, attribute(tag, "Target")?)))
}

/// The path of a target that is named from a part in that folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.retain(|part| !part.is_empty());
    path.join("/")
}

/// The part of this name, whatever its case and its slashes: names are equal without regard to case (ECMA-376 part 2,
/// 6.2.2.3), and some programs write them with backslashes.
fn find(zip: &ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<usize> {
    let name = name.trim_start_matches('/');
    let is = |other: &str| other.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name);
    zip.index_for_name(name).or_else(|| zip.file_names().position(|other| other.is_ok_and(|other| is(&other))))
}

fn text(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    let place = find(zip, name)?;
    zip.by_index(place).ok()?.take(MOST_WHOLE).read_to_string(&mut text).ok()?;
    Some(text)
}
