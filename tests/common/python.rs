//! Another program's reading of what is written here.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether `python3` has the package; a word where it does not.
pub fn has(package: &str) -> bool {
    let run = Command::new("python3").args(["-c", &format!("import {package}")]).output();
    let has = run.is_ok_and(|done| done.status.success());
    if !has {
        eprintln!("SKIPPED: no python3 with {package}, the comparison with it was not made");
    }
    has
}

/// What the script prints.
pub fn run(script: &str, args: &[&Path]) -> String {
    let done = Command::new("python3").arg("-B").arg(script).args(args).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A place for files.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
