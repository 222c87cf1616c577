//! Cells that list several values.

use crate::text::distinct::Distinct;
use crate::text::industries;
use crate::text::names::name;
use crate::text::plain::{is_chinese, is_numeral, says_nothing};

/// What stands between values, besides line breaks.
const BETWEEN: [char; 11] = ['、', '，', ',', ';', '；', '/', '／', '|', '｜', '+', '＋'];

/// The values of a cell, each once: split at 、，,;；/ and line breaks but not within brackets, and at the numbers of
/// `1.客运2.货运`.
pub fn values(text: &str) -> Vec<String> {
    collect(parts(text).iter().flat_map(|part| numbered(part)))
}

/// The same for short words: white space between words of two characters and more stands between values too
/// (`客运 货运`; `客 运` is one word).
pub fn words(text: &str) -> Vec<String> {
    if let Some(ticked) = ticked(text) {
        return collect(ticked.iter().flat_map(|part| parts(part)));
    }
    // Most cells hold one word.
    if !text.is_empty() && text.chars().all(is_chinese) && !says_nothing(text) {
        return vec![text.to_owned()];
    }
    let spaced = |part: &str| -> Vec<String> {
        let pieces: Vec<&str> = part.split_whitespace().collect();
        let whole = pieces.iter().any(|piece| piece.chars().count() < 2 || piece.is_ascii());
        if whole { vec![part.to_owned()] } else { pieces.into_iter().map(str::to_owned).collect() }
    };
    collect(parts(text).iter().flat_map(|part| numbered(part)).flat_map(|part| spaced(&part)))
}

/// What is ticked where others are not: 客运 of `☑客运 □货运` and of `客运☑ 货运□`; nothing where nothing is.
fn ticked(text: &str) -> Option<Vec<String>> {
    const TICKED: [char; 6] = ['☑', '☒', '√', '✓', '✔', '■'];
    const OPEN: [char; 3] = ['□', '☐', '◻'];
    let is_sign = |c: char| TICKED.contains(&c) || OPEN.contains(&c);
    if !text.contains(OPEN) {
        return None;
    }
    // The signs stand before their words, or behind them.
    let before = text.trim_start().starts_with(is_sign);
    let signs: Vec<char> = text.chars().filter(|c| is_sign(*c)).collect();
    let words = text.split(is_sign).skip(usize::from(before));
    let ticked = words.zip(signs).filter(|(word, sign)| TICKED.contains(sign) && !word.trim().is_empty());
    Some(ticked.map(|(word, _)| word.to_owned()).collect()).filter(|ticked: &Vec<_>| !ticked.is_empty())
}

fn collect(parts: impl Iterator<Item = String>) -> Vec<String> {
    let mut values = Distinct::default();
    let value = |part: String| name(part.trim().trim_end_matches(['。', '.']));
    parts.map(value).filter(|value| !says_nothing(value)).for_each(|value| values.add(value));
    let mut values = values.into_values();
    // The numbers of `1、客运 2、货运`.
    let is_number = |value: &String| {
        value.len() <= 2 && value.bytes().all(|c| c.is_ascii_digit())
            || value.chars().count() == 1 && value.chars().all(is_numeral)
    };
    if !values.iter().all(is_number) {
        values.retain(|value| !is_number(value));
    }
    values
}

/// What stands between separators that are outside brackets; a bracket that is never closed is none.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    // Nothing but white space stands in the last part so far.
    let mut blank = true;
    let mut depth = 0usize;
    let last_close = text.rfind(['）', ')']).unwrap_or(0);
    let mut number = 0;
    let mut industry = 0;
    for (at, c) in text.char_indices() {
        if at < number {
            continue;
        }
        if blank && at >= industry {
            industry = at + industries::length(&text[at..]);
        }
        let within = at < industry;
        // ①客运②货运, （1）客运（2）货运.
        number = if within { 0 } else { at + number_length(&text[at..]) };
        if number > at {
            parts.push(String::new());
            blank = true;
            continue;
        }
        match c {
            _ if within => {}
            '（' | '(' if at < last_close => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !within && (matches!(c, '\n' | '\r') || (depth == 0 && BETWEEN.contains(&c))) {
            parts.push(String::new());
            blank = true;
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
            blank &= c.is_whitespace();
        }
    }
    parts
}

/// The bytes of the number in a circle or in brackets with which the text begins; 0 if there is none.
fn number_length(text: &str) -> usize {
    let mut chars = text.chars();
    match chars.next() {
        Some(c @ '①'..='⑳') => c.len_utf8(),
        Some('（' | '(') => {
            let rest = chars.as_str();
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let close = after.chars().next().filter(|c| "）)".contains(*c));
            match (rest.len() - after.len(), close) {
                (1..=2, Some(close)) if after.len() > close.len_utf8() => text.len() - after.len() + close.len_utf8(),
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// `1.客运2.货运` in two; a number amid a name (危险货物2.1项) is no number of a list.
fn numbered(part: &str) -> Vec<String> {
    let chars: Vec<char> = part.chars().collect();
    let is_number = |i: usize| {
        chars[i].is_ascii_digit()
            && chars.get(i + 1).is_some_and(|c| ".．)）".contains(*c))
            && chars.get(i + 2).is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !c.is_numeric())
            && i.checked_sub(1).is_none_or(|before| !chars[before].is_ascii() || chars[before].is_whitespace())
    };
    if !chars.first().is_some_and(|_| is_number(0)) {
        return vec![part.to_owned()];
    }
    let mut pieces = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if is_number(i) {
            pieces.push(String::new());
            i += 2;
        } else {
            pieces.extend((pieces.is_empty()).then(String::new));
            if let Some(piece) = pieces.last_mut() {
                piece.push(chars[i]);
            }
            i += 1;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_split_at_every_separator_seen() {
        assert_eq!(values("客运、普货，危货;站场；维修/客运"), ["客运", "普货", "危货", "站场", "维修"]);
        assert_eq!(values("客 运\n-"), ["客运"]);
        assert!(values("无").is_empty());
        assert_eq!(values("客运,普货。"), ["客运", "普货"]);
    }

    #[test]
    fn brackets_hold_together() {
        assert_eq!(values("货运（危险货物、普通货物）、客运"), ["货运（危险货物、普通货物）", "客运"]);
        assert_eq!(values("货运（危险、客运"), ["货运（危险", "客运"]);
        assert_eq!(values("平罗县甲(集团)公司;乙公司"), ["平罗县甲(集团)公司", "乙公司"]);
    }

    #[test]
    fn numbers_of_a_list_are_dropped() {
        assert_eq!(values("1.客运2.普货"), ["客运", "普货"]);
        assert_eq!(values("1、客运\n2、普货"), ["客运", "普货"]);
        assert_eq!(words("1.客运 2.货运"), ["客运", "货运"]);
        assert_eq!(words("(1)客运 （2）货运"), ["客运", "货运"]);
        assert_eq!(words("一、客运；二、货运"), ["客运", "货运"]);
        assert_eq!(words("①客运②货运"), ["客运", "货运"]);
        assert_eq!(values("货运（2类）"), ["货运（2类）"]);
        assert_eq!(values("货运（2）"), ["货运（2）"]);
        assert_eq!(values("1、2"), ["1", "2"]);
        assert_eq!(values("危险货物2.1项"), ["危险货物2.1项"]);
    }

    /// As many values as a cell holds, all of them twice. To compare each with all others would be 30 million comparisons
    /// a cell.
    #[test]
    fn thousands_of_values_in_a_cell() {
        let all: Vec<String> = (0..8000).map(|n| format!("类{n}")).collect();
        let text = [all.join("、"), all.join(";")].join("\n");
        assert_eq!(values(&text), all);
        assert_eq!(words(&text), all);
        assert_eq!(values(&format!("{}甲", " ".repeat(32_000))), ["甲"]);
    }

    #[test]
    fn words_are_split_at_spaces_too() {
        assert_eq!(words("客运 普货"), ["客运", "普货"]);
        assert_eq!(words("客 运"), ["客运"]);
        assert_eq!(words("Bus and Truck"), ["Bus and Truck"]);
        assert_eq!(values("平罗县甲 运输公司"), ["平罗县甲运输公司"]);
    }
}
