//! The numbers of those present: digits only, six at least (protocol §4 and §5). An invisible character, or a choice of
//! spellings, would be a choice of seeds.

use super::text::{CodePoint, is_control, is_hidden, is_white_space};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The fewest digits of a number: fewer could be guessed, and the nonce chosen for all guesses before the seal.
pub const FEWEST_DIGITS: usize = 6;

/// The most digits of a number.
pub const MOST_DIGITS: usize = 64;

/// What one party wrote on its slip (protocol §5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// The contributor's label, as sealed.
    pub label: String,
    /// The number, 6 to 64 digits; text, so that `000007` is not `7`.
    pub value: String,
}

/// Why a text is no number of protocol §5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// Nothing there.
    Empty,
    /// Fewer than six digits: how many.
    Short(usize),
    /// More than 64 digits: how many.
    Long(usize),
    /// A letter.
    Letter(char),
    /// A digit of another script or shape: 七, ⑦, ٧.
    OtherDigit(char),
    /// A sign, as of a fraction, a sum or a range.
    Sign(char),
    /// A character that shows nothing, by its code point.
    Hidden(char),
    /// In a record, white space.
    WhiteSpace(char),
}

impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("没有填写，请填写6位以上的数字"),
            Self::Short(n) => write!(f, "只有{n}位，至少要{FEWEST_DIGITS}位，请补足（前面的0也算）"),
            Self::Long(n) => write!(f, "有{n}位，最多{MOST_DIGITS}位，请核对"),
            Self::Letter(c) => write!(f, "含有文字“{c}”，只能写0-9的数字"),
            Self::OtherDigit(c) => write!(f, "含有“{c}”，请改写成0-9的数字"),
            Self::Sign(c) => write!(f, "含有符号“{c}”，只能写0-9的数字，请删去"),
            Self::Hidden(c) => write!(f, "含有看不见的字符{}，请全部删去后重新输入", CodePoint(*c)),
            Self::WhiteSpace(c) => write!(f, "含有空白{}，记录中的数只能是0-9的数字", CodePoint(*c)),
        }
    }
}

impl std::error::Error for NumberFault {}

/// A number as it is typed from the slip: digits of full width are folded and white space dropped, all else is refused.
///
/// # Errors
/// [`NumberFault`] says what it is that does not belong there.
pub fn typed_number(text: &str) -> Result<String, NumberFault> {
    let folded = |c: char| match c {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let number: String = text.chars().filter(|c| !is_white_space(*c)).map(folded).collect();
    check_number(&number).map(|()| number)
}

/// A number in a record, which is what was hashed (protocol §5).
///
/// # Errors
/// [`NumberFault`] unless it is 6 to 64 of the digits 0–9.
pub fn check_number(text: &str) -> Result<(), NumberFault> {
    if let Some(c) = text.chars().find(|c| !c.is_ascii_digit()) {
        return Err(stranger(c));
    }
    match text.len() {
        0 => Err(NumberFault::Empty),
        n @ ..FEWEST_DIGITS => Err(NumberFault::Short(n)),
        FEWEST_DIGITS..=MOST_DIGITS => Ok(()),
        n => Err(NumberFault::Long(n)),
    }
}

/// Whether the text is a number of protocol §5: 6 to 64 of the digits 0–9.
pub fn is_number(text: &str) -> bool {
    check_number(text).is_ok()
}

/// What a character is that is no digit.
fn stranger(c: char) -> NumberFault {
    match c {
        c if is_white_space(c) => NumberFault::WhiteSpace(c),
        c if is_control(c) || is_hidden(c) || crate::model::is_unseen(c) => NumberFault::Hidden(c),
        '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            NumberFault::OtherDigit(c)
        }
        c if c.is_numeric() => NumberFault::OtherDigit(c),
        c if c.is_alphabetic() => NumberFault::Letter(c),
        c => NumberFault::Sign(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed() {
        assert_eq!(typed_number("０００ ００７\u{3000}\n").as_deref(), Ok("000007"));
        assert_eq!(typed_number(&"7".repeat(64)), Ok("7".repeat(64)));
        for (text, fault) in [
            ("", NumberFault::Empty),
            (" \u{3000}", NumberFault::Empty),
            ("12345", NumberFault::Short(5)),
            (&*"7".repeat(65), NumberFault::Long(65)),
            ("12345a", NumberFault::Letter('a')),
            ("十二345", NumberFault::OtherDigit('十')),
            ("12345⑦", NumberFault::OtherDigit('⑦')),
            ("12345٧", NumberFault::OtherDigit('٧')),
            ("-123456", NumberFault::Sign('-')),
            ("12.3456", NumberFault::Sign('.')),
            ("123，456", NumberFault::Sign('，')),
            ("123\u{200b}456", NumberFault::Hidden('\u{200b}')),
            ("123\u{0}456", NumberFault::Hidden('\0')),
            ("123456\u{3164}", NumberFault::Hidden('\u{3164}')),
        ] {
            assert_eq!(typed_number(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn what_is_recorded() {
        assert!(is_number("000000") && is_number(&"0".repeat(64)));
        for text in ["", "12345", "12345６", " 123456", "123456\n", "+123456", &"0".repeat(65)] {
            assert!(!is_number(text), "{text:?}");
        }
    }

    #[test]
    fn a_hidden_character_is_named_by_its_code_point() {
        let fault = typed_number("123456\u{2060}").unwrap_err();
        assert_eq!(fault.to_string(), "含有看不见的字符U+2060，请全部删去后重新输入");
    }
}
