//! Files that are no workbook, told by their first bytes, so that the user reads what was dropped and what to do.

use crate::workbook::binary::u16_at;
use crate::workbook::error::OpenError;

/// What the file is, if its first bytes are those of a known stranger.
pub(crate) fn known(bytes: &[u8]) -> Option<OpenError> {
    const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"RIFF"];
    const ARCHIVES: [&[u8]; 4] = [b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B", b"BZh"];
    let starts = |magics: &[&[u8]]| magics.iter().any(|magic| bytes.starts_with(magic));
    if starts(&[b"%PDF"]) {
        Some(OpenError::document("PDF文件"))
    } else if starts(&[b"{\\rtf"]) {
        Some(OpenError::document("RTF文档"))
    } else if starts(&PICTURES) || is_bitmap(bytes) {
        Some(OpenError::document("图片"))
    } else if bytes.get(4..8) == Some(b"ftyp") {
        Some(OpenError::document("图片或视频"))
    } else if starts(&ARCHIVES) {
        Some(OpenError::archive())
    } else if starts(&[b"MZ\x90\0", b"MZ\0\0"]) {
        Some(OpenError::stranger("程序", "请选择用WPS或Excel保存的xlsx名录，来历不明的程序不要打开。"))
    } else if starts(&[b"L\0\0\0\x01\x14\x02\0"]) {
        Some(OpenError::stranger("快捷方式", "请选择它指向的原文件。"))
    } else if starts(&[b"\0\x05\x16\x07"]) {
        Some(OpenError::stranger("苹果电脑的附属文件（文件名以“._”开头）", "请选择不带“._”的同名文件。"))
    } else if starts(&[b"SQLite format 3\0", b"\0\x01\0\0Standard Jet DB", b"\0\x01\0\0Standard ACE DB"]) {
        Some(OpenError::stranger("数据库", "请从使用它的系统里把名录导出为xlsx，再导入。"))
    } else if is_dbf(bytes) {
        Some(OpenError::OtherFormat("dBase数据库表（dbf）".into()))
    } else if starts(&[b"\0\0\x02\0", b"\0\0\x1A\0"]) {
        Some(OpenError::OtherFormat("Lotus表格".into()))
    } else if bytes.iter().take(4096).all(|byte| *byte == 0) {
        Some(OpenError::Truncated)
    } else {
        None
    }
}

/// A bitmap: its reserved bytes are zero, which text has none of.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

/// A table of dBase or FoxPro: version, a date of the last change, the length of its header.
fn is_dbf(bytes: &[u8]) -> bool {
    let [version, _, month, day, ..] = bytes else { return false };
    let length = u16_at(bytes, 8).unwrap_or(0);
    matches!(version, 0x03 | 0x30 | 0x31 | 0x83 | 0x8B | 0xF5)
        && (1..=12).contains(month)
        && (1..=31).contains(day)
        && length > 32
        && bytes.get(12..28).is_some_and(|reserved| reserved.iter().filter(|byte| **byte == 0).count() >= 12)
}

/// What a text is that is no table; `start` is its beginning in lower case.
pub(crate) fn known_text(start: &str) -> Option<OpenError> {
    if start.starts_with("id;p") {
        Some(OpenError::OtherFormat("SYLK表格（slk）".into()))
    } else if start.starts_with("table") && start.lines().nth(1).is_some_and(|line| line.trim() == "0,1") {
        Some(OpenError::OtherFormat("DIF表格".into()))
    } else if start.starts_with('<') && (start.contains("<uof:") || start.contains("schemas.uof.org")) {
        Some(OpenError::OtherFormat("标文通（UOF）表格".into()))
    } else if start.starts_with(['{', '[']) && start.contains("\":") {
        Some(OpenError::stranger("JSON数据", "请在导出时选择xlsx或csv。"))
    } else if start.starts_with('<') || start.starts_with('{') {
        Some(OpenError::Unknown)
    } else {
        None
    }
}
