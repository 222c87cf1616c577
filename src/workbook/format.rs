//! What a file is, by its content and never by its extension.

use crate::workbook::error::OpenError;
use crate::workbook::foreign;
use crate::workbook::package::Package;
use crate::workbook::xls::{cfb, raw_records};
use serde::{Deserialize, Serialize};

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
    /// A web page with its parts in one file.
    Mht,
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
/// [`OpenError`] that names what it is instead of a readable workbook.
pub fn sniff(bytes: &[u8], file_name: &str) -> Result<Format, OpenError> {
    if file_name.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("~$")) {
        return Err(OpenError::LockFile);
    }
    match bytes {
        [] => Err(OpenError::Empty),
        [b'P', b'K', 3..=6, 4..=8, ..] => sniff_zip(bytes),
        _ if bytes.starts_with(&cfb::MAGIC) => sniff_ole(bytes),
        _ => sniff_plain(bytes),
    }
}

fn sniff_zip(bytes: &[u8]) -> Result<Format, OpenError> {
    let mut package = Package::open(bytes).ok_or(OpenError::Truncated)?;
    let sizes = package.sizes().ok_or(OpenError::Truncated)?;
    if sizes.is_empty() {
        return Err(OpenError::Truncated);
    }
    if package.has("encryptedpackage") {
        return Err(OpenError::Encrypted);
    }
    let format = match office_document(&mut package) {
        Some(format) => format?,
        None => other_zip(&mut package, &sizes)?,
    };
    within_limits(&mut package, &sizes)?;
    Ok(format)
}

/// What the part is that holds the document of an Office Open XML file, wherever it stands: by the names that all programs use only
/// where no relation tells it, as the readers find it.
fn office_document(package: &mut Package<'_>) -> Option<Result<Format, OpenError>> {
    const USUAL: [&str; 4] = ["xl/workbook.xml", "xl/workbook.bin", "word/document.xml", "ppt/presentation.xml"];
    let path = USUAL.iter().find_map(|usual| Some(package.book(usual)).filter(|path| package.has(path)))?;
    if path.to_ascii_lowercase().ends_with(".bin") {
        return Some(Ok(Format::Xlsb));
    }
    let text = package.head(&path, 4096)?;
    let is = |name: &str, usual: &str| root(&text) == Some(name) || path.eq_ignore_ascii_case(usual);
    Some(if is("document", "word/document.xml") {
        Err(OpenError::document("Word文档"))
    } else if is("presentation", "ppt/presentation.xml") {
        Err(OpenError::document("演示文稿"))
    } else {
        // The reader says what is wrong with one that is damaged from its beginning.
        Ok(Format::Xlsx)
    })
}

/// The name of the outermost element, without its prefix.
fn root(text: &str) -> Option<&str> {
    let mut tags = text.split('<').skip(1).filter(|tag| !tag.starts_with(['?', '!']));
    let name = tags.next()?.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    name.rsplit(':').next()
}

/// What a zip is without such a part.
fn other_zip(package: &mut Package<'_>, sizes: &[(String, u64)]) -> Result<Format, OpenError> {
    if let Some(error) = foreign_zip(package, sizes) {
        Err(error)
    } else if package.has("content.xml") && package.has("mimetype") {
        open_document(package)
    } else if package.has("[content_types].xml") || package.has("content.xml") {
        Err(OpenError::Truncated)
    } else {
        Err(OpenError::archive())
    }
}

fn foreign_zip(package: &Package<'_>, sizes: &[(String, u64)]) -> Option<OpenError> {
    let is_numbers = |(name, _): &(String, u64)| name.starts_with("index/") && name.ends_with(".iwa");
    if package.has("uof.xml") || package.has("content/content.xml") && package.has("_meta/meta.xml") {
        Some(OpenError::OtherFormat("标文通（UOF）表格".into()))
    } else if package.has("ofd.xml") {
        Some(OpenError::document("OFD版式文件"))
    } else if sizes.iter().any(is_numbers) || package.has("index.zip") {
        Some(OpenError::OtherFormat("苹果Numbers表格".into()))
    } else {
        None
    }
}

fn open_document(package: &mut Package<'_>) -> Result<Format, OpenError> {
    let kind = package.head("mimetype", 80).unwrap_or_default();
    if !kind.contains("opendocument.spreadsheet") {
        return Err(OpenError::document("文字或演示文档"));
    }
    if package.head("META-INF/manifest.xml", 1 << 16).is_some_and(|m| m.contains("encryption-data")) {
        return Err(OpenError::Encrypted);
    }
    Ok(Format::Ods)
}

/// Refuses what would unpack to too much. `zip` itself refuses to read past a part's declared size.
fn within_limits(package: &mut Package<'_>, sizes: &[(String, u64)]) -> Result<(), OpenError> {
    let total: u128 = sizes.iter().map(|(_, size)| u128::from(*size)).sum();
    if total > MOST_UNPACKED {
        return Err(OpenError::TooLarge(format!("解开后有{}兆字节", total >> 20)));
    }
    let mut strings = sizes.iter().filter(|(name, _)| name.ends_with("sharedstrings.xml"));
    strings.try_for_each(|(name, size)| strings_within_limits(package, name, *size))
}

/// `<sst uniqueCount="…">` makes the reader reserve that many strings, so a lie must not reach it.
fn strings_within_limits(package: &mut Package<'_>, name: &str, size: u64) -> Result<(), OpenError> {
    if size > MOST_STRINGS {
        return Err(OpenError::TooLarge(format!("文字内容有{}兆字节", size >> 20)));
    }
    let text = package.head(name, 1 << 16).unwrap_or_default();
    let Some(start) = text.find("sst").map(|at| &text[at..]) else {
        return Err(OpenError::Damaged("文字表的开头不合规范".into()));
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
            Err(OpenError::Damaged(format!("文件声称有{n}段文字，实际放不下这么多")))
        }
        _ => Ok(()),
    }
}

fn sniff_ole(bytes: &[u8]) -> Result<Format, OpenError> {
    let names = cfb::root_names(bytes).filter(|names| !names.is_empty()).ok_or(OpenError::Truncated)?;
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") {
        Err(OpenError::Encrypted)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(OpenError::document("Word文档"))
    } else if has("PowerPoint Document") {
        Err(OpenError::document("演示文稿"))
    } else {
        Err(OpenError::Unknown)
    }
}

fn sniff_plain(bytes: &[u8]) -> Result<Format, OpenError> {
    if let Some(error) = foreign::known(bytes) {
        return Err(error);
    }
    if raw_records::is_raw(bytes) {
        return Ok(Format::Biff);
    }
    let text = crate::workbook::encoding::head(bytes);
    // A page names its encoding in its head, which is ASCII whatever the rest is.
    let lossy = || String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    match sniff_text(&text.clone().unwrap_or_else(lossy))? {
        Format::Csv if text.is_none() => Err(OpenError::Unknown),
        format => Ok(format),
    }
}

fn sniff_text(text: &str) -> Result<Format, OpenError> {
    let start: String = text.trim_start().chars().take(4096).collect::<String>().to_lowercase();
    if start.is_empty() {
        Err(OpenError::NoContent)
    } else if start.starts_with('<') && start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        // A web page saved by Excel names the same namespace, but is a page.
        Ok(if start.contains("<html") { Format::Html } else { Format::Xml2003 })
    } else if start.starts_with('<') && start.contains("urn:oasis:names:tc:opendocument") {
        Ok(Format::FlatOds)
    } else if start.starts_with('<')
        && ["<html", "<table", "<!doctype html", "<meta", "<style", "<body"].iter().any(|tag| start.contains(tag))
    {
        Ok(Format::Html)
    } else if start.starts_with("mime-version:") || start.starts_with("from:") && start.contains("\nmime-version:") {
        Ok(Format::Mht)
    } else {
        match foreign::known_text(&start) {
            Some(error) => Err(error),
            None => Ok(Format::Csv),
        }
    }
}
