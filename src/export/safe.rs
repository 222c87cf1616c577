use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use std::collections::HashSet;

/// Characters that a cell holds at most.
const LONGEST: usize = 32_767;

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A workbook.
    #[error("写不出工作簿：{0}")]
    Workbook(#[from] XlsxError),
    /// A document or archive.
    #[error("写不出文件：{0}")]
    Zip(#[from] zip::result::ZipError),
    /// What is packed in one.
    #[error("写不出文件：{0}")]
    Packing(#[from] std::io::Error),
}

/// Writes the user's text to a cell (row and column from 0) as text, never as a formula, and so that it stays text
/// when someone edits the cell: what begins like a formula gets the prefix sign that spreadsheet programs hide.
/// Text beyond a cell's length is cut and ends in `…`; control characters, which XML can't hold, are dropped.
///
/// # Errors
/// [`ExportError`] for a cell outside the sheet.
pub fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), ExportError> {
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let text = match clean.char_indices().nth(LONGEST) {
        Some(_) => clean.chars().take(LONGEST - 1).chain(['…']).collect(),
        None => clean,
    };
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Names of sheets that spreadsheet programs take, each once.
#[derive(Default)]
pub(super) struct SheetNames(HashSet<String>);

impl SheetNames {
    /// The name, without what they refuse and with a number if it was taken.
    pub(super) fn take(&mut self, name: &str) -> String {
        let clean: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(28).collect();
        let clean = if clean.trim().is_empty() { "表".to_owned() } else { clean };
        let numbered = |n: usize| if n == 1 { clean.clone() } else { format!("{clean}{n}") };
        let free = (1..).map(numbered).find(|name| !self.0.contains(&name.to_lowercase()));
        let name = free.unwrap_or(clean);
        self.0.insert(name.to_lowercase());
        name
    }
}

/// A text as one value of a line of comma-separated values: quoted where it must be, on one line. What begins like a
/// formula gets an apostrophe before it, and a long number a tab, or spreadsheet programs would run the one and round
/// the other.
pub fn csv_value(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim();
    let guarded = if plain.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{plain}")
    } else if plain.len() > 11 && plain.bytes().all(|c| c.is_ascii_digit()) {
        format!("\t{plain}")
    } else {
        plain.to_owned()
    };
    if guarded.contains([',', '"', '\t', '\'']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}
