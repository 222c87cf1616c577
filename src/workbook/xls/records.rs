//! The records of a workbook's stream ([MS-XLS] 2.1.4), one after another, and the texts in them, which may go on in the
//! records that follow.

use crate::workbook::binary::{push_wide, u16_at};
use crate::workbook::encoding::encoding_of;

/// A kind of record that goes on with the one before it.
const CONTINUE: u16 = 0x003C;

/// The records of a stream, those that only go on with another left out.
pub(crate) struct Records<'a> {
    rest: &'a [u8],
}

/// A record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    /// The records that go on with it, as they stand.
    more: &'a [u8],
}

impl<'a> Records<'a> {
    pub(crate) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data, rest) = split(self.rest)?;
        let mut end = rest;
        while let Some((CONTINUE, _, after)) = split(end) {
            end = after;
        }
        self.rest = end;
        Some(Record { kind, data, more: &rest[..rest.len() - end.len()] })
    }
}

/// Kind and data of the first record, and what follows.
fn split(stream: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let length = usize::from(u16_at(stream, 2)?);
    let (data, rest) = stream[4..].split_at_checked(length)?;
    Some((u16_at(stream, 0)?, data, rest))
}

impl<'a> Record<'a> {
    /// Its data from there on, and the data of the records that go on with it.
    pub(crate) fn reader(&self, from: usize) -> Reader<'a> {
        Reader { rest: self.data.get(from..).unwrap_or_default(), more: self.more }
    }
}

/// How the bytes of texts are meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Encoding {
    /// Excel 97 and later: texts in UTF-16, of which the upper bytes may be left out.
    pub is_biff8: bool,
    /// Of bytes: the one of the file, or the one that the user asked for.
    pub codepage: u16,
    /// The user asked for it.
    pub is_forced: bool,
}

impl Encoding {
    /// Appends bytes that stand for a character each, or in an encoding of Chinese for half of one.
    fn push_narrow(self, text: &mut String, bytes: &[u8]) {
        if self.is_biff8 && !self.is_forced {
            text.extend(bytes.iter().map(|byte| char::from(*byte)));
        } else {
            text.push_str(&encoding_of(self.codepage).decode_without_bom_handling(bytes).0);
        }
    }
}

/// The data of a record, byte by byte or text by text.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    more: &'a [u8],
}

impl Reader<'_> {
    /// Goes on in the next record; `None` after the last.
    fn go_on(&mut self) -> Option<()> {
        (_, self.rest, self.more) = split(self.more)?;
        Some(())
    }

    /// The next byte.
    pub(crate) fn u8(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.go_on()?;
        }
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// The next two bytes.
    pub(crate) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    /// The next four bytes.
    pub(crate) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Passes over so many bytes.
    pub(crate) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.rest.len() {
            count -= self.rest.len();
            self.go_on()?;
        }
        self.rest = &self.rest[count..];
        Some(())
    }

    /// A text with its length in two bytes before it (XLUnicodeString, 2.5.294).
    pub(crate) fn text(&mut self, encoding: Encoding, text: &mut String) -> Option<()> {
        let count = usize::from(self.u16()?);
        self.counted(count, encoding, text)
    }

    /// A text with its length in one byte before it (ShortXLUnicodeString, 2.5.240).
    pub(crate) fn short_text(&mut self, encoding: Encoding, text: &mut String) -> Option<()> {
        let count = usize::from(self.u8()?);
        self.counted(count, encoding, text)
    }

    fn counted(&mut self, count: usize, encoding: Encoding, text: &mut String) -> Option<()> {
        // An empty text may end before its flags.
        let wide = count > 0 && encoding.is_biff8 && self.u8()? & 1 != 0;
        self.characters(count, wide, encoding, text)
    }

    /// So many characters. Where they go on in another record, a byte there says anew whether each takes two bytes.
    pub(crate) fn characters(
        &mut self,
        mut count: usize,
        mut wide: bool,
        encoding: Encoding,
        text: &mut String,
    ) -> Option<()> {
        // Of a text in several records, which may part what stands for one character.
        let mut units: Vec<u8> = Vec::new();
        while count > 0 {
            let here = count.min(if wide { self.rest.len() / 2 } else { self.rest.len() });
            let (bytes, rest) = self.rest.split_at(if wide { here * 2 } else { here });
            self.rest = rest;
            count -= here;
            match (wide, count == 0 && units.is_empty()) {
                (true, true) => push_wide(text, bytes),
                (false, true) => encoding.push_narrow(text, bytes),
                (true, false) => units.extend(bytes),
                (false, false) => {
                    let mut narrow = String::new();
                    encoding.push_narrow(&mut narrow, bytes);
                    units.extend(narrow.encode_utf16().flat_map(u16::to_le_bytes));
                }
            }
            if count > 0 {
                self.go_on()?;
                if encoding.is_biff8 {
                    wide = self.u8()? & 1 != 0;
                }
            }
        }
        push_wide(text, &units);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNICODE: Encoding = Encoding { is_biff8: true, codepage: 1200, is_forced: false };

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn a_text_in_several_records() {
        // 甲 and half of 😀 as two bytes each, the other half, then A and é as one byte each.
        let stream = [
            record(0x00FC, &[9, 9, 5, 0, 1, 0x32, 0x75, 0x3D, 0xD8]),
            record(CONTINUE, &[1, 0x00, 0xDE]),
            record(CONTINUE, &[0, b'A', 0xE9, 7, 0]),
            record(0x000A, &[]),
        ]
        .concat();
        let mut records = Records::new(&stream);
        let mut reader = records.next().unwrap().reader(2);
        let mut text = String::new();
        assert_eq!(reader.text(UNICODE, &mut text), Some(()));
        assert_eq!((text.as_str(), reader.u16(), reader.u8()), ("甲😀Aé", Some(7), None));
        assert_eq!(records.next().map(|record| record.kind), Some(0x000A));
        assert!(records.next().is_none());
    }

    #[test]
    fn texts_that_end_too_early_and_code_pages() {
        let mut text = String::new();
        let stream = record(0x0204, &[0xFF, 0xFF, 0, b'A']);
        assert_eq!(Records::new(&stream).next().unwrap().reader(0).text(UNICODE, &mut text), None);
        // 中文 in GBK, as Excel 95 has it and as some programs write it into later files.
        let mut text = String::new();
        let gbk = Encoding { is_biff8: false, codepage: 936, is_forced: false };
        let stream = record(0x0204, &[4, 0, 0xD6, 0xD0, 0xCE, 0xC4]);
        assert_eq!(Records::new(&stream).next().unwrap().reader(0).text(gbk, &mut text), Some(()));
        let forced = Encoding { is_biff8: true, is_forced: true, ..gbk };
        let stream = record(0x0204, &[4, 0, 0, 0xD6, 0xD0, 0xCE, 0xC4]);
        assert_eq!(Records::new(&stream).next().unwrap().reader(0).text(forced, &mut text), Some(()));
        assert_eq!(text, "中文中文");
    }
}
