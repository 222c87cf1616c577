//! The seeds of the fuzz targets (`fuzz/`), every fixture, record and stored campaign through the same paths.

use crate::common::desk;

include!("../../fuzz/path.rs");
include!("../../fuzz/others.rs");

fn replay(folders: &[&str], at_least: usize, go: fn(&[u8])) {
    let mut count = 0;
    for folder in folders {
        for entry in std::fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                go(&std::fs::read(path).unwrap());
                count += 1;
            }
        }
    }
    assert!(count >= at_least, "only {count}");
}

/// A record that was really drawn, as JSON and as our page; `MINGCHOU_SEEDS` names a folder to leave both in.
#[test]
fn a_drawn_record() {
    let record = desk::drawn().0.record();
    let json = record.to_json();
    verify_record(json.as_bytes());
    let page = mingchou::export::record_page(&record, &mingchou::draw::verify(&record));
    verify_record(page.as_bytes());
    if let Ok(folder) = std::env::var("MINGCHOU_SEEDS") {
        std::fs::write(format!("{folder}/drawn.json"), &json[..]).unwrap();
        std::fs::write(format!("{folder}/drawn.html"), &page[..]).unwrap();
    }
}

#[test]
fn rosters() {
    replay(&["fuzz/seeds/read", "tests/fixtures"], 70, read_all);
}

#[test]
fn records() {
    replay(&["tests/vectors", "tests/stored"], 25, verify_record);
}

#[test]
fn campaigns_and_backups() {
    let both = |bytes: &[u8]| {
        open_campaign(bytes);
        open_backup(bytes);
    };
    replay(&["tests/stored", "tests/vectors"], 25, both);
}

#[test]
fn filled_workbooks() {
    replay(&["tests/fixtures"], 70, read_filled);
}
