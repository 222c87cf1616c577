//! Every fixture of `tests/fixtures/` (written by openpyxl, xlwt, odfpy and by hand: see `make.py`) against what went
//! into it.

use chrono::NaiveDate;
use mingchou::roster::checks::{
    PlanView, check_businesses, check_businesses_with_plan, check_officers, check_officers_with_plan, check_recusals,
    merge,
};
use mingchou::roster::{
    Columns, Field, Problem, ReadError, business_value, officer_value, read_businesses, read_officers,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The founding campaign's day of the draw.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 12, 1).unwrap()
}

struct Read {
    sheet: String,
    header_row: u32,
    columns: Columns,
    rows: Vec<Value>,
    problems: Vec<Problem>,
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn object<T>(row: &T, columns: &Columns, value: impl Fn(&T, Field) -> String) -> Value {
    columns.0.keys().map(|f| (f.name().to_owned(), json!(value(row, *f)))).collect::<Map<_, _>>().into()
}

fn read(kind: &str, name: &str) -> Result<Read, ReadError> {
    let bytes = fixture(name);
    if kind == "business" {
        let r = read_businesses(&bytes, name)?;
        let problems = merge(&r.problems, &check_businesses(&r.rows, &[], &r.columns));
        let rows = r.rows.iter().map(|row| object(row, &r.columns, business_value)).collect();
        Ok(Read { sheet: r.sheet, header_row: r.header_row, columns: r.columns, rows, problems })
    } else {
        let r = read_officers(&bytes, name)?;
        let problems = merge(&r.problems, &check_officers(&r.rows, &[], &r.columns, today()));
        let rows = r.rows.iter().map(|row| object(row, &r.columns, officer_value)).collect();
        Ok(Read { sheet: r.sheet, header_row: r.header_row, columns: r.columns, rows, problems })
    }
}

/// Where, how bad, what: a cell, else a row, else `None`, as `make.py` writes it.
fn places(problems: &[Problem]) -> Value {
    let place = |p: &Problem| match (&p.cell, p.row) {
        (Some(cell), _) => cell.clone(),
        (None, Some(row)) => row.to_string(),
        (None, None) => "None".into(),
    };
    let mut places: Vec<[Value; 3]> =
        problems.iter().map(|p| [json!(place(p)), json!(p.severity), json!(p.code)]).collect();
    places.sort_by_key(|place| place.iter().map(ToString::to_string).collect::<Vec<_>>());
    json!(places)
}

fn check(name: &str, expected: &Value) -> Result<(), String> {
    let kind = expected["kind"].as_str().unwrap();
    let read = read(kind, name);
    if let Some(words) = expected["refused"].as_array() {
        let sentence = read.err().ok_or("was read")?.to_string();
        return match words.iter().find(|w| !sentence.contains(w.as_str().unwrap())) {
            Some(word) => Err(format!("{word} is not said in: {sentence}")),
            None => Ok(()),
        };
    }
    let read = read.map_err(|error| error.to_string())?;
    let columns: BTreeMap<_, _> = read.columns.0.iter().map(|(f, c)| (f.name(), c.header())).collect();
    for (what, found, wanted) in [
        ("sheet", json!(read.sheet), &expected["sheet"]),
        ("header_row", json!(read.header_row), &expected["header_row"]),
        ("columns", json!(columns), &expected["columns"]),
        ("rows", json!(read.rows), &expected["rows"]),
        ("problems", places(&read.problems), &expected["problems"]),
    ] {
        if found != *wanted {
            return Err(format!("{what}: found {found}, wanted {wanted}"));
        }
    }
    for (cell, words) in expected["says"].as_object().into_iter().flatten() {
        let said = |p: &Problem| p.cell.as_ref() == Some(cell) && p.message.contains(words.as_str().unwrap());
        if !read.problems.iter().any(said) {
            return Err(format!("{cell}: {words} is not said in {:?}", read.problems));
        }
    }
    Ok(())
}

/// What "试用示例" downloads must be a roster without any problem, notes included, on any day before 2030.
#[test]
fn the_samples_read_back_without_a_problem() {
    let day = NaiveDate::from_ymd_opt(2029, 12, 31).unwrap();
    let businesses = read_businesses(&mingchou::export::sample_businesses().unwrap(), "示例.xlsx").unwrap();
    let officers = read_officers(&mingchou::export::sample_officers().unwrap(), "示例.xlsx").unwrap();
    assert_eq!((businesses.rows.len(), businesses.header_row, businesses.columns.0.len()), (110, 2, 10));
    assert_eq!((officers.rows.len(), officers.header_row, officers.columns.0.len()), (45, 2, 8));
    assert_eq!(merge(&businesses.problems, &check_businesses(&businesses.rows, &[], &businesses.columns)), []);
    assert_eq!(merge(&officers.problems, &check_officers(&officers.rows, &[], &officers.columns, day)), []);
    let departments = ["县交通运输局", "县公安局", "县安监局", "县市场监管局", "县运管所"].map(|name| (name, 9));
    let plan = PlanView {
        departments: &departments,
        categories: &["客运", "普货", "危货", "站场", "维修"],
        by: mingchou::model::StratifyBy::Category,
    };
    assert_eq!(check_businesses_with_plan(&businesses.rows, &[], &businesses.columns, &plan), []);
    assert_eq!(check_officers_with_plan(&officers.rows, &[], &officers.columns, &plan), []);
    assert_eq!(check_recusals(&officers.rows, &[], &officers.columns, &businesses.rows), []);
    assert_eq!(officers.rows.iter().filter(|o| !o.recusals.is_empty()).count(), 3);
}

#[test]
fn every_fixture_reads_as_what_went_into_it() {
    let expected: BTreeMap<String, Value> = serde_json::from_slice(&fixture("expected.json")).unwrap();
    assert!(expected.len() >= 50, "the table is not whole");
    let wrong: Vec<String> =
        expected.iter().filter_map(|(name, e)| Some(format!("{name}: {}", check(name, e).err()?))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
