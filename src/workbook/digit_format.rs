//! What a number format makes of a whole number: digits among fixed text, as `"HN-"000000` shows 1202 as HN-001202
//! (ECMA-376 part 1, 18.8.31). Codes and certificates are kept so where somebody typed them as numbers.

use crate::workbook::format_code::{Token, first_section, is_duration, is_numerals};
use crate::workbook::number::number;
use crate::workbook::sheet::CellKind;

/// A format that shows more of a whole number than its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DigitFormat(Vec<Part>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// `0`, which shows a zero where the number has no digit; `#` and `?` show none.
    Digit {
        padded: bool,
    },
    Text(char),
}

impl DigitFormat {
    /// The format, if it is made of digits and fixed text alone and shows more than the digits of the number.
    pub(crate) fn of(code: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for token in first_section(code) {
            match token {
                Token::Sign('0') => parts.push(Part::Digit { padded: true }),
                Token::Sign('#' | '?') => parts.push(Part::Digit { padded: false }),
                Token::Text(text) => parts.extend(text.chars().map(Part::Text)),
                Token::Bracket(inside) => match inside.strip_prefix('$') {
                    Some(currency) => parts.extend(currency.split('-').next()?.chars().map(Part::Text)),
                    None if inside.starts_with(['<', '>', '=']) || is_duration(inside) => return None,
                    None if is_numerals(inside) => return None,
                    // A colour.
                    None => {}
                },
                Token::Sign('.' | ',' | '%' | '/' | '@') | Token::General | Token::Section => return None,
                Token::Sign(c) if c.is_ascii_alphabetic() => return None,
                Token::Sign(c) => parts.push(Part::Text(c)),
            }
        }
        let zeros = parts.iter().filter(|part| **part == Part::Digit { padded: true }).count();
        let digits = parts.iter().filter(|part| matches!(part, Part::Digit { .. })).count();
        let text = parts.iter().any(|part| matches!(part, Part::Text(c) if !c.is_whitespace()));
        (digits > 0 && (zeros > 1 || text)).then_some(Self(parts))
    }

    /// The number as the user sees it; as it is if it is no whole one.
    pub(crate) fn text(&self, n: f64) -> (String, CellKind) {
        let (digits, kind) = number(n);
        if n < 0.0 || kind != CellKind::Number || !digits.bytes().all(|c| c.is_ascii_digit()) {
            return (digits, kind);
        }
        let places = self.0.iter().filter(|part| matches!(part, Part::Digit { .. })).count();
        // The first place takes all digits that the others leave.
        let mut left = digits.len().saturating_sub(places);
        let mut missing = places.saturating_sub(digits.len());
        let mut digits = digits.chars();
        let mut shown = String::new();
        for part in &self.0 {
            match part {
                Part::Text(c) => shown.push(*c),
                Part::Digit { padded } if missing > 0 => {
                    missing -= 1;
                    shown.extend(padded.then_some('0'));
                }
                Part::Digit { .. } => {
                    shown.extend(digits.by_ref().take(1 + left));
                    left = 0;
                }
            }
        }
        (shown.trim().to_owned(), kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What LibreOffice Calc and Excel show.
    #[test]
    fn numbers_are_shown_as_the_program_shows_them() {
        for (code, n, shown) in [
            ("00000000", 1201.0, "00001201"),
            ("\"HN-\"000000", 1202.0, "HN-001202"),
            ("\"宁公交执\"0000", 1203.0, "宁公交执1203"),
            ("00000000_ ", 1204.0, "00001204"),
            ("00000000;[Red]00000000", 1205.0, "00001205"),
            ("00000000_);[Red]\\(00000000\\)", 1206.0, "00001206"),
            ("0000\"-\"0000", 1207.0, "0000-1207"),
            ("0000\\-0000", 12_345_678.0, "1234-5678"),
            ("[$-804]00000000", 1208.0, "00001208"),
            ("[$A-804]0000", 7.0, "A0007"),
            ("[Blue]000-0000", 9_521_234.0, "952-1234"),
            ("\"第\"0\"号\"", 12.0, "第12号"),
            ("\"X\"##", 123.0, "X123"),
            ("000", 12_345.0, "12345"),
            ("0000", -5.0, "-5"),
            ("0000", 1.5, "1.5"),
        ] {
            assert_eq!(DigitFormat::of(code).map(|format| format.text(n).0).as_deref(), Some(shown), "{code}");
        }
    }

    #[test]
    fn formats_that_show_no_more_are_none() {
        for code in [
            "General",
            "0",
            "#",
            "@",
            "0_ ",
            "0_ ;[Red]\\-0\\ ",
            "#,##0",
            "0.00",
            "0%",
            "yyyy-mm-dd",
            "0.00E+00",
            "[h]:mm",
            "[DBNum1][$-804]000",
            "[dbnum2]\"第\"0\"号\"",
        ] {
            assert_eq!(DigitFormat::of(code), None, "{code}");
        }
        for code in ["", "\"", "[", "\\", "_", "[$", "[>=100]000;0"] {
            assert_eq!(DigitFormat::of(code), None, "{code}");
        }
    }
}
