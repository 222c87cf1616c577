//! 检查要点 of the items as a workbook, which reads back (`course::read_points`).

use super::safe::{ExportError, across_a4, new_workbook, write_head, write_row};
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
    let sheet = book.add_worksheet().set_name("检查要点")?;
    write_head(sheet, 0, &POINT_TABLE_TITLES, &WIDTHS, &cell)?;
    for (row, (department, item, point)) in (1..).zip(lines) {
        let texts = [department, item, &point.number, &point.text, &point.basis, &point.method];
        write_row(sheet, row, &texts, &WIDTHS, &cell)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    across_a4(sheet).set_header("&C检查要点").set_footer("&C第 &P 页，共 &N 页");
    Ok(book.save_to_buffer()?)
}
