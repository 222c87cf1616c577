//! Which texts, labels and keys may be sealed (protocol §2). The sets of characters are written out, as the protocol
//! writes them: a verifier needs no Unicode tables, and none that change.

pub use crate::model::is_hidden;
use std::fmt;

/// White space of protocol §2.
pub const fn is_white_space(c: char) -> bool {
    matches!(c, '\u{9}'..='\u{d}' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Control characters of protocol §2.
pub const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

/// Why a text may not be sealed where it stands (protocol §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharFault {
    /// Nothing but white space, or nothing at all.
    Blank,
    /// A control character.
    Control(char),
    /// A character that shows nothing, in a label or key.
    Hidden(char),
    /// White space in a key.
    WhiteSpace(char),
    /// A letter `a`–`z` in a key.
    LowerCase(char),
}

impl fmt::Display for CharFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("是空的，请填写"),
            Self::Control(c) => write!(f, "含有控制字符{}（如换行），请删去", CodePoint(*c)),
            Self::Hidden(c) => write!(f, "含有看不见的字符{}，请删去后重新输入", CodePoint(*c)),
            Self::WhiteSpace(c) => write!(f, "含有空白{}，标识中不留空白，请删去", CodePoint(*c)),
            Self::LowerCase(c) => write!(f, "含有小写字母“{c}”，标识一律用大写，请改正"),
        }
    }
}

/// `U+200B`.
pub(super) struct CodePoint(pub char);

impl fmt::Display for CodePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.0))
    }
}

/// A byte that may be part of a control character.
const CONTROL: u8 = 1;
/// A byte that canonical JSON escapes (RFC 8785, 3.2.2.2).
pub(super) const ESCAPED: u8 = 2;

/// What each byte is. Of a large roster every byte is looked at; a table tells it at once.
const OF_BYTE: [u8; 256] = {
    let mut of = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        // U+0080 to U+009F begin with 0xC2.
        let control = matches!(byte, 0..0x20 | 0x7f | 0xc2) as u8 * CONTROL;
        let escaped = matches!(byte, 0..0x20 | 0x22 | 0x5c) as u8 * ESCAPED;
        of[byte] = control | escaped;
        byte += 1;
    }
    of
};

/// Whether no byte of the text is [`CONTROL`] or [`ESCAPED`], whichever is asked.
pub(super) fn is_free_of(text: &str, what: u8) -> bool {
    text.bytes().fold(0, |found, byte| found | OF_BYTE[usize::from(byte)]) & what == 0
}

/// What keeps a text from being a *text*: at least one character that is not white space, no control character.
pub(super) fn text_fault(text: &str) -> Option<CharFault> {
    // Most begin with what shows.
    let shows = text.chars().next().is_some_and(|c| !is_white_space(c));
    if shows && is_free_of(text, CONTROL) {
        return None;
    }
    let mut blank = true;
    for c in text.chars() {
        if is_control(c) {
            return Some(CharFault::Control(c));
        }
        blank &= is_white_space(c);
    }
    blank.then_some(CharFault::Blank)
}

/// What keeps a text from being a *label*: a text without hidden characters.
pub(super) fn label_fault(text: &str) -> Option<CharFault> {
    text_fault(text).or_else(|| text.chars().find(|c| is_hidden(*c)).map(CharFault::Hidden))
}

/// What keeps a text from being a *key*: a label without white space and without `a`–`z`.
pub(super) fn key_fault(text: &str) -> Option<CharFault> {
    // Most keys are codes.
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_lowercase()) {
        return None;
    }
    let refused = |c: char| match c {
        'a'..='z' => Some(CharFault::LowerCase(c)),
        c if is_white_space(c) => Some(CharFault::WhiteSpace(c)),
        _ => None,
    };
    label_fault(text).or_else(|| text.chars().find_map(refused))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_labels_and_keys() {
        for blank in ["", " ", "\u{3000}\u{2003}"] {
            assert_eq!(text_fault(blank), Some(CharFault::Blank), "{blank:?}");
        }
        assert_eq!(text_fault("抽\u{85}查"), Some(CharFault::Control('\u{85}')));
        assert_eq!(text_fault("甲\u{200b} 乙"), None);
        assert_eq!(label_fault("甲\u{200b}乙"), Some(CharFault::Hidden('\u{200b}')));
        assert_eq!(label_fault("甲 乙"), None);
        assert_eq!(key_fault("甲 乙"), Some(CharFault::WhiteSpace(' ')));
        assert_eq!(key_fault("平a"), Some(CharFault::LowerCase('a')));
        assert_eq!(key_fault("９甲/A-1"), None);
        assert_eq!(key_fault(""), Some(CharFault::Blank));
    }

    /// The white space of the protocol is that of Unicode 15, which Rust has too; the protocol's list decides.
    #[test]
    fn white_space_and_controls_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!((is_white_space(c), is_control(c)), (c.is_whitespace(), c.is_control()), "{c:?}");
            assert!(!(is_hidden(c) && is_white_space(c)), "{c:?}");
            assert!(!(is_control(c) && is_free_of(&c.to_string(), CONTROL)), "{c:?}");
        }
    }

    /// Counted from the list of protocol §2.
    #[test]
    fn hidden_characters_are_as_many_as_listed() {
        let single = ['\u{ad}', '\u{34f}', '\u{61c}', '\u{115f}', '\u{1160}', '\u{17b4}', '\u{17b5}', '\u{2800}'];
        let ranges = 5 + 5 + 5 + 16 + 16 + 12 + 0x1000;
        let others = ['\u{3164}', '\u{feff}', '\u{ffa0}'];
        let count = ('\0'..=char::MAX).filter(|c| is_hidden(*c)).count();
        assert_eq!(count, single.len() + others.len() + ranges);
        assert!(single.into_iter().chain(others).all(is_hidden));
    }

    #[test]
    fn a_hidden_character_is_named() {
        assert_eq!(CharFault::Hidden('\u{200b}').to_string(), "含有看不见的字符U+200B，请删去后重新输入");
    }
}
