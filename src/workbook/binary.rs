//! Numbers, texts and errors in the records of Excel's binary forms ([MS-XLS], [MS-XLSB]).

use crate::workbook::error::OpenError;

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(crate) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A number in 32 bits: the upper ones of a double or an integer, perhaps times 100.
pub(crate) fn packed_at(bytes: &[u8], at: usize) -> Option<f64> {
    let bits = u32_at(bytes, at)?;
    let n = if bits & 2 != 0 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    Some(if bits & 1 != 0 { n / 100.0 } else { n })
}

/// Appends a text in UTF-16, the lower byte of each unit first.
pub(crate) fn push_wide(text: &mut String, bytes: &[u8]) {
    let units = bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// An error of a formula, as it is shown.
pub(crate) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#DATA!",
        _ => "#VALUE!",
    }
}

/// A record that holds less than it should, or refers to what is not there.
pub(crate) fn damaged() -> OpenError {
    OpenError::Damaged("单元格的记录不完整".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of "RK values" in the OpenOffice documentation of the format.
    #[test]
    fn packed_numbers() {
        for (bits, n) in [(0x3FF0_0000, 1.0), (0x3FF0_0001, 0.01), (0x004B_5646, 1_234_321.0), (0x004B_5647, 12_343.21)]
        {
            let found = packed_at(&u32::to_le_bytes(bits), 0).unwrap();
            assert!((found - n).abs() < 1e-9, "{bits:x}");
        }
        assert_eq!(packed_at(&[0; 3], 0), None);
    }

    #[test]
    fn wide_texts() {
        let mut text = String::from("甲");
        push_wide(&mut text, &[0x2D, 0x4E, 0x3D, 0xD8, 0x00, 0xDE, 0x3D, 0xD8, 0x41]);
        assert_eq!(text, "甲中😀\u{fffd}");
    }
}
