//! `mingchou/2` against `tools/verify.py`, written from the protocol's text alone: hundreds of random campaigns and
//! records, and changed ones. Both must draw the same, refuse the same, and find the same records different.

use crate::common::cases::{case, change, digest, record, rng};
use crate::common::python::folder;
use mingchou::draw::*;
use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use std::process::Command;

/// What the other program says to each entry; `None` where there is no Python.
fn theirs(name: &str, entries: &[Value]) -> Option<Vec<Value>> {
    let path = folder("protocol").join(format!("{name}.json"));
    std::fs::write(&path, serde_json::to_string(entries).unwrap()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/verify.py");
    let done = Command::new("python3").args(["-B", script, "--batch"]).arg(&path).output();
    let Ok(done) = done else {
        eprintln!("SKIPPED: python3 is not installed, the second reading of the protocol was not compared");
        return None;
    };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Vec<Value> = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(told.len(), entries.len());
    Some(told)
}

/// What we say to an entry, without the words.
fn ours(entry: &Value) -> Value {
    let Some(text) = entry["record"].as_str() else {
        let numbers = serde_json::from_value::<Vec<Contribution>>(entry["contributions"].clone());
        let nonce = entry["nonce"].as_str().and_then(|nonce| Nonce::parse(nonce).ok());
        let sealed = Sealed::parse(&entry["sealed"].to_string());
        let (Ok(numbers), Some(nonce), Ok(sealed)) = (numbers, nonce, sealed) else { return "refused".into() };
        return open(&sealed, &nonce, &numbers).map_or("refused".into(), |drawn| json!({"outcome": drawn.outcome}));
    };
    let Ok(record) = Record::parse(text) else { return json!({"verdict": "different"}) };
    let verification = verify(&record);
    match verification.verdict() {
        Verdict::Verified => json!({"verdict": "verified", "remarks": verification.remarks.len()}),
        Verdict::OfficersWithheld => json!({"verdict": "withheld", "remarks": verification.remarks.len()}),
        Verdict::Different => json!({"verdict": "different"}),
    }
}

/// What they say, without the words.
fn plain(told: &Value) -> Value {
    match &told["verdict"] {
        Value::Null if told.get("refused").is_some() => "refused".into(),
        Value::Null => json!({"outcome": told["outcome"]}),
        Value::String(v) if v == "different" => json!({"verdict": "different"}),
        verdict => json!({"verdict": verdict, "remarks": told["remarks"]}),
    }
}

/// Compares; gives how many there were of each sort.
fn compare(name: &str, entries: &[(String, Value)]) -> Option<[usize; 2]> {
    let values: Vec<_> = entries.iter().map(|(_, entry)| entry.clone()).collect();
    let theirs = theirs(name, &values)?;
    let (mut counts, mut apart) = ([0, 0], Vec::new());
    for ((what, entry), told) in entries.iter().zip(&theirs) {
        let (ours, plain) = (ours(entry), plain(told));
        counts[usize::from(ours == "refused" || ours["verdict"] == "different")] += 1;
        if ours != plain {
            apart.push(format!("{what}\n  ours   {}\n  theirs {told}", said(entry, &ours)));
        }
    }
    assert!(apart.is_empty(), "{} of {}:\n{}", apart.len(), entries.len(), apart[..apart.len().min(12)].join("\n"));
    Some(counts)
}

/// Our words, for whoever has to find out who is right.
fn said(entry: &Value, ours: &Value) -> String {
    let words = match entry["record"].as_str().map(Record::parse) {
        Some(Ok(record)) => {
            let verification = verify(&record);
            verification
                .differences()
                .map(ToString::to_string)
                .chain(verification.remarks.iter().map(ToString::to_string))
                .collect::<Vec<_>>()
                .join("；")
        }
        Some(Err(fault)) => fault.to_string(),
        None => Sealed::parse(&entry["sealed"].to_string()).map_or_else(
            |fault| fault.to_string(),
            |sealed| sealed.check().err().map_or_else(String::new, |faults| first_ten(&faults)),
        ),
    };
    format!("{} {words}", ours.to_string().chars().take(300).collect::<String>())
}

fn draw_entry(number: u64) -> Value {
    let case = case(number);
    json!({"sealed": case.sealed, "nonce": case.nonce, "contributions": case.numbers})
}

#[test]
fn both_draw_the_same() {
    let entries: Vec<_> = (0..700).map(|n| (format!("case {n}"), draw_entry(n))).collect();
    let Some([drawn, refused]) = compare("draws", &entries) else { return };
    assert!(drawn > 400 && refused > 50, "{drawn} {refused}");
}

/// Makes the digests those of the changed rosters, so that one rule alone refuses.
fn mend(sealed: &mut Value) {
    let (businesses, officers) = (digest(&sealed["businesses"]), digest(&sealed["officers"]));
    if let Some(seal) = sealed["seal"].as_object_mut() {
        seal.insert("businesses_sha256".into(), businesses);
        seal.insert("officers_sha256".into(), officers);
    }
}

fn changed_draw(rng: &mut StdRng, number: u64) -> (String, Value) {
    let mut entry = draw_entry(number);
    let within = ["/sealed", "/sealed/seal", "/sealed/seal", "/sealed/seal", "/contributions"][rng.random_range(0..5)];
    let place = change(rng, &mut entry, within);
    let mended = place != "/sealed" && rng.random_bool(0.8);
    if mended {
        mend(&mut entry["sealed"]);
    }
    (format!("case {number}, {place} changed, mended {mended}"), entry)
}

#[test]
fn both_refuse_the_same_seals() {
    let mut rng = rng(11);
    let entries: Vec<_> = (0..3_000).map(|n| changed_draw(&mut rng, n)).collect();
    let Some([drawn, refused]) = compare("seals", &entries) else { return };
    assert!(drawn > 200 && refused > 1_000, "{drawn} {refused}");
}

#[test]
fn both_verify_the_same_records() {
    let records = (0..500).filter_map(|n| Some((n, record(n)?)));
    let entry = |(n, record): (u64, Record)| {
        let texts = [("", record.to_json()), (" withheld", record.withheld().to_json())];
        texts.map(|(what, text)| (format!("record {n}{what}"), json!({"record": text})))
    };
    let entries: Vec<_> = records.flat_map(entry).collect();
    let Some([clean, different]) = compare("records", &entries) else { return };
    assert!(clean > 400 && different == 0, "{clean} {different}");
}

/// Makes everything follow again from what was changed in an attempt: commitment, seed, and the links after it.
fn derive_again(value: &mut Value) {
    let count = value["attempts"].as_array().map_or(0, Vec::len);
    for n in 0..count {
        let attempt = &mut value["attempts"][n];
        attempt["commitment"] = digest(&attempt["seal"]);
        let numbers = attempt["contributions"].as_array().cloned().unwrap_or_default();
        let line = |c: &Value| format!("{}={}\n", c["label"].as_str().unwrap_or(""), c["value"].as_str().unwrap_or(""));
        let head = [&attempt["commitment"], &attempt["nonce"]].map(|v| v.as_str().unwrap_or("").to_owned() + "\n");
        if !attempt["seed"].is_null() {
            let text = format!("mingchou/2\n{}{}", head.concat(), numbers.iter().map(line).collect::<String>());
            attempt["seed"] = mingchou::model::Digest::of(text).hex().into();
        }
        let link = json!({
            "commitment": attempt["commitment"], "nonce": attempt["nonce"], "contributions": attempt["contributions"],
            "seed": attempt["seed"], "drawn": !attempt["outcome"].is_null(), "void": attempt["void"],
            "substitutions": attempt["substitutions"].as_array().map_or(0, Vec::len),
        });
        if let Some(next) = value["attempts"].get_mut(n + 1).and_then(|a| a["seal"].as_object_mut()) {
            next.insert("previous".into(), digest(&link));
        }
    }
}

fn changed_record(rng: &mut StdRng, number: u64, record: &Record) -> (String, Value) {
    let withheld = rng.random_bool(0.4);
    let mut value = serde_json::to_value(if withheld { record.withheld() } else { record.clone() }).unwrap();
    let mut within = "/attempts".to_owned();
    if rng.random_bool(0.6) {
        within = format!("/attempts/{}", rng.random_range(0..record.attempts.len()));
        let part = ["", "/outcome", "/substitutions", "/void", "/seal", "/contributions", "/outcome/teams"]
            [rng.random_range(0..7)];
        if value.pointer(&format!("{within}{part}")).is_some() {
            within.push_str(part);
        }
    }
    let place = change(rng, &mut value, &within);
    let derived = value["attempts"].is_array() && rng.random_bool(0.5);
    if derived && value["attempts"].as_array().unwrap().iter().all(|a| a["seal"].is_object()) {
        derive_again(&mut value);
    }
    (
        format!("record {number}, withheld {withheld}, {place} changed, derived again {derived}"),
        json!({"record": value.to_string()}),
    )
}

#[test]
fn both_find_the_same_changes() {
    let mut rng = rng(12);
    let records: Vec<_> = (0..500).filter_map(|n| Some((n, record(n)?))).collect();
    let entries: Vec<_> =
        records.iter().cycle().take(4_000).map(|(n, record)| changed_record(&mut rng, *n, record)).collect();
    let Some([clean, different]) = compare("changes", &entries) else { return };
    assert!(clean > 200 && different > 2_000, "{clean} {different}");
}

/// Characters of the text, where the readers of JSON differ most.
#[test]
fn both_read_the_same_texts() {
    let mut rng = rng(13);
    let strange = [
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "1",
        "-",
        ".",
        "e",
        " ",
        "\t",
        "\u{b}",
        "\u{a0}",
        "\u{feff}",
        "null",
        "true",
        "\\ud800",
        "\\u0000",
        "\\/",
        "/",
        "\u{0}",
        "é",
        "NaN",
        "1E1",
        "\\ud83d\\ude00",
    ];
    let records: Vec<_> = (0..120).filter_map(|n| Some((n, record(n)?))).collect();
    let mut entry = |(n, record): &(u64, Record)| {
        let chars: Vec<char> = record.canonical().chars().collect();
        let at = rng.random_range(0..=chars.len());
        let skipped = at + rng.random_range(0..3);
        let added = strange[rng.random_range(0..strange.len())];
        let text: String = chars[..at].iter().collect::<String>()
            + added
            + &chars.get(skipped..).unwrap_or_default().iter().collect::<String>();
        (format!("record {n}, {added:?} at {at} for {}", skipped - at), json!({"record": text}))
    };
    let entries: Vec<_> = records.iter().cycle().take(3_000).map(&mut entry).collect();
    compare("texts", &entries);
}
