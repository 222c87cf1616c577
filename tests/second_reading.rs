//! The draw against `tools/verify.py`, written from the protocol's text alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{case, record};
use mingchou::draw::*;
use std::path::PathBuf;
use std::process::{Command, Output};

fn python(args: &[&str]) -> Option<Output> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/verify.py");
    match Command::new("python3").arg("-B").arg(script).args(args).output() {
        Ok(output) => Some(output),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("SKIPPED: python3 is not installed, the second reading of the protocol was not compared");
            None
        }
        Err(e) => panic!("{e}"),
    }
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn both_draw_the_same() {
    let mut drawn = 0;
    for number in 0..48 {
        let case = case(number);
        let path = file(&format!("manifest-{number}.json"), &serde_json::to_string(&case.manifest).unwrap());
        let given: Vec<_> = case.contributions.iter().map(|c| format!("{}= {}", c.label, c.value)).collect();
        let nonce = case.nonce.hex();
        let mut args = vec!["draw", path.to_str().unwrap(), &nonce];
        args.extend(given.iter().map(String::as_str));
        let Some(output) = python(&args) else { return };
        match draw(&case.manifest, case.seed()) {
            Ok(ours) => {
                assert_eq!(text(&output.stdout), ours.outcome.canonical() + "\n", "{number}: {}", text(&output.stderr));
                drawn += 1;
            }
            Err(refusal) => {
                assert_eq!(output.status.code(), Some(1), "{number}: {refusal}, but: {}", text(&output.stdout));
                assert!(!text(&output.stderr).contains("Traceback"), "{number}: {}", text(&output.stderr));
            }
        }
    }
    assert!((15..42).contains(&drawn), "{drawn} of 48 drawn: the cases should hold both");
}

#[test]
fn both_verify_the_same_records() {
    let (mut substitutions, mut voided) = (0, 0);
    for (number, record) in (0..64).filter_map(|n| Some((n, record(n)?))) {
        (substitutions, voided) = (substitutions + record.substitutions.len(), voided + record.voided.len());
        let ours = verify(&record);
        assert!(ours.is_clean(), "{number}: {:?}", ours.differences().collect::<Vec<_>>());
        let path = file(&format!("record-{number}.json"), &record.to_json());
        let Some(output) = python(&[path.to_str().unwrap()]) else { return };
        assert_eq!(text(&output.stdout), "verified\n", "{number}: {}", text(&output.stderr));
    }
    assert!(substitutions > 30 && voided > 15, "{substitutions} {voided}");
}

#[test]
fn both_find_a_change() {
    for (number, record) in (0..16).filter_map(|n| Some((n, record(n)?))) {
        let changes: [fn(&mut Record); 5] = [
            |r| r.manifest.campaign.title.push('改'),
            |r| r.contributions[0].value.push('1'),
            |r| r.outcome.teams.reverse(),
            |r| r.outcome.businesses.reverse(),
            |r| r.substitutions.iter_mut().for_each(|s| s.incoming.push('X')),
        ];
        for (i, change) in changes.iter().enumerate() {
            let mut changed = record.clone();
            change(&mut changed);
            let path = file(&format!("changed-{number}-{i}.json"), &changed.to_json());
            let Some(output) = python(&[path.to_str().unwrap()]) else { return };
            let found = text(&output.stdout) != "verified\n";
            assert_eq!(found, changed != record, "{number} {i}: {}{}", text(&output.stdout), text(&output.stderr));
            assert_eq!(found, !verify(&changed).is_clean(), "{number} {i}");
        }
    }
}
