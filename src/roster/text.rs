//! What a cell's text means: folded as a code, a name or a line, without judging it.

use crate::model::{CodeKind, code_kind, is_unseen, normal_key, without_unseen};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Whether the text only says that there is nothing: `-`, `—`, `无`, `/`, in any width.
pub fn says_nothing(text: &str) -> bool {
    let text = unmarked(text).trim_end();
    // Most texts begin with a character that says something.
    if text.starts_with(is_common) && !text.starts_with(['无', '暂', '空', '不', '未', 'N', 'n']) {
        return false;
    }
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

/// A Chinese character of Unicode's first block of them, which has all but rare ones.
pub(super) fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A letter, a digit or a Chinese character, which stands as it is in names and codes.
fn is_common(c: char) -> bool {
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

/// A code or certificate number: full width folded, white space and line breaks dropped, upper case; without the `.0`
/// that a program put after a code that it took for a number.
pub fn code(text: &str) -> String {
    let plain = text.bytes().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    if plain {
        return text.to_owned();
    }
    let folded = normal_key(unmarked(text));
    match folded.strip_suffix(".0") {
        Some(digits) if digits.len() >= 6 && digits.bytes().all(|c| c.is_ascii_digit()) => digits.to_owned(),
        _ => folded,
    }
}

/// The certificate numbers of a cell, each a [`code`], joined by 、 where white space parts several.
pub fn certificates(text: &str) -> String {
    let is_number = |part: &str| part.chars().count() >= 6 && part.chars().any(char::is_numeric);
    // 执法证号：29020001.
    let labelled =
        text.split_once([':', '：']).filter(|(label, number)| label.contains('证') && is_number(number.trim()));
    let text = labelled.map_or(text, |(_, number)| number);
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() < 2 || !parts.iter().all(|part| is_number(part)) {
        return code(text);
    }
    parts.into_iter().map(code).collect::<Vec<_>>().join("、")
}

/// Family names of two characters, with which a full name may be written in two parts (欧阳 娜娜).
const TWO_CHARACTERS: [&str; 18] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒", "长孙", "宇文",
    "端木", "独孤", "南宫", "拓跋",
];

/// What some write behind a person's name: 男, 女, 回族.
pub(super) fn is_more_of_person(word: &str) -> bool {
    matches!(word, "男" | "女") || word.ends_with('族')
}

/// A person's [`name`]. Where a cell holds several words of two Chinese characters and more, what parts them stays: 、
/// for a line break, a space for a space. `张　三` is one name.
pub fn person(text: &str) -> String {
    let is_word = |part: &&str| part.chars().count() >= 2 && part.chars().all(is_chinese);
    let text = without_number(text);
    let parts: Vec<&str> = unmarked(text).split_whitespace().collect();
    if let [names @ .., last] = &parts[..]
        && is_more_of_person(last)
        && names.iter().map(|part| part.chars().count()).sum::<usize>() >= 2
    {
        return format!("{} {last}", names.concat());
    }
    let one = parts.len() == 2 && TWO_CHARACTERS.contains(&parts[0]);
    if parts.len() < 2 || one || !parts.iter().all(is_word) {
        return name(text);
    }
    let between = if text.trim().contains(['\n', '\r']) { "、" } else { " " };
    parts.join(between)
}

/// Without the number in front: 4、李小龙, 1.马建国.
fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let named = rest.strip_prefix(['、', '.', '．']).filter(|rest| rest.trim_start().starts_with(is_chinese));
    named.filter(|_| (1..=3).contains(&(text.len() - rest.len()))).unwrap_or(text)
}

/// A department, without how many it sends: 县公安局（5人）.
pub fn department(text: &str) -> String {
    let whole = name(text);
    let counted = |inner: &str| {
        let unit = inner.trim_start_matches('共').trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < inner.len() && matches!(unit, "人" | "名")
    };
    let split = whole.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    match split {
        Some((department, inner)) if counted(inner) && !department.is_empty() => department.to_owned(),
        _ => whole,
    }
}

/// In any width.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '`' | '＇' | '｀')
}

/// Without the apostrophe that marks a number as text and that copying kept.
fn unmarked(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || is_apostrophe(c))
}

/// A business's code: what stands around a 统一社会信用代码 (its label, strokes, the number of a copy) is dropped where
/// the right check digit shows which one it is.
pub fn business_code(text: &str) -> String {
    let folded = code(text);
    if code_kind(&folded) != CodeKind::Other {
        return folded;
    }
    let is_credit_code = |piece: &&str| code_kind(piece) == CodeKind::CreditCode;
    let mut right = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_credit_code);
    if let (Some(piece), None) = (right.next(), right.next()) {
        return piece.to_owned();
    }
    let together: String = folded.chars().filter(char::is_ascii_alphanumeric).collect();
    if is_credit_code(&together.as_str()) { together } else { folded }
}

/// Whether the text names several businesses: parts that each end as a registered name does. What has 分 in it may be a
/// branch of the first.
pub(super) fn several_businesses(text: &str, parts_at: impl Fn(char) -> bool) -> bool {
    const ENDS: [&str; 13] =
        ["公司", "部", "店", "馆", "校", "厂", "站", "社", "超市", "中心", "商行", "车队", "经营户"];
    let is_name = |part: &str| part.chars().count() >= 5 && ENDS.iter().any(|end| part.ends_with(end));
    let mut parts = text.split(parts_at).filter(|part| !part.is_empty());
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    is_name(first) && std::iter::once(second).chain(parts).all(|part| is_name(part) && !part.contains('分'))
}

/// A business's name, without the number that a list puts before it: 1.平罗县…, （2）平罗县….
pub fn business_name(text: &str) -> String {
    let name = if several_businesses(text.trim(), char::is_whitespace) {
        text.split_whitespace().map(name).collect::<Vec<_>>().join("、")
    } else {
        name(text)
    };
    let opened = name.strip_prefix(['（', '(']);
    let rest = opened.unwrap_or(&name);
    let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &rest[number..];
    let end: &[char] = if opened.is_some() { &['）', ')'] } else { &['.', '、', '．'] };
    match after.strip_prefix(end) {
        Some(bare) if (1..=4).contains(&number) && bare.starts_with(is_chinese) => bare.to_owned(),
        _ => name,
    }
}

/// A name: full-width letters and digits folded, line breaks dropped, and spaces but between Latin words. Full-width
/// brackets stay: they belong to the registered name.
pub fn name(text: &str) -> String {
    folded_name(text).into_owned()
}

/// [`name`], which most texts are already.
pub fn folded_name(text: &str) -> Cow<'_, str> {
    let stays = |c: char| !c.is_whitespace() && !is_apostrophe(c) && fold_letter(c) == Some(c);
    if text.chars().all(|c| is_common(c) || stays(c)) {
        return Cow::Borrowed(text);
    }
    let folded: Vec<char> = unmarked(text).chars().filter_map(fold_letter).collect();
    let latin = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || ".,&'".contains(*c));
    let mut name = String::with_capacity(text.len());
    for (i, c) in folded.iter().enumerate() {
        if *c != ' ' {
            name.push(*c);
        } else if latin(folded[..i].last()) && latin(folded[i..].iter().find(|c| **c != ' ')) {
            name.push(' ');
        }
    }
    Cow::Owned(name)
}

/// ASCII for full-width letters and digits, a space for white space of any kind but line breaks, which vanish with
/// the other control and format characters.
fn fold_letter(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => None,
        // Points between the parts of a name, as different keyboards write them.
        '•' | '‧' | '・' | '･' => Some('·'),
        c if c.is_whitespace() => Some(' '),
        c if is_unseen(c) => None,
        c => Some(c),
    }
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
    fn what_parts_several_persons_or_certificates_stays() {
        for (text, expected) in [
            ("张　三", "张三"),
            ("马\n六", "马六"),
            ("欧阳 娜娜", "欧阳娜娜"),
            ("张三\n李四", "张三、李四"),
            ("欧阳慧\r\n马军", "欧阳慧、马军"),
            ("张三 李小龙", "张三 李小龙"),
            ("买买提•艾力", "买买提·艾力"),
        ] {
            assert_eq!(person(text), expected, "{text}");
        }
        assert_eq!(certificates("29020003\n29020004"), "29020003、29020004");
        assert_eq!(certificates("宁A 2902 0003"), "宁A29020003");
        assert_eq!(code("29020001.0"), "29020001");
        assert_eq!(code("2.0"), "2.0");
        for text in ["nan", "None", "\\N", "<NA>", "NaT"] {
            assert!(says_nothing(text), "{text}");
        }
        assert!(!says_nothing("Nana") && !says_nothing("<甲>"));
    }

    #[test]
    fn names_keep_their_brackets_and_lose_their_padding() {
        assert_eq!(name("张\u{3000} 三 "), "张三");
        assert_eq!(name("平罗县宏运\r\n运输（集团）有限公司"), "平罗县宏运运输（集团）有限公司");
        assert_eq!(name("ＡＢ１２ Best  Cargo"), "AB12 Best Cargo");
    }

    /// GB 32100-2015's own example, as it is copied from licences and reports.
    #[test]
    fn a_right_code_is_found_in_what_stands_around_it() {
        for text in [
            "91350100M000100Y43",
            "'91350100m000100y43",
            "统一社会信用代码：91350100M000100Y43",
            "91350100M000100Y43（1-1）",
            "913501-00M000100Y-43",
            "9135 0100 M000 100Y 43",
            "91350100M000100Y43/350100100012345",
            "‘９１３５０１００M000100Y43",
        ] {
            assert_eq!(business_code(text), "91350100M000100Y43", "{text}");
        }
        for text in ["91350100M000100Y-44", "350100-100012345", "无照", "91350100M000100Y43、91350100M000100Y43"] {
            assert_eq!(business_code(text), text);
        }
    }

    #[test]
    fn the_number_of_a_list_is_no_part_of_a_name() {
        for text in ["1.平罗县甲公司", "12、平罗县甲公司", "（3）平罗县甲公司", "(4) 平罗县甲公司"]
        {
            assert_eq!(business_name(text), "平罗县甲公司", "{text}");
        }
        for text in ["2.5维空间公司", "7天酒店", "（集团）公司", "58速运", "1.", "360安全公司"] {
            assert_eq!(business_name(text), text);
        }
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
    fn lines() {
        assert_eq!(line(" 城关镇\r\n 鼓楼街1号 "), "城关镇 鼓楼街1号");
    }
}
