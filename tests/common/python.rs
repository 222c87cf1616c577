//! Another program's reading of what is written here.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python that has the package: the one of `MINGCHOU_PYTHON`, that on the path, Debian's.
pub fn with(package: &str) -> Option<String> {
    let own = std::env::var("MINGCHOU_PYTHON").ok();
    let all = own.into_iter().chain(["python3".to_owned(), "/usr/bin/python3".to_owned()]);
    let has = |python: &String| {
        let run = Command::new(python).args(["-c", &format!("import {package}")]).output();
        run.is_ok_and(|done| done.status.success())
    };
    let found = all.into_iter().find(has);
    if found.is_none() {
        eprintln!("SKIPPED: no Python with {package}, the comparison with it was not made");
    }
    found
}

/// What the script prints.
pub fn run(python: &str, script: &str, args: &[&Path]) -> String {
    let done = Command::new(python).arg("-B").arg(script).args(args).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// An empty place for files.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
