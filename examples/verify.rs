//! `verify RECORD.json` recomputes a record (protocol §9) and prints `verified`, or `verified, officers withheld`, and
//! each remark; else each difference on a line, with exit code 1. A wrong call exits with 2.

use mingchou::draw::{CheckResult, Record, Verdict, verify};
use mingchou::model::spelt_out;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let [path] = args.as_slice() else {
        eprintln!("用法：verify RECORD.json");
        return ExitCode::from(2);
    };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) => {
            eprintln!("{path}：{e}");
            return ExitCode::from(2);
        }
    };
    let (lines, clean) = told(&bytes);
    for line in lines {
        // What a stranger's record holds is not left to steer the terminal.
        println!("{}", spelt_out(&line).replace('\n', " "));
    }
    ExitCode::from(u8::from(!clean))
}

/// The lines, and whether nothing differs.
fn told(bytes: &[u8]) -> (Vec<String>, bool) {
    let record = match Record::from_bytes(bytes) {
        Ok(record) => record,
        Err(fault) => return (vec![fault.to_string()], false),
    };
    let verification = verify(&record);
    let head = match verification.verdict() {
        Verdict::Verified => "verified",
        Verdict::OfficersWithheld => "verified, officers withheld",
        Verdict::Different => {
            let found = verification.checks.iter().flat_map(|check| {
                let unmade =
                    (check.result == CheckResult::NotMade).then(|| format!("{}：{}", check.name, check.result));
                check.differences.iter().map(move |d| format!("{}：{d}", check.name)).chain(unmade)
            });
            return (found.collect(), false);
        }
    };
    let remarks = verification.remarks.iter().map(|remark| format!("remark: {remark}"));
    (std::iter::once(head.to_owned()).chain(remarks).collect(), true)
}
