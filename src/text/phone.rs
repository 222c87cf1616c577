//! Telephone numbers: one or several in a cell, with what people write around them.

use crate::text::codes::code;
use crate::text::plain::is_chinese;

/// What stands between the numbers of one cell.
const BETWEEN: [char; 12] = ['、', '，', ',', ';', '；', '/', '／', '|', '\n', '\r', '和', '或'];

/// The number: full width folded, spaces dropped; several joined by 、 when each is one.
pub fn fold(text: &str) -> String {
    if text.bytes().all(|c| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut numbers: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r']) {
        let pieces: Vec<String> = line.split_whitespace().map(code).filter(|piece| !piece.is_empty()).collect();
        if pieces.len() > 1 && !is_phone(&pieces.concat()) && pieces.iter().all(|piece| is_phone(piece)) {
            numbers.extend(pieces);
        } else if !pieces.is_empty() {
            numbers.push(pieces.concat());
        }
    }
    numbers.join("、")
}

/// The first of the cell's numbers that has no known shape.
pub fn odd(text: &str) -> Option<&str> {
    if text.is_empty() || is_phone(text) {
        return None;
    }
    text.split(BETWEEN).find(|part| !part.is_empty() && !is_phone(part))
}

/// Whether the text is the number of a mobile telephone: eleven digits.
pub fn is_mobile(text: &str) -> bool {
    let digits = text.as_bytes();
    matches!(digits, [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9) && digits.iter().all(u8::is_ascii_digit)
}

/// Whether the text (folded) has the shape of a telephone number: a mobile one, one with an area code, 400, or the
/// seven or eight digits of a local one; an extension may follow, a name or 手机: stand beside it.
pub fn is_phone(text: &str) -> bool {
    if is_mobile(text) {
        return true;
    }
    let (number, extension) = text.split_once(['转', '#']).unwrap_or((text, ""));
    if extension.len() > 6 || !extension.bytes().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let number = number.strip_prefix("TEL").unwrap_or(number);
    let plain: String = number.chars().filter(|c| !is_beside(*c)).collect();
    let international = ["0086", "86"].iter().find_map(|code| plain.strip_prefix(code)).filter(|rest| rest.len() >= 10);
    has_shape(international.unwrap_or(&plain), number.len())
}

/// What may stand beside the digits: strokes, brackets, a Chinese word.
fn is_beside(c: char) -> bool {
    "-—－() （）+:：.".contains(c) || is_chinese(c)
}

fn has_shape(number: &str, written: usize) -> bool {
    if number.is_empty() || !number.bytes().all(|c| c.is_ascii_digit()) {
        return false;
    }
    match number.as_bytes() {
        [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 => true,
        [b'0', b'1'..=b'9', ..] => (10..=16).contains(&number.len()),
        [b'4' | b'8', b'0', b'0', ..] => matches!(number.len(), 7 | 8 | 10),
        [b'1' | b'9', ..] if number.len() <= 5 => number.len() >= 3 && written <= 5,
        [b'2'..=b'9', ..] => matches!(number.len(), 7 | 8),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_and_told_apart() {
        for (text, folded) in [
            ("１３８ 0000\u{a0}1234", "13800001234"),
            ("139 0000 1234", "13900001234"),
            ("0952-6012345\r\n13800001234", "0952-6012345、13800001234"),
            ("13900001230 13900001231", "13900001230、13900001231"),
            ("0952 6012345", "09526012345"),
            ("13900001230 /13900001231", "13900001230/13900001231"),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(odd(folded), None, "{folded}");
        }
    }

    #[test]
    fn shapes() {
        for text in [
            "13900001234",
            "139-0000-1234",
            "(0952)6012345",
            "0952—6012345",
            "+8613900001234",
            "0086-13900001234",
            "6012345",
            "400-800-1234",
            "12315",
            "95598",
            "0952-6012345转801",
            "马建国13900001234",
            "13900001234(马建国)",
            "手机:13900001234",
            "办0952-6012345",
            "TEL:0952-6012345",
            "010-12345678",
            "0952-6012345-801",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "1390000123",
            "139000012345",
            "马建国",
            "1.39E+10",
            "12345678901",
            "2018",
            "0952",
            "91640221MA76000015",
            "",
        ] {
            assert!(!is_phone(text), "{text}");
        }
    }
}
