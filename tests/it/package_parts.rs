//! The parts of a workbook in a zip are found by their relations, whatever folder they stand in and however their names are
//! spelt: what a file is and what is read of it follow one rule.

use mingchou::roster::read_businesses;
use mingchou::workbook::{Format, sniff};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const XLSX: &[u8] = include_bytes!("../fixtures/clean-businesses.xlsx");
const XLSB: &[u8] = include_bytes!("../fixtures/sheetjs.xlsb");

/// The zip with its parts renamed, and with what they say changed.
fn changed(zip: &[u8], name: impl Fn(&str) -> Option<String>, text: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let old_name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let Some(name) = name(&old_name) else { continue };
        if old_name.ends_with(".rels") {
            bytes = text(&old_name, String::from_utf8(bytes).unwrap()).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn names_of(bytes: &[u8]) -> Vec<String> {
    read_businesses(bytes, "名录").unwrap().rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn a_workbook_is_known_and_read_wherever_its_parts_stand() {
    for (file, format) in [(XLSX, Format::Xlsx), (XLSB, Format::Xlsb)] {
        let names = names_of(file);
        assert!(names.len() > 1, "{names:?}");
        let same = |_: &str, text: String| text;
        let moved =
            |_: &str, text: String| text.replace("Target=\"/xl/", "Target=\"/data/a/").replace("\"xl/", "\"data/a/");
        let to = |folder: &'static str| move |name: &str| Some(name.replacen("xl/", folder, 1));
        let spelt = |name: &str| Some(name.replace('/', "\\").to_uppercase());
        let without_relations = |name: &str| (name != "_rels/.rels").then(|| name.to_owned());
        let dangling =
            |name: &str, text: String| if name == "_rels/.rels" { text.replace("workbook.", "book.") } else { text };
        for (what, bytes) in [
            ("in another folder", changed(file, to("data/a/"), moved)),
            ("with backslashes, in capitals", changed(file, spelt, same)),
            ("from the root", changed(file, |name| Some(format!("/{name}")), same)),
            ("without the package's relations", changed(file, without_relations, same)),
            ("with a relation that leads nowhere", changed(file, |name| Some(name.to_owned()), dangling)),
        ] {
            assert_eq!(sniff(&bytes, "名录").unwrap(), format, "{format:?} {what}");
            assert_eq!(names_of(&bytes), names, "{format:?} {what}");
        }
    }
}

/// What else comes in the same packing, wherever its parts stand.
#[test]
fn other_documents_are_named() {
    let zip = |parts: &[(&str, &str)]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let relation = |target: &str| {
        format!(
            r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{target}"/></Relationships>"#
        )
    };
    for (parts, expected) in [
        (
            vec![("_rels/.rels", relation("a/b.xml")), ("A\\B.xml", "<?xml version=\"1.0\"?><w:document>".into())],
            "Word",
        ),
        (vec![("word/document.xml", "<w:document>".into())], "Word"),
        (vec![("_rels/.rels", relation("/p.xml")), ("p.xml", "<p:presentation/>".into())], "演示文稿"),
        (vec![("[Content_Types].xml", "<Types/>".into())], "不完整"),
        (vec![("甲.txt", String::new())], "压缩"),
    ] {
        let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let said = sniff(&zip(&parts), "名录").unwrap_err().to_string();
        assert!(said.contains(expected), "{parts:?}: {said}");
    }
}
