//! How the sheets of the entry workbook look, and what they have in common.

use super::safe::{ExportError, across_a4, edge_text, fit_row, write_text};
use crate::course::{CLEAR, RESULT_TITLES, ResultColumn as R, Worklist, entry_title};
use crate::draw::Mode;
use crate::model::Settings;
use rust_xlsxwriter::{Color, DataValidation, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet};

/// The formats of its cells.
pub(super) struct Looks {
    pub(super) head: Format,
    pub(super) known: Format,
    pub(super) fill: Format,
    pub(super) date: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let text = cell.clone().set_num_format("@");
        Self {
            head: text.clone().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xE7_EE_F5)),
            known: text.clone().set_background_color(Color::RGB(0xF2_F2_F2)),
            fill: text,
            date: cell.set_num_format("yyyy-mm-dd"),
        }
    }
}

/// Header, widths, frozen panes, and how it prints: A4 across, the header on every page.
pub(super) fn frame(
    sheet: &mut Worksheet,
    (list, settings): (&Worklist, &Settings),
    titles: &[&'static str],
    widths: &[f64],
    known: u16,
    looks: &Looks,
) -> Result<(), ExportError> {
    for ((column, title), width) in (0..).zip(titles).zip(widths) {
        // By household it tells no 检查组; it is not read back.
        let per_business = list.mode == Mode::PerBusiness && *title == RESULT_TITLES[R::Team as usize];
        let title = if per_business { "户号" } else { entry_title(title, settings, list) };
        sheet.set_column_width(column, *width)?;
        write_text(sheet, 0, column, title, &looks.head)?;
    }
    fit_row(sheet, 0, 11.0, titles.iter().copied().zip(widths.iter().copied()))?;
    sheet.set_freeze_panes(1, known.min(3))?;
    sheet.set_repeat_rows(0, 0)?;
    across_a4(sheet);
    sheet.set_header(format!("&C{}", edge_text(&list.title))).set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

/// A day as the workbook has it.
pub(super) fn excel(day: chrono::NaiveDate) -> Result<ExcelDateTime, ExportError> {
    use chrono::Datelike;
    let year = u16::try_from(day.year()).unwrap_or_default();
    Ok(ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?)
}

/// Writes a day, or leaves its cell to be filled in.
pub(super) fn write_day(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    day: Option<chrono::NaiveDate>,
    looks: &Looks,
) -> Result<(), ExportError> {
    match day {
        Some(day) => sheet.write_datetime_with_format(row, column, excel(day)?, &looks.date)?,
        None => sheet.write_blank(row, column, &looks.date)?,
    };
    Ok(())
}

/// What is known beforehand, in the first columns.
pub(super) fn known_row(sheet: &mut Worksheet, row: u32, known: &[String], looks: &Looks) -> Result<(), ExportError> {
    for (column, text) in (0..).zip(known) {
        write_text(sheet, row, column, text, &looks.known)?;
    }
    Ok(())
}

/// A hint for a cell, and how what stands in it is emptied.
pub(super) fn hint(about: &str) -> String {
    format!("{about}{}空着的不改变已录入的内容；要清空的填写“{CLEAR}”", if about.is_empty() { "" } else { "。" })
}

/// Hints for columns of free text.
pub(super) fn hints(
    sheet: &mut Worksheet,
    last: u32,
    columns: impl IntoIterator<Item = u16>,
) -> Result<(), ExportError> {
    let rule = DataValidation::new().set_input_message(hint(""))?;
    for column in columns {
        sheet.add_data_validation(1, column, last, column, &rule)?;
    }
    Ok(())
}
