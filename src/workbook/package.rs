//! The zip around the parts of a workbook (ECMA-376 part 2): parts by their names, and the relations between them.

use crate::workbook::markup::{attribute, tags};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of a part that is read whole.
const MOST_WHOLE: u64 = 64 << 20;

/// How many bytes one byte of deflated data may stand for.
const MOST_TIMES: u64 = 1032;

/// A worksheet.
#[derive(Debug)]
pub(crate) struct SheetPart {
    pub name: String,
    pub hidden: bool,
    /// Of its part in the zip.
    pub path: String,
}

/// The parts of a workbook.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part is, by its name and by its name as it is compared; of several the first. The zip's own search goes
    /// through all names each time.
    places: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    /// `None` if it is no zip.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names: Vec<_> = zip.file_names().map(|name| name.unwrap_or_default().into_owned()).collect();
        let mut places = HashMap::with_capacity(names.len());
        for as_compared in [false, true] {
            for (place, name) in names.iter().enumerate() {
                places.entry(if as_compared { compared(name) } else { name.clone() }).or_insert(place);
            }
        }
        Some(Self { zip, places })
    }

    /// The part that holds the workbook: where no relation tells, the name that all programs use.
    pub(crate) fn book(&mut self, usual: &str) -> String {
        let relations = self.text("_rels/.rels").unwrap_or_default();
        let mut related = targets(&relations, "", "/officeDocument");
        related.find(|path| self.has(path)).unwrap_or_else(|| usual.to_owned())
    }

    /// The name of each part, as names are compared, and how many bytes it says that it has.
    pub(crate) fn sizes(&mut self) -> Option<Vec<(String, u64)>> {
        let parts = 0..self.zip.len();
        let size = |place| {
            let part = self.zip.by_index_raw(place).ok()?;
            Some((compared(&part.name().unwrap_or_default()), part.size()))
        };
        parts.map(size).collect()
    }

    /// The first bytes of a part, as text; what could be read of a damaged one, for the readers get to see that too. Without its
    /// zeros, UTF-16 reads like UTF-8.
    pub(crate) fn head(&mut self, name: &str, most: u64) -> Option<String> {
        let mut text = Vec::new();
        let _ = self.part(name)?.0.take(most).read_to_end(&mut text);
        Some(String::from_utf8_lossy(&text).replace('\0', ""))
    }

    /// The relations of a part, as XML; empty if it has none.
    pub(crate) fn relations(&mut self, path: &str) -> Option<String> {
        let (folder, file) = split(path);
        self.text(&format!("{folder}/_rels/{file}.rels"))
    }

    /// The part of this kind that these relations of a part in that folder name, or that has the usual name.
    pub(crate) fn related(&self, relations: &str, folder: &str, (kind, usual): (&str, &str)) -> Option<String> {
        let path = targets(relations, folder, kind).next().unwrap_or_else(|| resolved(folder, usual));
        self.has(&path).then_some(path)
    }

    /// The part with the comments on the sheet of this path.
    pub(crate) fn comments(&mut self, path: &str) -> Option<String> {
        targets(&self.relations(path)?, split(path).0, "/comments").next()
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// A part to be read piece by piece, and how many bytes it says that it has.
    pub(crate) fn part(&mut self, name: &str) -> Option<(impl Read + use<'_, 'a>, usize)> {
        let part = self.zip.by_index(self.find(name)?).ok()?;
        // Nothing unpacks to more, whatever it says.
        let size = part.size().min(part.compressed_size().saturating_mul(MOST_TIMES));
        let size = usize::try_from(size).ok()?;
        Some((part, size))
    }

    /// The text of a part.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let mut text = String::new();
        self.part(name)?.0.take(MOST_WHOLE).read_to_string(&mut text).ok()?;
        Some(text)
    }

    fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.places.get(name).or_else(|| self.places.get(&compared(name))).copied()
    }
}

/// A name whatever its case and its slashes: names are equal without regard to case (6.2.2.3), and some programs write
/// them with backslashes.
fn compared(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// The folder and the file of a path.
pub(crate) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The parts that relations of a part in that folder name for this kind (the end of the relation's type).
pub(crate) fn targets<'a>(relations: &'a str, folder: &'a str, kind: &'a str) -> impl Iterator<Item = String> {
    let is_kind = move |tag: &&str| attribute(tag, "Type").is_some_and(|all| all.ends_with(kind));
    tags(relations, "Relationship")
        .filter(is_kind)
        .filter_map(move |tag| Some(resolved(folder, attribute(tag, "Target")?)))
}

/// The target and the kind of every relation, by its number.
pub(crate) fn relation_targets(relations: &str) -> HashMap<&str, (&str, &str)> {
    let relation = |tag| Some((attribute(tag, "Id")?, (attribute(tag, "Target")?, attribute(tag, "Type")?)));
    tags(relations, "Relationship").filter_map(relation).collect()
}

/// The path of a target that is named from a part in that folder.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    #[test]
    fn parts_are_found_whatever_their_case_and_slashes() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in
            [("xl\\Sheets\\Sheet1.xml", "一"), ("XL/BOOK.XML", "大"), ("xl/book.xml", "小"), ("/a", "根")]
        {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let mut package = Package::open(&bytes).unwrap();
        for (name, text) in [("/xl/sheets/sheet1.xml", "一"), ("xl/book.xml", "小"), ("XL/BOOK.XML", "大"), ("A", "根")]
        {
            assert_eq!(package.text(name).as_deref(), Some(text), "{name}");
        }
        assert!(!package.has("xl/sheets/sheet2.xml"));
    }

    /// Each part is asked for once, each sheet's relations in vain: 80 million comparisons if names were gone through.
    #[test]
    fn thousands_of_parts() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let parts = 9000;
        for n in 0..parts {
            zip.start_file(format!("xl/sheet{n}.xml"), SimpleFileOptions::default()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let mut package = Package::open(&bytes).unwrap();
        for n in 0..parts {
            assert!(package.has(&format!("xl/Sheet{n}.xml")));
            assert_eq!(package.relations(&format!("xl/sheet{n}.xml")), None);
        }
    }
}
