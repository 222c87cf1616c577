//! 统一社会信用代码 by shape and check digit (GB 32100-2015), and the codes that it replaced.

/// What a business's code is, by its shape alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// 统一社会信用代码, 18 characters with a right check digit (GB 32100-2015).
    CreditCode,
    /// 18 characters of the alphabet, but the check digit should be the one given.
    WrongCheckDigit(char),
    /// The old 注册号 of 15 digits.
    RegistrationNumber,
    /// Nothing written.
    Missing,
    /// Anything else.
    Other,
}

impl CodeKind {
    /// Whether it is a code that no two businesses share: a right credit code, or an old number.
    pub const fn is_right(self) -> bool {
        matches!(self, Self::CreditCode | Self::RegistrationNumber)
    }
}

/// The 31 characters of GB 32100-2015, each worth its place.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What each byte is worth, 0xFF for one outside the alphabet.
const WORTH: [u8; 256] = {
    let mut worth = [0xFF; 256];
    let mut i = 0;
    while i < ALPHABET.len() {
        worth[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    worth
};

/// The check digit of the first 17 characters of a 统一社会信用代码, or `None` if there are fewer than 17 or one
/// is outside the alphabet (GB 32100-2015: weight of place *i* is 3^(i−1) mod 31, check = (31 − Σ mod 31) mod 31).
pub fn check_digit(code: &str) -> Option<char> {
    let first = code.as_bytes().get(..17)?;
    let mut weight = 1;
    let mut sum = 0;
    for c in first {
        let worth = WORTH[usize::from(*c)];
        if worth == 0xFF {
            return None;
        }
        sum += usize::from(worth) * weight;
        weight = weight * 3 % 31;
    }
    Some(ALPHABET[(31 - sum % 31) % 31] as char)
}

/// What the code is. Give it normalised by [`normal_key`](super::normal_key).
pub fn code_kind(code: &str) -> CodeKind {
    if code.is_empty() {
        return CodeKind::Missing;
    }
    if code.len() == 15 && code.bytes().all(|c| c.is_ascii_digit()) {
        return CodeKind::RegistrationNumber;
    }
    match (code.len(), check_digit(code), code.chars().last()) {
        (18, Some(right), Some(last)) if right == last => CodeKind::CreditCode,
        (18, Some(right), Some(last)) if last.is_ascii() => CodeKind::WrongCheckDigit(right),
        _ => CodeKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of GB 32100-2015 itself.
    #[test]
    fn the_standards_own_example() {
        assert_eq!(check_digit("91350100M000100Y4"), Some('3'));
        assert_eq!(code_kind("91350100M000100Y43"), CodeKind::CreditCode);
        assert_eq!(code_kind("91350100M000100Y44"), CodeKind::WrongCheckDigit('3'));
    }

    #[test]
    fn other_shapes() {
        assert_eq!(code_kind(""), CodeKind::Missing);
        assert_eq!(code_kind("640221200001234"), CodeKind::RegistrationNumber);
        assert_eq!(code_kind("91350100I000100Y43"), CodeKind::Other);
        assert_eq!(code_kind("9.16402E+17"), CodeKind::Other);
        assert_eq!(code_kind("平罗县宏运"), CodeKind::Other);
        assert_eq!(code_kind("91350100M000100Y抽"), CodeKind::Other);
    }
}
