//! `verify RECORD.json` recomputes a record (protocol §9) and prints `verified`, or each difference on a line with
//! exit code 1. A wrong call exits with 2.

use mingchou::draw::{Record, verify};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let [path] = args.as_slice() else {
        eprintln!("用法：verify RECORD.json");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) => {
            eprintln!("{path}：{e}");
            return ExitCode::from(2);
        }
    };
    let lines = differences(&text);
    println!("{}", if lines.is_empty() { "verified".to_owned() } else { lines.join("\n") });
    ExitCode::from(u8::from(!lines.is_empty()))
}

fn differences(text: &str) -> Vec<String> {
    match Record::parse(text) {
        Err(fault) => vec![fault.to_string()],
        Ok(record) => {
            let verification = verify(&record);
            for remark in &verification.remarks {
                eprintln!("{remark}");
            }
            verification.checks.iter().flat_map(|c| c.differences.iter().map(|d| format!("{}：{d}", c.name))).collect()
        }
    }
}
