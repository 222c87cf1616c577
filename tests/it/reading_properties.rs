//! Properties of reading: whatever order, decoration or company a roster's columns and rows come in, its entries are
//! the same; and every problem says where, what and how to mend it.

use chrono::{Days, NaiveDate};
use mingchou::model::{EntityKind, check_digit};
use mingchou::roster::checks::{check_businesses, check_officers, merge};
use mingchou::roster::{Field, Hints, Problem, ProblemCode, Question, read_businesses, read_officers};
use mingchou::workbook::Workbook;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// A table of text as an office's program would write it.
fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",");
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n").into_bytes()
}

fn texts(row: &[&str]) -> Vec<String> {
    row.iter().map(|text| (*text).to_owned()).collect()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 12, 1).unwrap()
}

/// A right 统一社会信用代码.
fn right_code() -> impl Strategy<Value = String> {
    "91640221MA[0-9A-HJ-NP-RTUWXY]{7}".prop_map(|body| {
        let digit = check_digit(&body).unwrap();
        format!("{body}{digit}")
    })
}

/// Names that no two of are the same.
fn names(most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::hash_set("[甲乙丙丁戊己]{2,5}运输公司", 2..most).prop_map(|names| names.into_iter().collect())
}

proptest! {
    /// Columns in any order, with others between them that mean nothing, and title rows above.
    #[test]
    fn the_order_of_columns_does_not_matter(
        names in names(6), order in Just(vec![0usize, 1, 2, 3, 4, 5, 6]).prop_shuffle(), titles in 0usize..6,
    ) {
        let head = ["企业名称", "法定代表人", "联系电话", "类别", "序号", "备注", "传真"];
        let of = |i: usize, name: &str| texts(&[name, "马建国", "13900001234", "客运", &(i + 1).to_string(), "无", "6012345"]);
        let shuffled = |row: Vec<String>| order.iter().map(|i| row[*i].clone()).collect::<Vec<_>>();
        let mut rows: Vec<Vec<String>> = (0..titles).map(|_| texts(&["平罗县道路运输企业名录"])).collect();
        rows.push(shuffled(texts(&head)));
        rows.extend(names.iter().enumerate().map(|(i, name)| shuffled(of(i, name))));
        let reading = read_businesses(&csv(&rows), "名录.csv").unwrap();
        prop_assert_eq!(reading.header_row as usize, titles + 1);
        let read: Vec<_> = reading.rows.iter().map(|b| (b.name.clone(), b.legal_person.clone(), b.phone.clone(), b.categories.join("、"))).collect();
        let wanted: Vec<_> = names.iter().map(|name| (name.clone(), "马建国".to_owned(), "13900001234".to_owned(), "客运".to_owned())).collect();
        prop_assert_eq!(read, wanted);
        prop_assert_eq!(reading.problems, []);
    }

    /// What stands below a roster and is no entry is left out, told, and changes no entry.
    #[test]
    fn what_stands_below_is_told_and_left_out(
        names in names(6),
        below in prop::collection::vec(prop::sample::select(vec![
            "合计", "共3户", "备注：以上均在营", "填表人：马某", "（盖章）", "2018年12月1日", "单位负责人（签字）：", "注：一式两份",
        ]), 0..5),
    ) {
        let mut rows = vec![texts(&["序号", "企业名称", "类别"])];
        rows.extend(names.iter().enumerate().map(|(i, name)| texts(&[&(i + 1).to_string(), name, "客运"])));
        rows.extend(below.iter().map(|text| texts(&[text])));
        let reading = read_businesses(&csv(&rows), "名录.csv").unwrap();
        prop_assert_eq!(reading.rows.iter().map(|b| &b.name).collect::<Vec<_>>(), names.iter().collect::<Vec<_>>());
        let told = reading.problems.iter().filter(|p| p.code == ProblemCode::DroppedRow).count();
        prop_assert_eq!(told, below.len());
    }

    /// A right code is found whatever stands around it; and it is never made out of a wrong one.
    #[test]
    fn a_right_code_is_read_whatever_stands_around_it(
        code in right_code(),
        before in prop::sample::select(vec!["", "'", "‘", "代码：", "统一社会信用代码:", " ", "\u{202d}", "\u{feff}"]),
        after in prop::sample::select(vec!["", " ", "\u{3000}", "（1-1）", "(副本)", "\n", "_x000D_", "\u{202c}"]),
        cut in 1usize..17, wide in any::<bool>(),
    ) {
        let mut inner = code.clone();
        inner.insert_str(cut, if wide { " " } else { "-" });
        let rows = [texts(&["企业名称", "统一社会信用代码"]), texts(&["甲公司", &format!("{before}{code}{after}").replace("_x000D_", "")]), texts(&["乙公司", &inner])];
        let reading = read_businesses(&csv(&rows), "名录.csv").unwrap();
        prop_assert_eq!((&reading.rows[0].code, &reading.rows[1].code), (&code, &code));
    }

    /// Every day, as offices write it, is that day; of a period the last day counts.
    #[test]
    fn every_way_to_write_a_day_is_that_day(offset in 0u64..80_000, length in 0u64..4000, way in 0usize..8) {
        let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + Days::new(offset);
        let last = first + Days::new(length);
        let until = match way {
            0 => last.format("%Y-%m-%d").to_string(),
            1 => last.format("%Y.%-m.%-d").to_string(),
            2 => last.format("%Y年%-m月%-d日").to_string(),
            3 => last.format("%Y%m%d").to_string(),
            4 => last.format("%Y/%-m/%-d 0:00:00").to_string(),
            5 => format!("{}至{}", first.format("%Y-%m-%d"), last.format("%Y-%m-%d")),
            6 => format!("{}-{}", first.format("%Y.%m.%d"), last.format("%Y.%m.%d")),
            _ => format!("有效期：自{}起至{}止", first.format("%Y年%-m月%-d日"), last.format("%Y年%-m月%-d日")),
        };
        let rows = [texts(&["姓名", "单位", "执法证号", "有效期至"]), texts(&["马建国", "县公安局", "A1", &until]), texts(&["王海霞", "县公安局", "A2", "长期"])];
        let reading = read_officers(&csv(&rows), "名录.csv").unwrap();
        prop_assert_eq!(&reading.rows[0].valid_until, &last.to_string());
        let found = check_officers(&reading.rows, &[], &reading.columns, day());
        prop_assert_eq!(found.iter().any(|p| p.code == ProblemCode::ExpiredCertificate), last < day(), "{}", until);
    }

    /// Several numbers in a cell, however joined, are none of them odd; a number too short or too long is.
    #[test]
    fn telephone_numbers_are_told_apart(
        numbers in prop::collection::vec("(1[3-9][0-9]{9}|0952-[2-8][0-9]{6}|[2-8][0-9]{6})", 1..4),
        between in prop::sample::select(vec!["、", "/", "，", ";", " ", "\n", " / "]),
        wrong in "1[3-9]([0-9]{7}|[0-9]{10})",
    ) {
        let rows = [texts(&["企业名称", "联系电话"]), texts(&["甲公司", &numbers.join(between)]), texts(&["乙公司", &wrong])];
        let reading = read_businesses(&csv(&rows), "名录.csv").unwrap();
        let found = check_businesses(&reading.rows, &[], &reading.columns);
        let odd: Vec<_> = found.iter().filter(|p| p.code == ProblemCode::OddPhone).filter_map(|p| p.row).collect();
        prop_assert_eq!(odd, [3], "{:?}", reading.rows[0].phone);
    }

    /// A department has too few officers exactly when it has one; and each is told once, at its officer.
    #[test]
    fn departments_of_one_are_told(counts in prop::collection::vec(1usize..4, 1..6)) {
        let mut rows = vec![texts(&["姓名", "单位", "执法证号"])];
        for (d, count) in counts.iter().enumerate() {
            rows.extend((0..*count).map(|i| texts(&[&format!("马{}", "甲乙丙丁".chars().nth(i).unwrap()), &format!("第{d}局"), &format!("A{d}{i}")])));
        }
        let reading = read_officers(&csv(&rows), "名录.csv").unwrap();
        let found = check_officers(&reading.rows, &[], &reading.columns, day());
        let told: Vec<&str> = found.iter().filter(|p| p.code == ProblemCode::TooFewOfficers).map(|p| p.found.as_str()).collect();
        let alone: Vec<String> = counts.iter().enumerate().filter(|(_, count)| **count == 1).map(|(d, _)| format!("第{d}局")).collect();
        prop_assert_eq!(told, alone);
    }

    /// Same name, other code; same wrong code, other name: told once for each pair that follows, in either order.
    #[test]
    fn near_duplicates_are_told(first in right_code(), second in right_code(), swap in any::<bool>()) {
        prop_assume!(first != second);
        let wrong = format!("{}{}", &first[..17], if first.ends_with('0') { '1' } else { '0' });
        let (a, b) = if swap { (&second, &first) } else { (&first, &second) };
        let rows = [texts(&["企业名称", "代码"]), texts(&["甲公司", a]), texts(&["甲公司", b]), texts(&["乙公司", &wrong]), texts(&["丙公司", &wrong])];
        let reading = read_businesses(&csv(&rows), "名录.csv").unwrap();
        let found = check_businesses(&reading.rows, &[], &reading.columns);
        let of = |code| found.iter().filter(|p| p.code == code).filter_map(|p| p.cell.clone()).collect::<Vec<_>>();
        prop_assert_eq!(of(ProblemCode::SameName), ["A3"]);
        prop_assert_eq!(of(ProblemCode::SameCode), ["B5"]);
        prop_assert!(of(ProblemCode::Duplicate).is_empty());
    }
}

/// A column without a header is shown by its letter and asked for, not guessed; so is one of two with the same header.
#[test]
fn unnamed_and_equal_headers_are_asked() {
    let unnamed =
        "\"\",统一社会信用代码,联系电话\n平罗县甲公司,91350100M000100Y43,13900001234\n平罗县乙公司,,13900001235\n";
    let book = Workbook::open(unnamed.as_bytes(), "名录.csv").unwrap();
    let survey = book.survey(EntityKind::Business, &Hints::default());
    let question = Question::Missing { sheet: "表格".into(), field: Field::Name, columns: vec![0] };
    assert_eq!(survey.questions, [question]);
    let columns = &survey.sheets[0].header.as_ref().unwrap().columns;
    assert_eq!(
        (columns[0].header.as_str(), columns[0].named, &columns[0].candidates[..]),
        ("列A", false, &[Field::Name][..])
    );

    let equal = "企业名称,联系电话,联系电话\n平罗县甲公司,13900001234,0952-6012345\n";
    let book = Workbook::open(equal.as_bytes(), "名录.csv").unwrap();
    let survey = book.survey(EntityKind::Business, &Hints::default());
    let question = Question::Duplicate { sheet: "表格".into(), field: Field::Phone, columns: vec![1, 2] };
    assert_eq!(survey.questions, [question]);
}

/// Problems of the whole sheet, and those of something that is not there and so has no value to show.
const WITHOUT_CELL: [ProblemCode; 10] = [
    ProblemCode::HiddenRows,
    ProblemCode::OtherSheet,
    ProblemCode::SheetWithoutHeader,
    ProblemCode::HiddenSheet,
    ProblemCode::StrayCells,
    ProblemCode::SecondReading,
    ProblemCode::MissingCode,
    ProblemCode::MissingColumn,
    ProblemCode::NoCertificateColumn,
    ProblemCode::NoRows,
];
const WITHOUT_VALUE: [ProblemCode; 5] = [
    ProblemCode::FormulaWithoutValue,
    ProblemCode::MissingName,
    ProblemCode::MissingCode,
    ProblemCode::MissingDepartment,
    ProblemCode::MissingCertificate,
];

fn whole(name: &str, problem: &Problem) -> Result<(), String> {
    let Problem { sheet, cell, row, code, found, message, .. } = problem;
    let placed = cell.is_some() || row.is_some() || WITHOUT_CELL.contains(code);
    let shown = !found.is_empty() || WITHOUT_VALUE.contains(code) || WITHOUT_CELL.contains(code);
    let mend = ["请", "可以", "补上", "照常"].iter().any(|word| message.contains(word)) && message.ends_with('。');
    let cell_fits = cell.as_ref().is_none_or(|cell| row.is_some_and(|row| cell.ends_with(&row.to_string())));
    match !sheet.is_empty() && placed && shown && mend && cell_fits {
        true => Ok(()),
        false => Err(format!("{name}: {problem:?}")),
    }
}

/// Every problem of every fixture names its sheet and cell, shows the value and says how to mend it.
#[test]
fn every_problem_says_where_what_and_how() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    let expected: BTreeMap<String, Value> =
        serde_json::from_slice(&std::fs::read(format!("{folder}expected.json")).unwrap()).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for (name, wanted) in expected.iter().filter(|(_, e)| e["rows"].is_array()) {
        let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let problems = if wanted["kind"] == "business" {
            let read = read_businesses(&bytes, name).unwrap();
            merge(&read.problems, &check_businesses(&read.rows, &[], &read.columns))
        } else {
            let read = read_officers(&bytes, name).unwrap();
            merge(&read.problems, &check_officers(&read.rows, &[], &read.columns, day()))
        };
        seen.extend(problems.iter().map(|p| p.code));
        let wrong: Vec<String> = problems.iter().filter_map(|p| whole(name, p).err()).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
    // Those of the plan and of dates are tested where they are made.
    assert!(seen.len() >= 27, "{} kinds: {seen:?}", seen.len());
}
