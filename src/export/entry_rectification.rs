//! The sheet 整改复查 of the entry workbook, where something was ordered to be put right.

use super::entry_looks::{Looks, excel, frame, hint, hints, known_row, write_day};
use super::safe::{ExportError, fit_row, write_text};
use crate::course::{RECTIFICATION_TITLES, RectificationColumn as C, Worklist, WorklistItem, reinspector_names};
use crate::draw::Mode;
use crate::model::{Rectification, Reinspection, Settings};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Worksheet};

const WIDTHS: [f64; 10] = [6.0, 30.0, 21.0, 8.0, 22.0, 12.0, 36.0, 12.0, 24.0, 14.0];

/// Writes the rows, a business each.
pub(super) fn write_rectifications(
    sheet: &mut Worksheet,
    (list, settings): (&Worklist, &Settings),
    rows: &[(&WorklistItem, Rectification)],
    looks: &Looks,
) -> Result<(), ExportError> {
    frame(sheet, (list, settings), &RECTIFICATION_TITLES, &WIDTHS, 4, looks)?;
    if list.mode == Mode::PerBusiness {
        sheet.set_column_hidden(C::Team as u16)?;
    }
    for (row, (b, r)) in (1..).zip(rows) {
        let known = [b.number.to_string(), b.name.clone(), b.code.clone(), list.team_name(b.team)];
        known_row(sheet, row, &known, looks)?;
        let (officers, outcome) = (reinspector_names(list, &r.reinspectors), r.outcome.map_or("", Reinspection::title));
        let texts = [(C::Paper, &*r.number), (C::Done, &*r.done), (C::Reinspectors, &*officers), (C::Outcome, outcome)];
        for (column, text) in texts {
            write_text(sheet, row, column as u16, text, &looks.fill)?;
        }
        for (column, day) in [(C::Due, r.due), (C::Reinspected, r.reinspected)] {
            write_day(sheet, row, column as u16, day, looks)?;
        }
        let texts = [&*r.number, "2018-12-12", &*r.done, "2018-12-12", &*officers, outcome];
        fit_row(sheet, row, 11.0, known.iter().map(String::as_str).chain(texts).zip(WIDTHS))?;
    }
    validate(sheet, list, u32::try_from(rows.len()).unwrap_or(1).max(1))
}

/// What may be typed into the rows from 1 to the last.
fn validate(sheet: &mut Worksheet, list: &Worklist, last: u32) -> Result<(), ExportError> {
    for column in [C::Due, C::Reinspected] {
        let rule = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(excel(list.drawn_on)?));
        let rule = rule.set_input_message(hint("写成 2018-12-12 的样子"))?;
        let rule = rule.set_error_message("请填写日期，不早于抽取日期")?;
        let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
        sheet.add_data_validation(1, column as u16, last, column as u16, &rule)?;
    }
    let about = hint("两人以上，姓名之间用顿号");
    let rule = DataValidation::new().set_input_message(about)?;
    sheet.add_data_validation(1, C::Reinspectors as u16, last, C::Reinspectors as u16, &rule)?;
    let titles = Reinspection::ALL.map(Reinspection::title);
    let rule = DataValidation::new().allow_list_strings(&titles)?.set_input_message(hint("没有复查的空着"))?;
    sheet.add_data_validation(1, C::Outcome as u16, last, C::Outcome as u16, &rule)?;
    hints(sheet, last, [C::Paper, C::Done].map(|column| column as u16))
}
