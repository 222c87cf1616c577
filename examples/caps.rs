//! Holds a hundred thousand visits against a hundred thousand businesses, as the worker does before a seal, and says how long that
//! takes: `cargo run --release --example caps`. A number of rows of each may be given.

use chrono::NaiveDate;
use mingchou::course::{CapFacts, HeldBusiness, Ledger, LedgerRow, LedgerText, hold};
use mingchou::model::{CapRules, check_digit};
use std::time::Instant;

fn main() {
    let rows: u32 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let code = |n: u32| {
        let first = format!("91640221MA{n:07}");
        let digit = check_digit(&first).unwrap_or('0');
        format!("{first}{digit}")
    };
    let name = |n: u32| format!("平罗县第{n}号运输有限公司");
    let business = |n| HeldBusiness { place: n, name: name(n), code: code(n), out: false };
    let businesses: Vec<_> = (0..rows).map(business).collect();
    let mut text = LedgerText::default();
    for n in 0..rows {
        // Every tenth business has ten visits; of every third row the code is missing.
        let whom = n / 10 * 10;
        let (name, code, day) = (name(whom), code(whom), format!("2026-{:02}-{:02}", n % 10 + 1, n % 28 + 1));
        let code = if n % 3 == 0 { "" } else { &code };
        let kind = if n % 7 == 0 { "整改复查" } else { "日常检查" };
        text.push(&LedgerRow {
            name: &name,
            code,
            department: "县交通运输局",
            when: &day,
            kind,
            ..LedgerRow::default()
        });
    }
    let rules = CapRules { total: Some(4), each: Some(2), ..CapRules::default() };
    let departments = ["县交通运输局".to_owned(), "县公安局".to_owned()];
    let from = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    let facts = CapFacts { rules: &rules, departments: &departments, from };
    let start = Instant::now();
    let report = hold(&businesses, &[Ledger { title: "台账", department: "", text: &text }], &facts);
    let took = start.elapsed().as_millis();
    println!(
        "{rows} visits against {rows} businesses: {took} ms; {} count, {} at a cap",
        report.counted,
        report.at_cap.len()
    );
}
