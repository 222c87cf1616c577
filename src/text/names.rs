//! Names of people, businesses and departments, without what people write around them.

use crate::text::codes::{fold_letter, is_apostrophe, unmarked};
use crate::text::plain::{is_chinese, is_common};
use std::borrow::Cow;

/// Family names of two characters, with which a full name may be written in two parts (欧阳 娜娜).
const TWO_CHARACTERS: [&str; 18] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒", "长孙", "宇文",
    "端木", "独孤", "南宫", "拓跋",
];

/// What some write behind a person's name: 男, 女, 回族.
pub(crate) fn is_more_of_person(word: &str) -> bool {
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

/// Whether the text names several businesses: parts that each end as a registered name does. What has 分 in it may be a
/// branch of the first.
pub(crate) fn several_businesses(text: &str, parts_at: impl Fn(char) -> bool) -> bool {
    const ENDS: [&str; 13] =
        ["公司", "部", "店", "馆", "校", "厂", "站", "社", "超市", "中心", "商行", "车队", "经营户"];
    let is_name = |part: &str| part.chars().count() >= 5 && ENDS.iter().any(|end| part.ends_with(end));
    let mut parts = text.split(parts_at).filter(|part| !part.is_empty());
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    is_name(first) && std::iter::once(second).chain(parts).all(|part| is_name(part) && !part.contains('分'))
}

/// A business's name, without the number that a list puts before it: 1.平罗县…, （2）平罗县….
pub fn business_name(text: &str) -> String {
    let name = match folded_name(text) {
        // One without white space is one.
        Cow::Borrowed(name) => name.to_owned(),
        Cow::Owned(_) if several_businesses(text.trim(), char::is_whitespace) => {
            text.split_whitespace().map(name).collect::<Vec<_>>().join("、")
        }
        Cow::Owned(name) => name,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_several_persons_stays() {
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
    }

    #[test]
    fn names_keep_their_brackets_and_lose_their_padding() {
        assert_eq!(name("张\u{3000} 三 "), "张三");
        assert_eq!(name("平罗县宏运\r\n运输（集团）有限公司"), "平罗县宏运运输（集团）有限公司");
        assert_eq!(name("ＡＢ１２ Best  Cargo"), "AB12 Best Cargo");
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
}
