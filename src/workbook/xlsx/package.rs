//! What stands around the cells: which sheets there are, how numbers look.

use crate::workbook::a1::reference;
use crate::workbook::look::Look;
use crate::workbook::markup::{attribute, tags, unescape};
use crate::workbook::package::{Package, SheetPart, relation_targets, resolved, split};
use crate::workbook::xlsx::number_format::{looks, struck};
use crate::workbook::xlsx::shared_strings::text_until;
use crate::workbook::xlsx::stop::Stop;
use crate::workbook::xlsx::xml::{TagKind, Tags, attributes};
use std::io::Read;

/// An xlsx whose cells are still to be read.
pub(crate) struct Book<'a> {
    package: Package<'a>,
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
        let mut package = Package::open(bytes)?;
        let path = package.book("xl/workbook.xml");
        let book = package.text(&path)?;
        let relations = package.relations(&path)?;
        let folder = split(&path).0;
        let styles = package.related(&relations, folder, ("/styles", "styles.xml"));
        let strings = package.related(&relations, folder, ("/sharedStrings", "sharedStrings.xml"));
        let styles = styles.map_or(Some(String::new()), |path| package.text(&path))?;
        let (looks, struck) = (looks(&styles), struck(&styles));
        let sheets = sheets(&book, &relations, folder)?;
        let from_1904 = tags(&book, "workbookPr").any(|tag| matches!(attribute(tag, "date1904"), Some("1" | "true")));
        Some(Self { package, sheets, strings, looks, struck, from_1904 })
    }

    /// The comments on the cells of the sheet with this path, by row and column from 0; none that can't be read.
    pub(crate) fn notes(&mut self, path: &str) -> Vec<(u32, u32, String)> {
        self.package
            .comments(path)
            .and_then(|part| self.package.text(&part))
            .and_then(|text| notes(&text).ok())
            .unwrap_or_default()
    }

    /// A part to be read piece by piece, and how many bytes it says that it has.
    pub(crate) fn part(&mut self, path: &str) -> Option<(impl Read + use<'_, 'a>, usize)> {
        self.package.part(path)
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
    let targets = relation_targets(relations);
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
