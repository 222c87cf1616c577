//! The public record as one page that needs nothing else: readable without script and without a network, with the whole
//! record in it, officers withheld or not, and a small script that recomputes what the page says.

mod people;
mod proof;
mod tables;

use super::html::{self, Html};
use crate::draw::{Record, Report, Verification};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use people::People;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");

/// The script of the page. In a worker that is sent a record it tells of each check: `["same" | "different", what]`, and at
/// last `["done"]`: the program that recomputes beside this one.
pub const RECORD_SCRIPT: &str = include_str!("page.js");

/// The record as a page, with its verification. For publication without officers it is a withheld record
/// ([`Record::withheld`]) and the verification of that one.
pub fn record_page(record: &Record, verification: &Verification) -> String {
    record_page_of_meeting(record, verification, &[])
}

/// The same with a line for each role of those present; the record itself does not know them, so that nothing of them is
/// recomputed.
pub fn record_page_of_meeting(record: &Record, verification: &Verification, present: &[String]) -> String {
    let report = Report::new(record, verification);
    let mut html = Html::default();
    head(&mut html, record);
    html.raw("<body>\n<main>\n");
    proof::headline(&mut html, record, &report, present);
    if let Some((last, before)) = record.attempts.split_last() {
        let people = People::new(record, last);
        if last.outcome.is_some() {
            tables::businesses(&mut html, last, people);
            tables::officers(&mut html, last, people);
            tables::substitutions(&mut html, last, people);
        }
        proof::seed(&mut html, last);
        for (number, attempt) in (1..).zip(before.iter().chain(last.void.as_ref().map(|_| last))) {
            tables::voided(&mut html, number, attempt, People::new(record, attempt));
        }
    }
    proof::checks(&mut html, &report);
    proof::recompute(&mut html, &report);
    proof::by_hand(&mut html, record);
    html.raw("</main>\n").data(&record.canonical());
    html.raw("<script>").raw(RECORD_SCRIPT).raw("</script>\n</body>\n</html>\n");
    html.done()
}

/// The record's JSON in a page made by [`record_page`]; `None` for any other text.
pub fn record_in_page(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(html::DATA)?;
    Some(rest.split("</script>").next().unwrap_or(rest))
}

/// Nothing may be loaded, nothing sent, and nothing run but the one script.
fn head(html: &mut Html, record: &Record) {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(RECORD_SCRIPT),
        hash(STYLE)
    );
    html.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Entities stand for the quotes, which the parser turns back.
    html.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"", policy, "\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    let title = record.attempts.last().map_or("", |last| &last.seal.campaign.title);
    html.tag("<title>", format!("抽取公开记录 · {title}"), "</title>\n");
    html.raw("<style>").raw(STYLE).raw("</style>\n</head>\n");
}
