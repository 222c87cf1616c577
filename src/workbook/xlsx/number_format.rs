//! How a cell's number looks: what its number format makes of it (ECMA-376 part 1, 18.8.30 and 18.8.31).

use crate::workbook::digit_format::{DigitFormat, is_duration};
use crate::workbook::markup::{attribute, tags, unescape};
use crate::workbook::number::{date, number};
use crate::workbook::sheet::CellKind;
use calamine::{ExcelDateTime, ExcelDateTimeType};
use std::collections::HashMap;

/// What a number format shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Look {
    #[default]
    Number,
    /// A day, a time of day, or both.
    Date,
    /// `000000`, `"HN-"0000`: more than the digits of the number.
    Digits(DigitFormat),
}

impl Look {
    /// The number as the user sees it.
    pub(crate) fn text(&self, n: f64, from_1904: bool) -> (String, CellKind) {
        match self {
            Self::Date => date(&ExcelDateTime::new(n, ExcelDateTimeType::DateTime, from_1904)),
            Self::Digits(format) => format.text(n),
            Self::Number => number(n),
        }
    }

    fn of(id: u32, code: Option<&str>) -> Self {
        match code {
            Some(code) => Self::of_code(code),
            // Built in, the East Asian ones included.
            None if matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58) => Self::Date,
            None => Self::Number,
        }
    }

    fn of_code(code: &str) -> Self {
        if is_date(code) { Self::Date } else { DigitFormat::of(code).map_or(Self::Number, Self::Digits) }
    }
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

/// The formats of the cells (`cellXfs`) of styles.xml.
fn formats(styles: &str) -> &str {
    let (_, formats) = styles.split_once("cellXfs").unwrap_or_default();
    formats.split_once("cellXfs>").unwrap_or_default().0
}

/// Whether each cell format strikes its text through (18.8.22 and 18.4.10).
pub(crate) fn struck(styles: &str) -> Vec<bool> {
    let (_, fonts) = styles.split_once("<fonts").unwrap_or_default();
    let (fonts, _) = fonts.split_once("</fonts>").unwrap_or_default();
    let strikes = |font: &str| tags(font, "strike").any(|tag| !matches!(attribute(tag, "val"), Some("0" | "false")));
    let fonts: Vec<bool> = fonts.split("<font").skip(1).map(strikes).collect();
    let font = |tag| fonts.get(attribute(tag, "fontId")?.trim().parse::<usize>().ok()?).copied();
    tags(formats(styles), "xf").map(|tag| font(tag).unwrap_or_default()).collect()
}

/// The look of every cell format.
pub(crate) fn looks(styles: &str) -> Vec<Look> {
    let id = |tag: &str| attribute(tag, "numFmtId").and_then(|id| id.trim().parse::<u32>().ok());
    let code = |tag| Some((id(tag)?, unescape(attribute(tag, "formatCode")?).into_owned()));
    let codes: HashMap<u32, String> = tags(styles, "numFmt").filter_map(code).collect();
    tags(formats(styles), "xf")
        .map(|tag| id(tag).map_or(Look::Number, |id| Look::of(id, codes.get(&id).map(String::as_str))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn fonts_that_strike_through() {
        let styles = r#"<fonts count="3"><font><sz val="11"/></font><font><b/><strike/></font><font><strike val="0"/></font></fonts>
            <cellXfs><xf fontId="1"/><xf fontId="0"/><xf fontId="2"/><xf fontId="9"/><xf/></cellXfs>"#;
        assert_eq!(struck(styles), [true, false, false, false, false]);
    }

    #[test]
    fn formats_by_their_place() {
        let styles = r##"<styleSheet><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;"/><numFmt numFmtId="177" formatCode="000000"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="176"><alignment/></xf><xf numFmtId="14"/><xf numFmtId="177"/><xf numFmtId="31"/></cellXfs></styleSheet>"##;
        assert_eq!(looks(styles), [Look::Number, Look::Date, Look::Date, Look::of_code("000000"), Look::Date]);
        assert_eq!(Look::of_code("000000").text(640.0, false), ("000640".into(), CellKind::Number));
    }
}
