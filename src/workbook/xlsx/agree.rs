//! Our reader and calamine's read the same out of whatever spreadsheet programs might write.

use crate::workbook::a1::column_letters;
use crate::workbook::format::{Format, sniff};
use crate::workbook::sheet::{CellKind, Grid, Row};
use crate::workbook::xlsx::{by_calamine, quick};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

type Cells = Vec<(u32, u32, String, CellKind)>;

/// Sheets with their names, whether they are hidden, merged cells, and all cells but those without a result, which
/// calamine passes over.
fn sheets(grids: &[Grid]) -> Vec<(String, bool, usize, Cells)> {
    let row = |row: Row<'_>| {
        let number = row.number();
        row.cells().map(move |c| (number, c.column, c.text.to_owned(), c.kind)).collect::<Vec<_>>()
    };
    let cells = |grid: &Grid| grid.rows().flat_map(row).filter(|c| c.3 != CellKind::Uncalculated).collect();
    grids.iter().map(|g| (g.name.clone(), g.hidden, g.merges.len(), cells(g))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Every workbook that other programs wrote is read as calamine reads it.
#[test]
fn on_every_fixture() {
    let (mut quickly, mut odd) = (0, Vec::new());
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if sniff(&bytes, &name) != Ok(Format::Xlsx) {
            continue;
        }
        match (quick(&bytes, &mut |_| {}), by_calamine::read(&bytes, &mut |_| {})) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(sheets(&ours), sheets(&theirs), "{name}");
                quickly += 1;
            }
            (Ok(_), Err(error)) => panic!("{name}: calamine refuses it: {error}"),
            (Err(_), _) => odd.push(name),
        }
    }
    assert!(quickly > 70, "{quickly}; left to calamine: {odd:?}");
    // One without sheets, which both refuse.
    assert_eq!(odd, ["no-sheets.xlsx"]);
}

const BOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="EPOCH"/><sheets><sheet name="表&amp;1" sheetId="7" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="000000"/><numFmt numFmtId="178" formatCode="[h]:mm"/></numFmts>
    <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/><xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="49"/></cellXfs></styleSheet>"#;
const STRINGS: &str = r#"<sst count="9" uniqueCount="5"><si><t>甲</t></si><si><t xml:space="preserve"> 乙
 </t></si><si><r><rPr/><t>丙&lt;</t></r><r><t xml:space="preserve"> 丁</t></r><rPh sb="0" eb="1"><t>bing</t></rPh></si><si/><si><t>_x000D__x005F_戊 </t></si></sst>"#;

fn workbook(sheet: &str, epoch: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let book = BOOK.replace("EPOCH", epoch);
    let parts = [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A cell with whatever a program might put into it; `@` stands for the prefix of its tags.
fn cell() -> impl Strategy<Value = String> {
    let style = prop_oneof![Just(String::new()), (0..8u32).prop_map(|s| format!(" s=\"{s}\""))];
    let text = prop_oneof![
        "[甲-癸 a-z&&[^&<]]{0,6}",
        Just("&amp;&#20013;&lt;".to_owned()),
        Just("_x4E2D_ _x000a_".to_owned())
    ];
    let number = prop_oneof![
        "0|-?[1-9][0-9]{0,17}",
        "-?[0-9]{1,5}\\.[0-9]{1,3}",
        "[1-9]\\.[0-9]{1,3}E[+-]?1?[0-9]",
        Just("43454.5".to_owned()),
        Just("0012".to_owned()),
        Just("三".to_owned())
    ];
    let content = prop_oneof![
        (0..5u32).prop_map(|i| format!(" t=\"s\"><@v>{i}</@v>")),
        number.prop_map(|n| format!("><@v>{n}</@v>")),
        "0|[1-9][0-9]{0,6}".prop_map(|n| format!(" t=\"n\"><@f>A1+1</@f><@v>{n}</@v>")),
        text.clone().prop_map(|t| format!(" t='str'><@f t=\"shared\" si=\"0\"/><@v>{t}</@v>")),
        text.prop_map(|t| format!(" t=\"inlineStr\"><@is><@t>{t}</@t></@is>")),
        Just(
            " t=\"inlineStr\"><@is><@r><@t> 己</@t></@r><@r><@t xml:space=\"preserve\"> 庚</@t></@r></@is>".to_owned()
        ),
        Just(" t=\"b\"><@v>1</@v>".to_owned()),
        Just(" t=\"e\"><@v>#N/A</@v>".to_owned()),
        Just(" t=\"d\"><@v>2018-12-03T00:00:00</@v>".to_owned()),
        Just("><@f>B1</@f>".to_owned()),
        Just("><@v/>".to_owned()),
        Just(" t=\"s\"><@v></@v>".to_owned()),
        Just(" ><@v>1<!-- 注 --></@v>".to_owned()),
        Just("><!-- 注 --><@v>7</@v>".to_owned()),
    ];
    let place = prop_oneof![3 => Just(None), 1 => (0..30u32, 1..9u32).prop_map(Some)];
    (place, style, content).prop_map(|(place, style, content)| {
        let place = place.map_or(String::new(), |(column, row)| format!(" r=\"{}{row}\"", column_letters(column)));
        format!("<@c{place}{style}{content}</@c>")
    })
}

/// A sheet, and what is before and after its cells.
fn sheet() -> impl Strategy<Value = String> {
    let row = (0..4u32, prop::collection::vec(cell(), 0..5), any::<bool>()).prop_map(|(kind, cells, spaced)| {
        let start =
            ["<@row>", "<@row r=\"4\" spans=\"1:9\">", "<@row hidden=\"1\" ht='15' >", "<@row/>"][kind as usize];
        let end = if kind == 3 { "" } else { "</@row>" };
        let cells = if kind == 3 { String::new() } else { cells.join(if spaced { "\r\n  " } else { "" }) };
        format!("{start}{cells}{end}")
    });
    let prefix = prop_oneof![3 => Just(""), 1 => Just("x:")];
    (prefix, prop::collection::vec(row, 0..6), any::<bool>()).prop_map(|(prefix, rows, merged)| {
        let merged = if merged { "<@mergeCells count=\"1\"><@mergeCell ref=\"A2:B3\"/></@mergeCells>" } else { "" };
        let sheet = format!(
            "<?xml version=\"1.0\"?>\n<!-- 注 --><@worksheet><@dimension ref=\"A1\"/><@cols><@col min=\"1\" max=\"2\"/></@cols><@sheetData>{}</@sheetData>{merged}</@worksheet>",
            rows.concat()
        );
        sheet.replace('@', prefix)
    })
}

proptest! {
    #[test]
    fn on_whatever_programs_write(sheet in sheet(), epoch in "[01]") {
        let bytes = workbook(&sheet, &epoch);
        if let Ok(ours) = quick(&bytes, &mut |_| {}) {
            let theirs = by_calamine::read(&bytes, &mut |_| {});
            prop_assert_eq!(Ok(sheets(&ours)), theirs.map(|grids| sheets(&grids)), "{}", sheet);
        } else {
            prop_assert!(sheet.contains("1<!--"), "left to calamine: {}", sheet);
        }
    }
}
