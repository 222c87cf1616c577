// The whole reading path, shared by the fuzz target and the test that replays its seeds.

use mingchou::model::EntityKind;
use mingchou::export::{Marking, problem_workbook};
use mingchou::model::Source;
use mingchou::roster::checks::{check_businesses, check_officers, merge};
use mingchou::roster::{Choice, Field, Hints, Mapping, Edit, Problem, Reading, Record, apply_edits, compare, problems_left};
use mingchou::workbook::{Workbook, sniff};
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{Cursor, Write};
use std::panic;
use std::sync::Once;

thread_local! {
    /// The last panic came from calamine.
    static FOREIGN: Cell<bool> = const { Cell::new(false) };
}

/// Bytes → sheets → survey → roster → checks → mends → comparison → marked workbook. calamine panics on some bytes,
/// which ends the worker only: those panics are passed over, by the place where they were raised; ours are not.
pub fn read_all(bytes: &[u8]) {
    let bytes = wrapped(bytes);
    without_foreign_panics(|| go(&bytes));
}

fn without_foreign_panics(go: impl FnOnce() + panic::UnwindSafe) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let foreign = info.location().is_some_and(|place| place.file().contains("/calamine-"));
            FOREIGN.set(foreign);
            if !foreign {
                before(info);
            }
        }));
    });
    if let Err(fault) = panic::catch_unwind(go)
        && !FOREIGN.take()
    {
        panic::resume_unwind(fault);
    }
}

/// A checksum keeps mutations out of a packed workbook, a container those of an xls: after a mark the bytes are one
/// part, put into a workbook here.
fn wrapped(bytes: &[u8]) -> Cow<'_, [u8]> {
    const XLSX: &[u8] = include_bytes!("../tests/fixtures/names-only.xlsx");
    const XLSB: &[u8] = include_bytes!("../tests/fixtures/sheetjs.xlsb");
    const ODS: &[u8] = include_bytes!("../tests/fixtures/libre.ods");
    let Some((mark, part)) = bytes.split_first_chunk::<4>() else { return Cow::Borrowed(bytes) };
    match mark {
        b"\x01xls" => Cow::Owned(packed(XLSX, "xl/worksheets/sheet1.xml", part)),
        b"\x02xls" => Cow::Owned(packed(XLSB, "xl/worksheets/sheet1.bin", part)),
        b"\x03ods" => Cow::Owned(packed(ODS, "content.xml", part)),
        b"\x04xls" => Cow::Owned(contained(part)),
        b"\x05xls" => Cow::Owned(packed(XLSX, "xl/workbook.xml", part)),
        b"\x06xls" => Cow::Owned(packed(XLSB, "xl/workbook.bin", part)),
        _ => Cow::Borrowed(bytes),
    }
}

/// The workbook with one part replaced.
fn packed(workbook: &[u8], name: &str, data: &[u8]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(workbook)).expect("a fixture");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..old.len() {
        let part = old.by_index_raw(i).expect("a part");
        if part.name().expect("a name") != name {
            new.raw_copy_file(part).expect("copied");
        }
    }
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    new.start_file(name, stored).expect("begun");
    new.write_all(data).expect("written");
    new.finish().expect("finished").into_inner()
}

/// A compound file that holds the bytes as its stream Workbook ([MS-CFB]).
fn contained(stream: &[u8]) -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    let sectors = (stream.len() / 512 + 1).clamp(8, 120) as u32;
    let mut file = vec![0u8; 512 * (sectors as usize + 3)];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    put(24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    for (at, value) in [(44, 1), (48, 1), (56, 4096), (60, END), (64, 0), (68, END), (72, 0), (76, 0)] {
        put(at, &u32::to_le_bytes(value));
    }
    (1..109).for_each(|i| put(76 + 4 * i, &FREE.to_le_bytes()));
    // Sector 0 is the table, sector 1 the directory, the stream follows.
    for i in 0..128 {
        let next = match i {
            0 => 0xFFFF_FFFD,
            1 => END,
            i if i < sectors + 1 => i + 1,
            i if i == sectors + 1 => END,
            _ => FREE,
        };
        put(512 + 4 * i as usize, &next.to_le_bytes());
    }
    for (at, name, kind, child, start, length) in
        [(1024, "Root Entry", 5, 1, END, 0), (1152, "Workbook", 2, FREE, 2, sectors * 512)]
    {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(at, &units);
        put(at + 64, &[units.len() as u8 + 2, 0, kind, 1]);
        for (offset, value) in [(68, FREE), (72, FREE), (76, child), (116, start), (120, length)] {
            put(at + offset, &value.to_le_bytes());
        }
    }
    put(1536, &stream[..stream.len().min(sectors as usize * 512)]);
    file
}

fn go(bytes: &[u8]) {
    if let Err(error) = sniff(bytes, "名录") {
        return assert!(error.to_string().ends_with('。'));
    }
    let Ok(book) = Workbook::open(bytes, "名录") else { return };
    for kind in [EntityKind::Business, EntityKind::Officer] {
        let survey = book.survey(kind, &Hints::default());
        let mappings = Mapping::of(&survey, &survey.guess);
        survey.questions.iter().for_each(|question| assert!(!question.sentence().is_empty()));
        let hints = Hints { mappings, departments: vec!["县公安局".into()], ..Hints::default() };
        let again = book.survey(kind, &hints);
        assert_eq!(survey.refused.is_none(), again.refused.is_none());
    }
    if let Ok(reading) = book.businesses(&Choice::default(), |_| {}) {
        let checks = check_businesses(&reading.rows, &[], &reading.columns);
        go_on(&book, &reading, &merge(&reading.problems, &checks), Field::Name);
    }
    if let Ok(reading) = book.officers(&Choice::default(), |_| {}) {
        let checks = check_officers(&reading.rows, &[], &reading.columns, chrono::NaiveDate::MIN);
        go_on(&book, &reading, &merge(&reading.problems, &checks), Field::Officer);
    }
}

fn go_on<T: Record + std::fmt::Debug>(book: &Workbook, reading: &Reading<T>, problems: &[Problem], field: Field) {
    let source = reading.rows.first().map_or_else(Source::default, |row| row.source().clone());
    let mends = [Edit::Set { source, field, value: "甲".into() }];
    let mended = apply_edits(reading, &mends);
    assert!(problems_left(problems, &mended).len() <= problems.len());
    let changes = compare(reading, &mends, reading);
    assert!(changes.is_empty() && changes.same == reading.rows.len());
    if reading.rows.len() < 200 {
        for original in [None, Some(book)] {
            let marking = Marking { file: "名录", original, reading, mended: &mended.cells, problems };
            problem_workbook(&marking).expect("written");
        }
    }
}
