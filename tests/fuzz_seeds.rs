//! The seeds of the fuzz target (`fuzz/`) and every fixture through the same path.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test file outside `cfg(test)`")]

include!("../fuzz/path.rs");

#[test]
fn seeds_and_fixtures_go_through() {
    let mut count = 0;
    for folder in ["fuzz/seeds", "tests/fixtures"] {
        let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                read_all(&std::fs::read(path).unwrap());
            }
            count += 1;
        }
    }
    assert!(count > 70);
}
