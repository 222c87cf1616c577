//! Headers as they are compared.

use crate::model::normal_key;

/// What some write behind a header: 企业名称*必填.
const DUTIES: [&str; 4] = ["必填项", "选填项", "必填", "选填"];

/// A header as it is compared: width, spaces and line breaks folded, the number in front, 必填 behind, brackets' signs,
/// `*`, arrows and closing colons dropped.
pub fn fold(header: &str) -> String {
    let bare: String = plain(header).chars().filter(|c| !is_ornament(*c)).collect();
    // Marks that an ornament or a line break held apart have an order of their own once they meet.
    let mut folded = normal_key(&bare);
    while let Some(rest) = DUTIES.iter().find_map(|duty| folded.strip_suffix(duty)).filter(|rest| !rest.is_empty()) {
        folded.truncate(rest.len());
    }
    folded
}

fn is_ornament(c: char) -> bool {
    "()[]{}【】〔〕〈〉《》「」\"'“”*★☆※#:。.,，、▼▽▾▿▲△↓↑⇩⇧⬇⬆↕".contains(c)
}

/// The header on one line and in one width, without the number in front: ①企业名称, 1、企业名称.
fn plain(header: &str) -> String {
    let text = header.replace("_x000D_", "");
    let circled = |c: char| matches!(c, '①'..='⑳' | '⓪' | '❶'..='❿');
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || is_ornament(c));
    let rest = start.trim_start_matches(|c: char| c.is_whitespace() || circled(c));
    // A row of ①, ②, ③ numbers columns, it does not name them.
    let numbered = start.starts_with(circled) && !rest.is_empty();
    let key = normal_key(if numbered { rest } else { &text });
    let mut left = key.as_str();
    loop {
        let digits = left.bytes().take_while(u8::is_ascii_digit).count();
        let after = left.get(digits..).unwrap_or_default();
        match after.strip_prefix(['.', '、', '）', ')', ':', ',', '。']) {
            Some(rest) if digits > 0 && rest.chars().any(|c| !is_ornament(c)) => left = rest,
            _ => return left.to_owned(),
        }
    }
}

/// The header without what stands in brackets: （必填）, (18位).
pub(crate) fn without_brackets(header: &str) -> String {
    let mut depth = 0usize;
    plain(header)
        .chars()
        .filter(|c| {
            let opens = "([{【〔".contains(*c);
            let closes = ")]}】〕".contains(*c);
            depth += usize::from(opens);
            let inside = depth > 0;
            depth -= usize::from(closes && depth > 0);
            !inside
        })
        .collect()
}

/// Bytes of the longest header with its hints; a longer text is none, and folding it for every place where a header
/// may stand would cost.
const LONGEST: usize = 1500;

/// Whether the text is short enough to be a header.
pub(crate) fn may_be_header(text: &str) -> bool {
    text.len() <= LONGEST
}
