//! The public record as one page that needs nothing else: readable without script and without a network, with the record
//! in it, and a small script that recomputes what the page says.

mod people;
mod proof;
mod tables;

use super::html::{self, Html};
use crate::draw::{PROTOCOL, Record, Verification};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
pub use people::Names;
use people::People;
use serde_json::json;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The record as a page. With [`Names::Masked`] it holds an extract instead of the record, without names of officers and
/// without their certificates; then the commitment can't be recomputed from it, and it says so.
pub fn record_page(record: &Record, verification: &Verification, names: Names) -> String {
    let people = People::new(record, names);
    let mut html = Html::default();
    head(&mut html, record);
    html.raw("<body>\n<main>\n");
    proof::headline(&mut html, record, verification);
    tables::businesses(&mut html, record, &people);
    tables::officers(&mut html, record, &people);
    tables::substitutions(&mut html, record, &people);
    tables::voided(&mut html, record);
    proof::seed(&mut html, record);
    proof::checks(&mut html, verification, names);
    proof::recompute(&mut html, names);
    proof::by_hand(&mut html, record, names);
    html.raw("</main>\n").data(&data(record, names));
    html.raw("<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
    html.done()
}

/// The page holds an extract only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "这是隐去执法人员姓名的网页，里面没有完整记录，封存码和分组无从重算。网页自己能重算市场主体的签号；要全部验证，请用公开记录（.json）"
)]
pub struct MaskedPage;

/// The record's JSON in a page made by [`record_page`]; `None` for any other text.
///
/// # Errors
/// [`MaskedPage`] where the page holds no whole record.
pub fn record_in_page(text: &str) -> Result<Option<&str>, MaskedPage> {
    let Some((_, rest)) = text.split_once(html::DATA) else { return Ok(None) };
    let json = rest.split("</script>").next().unwrap_or(rest);
    // A quote inside a text is escaped, so that no title can look like this key.
    if json.contains("\"extract_of\":\"") { Err(MaskedPage) } else { Ok(Some(json)) }
}

/// Nothing may be loaded, nothing sent, and nothing run but the one script.
fn head(html: &mut Html, record: &Record) {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    html.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Entities stand for the quotes, which the parser turns back.
    html.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"", policy, "\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.tag("<title>", format!("抽取公开记录 · {}", record.manifest.campaign.title), "</title>\n");
    html.raw("<style>").raw(STYLE).raw("</style>\n</head>\n");
}

/// The whole record, or what may be said of it without officers.
fn data(record: &Record, names: Names) -> String {
    let m = &record.manifest;
    let value = match names {
        Names::Full => return serde_json::to_string(record).unwrap_or_default(),
        Names::Masked => json!({
            "extract_of": PROTOCOL,
            "campaign": m.campaign,
            "nonce_sha256": m.nonce_sha256,
            "commitment": record.commitment,
            "nonce": record.nonce,
            "contributions": record.contributions,
            "seed": record.seed,
            "strata": m.strata,
            "businesses": m.businesses,
            "drawn": record.outcome.businesses,
        }),
    };
    value.to_string()
}
