//! The public record as a page, from the record's JSON; with `withheld`, without officers.
//!
//!   cargo run --example record_page -- RECORD.json [withheld] > record.html

use mingchou::draw::{Record, verify};
use mingchou::export::record_page;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let Some(path) = args.first() else {
        eprintln!("record_page RECORD.json [withheld]");
        return ExitCode::from(2);
    };
    let bytes = std::fs::read(path).map_err(|e| format!("{path}: {e}"));
    match bytes.and_then(|bytes| Record::from_bytes(&bytes).map_err(|fault| format!("{path}: {fault}"))) {
        Ok(record) => {
            let record = if args.get(1).is_some_and(|a| a == "withheld") { record.withheld() } else { record };
            print!("{}", record_page(&record, &verify(&record)));
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
