//! The public record as a page, from the record's JSON; with `masked`, without officers' names.
//!
//!   cargo run --example record_page -- RECORD.json [masked] > record.html

use mingchou::draw::{Record, verify};
use mingchou::export::{Names, record_page};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let names = if args.get(1).is_some_and(|a| a == "masked") { Names::Masked } else { Names::Full };
    let Some(path) = args.first() else {
        eprintln!("record_page RECORD.json [masked]");
        return ExitCode::from(2);
    };
    let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"));
    match text.and_then(|text| Record::parse(&text).map_err(|fault| format!("{path}: {fault}"))) {
        Ok(record) => {
            print!("{}", record_page(&record, &verify(&record), names));
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
