//! Codes and numbers of certificates, as they are compared: one width, no white space.

use crate::model::{CodeKind, code_kind, is_unseen, normal_key};

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

/// In any width.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '`' | '＇' | '｀')
}

/// Without the apostrophe that marks a number as text and that copying kept.
pub(crate) fn unmarked(text: &str) -> &str {
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

/// ASCII for full-width letters and digits, a space for white space of any kind but line breaks, which vanish with
/// the other control and format characters.
pub(crate) fn fold_letter(c: char) -> Option<char> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn certificates_of_a_cell_stay_apart() {
        assert_eq!(certificates("29020003\n29020004"), "29020003、29020004");
        assert_eq!(certificates("宁A 2902 0003"), "宁A29020003");
        assert_eq!(code("29020001.0"), "29020001");
        assert_eq!(code("2.0"), "2.0");
    }
}
