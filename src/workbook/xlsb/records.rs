//! The records of a part ([MS-XLSB] 2.1.4), one after another, and the texts in them.

use crate::workbook::binary::{push_wide, u32_at};
use crate::workbook::error::OpenError;
use std::io::{BufReader, Read};

/// Bytes that are made room for beforehand.
const MOST_AT_ONCE: usize = 1 << 16;

/// The records of a part.
pub(crate) struct Records<R> {
    part: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(part: R) -> Self {
        Self { part: BufReader::with_capacity(MOST_AT_ONCE, part), data: Vec::new() }
    }

    /// Kind and data of the next record; `None` after the last.
    ///
    /// # Errors
    /// [`OpenError::Truncated`] where the part ends within a record.
    pub(crate) fn next(&mut self) -> Result<Option<(u16, &[u8])>, OpenError> {
        let mut first = [0];
        if self.part.read(&mut first).map_err(|_| OpenError::Truncated)? == 0 {
            return Ok(None);
        }
        let low = u16::from(first[0]);
        let kind = if low & 0x80 == 0 { low } else { low & 0x7F | u16::from(self.byte()? & 0x7F) << 7 };
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.data.clear();
        if length <= MOST_AT_ONCE {
            self.data.resize(length, 0);
            self.part.read_exact(&mut self.data).map_err(|_| OpenError::Truncated)?;
        } else {
            // It may be a lie: what there is decides.
            let part = self.part.by_ref().take(length as u64);
            let there = { part }.read_to_end(&mut self.data).map_err(|_| OpenError::Truncated)?;
            if there < length {
                return Err(OpenError::Truncated);
            }
        }
        Ok(Some((kind, &self.data)))
    }

    fn byte(&mut self) -> Result<u8, OpenError> {
        let mut byte = [0];
        self.part.read_exact(&mut byte).map_err(|_| OpenError::Truncated)?;
        Ok(byte[0])
    }
}

/// The bytes of a text with its length before it, and what follows (XLWideString, 2.5.169).
pub(crate) fn wide(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::try_from(u32_at(data, 0)?).ok()?.checked_mul(2)?;
    data.get(4..)?.split_at_checked(length)
}

/// A text with its length before it, and what follows.
pub(crate) fn wide_text(data: &[u8]) -> Option<(String, &[u8])> {
    let (bytes, rest) = wide(data)?;
    let mut text = String::new();
    push_wide(&mut text, bytes);
    Some((text, rest))
}

/// The bytes of a text of which parts may have fonts of their own, and the numbers of those (RichStr, 2.5.121).
pub(crate) fn rich(data: &[u8]) -> Option<(&[u8], impl Iterator<Item = u16>)> {
    let flags = *data.first()?;
    let (bytes, rest) = wide(data.get(1..)?)?;
    let runs = if flags & 1 != 0 { rest.get(4..).unwrap_or_default() } else { &[] };
    let count = u32_at(rest, 0).map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX));
    Some((bytes, runs.as_chunks::<4>().0.iter().take(count).map(|run| u16::from_le_bytes([run[2], run[3]]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_long_and_short_and_cut_off() {
        let mut part = vec![0x07, 2, 1, 2, 0xFB, 0x04, 0];
        part.extend([0x80, 0x01, 0x80, 0x80, 0x08]);
        part.extend(vec![9; 1 << 17]);
        let mut records = Records::new(&part[..]);
        assert_eq!(records.next(), Ok(Some((7, &[1, 2][..]))));
        assert_eq!(records.next(), Ok(Some((635, &[][..]))));
        assert_eq!(
            records.next().map(|record| record.map(|(kind, data)| (kind, data.len()))),
            Ok(Some((128, 1 << 17)))
        );
        assert_eq!(records.next(), Ok(None));
        for cut in [1, 3, 5, 8, 11, part.len() - 1] {
            let mut records = Records::new(&part[..cut]);
            while let Ok(record) = records.next() {
                assert!(record.is_some(), "{cut}");
            }
        }
    }

    #[test]
    fn texts_that_claim_more_than_there_is_are_none() {
        assert_eq!(wide_text(&[1, 0, 0, 0, 0x2D, 0x4E, 7]), Some(("中".into(), &[7][..])));
        for data in [&[][..], &[1, 0, 0, 0, 0x2D], &[0xFF, 0xFF, 0xFF, 0xFF, 0, 0], &[0xFF, 0xFF, 0xFF, 0x7F, 0, 0]] {
            assert_eq!(wide_text(data), None);
        }
        let (bytes, fonts) = rich(&[1, 1, 0, 0, 0, 0x2D, 0x4E, 2, 0, 0, 0, 0, 0, 3, 0, 1, 0, 4, 0]).unwrap();
        assert_eq!((bytes, fonts.collect::<Vec<_>>()), (&[0x2D, 0x4E][..], vec![3, 4]));
    }
}
