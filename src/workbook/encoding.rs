//! Bytes to text, in the encodings that Chinese offices write.

use crate::workbook::sheet::Grid;

/// GBK, which Chinese programs wrote before Unicode, often under another code page's name.
pub(crate) const GBK: u16 = 936;

/// The text of the bytes: UTF-8, UTF-16, else GB18030; `None` if it is none of them. A few bytes that stand for no
/// character, as a cut-off file has them, become U+FFFD, which is told of the cell where it stands.
pub(crate) fn decode(bytes: &[u8], codepage: Option<u16>) -> Option<String> {
    // What old programs put at the end of a text.
    let end = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0x1A)).map_or(0, |last| last + 1);
    let text = if let Some(codepage) = codepage {
        encoding_of(codepage).decode(bytes).0.into_owned()
    } else if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned()
    } else if let Some(encoding) = unmarked_utf16(bytes) {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    } else {
        of_bytes(&bytes[..end])?
    };
    let mut text = text;
    text.truncate(text.trim_end_matches(['\0', '\u{1a}']).len());
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
    (!text.bytes().any(|byte| MAY_BE_STRANGE[usize::from(byte)]) || !text.contains(strange)).then_some(text)
}

/// Whether a byte may begin a control character that no text has; few texts have one.
const MAY_BE_STRANGE: [bool; 256] = {
    let mut may = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may[byte] = matches!(byte, 0..=8 | 0xE..0x20 | 0x7F | 0xC2);
        byte += 1;
    }
    may
};

/// UTF-16 without a mark: its line ends, commas and digits have zeros on one side; few Chinese characters (一) have
/// one on the other.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (few, many) if many > few * 8 && many * 40 >= head.len() => encoding_rs::UTF_16LE,
        (many, few) if many > few * 8 && many * 40 >= head.len() => encoding_rs::UTF_16BE,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(head).is_some().then_some(encoding)
}

/// UTF-8 or GB18030, whichever has fewer bytes that stand for nothing; `None` if those are many.
fn of_bytes(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    if let Some(text) = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        return Some(text.into_owned());
    }
    let faults = |text: &str| text.matches('\u{fffd}').count();
    let texts = [encoding_rs::UTF_8, encoding_rs::GB18030].map(|e| e.decode_without_bom_handling(bytes).0.into_owned());
    texts.into_iter().min_by_key(|text| faults(text)).filter(|text| faults(text) * 100 <= text.len())
}

pub(crate) fn encoding_of(codepage: u16) -> &'static encoding_rs::Encoding {
    match codepage {
        65_001 => encoding_rs::UTF_8,
        950 => encoding_rs::BIG5,
        1200 => encoding_rs::UTF_16LE,
        1252 => encoding_rs::WINDOWS_1252,
        _ => encoding_rs::GB18030,
    }
}

/// The first characters of the text, as far as telling what it is needs; `None` if it is none.
pub(crate) fn head(bytes: &[u8]) -> Option<String> {
    const HEAD: usize = 1 << 14;
    if bytes.len() <= HEAD {
        return decode(bytes, None);
    }
    // The last character may be cut: try again without its first bytes.
    (0..4).find_map(|cut| decode(&bytes[..HEAD - cut], None))
}

/// Cells that are looked at for mojibake.
const CELLS: usize = 2000;

/// Whether the text looks like Chinese read with a Western code page: letters with accents, hardly a Chinese
/// character, or characters that stand for what could not be read.
pub(crate) fn is_mojibake(grids: &[Grid]) -> bool {
    let cells = grids.iter().flat_map(Grid::rows).flat_map(|row| row.cells()).take(CELLS);
    let (mut chinese, mut strange) = (0usize, 0usize);
    for c in cells.flat_map(|cell| cell.text.chars()) {
        chinese += usize::from(('\u{3400}'..='\u{9fff}').contains(&c));
        strange += usize::from(matches!(c, '\u{a1}'..='\u{17f}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'));
    }
    strange >= 8 && strange > chinese
}
