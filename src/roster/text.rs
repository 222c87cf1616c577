//! What a cell's text means: folded as a code, a name, a list or a date, without judging it.

use crate::model::normal_key;
use chrono::NaiveDate;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Whether the text only says that there is nothing: `-`, `—`, `无`, `/`, in any width.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    if text.chars().all(is_stroke) {
        return true;
    }
    // Few texts begin like one of the words, and only those need folding.
    text.starts_with(['无', '暂', '空', '(', '（', 'N', 'n', 'Ｎ', 'ｎ'])
        && matches!(&*normal_key(text), "无" | "无。" | "(无)" | "暂无" | "空" | "N/A" | "NA" | "NULL")
}

/// A stroke or stop that stands for nothing, also when folding makes one of it.
fn is_stroke(c: char) -> bool {
    let stroke = |c: char| c.is_whitespace() || "-—–_/\\、.。*".contains(c);
    stroke(c) || (!c.is_alphanumeric() && std::iter::once(c).nfkc().all(stroke))
}

/// A code or certificate number: full width folded, white space and line breaks dropped, upper case.
pub fn code(text: &str) -> String {
    let plain = text.bytes().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    if plain { text.to_owned() } else { normal_key(text) }
}

/// A name: full-width letters and digits folded, line breaks dropped, and spaces but between Latin words. Full-width
/// brackets stay: they belong to the registered name.
pub fn name(text: &str) -> String {
    if text.chars().all(|c| !c.is_whitespace() && fold_letter(c) == Some(c)) {
        return text.to_owned();
    }
    let folded: Vec<char> = text.chars().filter_map(fold_letter).collect();
    let latin = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || ".,&'".contains(*c));
    let mut name = String::with_capacity(text.len());
    for (i, c) in folded.iter().enumerate() {
        if *c != ' ' {
            name.push(*c);
        } else if latin(folded[..i].last()) && latin(folded[i..].iter().find(|c| **c != ' ')) {
            name.push(' ');
        }
    }
    name
}

/// ASCII for full-width letters and digits, a space for white space of any kind but line breaks, which vanish with
/// the other control and format characters.
fn fold_letter(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}') =>
        {
            None
        }
        c => Some(c),
    }
}

/// Running text: trimmed, line breaks as one space.
pub fn line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c == '\u{FEFF}')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A telephone number: full width folded, spaces dropped, several on lines of their own joined by 、.
pub fn phone(text: &str) -> String {
    text.split(['\n', '\r']).map(code).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("、")
}

/// Whether the text (folded) has the shape of a telephone number: a mobile one, one with an area code, 400, or the
/// seven or eight digits of a local one; an extension may follow.
pub fn is_phone(text: &str) -> bool {
    if let [b'1', b'3'..=b'9', rest @ ..] = text.as_bytes()
        && rest.len() == 9
        && rest.iter().all(u8::is_ascii_digit)
    {
        return true;
    }
    let plain: String = text.chars().filter(|c| !"-—－() （）+".contains(*c)).collect();
    let plain = plain.strip_prefix("86").filter(|rest| rest.len() >= 10).unwrap_or(&plain);
    let number = plain.split(['转', '#']).next().unwrap_or_default();
    if number.is_empty() || !number.bytes().all(|c| c.is_ascii_digit()) {
        return false;
    }
    match number.as_bytes() {
        [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 => true,
        [b'0', b'1'..=b'9', ..] => (10..=16).contains(&number.len()),
        [b'4' | b'8', b'0', b'0', ..] => number.len() == 10,
        [b'1', ..] => (3..=5).contains(&number.len()) && text.len() <= 5,
        [b'2'..=b'9', ..] => matches!(number.len(), 7 | 8),
        _ => false,
    }
}

/// The values of a cell that lists several, each once: split at 、，,;；/ and line breaks.
pub fn list(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    for part in text.split(['、', '，', ',', ';', '；', '/', '／', '|', '\n', '\r']) {
        let value = name(part);
        if !says_nothing(&value) && !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// Several values as one text, which [`split`] takes apart: no value of a [`list`] has the sign that joins them.
pub(super) fn joined(values: &[String]) -> Cow<'_, str> {
    match values {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(one),
        several => Cow::Owned(several.join("、")),
    }
}

/// The values of a text that [`joined`] made.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split('、').filter(|value| !value.is_empty())
}

/// A date as ISO text if the text is one, else the text as a line.
pub fn date(text: &str) -> String {
    if is_iso(text) && parse_date(text).is_some() {
        return text.to_owned();
    }
    parse_date(text).map_or_else(|| line(text), |date| date.to_string())
}

/// Whether the text is written like 2030-12-31.
fn is_iso(text: &str) -> bool {
    let shape = |(i, c): (usize, u8)| if i == 4 || i == 7 { c == b'-' } else { c.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(shape)
}

/// The date that the text names; of a period (…至…) its last day. `2018年12月` names no day and is none.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    if is_iso(text) {
        return ymd(&text[..4], &text[5..7], &text[8..]);
    }
    let text = normal_key(text);
    let last = text.rsplit(['至', '到', '~', '—']).next()?;
    let numbers: Vec<&str> = last.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let plain = last.chars().all(|c| c.is_ascii_digit() || "-/.年月日:时分秒T".contains(c));
    match numbers[..] {
        [all] if all.len() == 8 && plain => ymd(&all[..4], &all[4..6], &all[6..]),
        // A time of day that ran into the day when its space was dropped: 2018-12-2012:00.
        [y, m, d, ..] if plain && y.len() == 4 && d.len() > 2 && numbers.len() > 3 => ymd(y, m, d.get(..2)?),
        [y, m, d, ..] if plain && y.len() == 4 => ymd(y, m, d),
        _ => None,
    }
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether the text says that something never expires.
pub fn is_forever(text: &str) -> bool {
    ["长期", "永久", "无固定期限", "无期限"].iter().any(|word| text.contains(word))
}

/// Adds each value that is not among them yet.
pub fn add_each(values: &mut Vec<String>, more: Vec<String>) {
    for value in more {
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

/// Adds a value to a text of values joined by 、, unless it is there.
pub(super) fn add(values: &mut String, value: &str) {
    if value.is_empty() || values.split('、').any(|known| known == value) {
        return;
    }
    if !values.is_empty() {
        values.push('、');
    }
    values.push_str(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_brackets_and_lose_their_padding() {
        assert_eq!(name("张\u{3000} 三 "), "张三");
        assert_eq!(name("平罗县宏运\r\n运输（集团）有限公司"), "平罗县宏运运输（集团）有限公司");
        assert_eq!(name("ＡＢ１２ Best  Cargo"), "AB12 Best Cargo");
    }

    #[test]
    fn nothing_is_said_in_many_ways() {
        for text in ["-", "—", "——", " 无 ", "/", "／", "＼", "N/A", "ＮＵＬＬ", "_"] {
            assert!(says_nothing(text), "{text}");
            assert!(says_nothing(&normal_key(text)), "{text} folded");
        }
        for text in ["无锡运输", "0", "A-1", "平罗"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn dates_as_offices_write_them() {
        for text in ["2030-6-5", "2030/06/05", "2030.6.5", "2030年6月5日", "20300605", "２０３０年６月５日"]
        {
            assert_eq!(date(text), "2030-06-05", "{text}");
        }
        assert_eq!(date("2020-01-01至2030-06-05"), "2030-06-05");
        assert_eq!(date("2018-12-20 12:00"), "2018-12-20");
        for text in ["长期", "2030年6月", "2030-13-01", "12345", "2030-02-30"] {
            assert_eq!(date(text), text);
        }
    }

    #[test]
    fn lists_are_split_at_every_separator_seen() {
        assert_eq!(list("客运、普货，危货;站场；维修/客运"), ["客运", "普货", "危货", "站场", "维修"]);
        assert_eq!(list("客 运\n-"), ["客运"]);
        assert!(list("无").is_empty());
    }

    #[test]
    fn phones_and_lines() {
        assert_eq!(phone("１３８ 0000\u{a0}1234"), "13800001234");
        assert_eq!(phone("0952-6012345\r\n13800001234"), "0952-6012345、13800001234");
        assert_eq!(line(" 城关镇\r\n 鼓楼街1号 "), "城关镇 鼓楼街1号");
    }
}
