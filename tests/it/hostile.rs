//! Hostile texts (`hostile.json`), wherever a person or a file may put one: they come in without what shows nothing, and
//! in no file that goes out do they act. What goes out is made of texts as they stand, as an old or forged backup may
//! hold them, and is read by others: python-docx, openpyxl, lxml, Python's csv and zipfile, LibreOffice, a shell.

use crate::common::desk;
use crate::common::desk::Desk;
use crate::common::papers;
use crate::common::python;
use mingchou::course::*;
use mingchou::draw::*;
use mingchou::export::*;
use mingchou::forms::{
    DrawFacts, Papers, PlanFacts, VerificationFacts, VoidLine, form4, notice_document, verification, void_sheet,
};
use mingchou::model::{
    Business, CheckPoint, Conduct, Digest, Finding, Inspection, Item, Officer, Plan, Publication, Role, Settings,
    Stage, Stamp, Transfer, Words,
};
use mingchou::roster::{Problem, ProblemCode, ReadError, checks, read_businesses, read_officers};
use mingchou::state::{Act, PlanDraft, Refusal, key_names, read_backups};
use mingchou::work::{CampaignFacts, Content, campaign_pieces};
use mingchou::workbook::{OpenError, Workbook};
use std::collections::BTreeMap;
use std::rc::Rc;

fn texts() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../hostile.json")).unwrap()
}

/// All of them, over and over, each told apart from what stands after it.
fn supply() -> impl Iterator<Item = String> {
    let all: Vec<String> = texts().into_values().collect();
    all.into_iter().cycle().zip(0..).map(|(text, n)| format!("{text}末{n}"))
}

/// What shows nothing, of the texts: UAX 9's controls, what has no width, controls of ASCII and Latin 1, separators,
/// code points that are no characters.
const UNSEEN: &str = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\
    \u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{180e}\u{e0041}\0\u{1}\u{8}\u{b}\u{c}\u{1b}\u{7f}\u{85}\u{9b}\r\n\t\
    \u{2028}\u{2029}\u{fffe}\u{ffff}\u{fdd0}\u{1ffff}";

fn at() -> Stamp {
    "2018-12-21T09:00:00+08:00".parse().unwrap()
}

fn day(d: u32) -> chrono::NaiveDate {
    desk::day(d)
}

// ---- in ----------------------------------------------------------------------------------------------------------------

/// A line of each text, in every column.
fn rows(titles: &[&str], fixed: impl Fn(usize) -> Vec<(usize, String)>) -> Vec<Vec<String>> {
    let mut rows = vec![titles.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>()];
    for (n, text) in texts().into_values().enumerate() {
        let mut row: Vec<String> = titles.iter().map(|_| format!("{text}末{n}")).collect();
        fixed(n).into_iter().for_each(|(column, value)| row[column] = value);
        rows.push(row);
    }
    rows
}

/// As another program writes it: text cells, and every second one the result of a formula.
fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("名\u{202e}录<script>").unwrap();
    for (r, row) in (0..).zip(rows) {
        for (c, text) in (0..).zip(row) {
            // The writer escapes neither controls nor what looks like an escape in results.
            let plain = !text.contains(|c: char| c.is_control()) && !text.contains("_x");
            if r > 0 && (r + u32::from(c)) % 2 == 0 && plain {
                sheet.write_formula(r, c, rust_xlsxwriter::Formula::new("=A1").set_result(text)).unwrap();
            } else {
                sheet.write_string(r, c, text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// Without the control characters that no table of text holds: such a file is no text to us.
fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let value = |text: &String| {
        let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect();
        format!("\"{}\"", text.replace('"', "\"\""))
    };
    rows.iter().map(|row| row.iter().map(value).collect::<Vec<_>>().join(",") + "\r\n").collect::<String>().into_bytes()
}

const BUSINESS: [&str; 13] = [
    "企业名称",
    "统一社会信用代码",
    "类别",
    "法定代表人",
    "联系人",
    "联系电话",
    "住所",
    "信用风险等级",
    "登记状态",
    "登记机关",
    "上次抽查日期",
    "许可证号",
    "有效期至",
];

fn assert_shown(text: &str) {
    assert!(!text.contains(|c| UNSEEN.contains(c)), "{text:?}");
}

#[test]
fn rosters_take_in_nothing_that_is_not_seen() {
    let rows = rows(&BUSINESS, |n| vec![(1, format!("6402216000{n:05}"))]);
    for (bytes, name) in [(xlsx(&rows), "b.xlsx"), (csv(&rows), "b.csv")] {
        let reading = read_businesses(&bytes, name).unwrap();
        assert_eq!(reading.rows.len(), texts().len(), "{name}");
        let problems = checks::check_businesses(&reading.rows, &[], &reading.columns);
        for (b, (n, text)) in reading.rows.iter().zip(texts().values().enumerate()) {
            let shown = text.replace(|c| UNSEEN.contains(c), "");
            if name == "b.xlsx" && shown.starts_with('=') {
                // In a workbook that may be a formula kept as text: told.
                let told = |p: &&Problem| p.code == ProblemCode::NotText && p.row == Some(b.source.row);
                assert!(reading.problems.iter().any(|p| told(&p)), "{text:?}");
            }
            assert!(b.name.ends_with(&format!("末{n}")), "{:?}", b.name);
            // Nothing else is lost: what is seen of the text is the name.
            let seen = |t: &str| t.chars().filter(|c| !c.is_whitespace() && !UNSEEN.contains(*c)).collect::<String>();
            let wide = |t: &str| t.replace('＝', "=").replace('＋', "+").replace('１', "1");
            let wanted = wide(&seen(text));
            assert!(wide(&seen(&b.name)).contains(wanted.trim_start_matches('\'')), "{text:?} became {:?}", b.name);
            for value in [
                &b.name,
                &b.code,
                &b.legal_person,
                &b.contact,
                &b.phone,
                &b.address,
                &b.risk,
                &b.status,
                &b.jurisdiction,
                &b.last_inspected,
                &b.licence,
                &b.licence_until,
                &b.source.sheet,
            ] {
                assert_shown(value);
            }
            b.categories.iter().for_each(|c| assert_shown(c));
        }
        for p in reading.problems.iter().chain(&problems) {
            [&p.sheet, &p.found, &p.message].into_iter().for_each(|text| assert_shown(text));
        }
        assert!(problems.iter().any(|p| p.message.contains("有303个字，太长了")), "{name}: the long word");
    }
    let titles = ["姓名", "单位", "执法证号", "执法证有效期至", "职务", "专长", "联系电话", "执法人员状态", "回避单位"];
    let rows = self::rows(&titles, |n| vec![(2, format!("宁C{n:06}")), (3, "2030-12-31".into())]);
    for (bytes, name) in [(xlsx(&rows), "o.xlsx"), (csv(&rows), "o.csv")] {
        let reading = read_officers(&bytes, name).unwrap();
        assert_eq!(reading.rows.len(), texts().len(), "{name}");
        for o in &reading.rows {
            for value in [&o.name, &o.department, &o.title, &o.speciality, &o.phone, &o.status] {
                assert_shown(value);
            }
            o.recusals.iter().for_each(|r| assert_shown(r));
        }
    }
}

/// What is typed and not cleaned on the screen, as a plan from elsewhere: nothing unseen is sealed.
#[test]
fn nothing_unseen_is_sealed() {
    let all: String = texts().into_values().collect();
    let mut plan = PlanDraft::pingluo();
    (plan.title, plan.basis, plan.place, plan.number) = (all.clone(), all.clone(), all.clone(), all.clone());
    for (c, text) in plan.contributors.iter_mut().zip(texts().values()) {
        c.label = format!("{}{}", text.replace('=', ""), c.label);
    }
    let mut desk = Desk::with_samples(plan);
    desk.seal(7).unwrap();
    // What is said at the meeting is not changed, but refused: it is hashed.
    for hidden in ["123\u{200b}456", "\u{202e}123456", "123456\u{feff}"] {
        desk.act(Act::Type { index: 0, text: hidden.into() }).unwrap();
        assert!(matches!(desk.act(Act::Confirm(0)), Err(Refusal::Number(..))), "{hidden:?}");
    }
    desk.draw();
    let record = desk.record();
    let seal = &record.attempts[0].seal;
    for text in std::iter::once(&seal.campaign.title).chain(&seal.contributors) {
        assert_shown(text);
    }
    assert!(seal.campaign.title.contains("<script>window.owned=1</script>"));
    assert!(verify(&record).is_clean());
    let (reason, approved_by, witnesses) = (all.clone(), all.clone(), all);
    desk.act(Act::Void { reason, approved_by, witnesses, incomplete: false }).unwrap();
    let void = desk.campaign().attempts[0].void.clone().unwrap();
    [&void.reason, &void.approved_by].into_iter().chain(&void.witnesses).for_each(|text| assert_shown(text));
    assert!(verify(&desk.record()).is_clean());
}

/// 10 MB in one cell: told where, and what to do.
#[test]
fn a_cell_that_no_program_could_hold_is_told() {
    let long = "长".repeat(3_500_000);
    let mut rows = rows(&BUSINESS[..2], |n| vec![(0, format!("平罗县{n}号公司"))]);
    rows.truncate(4);
    rows[2][0] = "这里".into();
    let book = with_part(&xlsx(&rows), "xl/worksheets/sheet1.xml", |bytes| {
        *bytes = String::from_utf8(std::mem::take(bytes)).unwrap().replace("这里", &long).into_bytes();
    });
    rows[2][0].clone_from(&long);
    for (bytes, name) in [(book, "b.xlsx"), (csv(&rows), "b.csv")] {
        let fault = read_businesses(&bytes, name).unwrap_err();
        assert!(matches!(&fault, ReadError::Open(OpenError::LongCell { length: 3_500_000, .. })), "{fault}");
        assert!(fault.to_string().contains(" A3”里有3500000个字"), "{fault}");
    }
}

/// A fixture's bytes.
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What an xls holds from its workbook's first record on: kind, and where its data stand in the file.
fn records_of_xls(file: &[u8]) -> Vec<(u16, std::ops::Range<usize>)> {
    let u16_at = |at: usize| u16::from_le_bytes([file[at], file[at + 1]]);
    let mut at = file.windows(4).position(|four| four == [9, 8, 16, 0] || four == [9, 8, 8, 0]).unwrap();
    let mut records = Vec::new();
    while at + 4 <= file.len() && u16_at(at) != 0 {
        let data = at + 4..at + 4 + usize::from(u16_at(at + 2));
        at = data.end;
        records.push((u16_at(data.start - 4), data));
    }
    records
}

/// The parts of a zip, one of them changed.
fn with_part(file: &[u8], name: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        if part_name == name {
            change(&mut bytes);
        }
        new.start_file(part_name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut new, &bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// It is read, or refused in a sentence; never does it end the program.
fn is_read_or_refused(file: &[u8], name: &str) -> Result<usize, OpenError> {
    let read = read_officers(file, name).map(|reading| reading.rows.len());
    match read {
        Ok(rows) => Ok(rows),
        Err(ReadError::Open(error)) => {
            assert!(error.to_string().contains("请"), "{error}");
            Err(error)
        }
        Err(other) => {
            assert!(other.to_string().contains("请"), "{other}");
            Ok(0)
        }
    }
}

const LIE: [u8; 4] = [0xFF, 0xFF, 0xFF, 0x7F];

/// An xls that claims more rows, texts, characters or bytes than there are: what is a mere claim is not believed, what
/// is missing is told.
#[test]
fn an_xls_that_lies_about_its_size_is_read_or_refused() {
    let file = fixture("number-formats.xls");
    let records = records_of_xls(&file);
    let patched = |kind: u16, at: usize, lie: &[u8]| {
        let mut file = file.clone();
        let data = records.iter().find(|(found, _)| *found == kind).unwrap().1.clone();
        file[data.start + at..data.start + at + lie.len()].copy_from_slice(lie);
        is_read_or_refused(&file, "人员.xls")
    };
    assert_eq!(is_read_or_refused(&file, "人员.xls"), Ok(10));
    // Dimensions, and how many texts there are: claims alone.
    assert_eq!(patched(0x0200, 4, &[0xFF; 4]), Ok(10));
    assert_eq!(patched(0x0200, 8, &[0, 0, 0xFF, 0xFF]), Ok(10));
    assert_eq!(patched(0x00FC, 0, &[LIE, LIE].concat()), Ok(10));
    // A text longer than all there is, one with parts that are not there, a text that is not there, a sheet beyond the end.
    let damaged = |read: Result<usize, OpenError>| assert!(matches!(read, Err(OpenError::Damaged(_))), "{read:?}");
    damaged(patched(0x00FC, 8, &[0xFF, 0xFF]));
    damaged(patched(0x00FC, 10, &[0x0D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]));
    damaged(patched(0x00FD, 6, &LIE));
    assert_eq!(patched(0x0085, 0, &LIE), Err(OpenError::Truncated));
    // A row and column in the last corner.
    assert_eq!(patched(0x00FD, 0, &[0xFF; 4]).map(|_| ()), Ok(()));
    // The container: a stream of 4 GB, and an allocation table of which every sector leads back to the first.
    let entry = file.windows(16).position(|name| name == b"W\0o\0r\0k\0b\0o\0o\0k\0").unwrap();
    let mut long = file.clone();
    long[entry + 120..entry + 124].copy_from_slice(&[0xFF; 4]);
    assert_eq!(is_read_or_refused(&long, "人员.xls").map(|_| ()), Ok(()));
    let sector = |number: usize| 512 * (number + 1);
    let table = u32::from_le_bytes(file[76..80].try_into().unwrap()) as usize;
    for number in 0..128 {
        long[sector(table) + 4 * number..][..4].copy_from_slice(&[0; 4]);
    }
    let _ = is_read_or_refused(&long, "人员.xls");
}

/// The same of an xlsb.
#[test]
fn an_xlsb_that_lies_about_its_size_is_read_or_refused() {
    let file = fixture("comments-and-hidden.xlsb");
    assert_eq!(is_read_or_refused(&file, "人员.xlsb"), Ok(3));
    let patched = |part: &str, record: &[u8], at: usize, lie: &[u8]| {
        let file = with_part(&file, part, |bytes| {
            let start = bytes.windows(record.len()).position(|found| found == record).unwrap() + record.len() + at;
            bytes[start..start + lie.len()].copy_from_slice(lie);
        });
        is_read_or_refused(&file, "人员.xlsb")
    };
    let sheet = "xl/worksheets/sheet1.bin";
    // BrtWsDim, BrtBeginSst, BrtBeginCellXFs: claims alone.
    assert_eq!(patched(sheet, &[0x94, 0x01, 16], 0, &[0xFF; 16]), Ok(3));
    assert_eq!(patched("xl/sharedStrings.bin", &[0x9F, 0x01, 8], 0, &[0xFF; 8]), Ok(3));
    assert_eq!(patched("xl/styles.bin", &[0xE9, 0x04, 4], 0, &[0xFF; 4]), Ok(3));
    // The first text of the table, and the record that holds it, of 256 MB.
    let damaged = |read: Result<usize, OpenError>| assert!(matches!(read, Err(OpenError::Damaged(_))), "{read:?}");
    damaged(patched("xl/sharedStrings.bin", &[0x13], 2, &LIE));
    assert_eq!(patched("xl/sharedStrings.bin", &[0x13], 0, &LIE), Err(OpenError::Truncated));
    assert_eq!(patched("xl/workbook.bin", &[0x9C, 0x01], 0, &LIE), Err(OpenError::Truncated));
    // It ends within its cells.
    let cut = with_part(&file, sheet, |bytes| bytes.truncate(bytes.len() / 2));
    assert_eq!(is_read_or_refused(&cut, "人员.xlsb"), Err(OpenError::Truncated));
    // The zip says that a part unpacks to a thousand million bytes.
    let mut huge = file.clone();
    let place = huge.windows(sheet.len()).rposition(|name| name == sheet.as_bytes()).unwrap();
    huge[place - 46 + 24..place - 46 + 28].copy_from_slice(&1_000_000_000u32.to_le_bytes());
    let _ = is_read_or_refused(&huge, "人员.xlsb");
}

/// A text that cells share counts in each of them: a few bytes a cell must not become gigabytes of roster.
#[test]
fn a_long_text_in_every_cell_is_refused() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let long = "长".repeat(30_000);
    for (column, header) in (0..).zip(["企业名称", "统一社会信用代码", "类别"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    for row in 1..6000 {
        for column in 0..3 {
            sheet.write_string(row, column, &long).unwrap();
        }
    }
    let read = is_read_or_refused(&book.save_to_buffer().unwrap(), "名录.xlsx");
    assert!(matches!(read, Err(OpenError::TooLarge(_))), "{read:?}");
}

/// Styles of an OpenDocument that go on with each other in a circle, formats of four thousand million digits, columns without
/// end.
#[test]
fn styles_of_an_ods_that_lead_nowhere_are_read() {
    let file = fixture("styles-elsewhere.ods");
    assert_eq!(is_read_or_refused(&file, "人员.ods"), Ok(5));
    let patched = |part: &str, old: &str, new: &str| {
        let file = with_part(&file, part, |bytes| {
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(text.contains(old), "{old}");
            *bytes = text.replace(old, new).into_bytes();
        });
        is_read_or_refused(&file, "人员.ods")
    };
    let circle = "style:name=\"划掉\" style:family=\"table-cell\" style:parent-style-name=\"不划\"";
    for (part, old, new) in [
        ("styles.xml", "style:name=\"划掉\" style:family=\"table-cell\"", circle),
        ("styles.xml", "style:apply-style-name=\"N3P0\"", "style:apply-style-name=\"N3\""),
        (
            "styles.xml",
            "min-integer-digits=\"6\"",
            "min-integer-digits=\"4294967295\" number:decimal-places=\"4294967295\"",
        ),
        (
            "styles.xml",
            "<number:month/>",
            "<number:number><number:embedded-text number:position=\"4294967295\">长</number:embedded-text></number:number>",
        ),
        ("styles.xml", "</office:styles>", "<style:style><number:number-style><style:style>"),
        ("content.xml", "number-columns-repeated=\"2\"", "number-columns-repeated=\"4294967295\""),
        ("content.xml", "style:name=\"ce1\"", "style:name=\"\""),
    ] {
        assert_eq!(patched(part, old, new), Ok(5), "{new}");
    }
    assert_eq!(is_read_or_refused(&with_part(&file, "styles.xml", |bytes| bytes.truncate(900)), "人员.ods"), Ok(5));
}

/// What ended the program when calamine read it: a name longer than its record; cells in the last corners of 16 sheets,
/// between which there is nothing.
#[test]
fn what_ended_the_program_once() {
    let read = is_read_or_refused(&fixture("hostile/panics.xlsb"), "人员.xlsb");
    assert!(matches!(read, Err(OpenError::Damaged(_))), "{read:?}");
    let corners = fixture("hostile/exhausts-memory.xls");
    assert_eq!(is_read_or_refused(&corners, "人员.xls"), Ok(0));
    assert!(Workbook::open(&corners, "人员.xls").is_ok());
}

/// A large number at every place of both: none ends the program, none takes long.
#[test]
fn a_large_number_anywhere_is_read_or_refused() {
    let (xls, xlsb) = (fixture("number-formats.xls"), fixture("comments-and-hidden.xlsb"));
    for lie in [LIE, [0xFF; 4], [0, 0, 0, 0x10]] {
        for at in (0..xls.len() - 4).step_by(11) {
            let mut file = xls.clone();
            file[at..at + 4].copy_from_slice(&lie);
            let _ = is_read_or_refused(&file, "人员.xls");
        }
        for part in ["xl/workbook.bin", "xl/sharedStrings.bin", "xl/styles.bin", "xl/worksheets/sheet1.bin"] {
            for at in (0..2000).step_by(17) {
                let file = with_part(&xlsb, part, |bytes| {
                    if let Some(place) = bytes.get_mut(at..at + 4) {
                        place.copy_from_slice(&lie);
                    }
                });
                let _ = is_read_or_refused(&file, "人员.xlsb");
            }
        }
    }
}

/// Strangers' JSON: keys that are special to scripts are keys like others, halves of characters are no text.
#[test]
fn json_of_strangers_is_data() {
    let (desk, _) = desk::drawn();
    let record = desk.record();
    let json = record.to_json();
    for key in ["__proto__", "constructor", "prototype", "toString"] {
        let more = json.replacen('{', &format!("{{\"{key}\":{{\"seed\":\"0\"}},"), 1);
        // Either it is no record, or the same one.
        assert!(Record::parse(&more).is_ok_and(|r| r == record) || Record::parse(&more).is_err(), "{key}");
    }
    for bad in ["\\ud800", "\\udfff", "\\ud800\\u0041"] {
        let title = &record.attempts[0].seal.campaign.title;
        let told = Record::parse(&json.replacen(title, bad, 1)).unwrap_err().to_string();
        assert!(told.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{told}");
        let backup = mingchou::state::write_backup(desk.campaign(), &desk.packed()).unwrap();
        assert!(read_backups(&backup).is_ok());
        assert!(read_backups(&backup.replacen(title, bad, 1)).is_err(), "{bad}");
    }
}

// ---- out ---------------------------------------------------------------------------------------------------------------

/// The frozen draw with hostile texts in every place that a person fills in: each text is a business that is drawn.
fn vector() -> papers::Vector {
    let mut v = papers::vector();
    // No control characters: the protocol refuses them, and in labels what shows nothing.
    let sealable = |t: String| t.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    let label = |t: String| t.chars().filter(|c| !is_hidden(*c)).collect::<String>();
    let mut next = supply().map(sealable);
    let mut text = || next.next().unwrap();
    let seal = &mut v.sealed.seal;
    seal.campaign.title = sealable(texts().into_values().collect());
    let count = u32::try_from(texts().len()).unwrap();
    let stratum = label(text());
    seal.strata = vec![SealedStratum { label: stratum.clone(), population: count, sample: count }];
    let business = |n| SealedBusiness { key: format!("6402216000{n:05}"), name: text(), stratum: stratum.clone() };
    let businesses = Businesses::new((0..count).map(business).collect());
    let names = ["__proto__".to_owned(), "constructor".to_owned(), label(text())];
    seal.departments.truncate(3);
    for (d, name) in seal.departments.iter_mut().zip(&names) {
        (d.name, d.strata) = (name.clone(), None);
    }
    seal.campaign.lead.clone_from(&names[0]);
    let officer = |n: usize| SealedOfficer { key: format!("E{n:03}"), name: text(), department: names[n % 3].clone() };
    let officers = (0..texts().len()).map(officer).collect();
    let officers = Officers::new(officers, Vec::new(), v.sealed.officers.salt);
    seal.contributors = (0..3).map(|_| label(text()).replace('=', "＝")).collect();
    v.contributions = seal.contributors.iter().map(|l| Contribution { label: l.clone(), value: text() }).collect();
    (seal.businesses_sha256, seal.officers_sha256) = (businesses.digest(), officers.digest());
    (v.sealed.businesses, v.sealed.officers) = (Rc::new(businesses), Rc::new(officers));
    v.substitutions.clear();
    v
}

fn conduct(v: &papers::Vector, text: &mut dyn FnMut() -> String) -> Conduct {
    let inspection = |text: &mut dyn FnMut() -> String| Inspection {
        date: Some(day(12)),
        place: text(),
        ways: vec![text(), text()],
        findings: vec![Finding { department: "constructor".into(), item: text(), problem: text(), handling: text() }],
        result: text(),
        follow_up: text(),
        opinion: text(),
        notes: text(),
        ..Inspection::default()
    };
    let keys: Vec<String> = v.sealed.businesses.iter().map(|b| b.key.clone()).collect();
    let transfer = |(id, text): (u32, &mut dyn FnMut() -> String)| Transfer {
        id,
        business: keys[0].clone(),
        problem: text(),
        from: text(),
        to: text(),
        on: day(13),
        due: Some(day(28)),
        answer: text(),
        answered: None,
        closed: None,
    };
    Conduct {
        inspections: keys.iter().map(|key| (key.clone(), inspection(text))).collect(),
        publications: vec![Publication { on: day(20), place: text(), businesses: keys[..2].to_vec(), at: at() }].into(),
        transfers: (1..6).map(|id| transfer((id, &mut *text))).collect(),
        ..Conduct::default()
    }
}

fn plan(base: &Plan, text: &mut dyn FnMut() -> String) -> Plan {
    let mut plan = base.clone();
    (plan.number, plan.basis, plan.place) = (text(), text(), text());
    for d in &mut plan.departments {
        d.role = if d.name == "__proto__" { Role::Lead } else { Role::Participant };
        let item = |text: &mut dyn FnMut() -> String| Item {
            name: text(),
            field: text(),
            content: text(),
            basis: text(),
            way: text(),
            frequency: text(),
            note: text(),
            code: text(),
            published: text(),
            points: vec![CheckPoint { number: text(), text: text(), basis: text(), method: text() }],
            categories: Vec::new(),
        };
        d.items = (0..6).map(|_| item(text)).collect();
    }
    plan.stages = (0..4).map(|n| Stage { name: text(), from: Some(day(10 + n)), to: Some(day(25 + n)) }).collect();
    plan
}

fn settings(text: &mut dyn FnMut() -> String) -> Settings {
    let mut many = |n: usize| (0..n).map(|_| text()).collect::<Vec<_>>();
    let words = Words {
        form2_title: many(2),
        form2_signatures: many(3),
        form3_signatures: many(2),
        form4_signatures: many(2),
        materials: many(5),
        integrity: many(5),
        ..Words::default()
    };
    let words = Words {
        form3_title: text(),
        form4_title: text(),
        form5_title: text(),
        form6_title: text(),
        form7_title: text(),
        notice_basis: text(),
        refusal: text(),
        recusal: text(),
        form3_note: text(),
        letter_title: text(),
        ..words
    };
    let mut many = |n: usize| (0..n).map(|_| text()).collect::<Vec<_>>();
    let (results, follow_ups, ways) = (many(12), many(12), many(12));
    let (contact, contact_phone, published_at) = (text(), text(), text());
    Settings {
        results,
        follow_ups,
        ways,
        contact,
        contact_phone,
        published_at,
        words,
        publish_officers: true,
        ..Settings::default()
    }
}

fn with_hostile<T>(use_facts: impl FnOnce(&DrawFacts<'_>, &papers::Vector) -> T) -> T {
    let v = vector();
    let mut next = supply();
    let mut text = move || next.next().unwrap();
    let businesses: Vec<Business> = v
        .sealed
        .businesses
        .iter()
        .map(|b| Business {
            name: b.name.clone(),
            code: b.key.clone(),
            categories: vec![b.stratum.clone()],
            legal_person: text(),
            contact: text(),
            phone: text(),
            address: text(),
            ..Business::default()
        })
        .collect();
    let officers: Vec<Officer> = v
        .sealed
        .officers
        .officers
        .iter()
        .map(|o| Officer {
            name: o.name.clone(),
            department: o.department.clone(),
            certificate: o.key.clone(),
            title: text(),
            phone: text(),
            ..Officer::default()
        })
        .collect();
    let by_key: BTreeMap<_, _> = businesses.iter().map(|b| (b.code.clone(), b)).collect();
    let officer_by_key: BTreeMap<_, _> = officers.iter().map(|o| (o.certificate.clone(), o)).collect();
    let conduct = conduct(&v, &mut text);
    let settings = settings(&mut text);
    papers::with_rosters(&v, &by_key, &officer_by_key, &conduct, |f| {
        let plan = plan(f.plan.plan, &mut text);
        let sizes = [text()];
        let (number, place) = (text(), text());
        let mut seal = f.seal;
        (seal.number, seal.place, seal.sizes) = (&number, &place, &sizes);
        let mut void = VoidLine { ..f.voided[0].clone() };
        (void.void.reason, void.void.approved_by) = (text(), text());
        void.void.witnesses.iter_mut().for_each(|witness| *witness = text());
        let plan = PlanFacts { plan: &plan, settings: &settings };
        use_facts(&DrawFacts { plan, seal, voided: &[void], ..*f }, &v)
    })
}

/// The log as the model keeps it.
fn log(f: &DrawFacts<'_>) -> (String, String) {
    let mut desk = Desk::new(PlanDraft { title: f.seal.sealed.seal.campaign.title.clone(), ..PlanDraft::pingluo() });
    let changes = supply().take(texts().len()).collect();
    desk.act(Act::TakeItems { plan: Box::new(PlanDraft::blank()), changes }).unwrap();
    let log = desk.log();
    (mingchou::state::log_lines(&log), mingchou::state::log_text(&log, &key_names(None)))
}

fn files(f: &DrawFacts<'_>, v: &papers::Vector) -> Vec<(String, Vec<u8>)> {
    let record = papers::record(f, v);
    let (list, summary) = (papers::worklist(f), papers::summary(f));
    let (log, log_words) = log(f);
    let discrepancies = discrepancies(&list, f.conduct, f.plan.settings);
    let c = CampaignFacts {
        draw: f,
        void_sheets: &[papers::with_void(v, v.contributions.len(), void_sheet)],
        list: &list,
        summary: &summary,
        discrepancies: &discrepancies,
        record: Some(&record),
        meeting: &[],
        present: &[],
        log: &log,
        log_words: &log_words,
        at: at(),
    };
    let mut filed: Vec<_> = campaign_pieces(&c)
        .into_iter()
        .map(|p| ArchiveFile::new(p.path, p.about, p.content.make(at()).unwrap()))
        .collect();
    filed.extend(texts().into_values().map(|t| ArchiveFile::new(format!("公开/{t}.txt"), t, "x")));
    filed.extend(
        ["CON", "nul.txt", "Com1.txt", " a ", "a. ", "..", "."]
            .map(|name| ArchiveFile::new(format!("{name}/{name}"), "", "")),
    );
    filed.retain(|f| !f.path.ends_with('/'));
    let names: Vec<String> = supply().take(texts().len()).collect();
    let sources: Vec<_> = names.iter().map(|n| ("名录", n.as_str(), Digest::of(n))).collect();
    let title = v.sealed.seal.campaign.title.as_str();
    let facts = ArchiveFacts {
        title,
        number: f.seal.number,
        commitment: f.seal.commitment,
        sources: &sources,
        kept: &[],
        at: at(),
    };
    let mut files = vec![("归档包.zip".to_owned(), archive(&facts, filed).unwrap())];
    files.push(("record.json".into(), record.to_json().into_bytes()));
    let mut add = |name: &str, bytes: Vec<u8>| files.push((name.to_owned(), bytes));
    // What the pages hand over besides.
    let (settings, stages) = (f.plan.settings, &f.plan.plan.stages);
    let due =
        DueFacts { stages, sealed: true, conduct: Some(f.conduct), settings, list: Some(&list), to_inspect: None };
    add("期限.ics", ics("id\r\nX:1", title, &deadlines(&due, day(14)), at()).into_bytes());
    let notice = NoticeFacts {
        list: &list,
        basis: &f.plan.plan.basis,
        population: 44,
        commitment: f.seal.commitment,
        settings,
        on: day(21),
    };
    let (before, after) = (drawn_notice(&notice), result_notice(&notice, f.conduct, None));
    let (drawn, found) = (drawn_table(&list), result_table(&list, f.conduct, settings, None));
    add("公告.txt", before.text(&drawn).into_bytes());
    add("公告2.txt", after.text(&found).into_bytes());
    add("公告.docx", docx(&[notice_document(&before, &drawn), notice_document(&after, &found)], at()).unwrap());
    add("公示.html", publication_page(&after, &found).into_bytes());
    let mut changed = record.clone();
    let attempt = &mut changed.attempts[0];
    attempt.outcome.as_mut().unwrap().businesses.reverse();
    attempt.contributions[0].value.push('1');
    let report = Report::new(&changed, &verify(&changed));
    let facts = VerificationFacts {
        report: &report,
        file: &names[0],
        file_digest: Digest::of(""),
        at: at(),
        papers: &Papers::default(),
    };
    add("验证报告.txt", verification(&facts).text().into_bytes());
    add("验证报告.docx", Content::Docx(vec![verification(&facts)]).make(at()).unwrap());
    add("附件4.txt", form4(f, &summary, &discrepancies).text().into_bytes());
    let lines: Vec<_> = f.plan.plan.departments.iter().flat_map(|d| d.items.iter().map(move |i| (d, i))).collect();
    let lines: Vec<_> =
        lines.iter().map(|(d, item)| ItemLine { department: &d.name, role: d.role, item, ratio: &names[3] }).collect();
    add("附件7.xlsx", items_workbook(title, &lines).unwrap());
    add("模板.xlsx", template_businesses(None, &names.iter().map(String::as_str).collect::<Vec<_>>()).unwrap());
    add("模板2.xlsx", template_officers(&names.iter().map(String::as_str).collect::<Vec<_>>()).unwrap());
    // As a roster that was stored before names were cleaned.
    let rows = rows(&BUSINESS, |n| vec![(1, format!("6402216000{n:05}"))]);
    let mut reading = read_businesses(&xlsx(&rows), "b.xlsx").unwrap();
    for (b, text) in reading.rows.iter_mut().zip(supply()) {
        (b.name, b.status) = (text.clone(), format!("{text}注销"));
    }
    let problems = checks::check_businesses(&reading.rows, &[], &reading.columns);
    assert!(problems.len() >= texts().len());
    // Beside the entries and below them, in columns that are not read.
    let beside = supply().map(|text| vec![String::new(), String::new(), String::new(), text]);
    let original: Vec<_> = rows.iter().cloned().chain(beside.take(texts().len())).collect();
    let original = Workbook::open(&xlsx(&original), "b.xlsx").unwrap();
    let marking = |original| Marking { file: &names[0], original, reading: &reading, mended: &[], problems: &problems };
    add("问题.xlsx", problem_workbook(&marking(None)).unwrap());
    add("问题（整本）.xlsx", problem_workbook(&marking(Some(&original))).unwrap());
    files
}

/// Every file that goes out, read by others: nothing in it acts, and every text is there to be read.
#[test]
fn no_text_acts_in_any_file() {
    if !(python::has("docx") && python::has("openpyxl") && python::has("lxml.html")) {
        return;
    }
    let folder = python::folder("hostile");
    let _ = std::fs::remove_dir_all(&folder);
    let folder = python::folder("hostile");
    for (name, bytes) in with_hostile(files) {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_hostile.py");
    let found: BTreeMap<String, BTreeMap<String, u64>> =
        serde_json::from_str(&python::run(script, &[&folder])).unwrap();
    for kind in ["docx", "xlsx", "csv", "html", "txt"] {
        let missing: Vec<_> = texts().into_keys().filter(|name| !found[kind].contains_key(name)).collect();
        assert!(missing.is_empty(), "{kind}: {missing:?} of {found:?}");
    }
    for (kind, name) in [("ics", "script"), ("ics", "calendar"), ("svg", "comment"), ("svg", "ampersands")] {
        assert!(found[kind].contains_key(name), "{kind}: {:?}", found[kind]);
    }
}

/// The commands that a doubter is told to run do what they say, and nothing else, whatever the names are.
#[test]
fn commands_run_nothing_of_a_name() {
    let folder = python::folder("hostile-shell");
    let said = |command: &str| {
        let done = std::process::Command::new("sh").args(["-c", command]).current_dir(&folder).output().unwrap();
        String::from_utf8(done.stdout).unwrap().trim_end_matches("  -\n").to_owned()
    };
    let v = papers::vector();
    for text in texts().into_values().filter(|t| !t.contains('\0')) {
        let contributions = [Contribution { label: text.clone(), value: text.clone() }];
        let (commitment, shell) = (v.sealed.commitment(), Shell::Posix);
        let seed = seed(&commitment, &v.nonce, &contributions);
        assert_eq!(said(&shell.seed_command(&commitment, &v.nonce, &contributions)), seed.hex(), "{text:?}");
        let command = shell.ticket_command(&seed, "business", &[&text]);
        assert_eq!(said(&command), ticket(&seed, "business", &[&text]).hex(), "{text:?}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "a command made a file");
}
