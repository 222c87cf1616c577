//! How a cell's number looks: what its number format makes of it (ECMA-376 part 1, 18.8.30 and 18.8.31).

use crate::workbook::digit_format::DigitFormat;
use crate::workbook::error::OpenError;
use crate::workbook::format_code::{Token, first_section, is_duration, is_numerals, tokens};
use crate::workbook::number::{date, number};
use crate::workbook::sheet::{Builder, CellKind};
use calamine::{ExcelDateTime, ExcelDateTimeType};
use chrono::{Datelike, Days, NaiveDate};

/// What a number format shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Look {
    #[default]
    Number,
    /// A day, a time of day, or both.
    Date,
    /// `yyyy"年"m"月"`: of a day the year and the month alone.
    Month,
    /// `yyyy`: of a day the year alone.
    Year,
    /// `000000`, `"HN-"0000`: more than the digits of the number.
    Digits(DigitFormat),
    /// `0.00`: so many places behind the point, the last of them zeros where the number has fewer.
    Places(usize),
    /// `[DBNum1]0`: numerals of Chinese, of which the number is read all the same.
    Numerals,
}

impl Look {
    /// The number as the user sees it.
    pub(crate) fn text(&self, n: f64, from_1904: bool) -> (String, CellKind) {
        match self {
            Self::Date | Self::Month | Self::Year => {
                let (text, kind) = date(&ExcelDateTime::new(n, ExcelDateTimeType::DateTime, from_1904));
                (if kind == CellKind::Date { self.of_day(&text).unwrap_or(text) } else { text }, kind)
            }
            Self::Digits(format) => format.text(n),
            Self::Places(places) => {
                let (digits, kind) = number(n);
                (padded(digits, *places), kind)
            }
            Self::Number | Self::Numerals => number(n),
        }
    }

    /// Adds a cell (row and column from 0) that holds this number.
    ///
    /// # Errors
    /// As [`Builder::push`].
    pub(crate) fn push(
        &self,
        builder: &mut Builder,
        (row, column): (u32, u32),
        n: f64,
        from_1904: bool,
    ) -> Result<(), OpenError> {
        let (text, kind) = self.text(n, from_1904);
        let hides = match self {
            Self::Numerals => true,
            Self::Month | Self::Year if kind == CellKind::Date => self.hides(&Self::Date.text(n, from_1904).0),
            _ => false,
        };
        builder.disguise(hides.then_some((row, column)));
        builder.push(row, column, &text, kind)
    }

    /// Adds a cell (row and column from 0) that holds this moment, written in ISO form.
    ///
    /// # Errors
    /// As [`Builder::push`].
    pub(crate) fn push_moment(
        &self,
        builder: &mut Builder,
        (row, column): (u32, u32),
        moment: &str,
    ) -> Result<(), OpenError> {
        builder.disguise(self.hides(moment).then_some((row, column)));
        builder.push(row, column, &self.moment(moment), CellKind::Date)
    }

    /// The day of a moment in ISO form, as far as it is shown.
    pub(crate) fn moment(&self, moment: &str) -> String {
        self.of_day(moment).unwrap_or_else(|| moment.chars().take(10).collect())
    }

    /// Year and month, or the year, where no more is shown of a day in ISO form.
    fn of_day(&self, day: &str) -> Option<String> {
        let day = iso_day(day)?;
        match self {
            Self::Month => Some(format!("{}年{}月", day.year(), day.month())),
            Self::Year => Some(format!("{}年", day.year())),
            _ => None,
        }
    }

    /// Whether a day in ISO form is another than the first or last of what is shown, which a program puts where only that
    /// was typed: somebody typed the day.
    pub(crate) fn hides(&self, day: &str) -> bool {
        let Some(day) = iso_day(day) else { return false };
        let is_first = |day: NaiveDate| day.day() == 1 && (*self == Self::Month || day.month() == 1);
        let next = day.checked_add_days(Days::new(1));
        matches!(self, Self::Month | Self::Year) && !is_first(day) && !next.is_some_and(is_first)
    }

    /// Whether it makes a day of a number.
    pub(crate) fn is_of_days(&self) -> bool {
        matches!(self, Self::Date | Self::Month | Self::Year)
    }

    /// By the number of the format, and its code where the workbook tells one.
    pub(crate) fn of(id: u32, code: Option<&str>) -> Self {
        match code {
            Some(code) => Self::of_code(code),
            // Built in, the ones of Chinese included: 27, 36, 50, 52 and 57 are yyyy"年"m"月", 17 is mmm-yy.
            None if matches!(id, 17 | 27 | 36 | 50 | 52 | 57) => Self::Month,
            None if matches!(id, 14..=22 | 28..=35 | 45 | 47 | 51..=58) => Self::Date,
            None if matches!(id, 2 | 4 | 39 | 40) => Self::Places(2),
            None => Self::Number,
        }
    }

    /// By the code of the format.
    pub(crate) fn of_code(code: &str) -> Self {
        if let Some(look) = Self::of_days(code) {
            look
        } else if tokens(code).any(|token| matches!(token, Token::Bracket(inside) if is_numerals(inside))) {
            Self::Numerals
        } else if let Some(format) = DigitFormat::of(code) {
            Self::Digits(format)
        } else {
            places(code).map_or(Self::Number, Self::Places)
        }
    }

    /// What the first section of a format shows of a date, if it shows any part of one; a duration (`[h]:mm`) shows none.
    fn of_days(code: &str) -> Option<Self> {
        let (mut year, mut month, mut more) = (false, false, false);
        for token in first_section(code) {
            match token {
                Token::Bracket(inside) if is_duration(inside) && !(year || month || more) => return None,
                Token::Sign('y' | 'Y') => year = true,
                Token::Sign('m' | 'M') => month = true,
                Token::Sign('d' | 'D' | 'h' | 'H' | 's' | 'S') => more = true,
                _ => {}
            }
        }
        // The year of an era, or the exponent of a number.
        let year = year || month && first_section(code).any(|token| matches!(token, Token::Sign('e')));
        match (year, month, more) {
            (true, true, false) => Some(Self::Month),
            (true, false, false) => Some(Self::Year),
            (false, false, false) => None,
            _ => Some(Self::Date),
        }
    }
}

/// The day with which a moment in ISO form begins.
fn iso_day(moment: &str) -> Option<NaiveDate> {
    moment.get(..10)?.parse().ok()
}

/// The digits with zeros to so many places behind the point; a whole number stays as it is.
pub(crate) fn padded(mut digits: String, places: usize) -> String {
    let shown = digits.split_once('.').filter(|(_, fraction)| fraction.bytes().all(|c| c.is_ascii_digit()));
    let missing = shown.map_or(0, |(_, fraction)| places.saturating_sub(fraction.len()));
    digits.extend(std::iter::repeat_n('0', missing));
    digits
}

/// The zeros behind the point of a format that shows numbers as they are, if it has two and more: one shows no more than the
/// number has.
fn places(code: &str) -> Option<usize> {
    let (mut point, mut places) = (false, 0);
    for token in first_section(code) {
        match token {
            Token::Sign('.') => point = true,
            Token::Sign('0') if point => places += 1,
            // Parts of a whole, powers, fractions; thousands where they stand behind the point.
            Token::Sign('%' | 'E' | 'e' | '/') | Token::General => return None,
            Token::Sign(',') if point => return None,
            _ => {}
        }
    }
    (2..=15).contains(&places).then_some(places)
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
        for (code, n, shown) in [
            ("0.00", 2026.1, "2026.10"),
            ("0.00_ ;[Red]\\-0.00\\ ", 2026.1, "2026.10"),
            ("#,##0.00", 2026.1, "2026.10"),
            ("0.00", 2026.01, "2026.01"),
            ("0.00", 2026.0, "2026"),
            ("0.00", 2026.125, "2026.125"),
            ("0.0", 2026.1, "2026.1"),
            ("0.0#", 2026.1, "2026.1"),
            ("General", 2026.1, "2026.1"),
            ("0.00%", 0.5, "0.5"),
            ("0.00E+00", 2026.1, "2026.1"),
        ] {
            assert_eq!(Look::of_code(code).text(n, false), (shown.into(), CellKind::Number), "{code}");
        }
        for id in [2, 4, 39, 40] {
            assert_eq!(Look::of(id, None).text(2026.1, false).0, "2026.10", "{id}");
        }
    }

    /// What Excel and WPS offer for year and month, and what WPS writes without a code. 2026-12-01 is serial 46357.
    #[test]
    fn of_a_day_as_much_is_read_as_is_shown() {
        for code in [
            "yyyy\"年\"m\"月\"",
            "yyyy\"年\"m\"月\";@",
            "[$-804]yyyy\"年\"m\"月\";@",
            "[DBNum1][$-804]yyyy\"年\"m\"月\";@",
            "yyyy-mm",
            "yyyy\\-mm",
            "yyyy/m",
            "yyyy.mm",
            "mmm-yy",
            "[$-409]mmmm\\-yy;@",
            "e\"年\"m\"月\"",
        ] {
            assert_eq!(Look::of_code(code).text(46_357.0, false), ("2026年12月".into(), CellKind::Date), "{code}");
        }
        for id in [17, 27, 36, 50, 52, 57] {
            assert_eq!(Look::of(id, None), Look::Month, "{id}");
        }
        assert_eq!(Look::of_code("yyyy\"年\"").text(46_357.0, false).0, "2026年");
        assert_eq!(Look::Month.text(44_895.0, true).0, "2026年12月");
        for code in ["m\"月\"d\"日\"", "yyyy-mm-dd", "mmm", "yyyy-mm hh:mm", "d"] {
            assert_eq!(Look::of_code(code).text(46_357.0, false).0, "2026-12-01", "{code}");
        }
        for id in [14, 15, 16, 28, 31, 51, 58] {
            assert_eq!(Look::of(id, None), Look::Date, "{id}");
        }
        // A time of day, and a number that is no day.
        assert_eq!(Look::Month.text(0.5, false).0, "12:00");
        assert_eq!(Look::Month.text(1e9, false), ("1000000000".into(), CellKind::Number));
        assert_eq!(Look::Month.moment("2026-12-01T00:00:00.000"), "2026年12月");
        assert_eq!(Look::Date.moment("2026-12-01T00:00:00.000"), "2026-12-01");
    }

    #[test]
    fn days_that_were_typed_are_not_hidden_without_a_word() {
        let hides = |look: Look| ["2026-12-01", "2026-12-31", "2026-12-15"].map(|day| look.hides(day));
        assert_eq!(hides(Look::Month), [false, false, true]);
        assert_eq!(hides(Look::Year), [true, false, true]);
        assert_eq!(hides(Look::Date), [false; 3]);
        assert!(
            !Look::Month.hides("2028-02-29T00:00:00") && !Look::Year.hides("2026-01-01") && !Look::Month.hides("长期")
        );
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
            assert_eq!(Look::of_code(code), Look::Date, "{code}");
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
            assert!(!Look::of_code(code).is_of_days(), "{code}");
        }
    }
}
