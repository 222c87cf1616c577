//! What a cell's text means: folded as a code, a name or a line, without judging it.

use crate::model::{normal_key, without_unseen};
use crate::text::codes::unmarked;
use crate::text::distinct::Distinct;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Whether the text only says that there is nothing: `-`, `—`, `无`, `/`, in any width.
pub fn says_nothing(text: &str) -> bool {
    // Most texts begin with a character that says something.
    let says = |c: char| is_common(c) && !matches!(c, '无' | '暂' | '空' | '不' | '未' | 'N' | 'n');
    if text.starts_with(says) {
        return false;
    }
    let text = unmarked(text).trim_end();
    if text.chars().all(is_stroke) {
        return true;
    }
    // Few texts begin like one of the words, and only those need folding.
    const WORDS: [&str; 21] = [
        "NAN",
        "NAT",
        "NONE",
        "\\N",
        "<NA>",
        "无",
        "无。",
        "(无)",
        "暂无",
        "暂缺",
        "空",
        "(空)",
        "N/A",
        "NA",
        "NULL",
        "不详",
        "不明",
        "未知",
        "未填",
        "未填写",
        "未提供",
    ];
    text.starts_with(['无', '暂', '空', '不', '未', '(', '（', 'N', 'n', 'Ｎ', 'ｎ', '\\', '<'])
        && WORDS.contains(&normal_key(text).as_str())
}

/// Whether there is nothing but white space. Most texts show by their first character that there is more, while trimming goes
/// through both ends.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// [`normal_key`], which most texts are already: letters of upper case, digits and common Chinese characters.
pub(crate) fn key(text: &str) -> Cow<'_, str> {
    let stays = |c: char| matches!(c, '0'..='9' | 'A'..='Z' | '\u{4e00}'..='\u{9fff}');
    if text.chars().all(stays) { Cow::Borrowed(text) } else { Cow::Owned(normal_key(text)) }
}

/// A Chinese character: those with the property Unified_Ideograph, the compatibility ideographs, 〇 (Unicode 17, blocks of
/// planes 0, 2 and 3). Rare ones stand in names.
pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}' | '〇')
}

/// A numeral with which titles and lists are numbered: 一、 （三）.
pub(crate) fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// A letter, a digit or a Chinese character, which stands as it is in names and codes.
pub(crate) fn is_common(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_chinese(c)
}

/// A stroke or stop that stands for nothing, also when folding makes one of it.
fn is_stroke(c: char) -> bool {
    let stroke = |c: char| c.is_whitespace() || "-—–_/\\、.。*#…".contains(c);
    stroke(c) || (!c.is_alphanumeric() && std::iter::once(c).nfkc().all(stroke))
}

/// Whether the text only says that the value is that of the row above: 同上, 〃.
pub fn says_as_above(text: &str) -> bool {
    text.len() <= 12 && matches!(text.trim(), "同上" | "〃" | "″" | "\"" | "“" | "”" | "''" | "同前" | "″″")
}

/// Running text: trimmed, line breaks as one space, without what shows nothing.
pub fn line(text: &str) -> String {
    if text.chars().all(is_common) {
        return text.to_owned();
    }
    without_unseen(text)
        .split(char::is_control)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Adds each value that is not among them yet.
pub fn add_each(values: &mut Vec<String>, more: Vec<String>) {
    Distinct::add_each(values, more);
}

/// Adds a value to a text of values joined by 、, unless it is there.
pub(crate) fn add(values: &mut String, value: &str) {
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
    fn nothing_is_said_in_many_ways() {
        for text in ["-", "—", "——", " 无 ", "/", "／", "＼", "N/A", "ＮＵＬＬ", "_"] {
            assert!(says_nothing(text), "{text}");
            assert!(says_nothing(&normal_key(text)), "{text} folded");
        }
        for text in ["nan", "None", "\\N", "<NA>", "NaT"] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["无锡运输", "0", "A-1", "平罗", "Nana", "<甲>"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn keys_that_stay_as_they_are() {
        for text in [
            "",
            "平罗县甲公司",
            "91350100M000100Y43",
            "平罗县甲（集团）公司",
            "a1",
            " 甲",
            "１",
            "甲\u{200b}",
            "𠀀",
            "〇",
        ] {
            assert_eq!(key(text), normal_key(text), "{text}");
        }
        for c in ('\0'..=char::MAX).filter(|c| matches!(key(c.encode_utf8(&mut [0; 4])), Cow::Borrowed(_))) {
            assert_eq!(normal_key(&c.to_string()), c.to_string());
        }
    }

    #[test]
    fn lines() {
        assert_eq!(line(" 城关镇\r\n 鼓楼街1号 "), "城关镇 鼓楼街1号");
    }
}
