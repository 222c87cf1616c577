//! What a file is, by its content and never by its extension.

use super::{ReadError, biff, ole, strangers};
use serde::{Deserialize, Serialize};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A form of workbook that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Office Open XML: xlsx, xlsm.
    Xlsx,
    /// Excel's binary workbook in a zip.
    Xlsb,
    /// OpenDocument.
    Ods,
    /// Excel 97–2003, WPS .et.
    Xls,
    /// Comma- or tab-separated text.
    Csv,
    /// Tables of a web page, as many systems export them under the name .xls.
    Html,
    /// SpreadsheetML 2003, one XML file.
    Xml2003,
    /// OpenDocument as one XML file.
    FlatOds,
    /// The records of an old Excel workbook without the container, as report programs write them.
    Biff,
}

/// Most bytes that a workbook's parts may declare together, unpacked.
const MOST_UNPACKED: u128 = 2 << 30;
/// Most bytes of the table of shared strings, which is held in memory whole.
const MOST_STRINGS: u64 = 512 << 20;
/// A count of shared strings up to here costs little even when it is a lie.
const HARMLESS_STRINGS: u64 = 2_000_000;

/// Tells what the file is.
///
/// # Errors
/// [`ReadError`] that names what it is instead of a readable workbook.
pub fn sniff(bytes: &[u8], file_name: &str) -> Result<Format, ReadError> {
    if file_name.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("~$")) {
        return Err(ReadError::LockFile);
    }
    match bytes {
        [] => Err(ReadError::Empty),
        [b'P', b'K', 3..=6, 4..=8, ..] => sniff_zip(bytes),
        _ if bytes.starts_with(&ole::MAGIC) => sniff_ole(bytes),
        _ => sniff_plain(bytes),
    }
}

fn sniff_zip(bytes: &[u8]) -> Result<Format, ReadError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Truncated)?;
    let names: Vec<String> = zip.file_names().flatten().map(|name| name.to_lowercase().replace('\\', "/")).collect();
    let has = |name: &str| names.iter().any(|n| n.trim_start_matches('/') == name);
    if names.is_empty() {
        return Err(ReadError::Truncated);
    }
    if has("encryptedpackage") {
        return Err(ReadError::Encrypted);
    }
    if let Some(error) = foreign_zip(&has, &names) {
        return Err(error);
    }
    let format = if has("xl/workbook.bin") {
        Format::Xlsb
    } else if has("content.xml") && has("mimetype") {
        open_document(&mut zip)?
    } else if has("_rels/.rels") && names.iter().any(|n| n.ends_with("workbook.xml")) {
        Format::Xlsx
    } else {
        return Err(ReadError::archive());
    };
    within_limits(&mut zip)?;
    Ok(format)
}

fn foreign_zip(has: &dyn Fn(&str) -> bool, names: &[String]) -> Option<ReadError> {
    if has("word/document.xml") {
        Some(ReadError::document("Word文档"))
    } else if has("ppt/presentation.xml") {
        Some(ReadError::document("演示文稿"))
    } else if has("uof.xml") || has("content/content.xml") && has("_meta/meta.xml") {
        Some(ReadError::OtherFormat("标文通（UOF）表格".into()))
    } else if has("ofd.xml") {
        Some(ReadError::document("OFD版式文件"))
    } else if names.iter().any(|n| n.starts_with("index/") && n.ends_with(".iwa")) || has("index.zip") {
        Some(ReadError::OtherFormat("苹果Numbers表格".into()))
    } else {
        None
    }
}

fn open_document(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Format, ReadError> {
    let kind = head(zip, "mimetype", 80).unwrap_or_default();
    if !kind.contains("opendocument.spreadsheet") {
        return Err(ReadError::document("文字或演示文档"));
    }
    if head(zip, "META-INF/manifest.xml", 1 << 16).is_some_and(|m| m.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    Ok(Format::Ods)
}

/// The first bytes of a part, as text; what could be read of a damaged one, for the readers get to see that too.
fn head(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: u64) -> Option<String> {
    let mut text = Vec::new();
    let _ = zip.by_name(name).ok()?.take(most).read_to_end(&mut text);
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// Refuses what would unpack to too much. `zip` itself refuses to read past a part's declared size.
fn within_limits(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), ReadError> {
    let mut total = 0u128;
    let mut strings = Vec::new();
    for i in 0..zip.len() {
        let part = zip.by_index_raw(i).map_err(|_| ReadError::Truncated)?;
        total += u128::from(part.size());
        if let Ok(name) = part.name()
            && name.to_lowercase().ends_with("sharedstrings.xml")
        {
            strings.push((name.into_owned(), part.size()));
        }
    }
    if total > MOST_UNPACKED {
        return Err(ReadError::TooLarge(format!("解开后有{}兆字节", total >> 20)));
    }
    strings.iter().try_for_each(|(name, size)| strings_within_limits(zip, name, *size))
}

/// `<sst uniqueCount="…">` makes the reader reserve that many strings, so a lie must not reach it.
fn strings_within_limits(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, size: u64) -> Result<(), ReadError> {
    if size > MOST_STRINGS {
        return Err(ReadError::TooLarge(format!("文字内容有{}兆字节", size >> 20)));
    }
    // Without its zeros, UTF-16 reads like UTF-8 here.
    let text = head(zip, name, 1 << 16).unwrap_or_default().replace('\0', "");
    let Some(start) = text.find("sst").map(|at| &text[at..]) else {
        return Err(ReadError::Damaged("文字表的开头不合规范".into()));
    };
    let tag = start.split('>').next().unwrap_or_default();
    let claimed = tag.split("uniqueCount").nth(1).map(|rest| {
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '+'))
            .chars()
            .take_while(char::is_ascii_digit)
            .fold(0u64, |n, d| n.saturating_mul(10).saturating_add(u64::from(d) - u64::from('0')))
    });
    // The shortest string, <si/>, takes five bytes.
    match claimed {
        Some(n) if n > HARMLESS_STRINGS && n > size / 5 => {
            Err(ReadError::Damaged(format!("文件声称有{n}段文字，实际放不下这么多")))
        }
        _ => Ok(()),
    }
}

fn sniff_ole(bytes: &[u8]) -> Result<Format, ReadError> {
    let names = ole::root_names(bytes).filter(|names| !names.is_empty()).ok_or(ReadError::Truncated)?;
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") || ole::is_encrypted_xls(bytes) {
        Err(ReadError::Encrypted)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(ReadError::document("Word文档"))
    } else if has("PowerPoint Document") {
        Err(ReadError::document("演示文稿"))
    } else {
        Err(ReadError::Unknown)
    }
}

fn sniff_plain(bytes: &[u8]) -> Result<Format, ReadError> {
    if let Some(error) = strangers::known(bytes) {
        return Err(error);
    }
    if biff::is_raw(bytes) {
        return Ok(Format::Biff);
    }
    let text = super::csv::head(bytes);
    // A page names its encoding in its head, which is ASCII whatever the rest is.
    let lossy = || String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    match sniff_text(&text.clone().unwrap_or_else(lossy))? {
        Format::Csv if text.is_none() => Err(ReadError::Unknown),
        format => Ok(format),
    }
}

fn sniff_text(text: &str) -> Result<Format, ReadError> {
    let start: String = text.trim_start().chars().take(4096).collect::<String>().to_lowercase();
    if start.is_empty() {
        Err(ReadError::NoContent)
    } else if start.starts_with('<') && start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        // A web page saved by Excel names the same namespace, but is a page.
        Ok(if start.contains("<html") { Format::Html } else { Format::Xml2003 })
    } else if start.starts_with('<') && start.contains("urn:oasis:names:tc:opendocument") {
        Ok(Format::FlatOds)
    } else if start.starts_with('<')
        && ["<html", "<table", "<!doctype html", "<meta", "<style", "<body"].iter().any(|tag| start.contains(tag))
    {
        Ok(Format::Html)
    } else {
        match strangers::known_text(&start) {
            Some(error) => Err(error),
            None => Ok(Format::Csv),
        }
    }
}
