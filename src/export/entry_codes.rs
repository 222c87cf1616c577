//! The sheet 检查码 of the entry workbook, where the county has codes.

use super::entry_looks::{Looks, excel, frame, hint, hints, known_row, write_day};
use super::safe::{ExportError, fit_row, write_text};
use crate::course::{ALL_DEPARTMENTS, CODE_TITLES, CodeColumn as C, CodeRow, Worklist};
use crate::draw::Mode;
use crate::model::Settings;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Worksheet};

const WIDTHS: [f64; 9] = [6.0, 30.0, 21.0, 8.0, 18.0, 36.0, 14.0, 30.0, 12.0];

/// Writes the rows, a business each and one more for a department with a code of its own.
pub(super) fn write_codes(
    sheet: &mut Worksheet,
    (list, settings): (&Worklist, &Settings),
    rows: &[CodeRow<'_>],
    looks: &Looks,
) -> Result<(), ExportError> {
    frame(sheet, (list, settings), &CODE_TITLES, &WIDTHS, 4, looks)?;
    if list.mode == Mode::PerBusiness {
        sheet.set_column_hidden(C::Team as u16)?;
    }
    for (row, CodeRow { business: b, code }) in (1..).zip(rows) {
        let known = [b.number.to_string(), b.name.clone(), b.code.clone(), list.team_name(b.team)];
        known_row(sheet, row, &known, looks)?;
        let department = if code.department.is_empty() { ALL_DEPARTMENTS } else { &code.department };
        for (column, text) in [(C::Department, department), (C::Code, &code.code), (C::Reason, &code.reason)] {
            write_text(sheet, row, column as u16, text, &looks.fill)?;
        }
        for (column, day) in [(C::Obtained, code.obtained), (C::EnteredLater, code.entered_later)] {
            write_day(sheet, row, column as u16, day, looks)?;
        }
        let texts = [department, code.code.as_str(), "2018-12-12", code.reason.as_str(), "2018-12-12"];
        fit_row(sheet, row, 11.0, known.iter().map(String::as_str).chain(texts).zip(WIDTHS))?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(1).max(1);
    let about = format!("“{ALL_DEPARTMENTS}”是各部门共用一个码；部门各有各的码的，每个部门一行，填写部门名称");
    let rule = DataValidation::new().set_input_message(about)?;
    sheet.add_data_validation(1, C::Department as u16, last, C::Department as u16, &rule)?;
    for column in [C::Obtained, C::EnteredLater] {
        let first = excel(chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default())?;
        let rule = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(first));
        let rule = rule.set_input_message(hint("写成 2018-12-12 的样子"))?;
        let rule = rule.set_error_message("请填写日期")?.set_error_style(DataValidationErrorStyle::Warning);
        sheet.add_data_validation(1, column as u16, last, column as u16, &rule)?;
    }
    hints(sheet, last, [C::Code, C::Reason].map(|column| column as u16))
}
