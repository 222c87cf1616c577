//! What somebody copies from a signed paper, against what the record has. A part of a code is never equal to it: who shows
//! a record may have looked for one whose first digits agree (protocol §9).

use crate::draw::{CharFault, MOST_DIGITS, NumberFault, check_number, is_control, is_hidden, is_white_space};
use crate::model::Digest;
use std::fmt;

/// How many digits of a code are read as one group.
const GROUP: usize = 4;

/// How many digits a digest has.
const DIGITS: usize = 64;

/// What came of comparing something of the record with the papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// Nothing was typed or ticked.
    NotYet,
    /// So many digits are still to be typed; the ones before agree.
    Partial(usize),
    /// What was typed is no such code: why.
    Unreadable(String),
    /// It is the same.
    Same,
    /// It is another: where.
    Different(String),
}

impl Compared {
    /// Whether it says anything about the record.
    pub const fn is_made(&self) -> bool {
        matches!(self, Self::Same | Self::Different(_))
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotYet => f.write_str("未核对"),
            Self::Partial(missing) => write!(f, "还差{missing}位"),
            Self::Unreadable(why) => f.write_str(why),
            Self::Same => f.write_str("相同"),
            Self::Different(place) if place.is_empty() => f.write_str("不同"),
            Self::Different(place) => write!(f, "不同：{place}"),
        }
    }
}

/// White space dropped, full width made half, letters small.
fn folded(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !is_white_space(*c)).map(|c| half(c).to_ascii_lowercase()).collect()
}

/// A code as it is read aloud: groups of four. What is no code stays as it is typed.
pub(super) fn in_groups(typed: &str) -> String {
    let code = folded(typed);
    if !code.chars().all(is_hex) {
        return typed.to_owned();
    }
    (0..code.len()).step_by(GROUP).map(|i| &code[i..code.len().min(i + GROUP)]).collect::<Vec<_>>().join(" ")
}

fn is_hex(c: char) -> bool {
    matches!(c, '0'..='9' | 'a'..='f')
}

/// A commitment or seed: all 64 digits count.
pub(super) fn code(typed: &str, recorded: Digest) -> Compared {
    let (typed, recorded) = (folded(typed), recorded.hex());
    if let Some(c) = typed.chars().find(|c| !is_hex(*c)) {
        return Compared::Unreadable(stranger(c));
    }
    // All are ASCII from here on.
    let differs = typed.bytes().zip(recorded.bytes()).position(|(a, b)| a != b);
    match (typed.len(), differs) {
        (0, _) => Compared::NotYet,
        (_, Some(at)) => Compared::Different(group(at, &typed, &recorded)),
        (DIGITS, None) => Compared::Same,
        (n @ ..DIGITS, None) => Compared::Partial(DIGITS - n),
        (n, None) => Compared::Unreadable(format!("多了{}位，应是{DIGITS}位", n - DIGITS)),
    }
}

/// The group in which the place is, of both.
fn group(at: usize, typed: &str, recorded: &str) -> String {
    let from = at / GROUP * GROUP;
    let of = |text: &str| text[from..text.len().min(from + GROUP)].to_owned();
    format!("第{}组，纸上“{}”，记录“{}”", from / GROUP + 1, of(typed), of(recorded))
}

fn stranger(c: char) -> String {
    if is_hidden(c) || is_control(c) {
        return CharFault::Hidden(c).to_string();
    }
    let hint = match c {
        'o' => "，是不是数字0？",
        'l' | 'i' => "，是不是数字1？",
        _ => "，",
    };
    format!("含有“{c}”{hint}只有0–9和a–f")
}

/// A number: digit by digit, zeros in front count.
pub(super) fn number(typed: &str, recorded: &str) -> Compared {
    let typed = folded(typed);
    match check_number(&typed) {
        Err(NumberFault::Empty) => return Compared::NotYet,
        Err(NumberFault::Short(_)) | Ok(()) => {}
        Err(NumberFault::Long(n)) => return Compared::Unreadable(format!("有{n}位，最多{MOST_DIGITS}位")),
        Err(fault) => return Compared::Unreadable(fault.to_string()),
    }
    let (more, fewer) = (recorded.strip_prefix(&typed), typed.strip_prefix(recorded));
    match (more, fewer) {
        (Some(""), _) => Compared::Same,
        (Some(rest), _) if check_number(&typed).is_err() => Compared::Partial(rest.chars().count()),
        (Some(rest), _) => Compared::Different(format!("记录里后面还有{}位", rest.chars().count())),
        (None, Some(rest)) => Compared::Different(format!("记录里没有最后{}位", rest.len())),
        (None, None) => {
            let at = typed.chars().zip(recorded.chars()).position(|(a, b)| a != b).unwrap_or(0);
            Compared::Different(format!("从第{}位起", at + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of nothing: e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855.
    const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_code_counts_whole_only() {
        let of = |typed: &str| code(typed, Digest::of(""));
        assert_eq!(of(" \u{3000}"), Compared::NotYet);
        assert_eq!(of(NOTHING), Compared::Same);
        assert_eq!(of(&NOTHING.to_uppercase()), Compared::Same);
        assert_eq!(of(&NOTHING[..63]), Compared::Partial(1));
        assert_eq!(of(&NOTHING[..4]), Compared::Partial(60));
        assert_eq!(of(&format!("{NOTHING}0")), Compared::Unreadable("多了1位，应是64位".into()));
        let grouped = "e3b0 c442 98fc 1c14 9afb f4c8 996f b924\n27ae 41e4 649b 934c\u{3000}a495 991b 7852 b855";
        assert_eq!(of(grouped), Compared::Same);
        assert_eq!(of("ｅ３ｂ０　Ｃ４４２"), Compared::Partial(56));
        assert_eq!(of("e3b0 c443"), Compared::Different("第2组，纸上“c443”，记录“c442”".into()));
        assert_eq!(of("e3b0 d"), Compared::Different("第2组，纸上“d”，记录“c442”".into()));
        assert_eq!(of(&NOTHING.replace("b855", "b856")).to_string(), "不同：第16组，纸上“b856”，记录“b855”");
        assert_eq!(of("e3bO"), Compared::Unreadable("含有“o”，是不是数字0？只有0–9和a–f".into()));
        assert_eq!(of("e3b0-c442"), Compared::Unreadable("含有“-”，只有0–9和a–f".into()));
        assert!(matches!(of("e3\u{200b}b0"), Compared::Unreadable(why) if why.contains("U+200B")));
    }

    #[test]
    fn a_number_counts_with_its_zeros() {
        assert_eq!(number("", "007351"), Compared::NotYet);
        assert_eq!(number("００ 7351", "007351"), Compared::Same);
        assert_eq!(number("007", "007351"), Compared::Partial(3));
        assert_eq!(number("7351", "007351"), Compared::Different("从第1位起".into()));
        assert_eq!(number("007352", "007351"), Compared::Different("从第6位起".into()));
        assert_eq!(number("007351", "0073515"), Compared::Different("记录里后面还有1位".into()));
        assert_eq!(number("0073515", "007351"), Compared::Different("记录里没有最后1位".into()));
        assert!(matches!(number("七", "007351"), Compared::Unreadable(_)));
        // What the record has besides digits is spelt out in a report, and no paper has it.
        assert_eq!(number("007351", "007[U+200B]351"), Compared::Different("从第4位起".into()));
    }

    #[test]
    fn groups_of_four() {
        assert_eq!(in_groups("E3B0c442 9"), "e3b0 c442 9");
        assert_eq!(in_groups(NOTHING).len(), 79);
        assert_eq!(in_groups("e3bg 1"), "e3bg 1");
    }
}
