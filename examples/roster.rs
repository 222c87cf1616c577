//! What the importer reads of a roster, as JSON: `cargo run --example roster -- business|officer FILE [--today DATE]`.

use chrono::NaiveDate;
use mingchou::model::{EntityKind, Officer};
use mingchou::roster::checks::{check_businesses, check_officers, merge};
use mingchou::roster::{Choice, Field, Hints, Problem, ReadError, Reading, Survey, business_value, officer_value};
use mingchou::workbook::{OpenError, Workbook};
use serde_json::{Map, Value, json};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use std::time::SystemTime;

const USAGE: &str = "usage: roster business|officer FILE [--today YYYY-MM-DD]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (kind, file, today) = match args[..] {
        [kind, file] => (kind, file, Some(today())),
        [kind, file, "--today", day] => (kind, file, day.parse().ok()),
        _ => ("", "", None),
    };
    let (Some(today), "business" | "officer") = (today, kind) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(kind, file, today) {
        Ok(json) => match writeln!(std::io::stdout(), "{json:#}") {
            // Whoever reads may stop before the end: `| head`.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                eprintln!("没有写完：{error}");
                ExitCode::FAILURE
            }
            _ => ExitCode::SUCCESS,
        },
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(kind: &str, file: &str, today: NaiveDate) -> Result<Value, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("打不开文件“{file}”：{error}"))?;
    // calamine panics on some hostile files; in the browser that ends the worker, here it ends in the same sentence.
    std::panic::set_hook(Box::new(|_| {}));
    let read = std::panic::catch_unwind(|| {
        if kind == "business" { businesses(&bytes, file) } else { officers(&bytes, file, today) }
    });
    let _ = std::panic::take_hook();
    read.unwrap_or_else(|_| Err(OpenError::Damaged("读取时出错".into()).into())).map_err(|error| error.to_string())
}

fn businesses(bytes: &[u8], file: &str) -> Result<Value, ReadError> {
    let book = Workbook::open(bytes, file)?;
    let reading = book.businesses(&Choice::default(), |_| {})?;
    let checks = check_businesses(&reading.rows, &[], &reading.columns);
    Ok(report(&book.survey(EntityKind::Business, &Hints::default()), &reading, &checks, business_value))
}

fn officers(bytes: &[u8], file: &str, today: NaiveDate) -> Result<Value, ReadError> {
    let book = Workbook::open(bytes, file)?;
    let reading: Reading<Officer> = book.officers(&Choice::default(), |_| {})?;
    let checks = check_officers(&reading.rows, &[], &reading.columns, today);
    Ok(report(&book.survey(EntityKind::Officer, &Hints::default()), &reading, &checks, officer_value))
}

fn report<T>(survey: &Survey, reading: &Reading<T>, checks: &[Problem], value: impl Fn(&T, Field) -> String) -> Value {
    let fields: Vec<Field> = reading.columns.0.keys().copied().collect();
    let columns: Map<String, Value> =
        reading.columns.0.iter().map(|(field, column)| (field.name().into(), json!(column.header()))).collect();
    let row = |row: &T| fields.iter().map(|f| (f.name().into(), json!(value(row, *f)))).collect::<Map<_, _>>();
    let problem = |p: &Problem| {
        json!({"sheet": p.sheet, "cell": p.cell, "row": p.row, "severity": p.severity, "code": p.code,
               "found": p.found, "message": p.message})
    };
    json!({
        "sheet": reading.sheet,
        "header_row": reading.header_row,
        "columns": columns,
        "rows": reading.rows.iter().map(row).collect::<Vec<_>>(),
        "questions": survey.questions.iter().map(|question| question.sentence()).collect::<Vec<_>>(),
        "problems": merge(&reading.problems, checks).iter().map(problem).collect::<Vec<_>>(),
    })
}

/// Today in China (UTC+8), where the rosters are from.
fn today() -> NaiveDate {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = i32::try_from((seconds + 8 * 3600) / 86_400).unwrap_or(0);
    NaiveDate::from_epoch_days(days).unwrap_or_default()
}
