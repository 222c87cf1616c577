//! 检查要点 of the items as a workbook, which reads back (`course::read_points`).

use super::safe::{ExportError, across_a4, fit_row, new_workbook, write_text};
use crate::course::POINT_TABLE_TITLES;
use crate::model::CheckPoint;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

const WIDTHS: [f64; 6] = [24.0, 30.0, 10.0, 44.0, 40.0, 24.0];

/// The table of points: department, item, point. Of an item without points only the names stand there, to be filled in.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn points_workbook(title: &str, lines: &[(String, String, CheckPoint)]) -> Result<Vec<u8>, ExportError> {
    let mut book = new_workbook(title)?;
    let cell =
        Format::new().set_num_format("@").set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    let sheet = book.add_worksheet().set_name("检查要点")?;
    for ((column, text), width) in (0..).zip(POINT_TABLE_TITLES).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        write_text(sheet, 0, column, text, &head)?;
    }
    for (row, (department, item, point)) in (1..).zip(lines) {
        let texts = [department, item, &point.number, &point.text, &point.basis, &point.method];
        for (column, text) in (0..).zip(texts) {
            write_text(sheet, row, column, text, &cell)?;
        }
        fit_row(sheet, row, 11.0, texts.into_iter().map(String::as_str).zip(WIDTHS))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    across_a4(sheet).set_header("&C检查要点").set_footer("&C第 &P 页，共 &N 页");
    Ok(book.save_to_buffer()?)
}
