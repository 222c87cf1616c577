//! What a cell of an OpenDocument holds and shows.

use crate::text::date;
use crate::workbook::look::{Look, padded};
use crate::workbook::markup::{attribute, unescape};
use crate::workbook::number;
use crate::workbook::sheet::CellKind;

/// What the cell holds, by its type, and whether it shows another text; nothing if it is empty.
pub(crate) fn value(attributes: &str, text: String, look: &Look) -> Option<(String, CellKind, bool)> {
    let value = |name| attribute(attributes, name).map(|value| unescape(value).into_owned());
    if attributes.contains("value-type=\"error\"") {
        return Some((text, CellKind::Error, false));
    }
    let (text, kind) = match attribute(attributes, "value-type") {
        Some("float" | "currency" | "percentage") => match value("value").and_then(|v| v.trim().parse::<f64>().ok()) {
            // Some programs leave it to the format to say what is shown.
            Some(n) if text.is_empty() => {
                let (text, kind) = look.text(n, false);
                return Some((text, kind, *look == Look::Numerals));
            }
            Some(n) => {
                let disguise = shows_numerals(&text);
                let (text, kind) = shown(n, text);
                return Some((text, kind, disguise));
            }
            None => (text, CellKind::Text),
        },
        Some("date") => {
            let names_month = || date::parse(&text).is_none() && date::valid_until(&text).is_some();
            let look = if !look.is_of_days() && names_month() { &Look::Month } else { look };
            let moment = value("date-value").unwrap_or(text);
            return Some((look.moment(&moment), CellKind::Date, look.hides(&moment)));
        }
        Some("string") => (value("string-value").unwrap_or(text), CellKind::Text),
        Some(_) => (text, CellKind::Text),
        None if text.is_empty() && attribute(attributes, "formula").is_some() => (text, CellKind::Uncalculated),
        None if text.is_empty() => return None,
        None => (text, CellKind::Text),
    };
    Some((text, kind, false))
}

/// Whether a number is shown in numerals of Chinese alone.
fn shows_numerals(text: &str) -> bool {
    const NUMERALS: &str = "〇○零一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟";
    !text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c| NUMERALS.contains(c))
}

/// The number as the cell shows it, where that is its digits with zeros and fixed text around them (HN-001202, 2026.10);
/// neither with separators of thousands nor as an amount.
fn shown(n: f64, text: String) -> (String, CellKind) {
    let (digits, kind) = number::number(n);
    let of_text: String = text.chars().filter(char::is_ascii_digit).collect();
    let same = !digits.is_empty()
        && digits.bytes().all(|c| c.is_ascii_digit())
        && of_text.trim_start_matches('0') == digits.trim_start_matches('0');
    let plain = !text.contains([',', '.', '%', '￥', '¥', '$']);
    if same && plain && !text.is_empty() {
        return (text, kind);
    }
    let shown = text.trim().replace(',', "");
    let longer = padded(digits.clone(), shown.split_once('.').map_or(0, |(_, places)| places.len()));
    (if longer == shown { longer } else { digits }, kind)
}
