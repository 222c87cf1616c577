//! 导出问题: the user's workbook with its problems marked, read back by our own reader and by others.

use calamine::{Reader, Xlsx};
use mingchou::export::{Marking, problem_workbook};
use mingchou::model::{Business, Officer, Source};
use mingchou::roster::checks::{check_businesses, merge};
use mingchou::roster::{Choice, Edit, Field, Problem, ProblemCode, Reading, Record, apply_edits};
use mingchou::workbook::{MARKED_COLUMN, Workbook};
use std::collections::BTreeSet;
use std::io::Cursor;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn list<T: Record>(book: &Workbook, choice: &Choice) -> Option<Reading<T>> {
    let read = book.read::<T>(choice, |_| {}).ok()?;
    Some(read.keep(|rows| rows.iter().collect()))
}

/// The whole workbook, nothing of it mended, marked with what was wrong when it was read.
fn as_read<T: Record>(original: &Workbook, reading: &Reading<T>) -> Vec<u8> {
    let problems = &reading.problems;
    problem_workbook(&Marking { file: "名录.xlsx", original: Some(original), reading, mended: &[], problems }).unwrap()
}

/// What the form of a file says, which the marked workbook does not take over: what is hidden, cells far away, numbers that
/// lost digits (the cell says so instead), another encoding, lines of values parted by commas.
const OF_THE_FORM: &[ProblemCode] = &[
    ProblemCode::HiddenRows,
    ProblemCode::HiddenSheet,
    ProblemCode::StrayCells,
    ProblemCode::LostDigits,
    ProblemCode::SecondReading,
    ProblemCode::ShownOtherwise,
    ProblemCode::RowTooLong,
];

fn goes_round<T: Record + PartialEq + std::fmt::Debug>(name: &str, wrong: &mut Vec<String>) {
    let Ok(book) = Workbook::open(&fixture(name), name) else { return };
    let choice = Choice::default();
    let Some(read) = list::<T>(&book, &choice) else { return };
    let bytes = as_read(&book, &read);
    let again = Workbook::open(&bytes, "标出问题.xlsx").unwrap();
    let Some(back) = list::<T>(&again, &choice) else {
        return wrong.push(format!("{name}: not read back"));
    };
    let lost: Vec<u32> =
        read.problems.iter().filter(|p| p.code == ProblemCode::LostDigits).filter_map(|p| p.row).collect();
    let whole = |rows: &[T]| -> Vec<T> { rows.iter().filter(|r| !lost.contains(&r.source().row)).cloned().collect() };
    if whole(&back.rows) != whole(&read.rows) {
        let pairs = read.rows.iter().zip(&back.rows).find(|(a, b)| a != b);
        wrong.push(format!("{name}: rows differ, {} {} {pairs:?}", read.rows.len(), back.rows.len()));
    }
    let said = |problems: &[Problem]| -> BTreeSet<String> {
        let told = problems.iter().filter(|p| !OF_THE_FORM.contains(&p.code));
        // A formula without a result comes back as one that could not be computed.
        let code = |code| if code == ProblemCode::FormulaWithoutValue { ProblemCode::FormulaError } else { code };
        told.map(|p| format!("{:?} {:?} {:?} {}", code(p.code), p.cell, p.row, p.sheet)).collect()
    };
    let (before, after) = (said(&read.problems), said(&back.problems));
    for lost in before.symmetric_difference(&after) {
        wrong.push(format!("{name}: {} {lost}", if before.contains(lost) { "lost" } else { "new" }));
    }
}

#[test]
fn what_is_marked_reads_back_as_it_was() {
    let mut wrong = Vec::new();
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for name in names.iter().filter(|name| name.contains('.') && !name.ends_with(".py")) {
        goes_round::<Business>(name, &mut wrong);
        goes_round::<Officer>(name, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The marked workbook as calamine reads it, and the texts of its packed files.
struct Seen {
    book: Xlsx<Cursor<Vec<u8>>>,
    parts: Vec<(String, String)>,
}

fn seen(bytes: &[u8]) -> Seen {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..zip.len()).map(|i| {
        let mut file = zip.by_index(i).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    });
    Seen { parts: parts.collect(), book: Xlsx::new(Cursor::new(bytes.to_vec())).unwrap() }
}

impl Seen {
    fn cell(&mut self, sheet: &str, at: (u32, u32)) -> String {
        self.book.worksheet_range(sheet).unwrap().get_value(at).map(ToString::to_string).unwrap_or_default()
    }

    fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str()).unwrap()
    }
}

#[test]
fn the_users_workbook_with_its_titles_columns_and_mends() {
    let book = Workbook::open(&fixture("business-title-rows.xlsx"), "名录.xlsx").unwrap();
    let read = list::<Business>(&book, &Choice::default()).unwrap();
    // C8 is 平罗县乙运输有限公司.
    let source = Source { sheet: "2018".into(), row: 8 };
    let mended = apply_edits(&read, &[Edit::Set { source, field: Field::Name, value: "=平罗县乙运输公司".into() }]);
    let problems = merge(&read.problems, &check_businesses(&mended.rows, &[], &read.columns));
    let read = read.keep(|_| mended.rows.clone());
    let marking =
        |original| Marking {
            file: "名录.xlsx", original, reading: &read, mended: &mended.cells, problems: &problems
        };
    let mut whole = seen(&problem_workbook(&marking(Some(&book))).unwrap());
    assert_eq!(whole.book.sheet_names(), ["问题汇总", "2018"]);
    for (at, text) in [
        ((0, 1), "附件1"),
        ((1, 1), "平罗县道路运输企业名单"),
        ((5, 1), "序号"),
        ((5, 2), "企业名称"),
        ((5, 5), MARKED_COLUMN),
        ((6, 1), "1"),
        ((6, 2), "平罗县甲运输有限公司"),
        ((7, 2), "=平罗县乙运输公司"),
        ((8, 4), "维修"),
    ] {
        assert_eq!(whole.cell("2018", at), text, "{at:?}");
    }
    let sheet = whole.part("xl/worksheets/sheet2.xml");
    for merge in ["B1:E1", "B2:E2", "B3:E3", "B4:E4"] {
        assert!(sheet.contains(&format!("<mergeCell ref=\"{merge}\"/>")), "{merge}");
    }
    assert!(whole.parts.iter().all(|(_, text)| !text.contains("<f>") && !text.contains("<f ")));
    // Without the file: what was read, in its place.
    let mut columns = seen(&problem_workbook(&marking(None)).unwrap());
    assert_eq!([columns.cell("2018", (1, 1)), columns.cell("2018", (6, 1))], ["", ""]);
    assert_eq!(columns.cell("2018", (8, 4)), "维修");
    assert!(columns.cell("问题汇总", (1, 0)).contains("原文件不在手边"));
}

#[test]
fn problems_stand_in_their_cells_and_beside_their_rows() {
    let book = Workbook::open(&fixture("business-odd-codes.xlsx"), "名录.xlsx").unwrap();
    let read = list::<Business>(&book, &Choice::default()).unwrap();
    let problems = merge(&read.problems, &check_businesses(&read.rows, &[], &read.columns));
    for original in [Some(&book), None] {
        let marking = Marking { file: "名录.xlsx", original, reading: &read, mended: &[], problems: &problems };
        let mut seen = seen(&problem_workbook(&marking).unwrap());
        let last = seen.book.worksheet_range("名录").unwrap().end().unwrap().1;
        for problem in problems.iter().filter(|p| p.row.is_some()) {
            let beside = seen.cell("名录", (problem.row.unwrap() - 1, last));
            assert!(beside.contains(&problem.message), "{beside}");
        }
        let notes = seen.part("xl/comments1.xml");
        for cell in problems.iter().filter_map(|p| p.cell.as_ref()) {
            assert!(notes.contains(&format!("ref=\"{cell}\"")), "{cell}");
        }
    }
}

/// As text, 640221198501010000 would look like a number.
#[test]
fn a_number_that_lost_digits_comes_back_as_one() {
    let book = Workbook::open(&fixture("code-as-number.xlsx"), "名录.xlsx").unwrap();
    let read = list::<Business>(&book, &Choice::default()).unwrap();
    let bytes = as_read(&book, &read);
    assert!(seen(&bytes).cell("名录", (2, 1)).ends_with("（末几位已丢失）"));
    let back = list::<Business>(&Workbook::open(&bytes, "改好.xlsx").unwrap(), &Choice::default()).unwrap();
    let told = check_businesses(&back.rows, &[], &back.columns);
    assert!(told.iter().any(|p| p.cell.as_deref() == Some("B3")), "{told:?}");
}

#[test]
fn columns_that_are_no_field_come_back_with_what_they_warn_of() {
    let book = Workbook::open(&fixture("business-remarks.xlsx"), "名录.xlsx").unwrap();
    let read = list::<Business>(&book, &Choice::default()).unwrap();
    let bytes = as_read(&book, &read);
    assert_eq!(seen(&bytes).cell("名录", (1, 3)), "已搬迁，查无下落");
    let back = list::<Business>(&Workbook::open(&bytes, "改好.xlsx").unwrap(), &Choice::default()).unwrap();
    let remarks = |read: &Reading<Business>| -> Vec<_> {
        read.problems.iter().filter(|p| p.code == ProblemCode::Remark).filter_map(|p| p.cell.clone()).collect()
    };
    assert_eq!(remarks(&back), ["D2", "E4"]);
}

#[test]
fn a_shared_cell_is_parted_where_one_of_its_entries_was_mended() {
    // 客运 stands in A2, merged with A3.
    let book = Workbook::open(&fixture("merged-same-as-above.xlsx"), "名录.xlsx").unwrap();
    let read = list::<Business>(&book, &Choice::default()).unwrap();
    for (row, expected) in [(2, ["普货", "客运"]), (3, ["客运", "普货"])] {
        let source = Source { sheet: "名录".into(), row };
        let mend = Edit::Set { source, field: Field::Category, value: "普货".into() };
        let mended = apply_edits(&read, &[mend]);
        let reading = read.clone().keep(|_| mended.rows.clone());
        let marking = Marking {
            file: "名录.xlsx",
            original: Some(&book),
            reading: &reading,
            mended: &mended.cells,
            problems: &[],
        };
        let bytes = problem_workbook(&marking).unwrap();
        let mut seen = seen(&bytes);
        assert_eq!([1, 2].map(|row| seen.cell("名录", (row, 0))), expected);
        let back = list::<Business>(&Workbook::open(&bytes, "改好.xlsx").unwrap(), &Choice::default()).unwrap();
        assert_eq!(back.rows, mended.rows);
    }
}
