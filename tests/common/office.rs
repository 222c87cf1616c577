//! What LibreOffice makes of the documents written here.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::Path;
use std::process::Command;

/// The pages of each document as LibreOffice lays them out, without white space; none, with a word, where it is not installed.
/// The documents lie in the folder, and so do what it makes of them and a profile of its own: two of one profile would wait for
/// one another.
pub fn pdf_pages(folder: &Path, documents: &[&Path]) -> Option<Vec<Vec<String>>> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let args = ["--headless", "--norestore", &profile, "--convert-to", "pdf", "--outdir", folder.to_str().unwrap()];
    // What an earlier run made is not taken for this one's.
    for old in documents.iter().map(|path| path.with_extension("pdf")).filter(|pdf| pdf.exists()) {
        std::fs::remove_file(old).unwrap();
    }
    let Ok(made) = Command::new("soffice").args(args).args(documents).output() else {
        eprintln!("SKIPPED: soffice is not installed");
        return None;
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    documents.iter().map(|path| pages_of(&path.with_extension("pdf"))).collect()
}

fn pages_of(pdf: &Path) -> Option<Vec<String>> {
    assert!(pdf.exists(), "{} was not made", pdf.display());
    let Ok(text) = Command::new("pdftotext").args(["-raw", pdf.to_str().unwrap(), "-"]).output() else {
        eprintln!("SKIPPED: pdftotext is not installed");
        return None;
    };
    assert!(text.status.success());
    let text = String::from_utf8(text.stdout).unwrap();
    let flat = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(flat).collect())
}
