//! How the marked workbook shows problems: a look and a word for each severity.

use crate::roster::Severity;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// How cells of the marked workbook look.
pub(super) struct Looks {
    /// A title of ours.
    pub title: Format,
    /// A header.
    pub bold: Format,
    /// A title of the user's, over several cells.
    pub merged: Format,
    /// What stands outside the table, and rows that are no entries.
    pub loose: Format,
    /// Messages.
    pub wrapped: Format,
    /// Of entries, by severity, and without a problem; then the same struck through.
    cells: [[Format; 4]; 2],
}

impl Looks {
    pub(super) fn new() -> Self {
        let text = Format::new().set_num_format("@").set_align(FormatAlign::VerticalCenter);
        let plain = text.clone().set_border(FormatBorder::Thin);
        let filled = |colour: u32| plain.clone().set_background_color(Color::RGB(colour));
        let cells = [filled(0xFF_C7_CE), filled(0xFF_EB_9C), filled(0xDD_EB_F7), plain.clone()];
        let struck = cells.clone().map(Format::set_font_strikethrough);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            bold: plain.clone().set_bold().set_align(FormatAlign::Center),
            merged: text.clone().set_align(FormatAlign::Center),
            loose: text,
            wrapped: plain.set_text_wrap(),
            cells: [cells, struck],
        }
    }

    /// Of an entry's cell.
    pub(super) fn cell(&self, severity: Option<Severity>, struck: bool) -> &Format {
        let place = match severity {
            Some(Severity::Error) => 0,
            Some(Severity::Warning) => 1,
            Some(Severity::Note) => 2,
            None => 3,
        };
        &self.cells[usize::from(struck)][place]
    }
}

/// The word for it.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Note => "说明",
    }
}
