//! How a cell's number looks: what its number format makes of it (ECMA-376 part 1, 18.8.30 and 18.8.31).

use crate::workbook::digit_format::{DigitFormat, is_duration, is_numerals};
use crate::workbook::number::{date, number};
use crate::workbook::sheet::CellKind;
use calamine::{ExcelDateTime, ExcelDateTimeType};

/// What a number format shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Look {
    #[default]
    Number,
    /// A day, a time of day, or both.
    Date,
    /// `000000`, `"HN-"0000`: more than the digits of the number.
    Digits(DigitFormat),
    /// `[DBNum1]0`: numerals of Chinese, of which the number is read all the same.
    Numerals,
}

impl Look {
    /// The number as the user sees it.
    pub(crate) fn text(&self, n: f64, from_1904: bool) -> (String, CellKind) {
        match self {
            Self::Date => date(&ExcelDateTime::new(n, ExcelDateTimeType::DateTime, from_1904)),
            Self::Digits(format) => format.text(n),
            Self::Number | Self::Numerals => number(n),
        }
    }

    /// Whether the cell shows another text than what is read.
    pub(crate) fn is_disguise(&self) -> bool {
        *self == Self::Numerals
    }

    /// By the number of the format, and its code where the workbook tells one.
    pub(crate) fn of(id: u32, code: Option<&str>) -> Self {
        match code {
            Some(code) => Self::of_code(code),
            // Built in, the East Asian ones included.
            None if matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58) => Self::Date,
            None => Self::Number,
        }
    }

    /// By the code of the format.
    pub(crate) fn of_code(code: &str) -> Self {
        if is_date(code) {
            Self::Date
        } else if shows_numerals(code) {
            Self::Numerals
        } else {
            DigitFormat::of(code).map_or(Self::Number, Self::Digits)
        }
    }
}

/// Whether numerals of Chinese are shown in place of digits.
fn shows_numerals(code: &str) -> bool {
    let unquoted = code.split('"').step_by(2);
    unquoted.flat_map(|part| part.split('[').skip(1)).any(is_numerals)
}

/// Whether the first section of a format shows parts of a date: letters that are not quoted, escaped or in brackets. A
/// duration (`[h]:mm`) shows none.
fn is_date(code: &str) -> bool {
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '_' | '*' => drop(chars.next()),
            '"' => drop(chars.find(|c| *c == '"')),
            ';' => return false,
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if is_duration(&inside) {
                    return false;
                }
            }
            'G' | 'g' if chars.as_str().get(..6).is_some_and(|rest| rest.eq_ignore_ascii_case("eneral")) => {
                chars.nth(5);
            }
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formats of WPS and Excel for 中文小写数字 and 中文大写数字; of dates the day is read.
    #[test]
    fn numerals_of_chinese_are_a_disguise() {
        for code in
            ["[DBNum1][$-804]General", "[DBNum2][$-804]0", "[DBNum1]000", "[$-804][DBNum2]General", "\"第\"[dbnum1]0"]
        {
            assert_eq!(Look::of_code(code), Look::Numerals, "{code}");
        }
        assert_eq!(Look::of_code("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@"), Look::Date);
        assert_eq!(Look::of_code("\"[DBNum1]\"0"), Look::Digits(DigitFormat::of("\"[DBNum1]\"0").unwrap()));
        assert_eq!(Look::Numerals.text(1203.0, false), ("1203".into(), CellKind::Number));
    }

    #[test]
    fn zeros_are_shown() {
        assert_eq!(Look::of_code("000000").text(640.0, false), ("000640".into(), CellKind::Number));
    }

    /// From openpyxl's own tests (openpyxl/styles/tests/test_number_style.py), and as WPS writes them.
    #[test]
    fn dates_are_told_from_numbers() {
        for code in [
            "DD/MM/YY",
            "H:MM:SS;@",
            "m\"M\"d\"D\";@",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-404]e\"\\xfc\"m\"\\xfc\"d\"\\xfc\"",
            "*-yyyy-mm-dd",
            "[$-F800]dddd, mmmm dd, yyyy",
        ] {
            assert!(is_date(code), "{code}");
        }
        for code in [
            "#,##0\\ [$\\u20bd-46D]",
            "\"Y: \"0.00\"m\";\"Y: \"-0.00\"m\";\"Y: <num>m\";@",
            "\"$\"#,##0_);[Red](\"$\"#,##0)",
            "0_ ;[Red]\\-0\\ ",
            "\\Y000000",
            "#,##0.0####\" YMD\"",
            "[h]:mm:ss",
            "[ss]",
            "[>=100][Magenta][s].00",
            "[Blue]\\+[h]:mm;[Red]\\-[h]:mm;[Green][h]:mm",
            "[>=100][Magenta]General",
            "#,##0*y",
            "General",
            "@",
            "0.00_m",
        ] {
            assert!(!is_date(code), "{code}");
        }
    }
}
