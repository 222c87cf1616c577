//! Numbers and dates of a cell, written out as the user saw them.

use crate::workbook::sheet::CellKind;
use calamine::ExcelDateTime;

/// Spreadsheet programs keep 15 digits; from here on a number may have lost its last ones.
const SURE: f64 = 1e15;
/// Integers below this are exact in a double.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// The day after 9999-12-31; no date lies beyond.
const LAST_DAY: f64 = 2_958_466.0;

/// The number as digits: an integer without point or exponent; one of 16 digits and more as a [`CellKind::LongNumber`].
pub(crate) fn number(n: f64) -> (String, CellKind) {
    let size = n.abs();
    if size < SURE {
        (n.to_string(), CellKind::Number)
    } else if size < EXACT {
        (format!("{n:.0}"), CellKind::LongNumber)
    } else {
        (fifteen_digits(n), CellKind::LongNumber)
    }
}

/// The first 15 digits and zeros after them, as the spreadsheet program shows the number; beyond any code, as `1E+30`.
fn fifteen_digits(n: f64) -> String {
    let scientific = format!("{n:.14e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    match exponent.parse::<usize>() {
        Ok(exponent) if exponent < 30 => {
            let digits = digits.replace('.', "");
            let zeros = exponent.saturating_sub(14);
            format!("{digits}{}", "0".repeat(zeros))
        }
        _ => format!("{n:e}"),
    }
}

/// The date in ISO form; with the time of day if it has one; a number that can be no date stays a number.
pub(crate) fn date(moment: &ExcelDateTime) -> (String, CellKind) {
    let value = moment.as_f64();
    if moment.is_duration() || !(0.0..LAST_DAY).contains(&value) {
        return number(value);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let text = if value < 1.0 {
        format!("{hour:02}:{minute:02}")
    } else if value.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    };
    (text, CellKind::Date)
}

/// What a cell shows that says yes or no.
pub(crate) fn truth(yes: bool) -> &'static str {
    if yes { "TRUE" } else { "FALSE" }
}

/// The day of a serial number whose cell was not formatted as a date.
pub(crate) fn day_of_serial(serial: f64, from_1904: bool) -> String {
    date(&ExcelDateTime::new(serial.trunc(), calamine::ExcelDateTimeType::DateTime, from_1904)).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn codes_stored_as_numbers_come_back_whole_or_flagged() {
        for (n, text, kind) in [
            (640_221_200_001_234.0, "640221200001234", CellKind::Number),
            (999_999_999_999_999.0, "999999999999999", CellKind::Number),
            (1_234_567_890_123_456.0, "1234567890123456", CellKind::LongNumber),
            (916_402_217_150_123_000.0, "916402217150123000", CellKind::LongNumber),
            (9.164_02e17, "916402000000000000", CellKind::LongNumber),
            (1e300, "1e300", CellKind::LongNumber),
            (-2.0, "-2", CellKind::Number),
            (0.125, "0.125", CellKind::Number),
        ] {
            assert_eq!(number(n), (text.to_owned(), kind));
        }
    }

    /// 2018-12-20 is serial 43454 from 1900 and 41992 from 1904.
    #[test]
    fn dates_of_both_epochs() {
        let text = |value, kind, from_1904| date(&ExcelDateTime::new(value, kind, from_1904)).0;
        assert_eq!(text(43_454.0, DateTime, false), "2018-12-20");
        assert_eq!(text(41_992.0, DateTime, true), "2018-12-20");
        assert_eq!(text(43_454.5, DateTime, false), "2018-12-20 12:00");
        assert_eq!(text(640_221_200_001_234.0, DateTime, false), "640221200001234");
        assert_eq!(text(1.5, TimeDelta, false), "1.5");
    }
}
