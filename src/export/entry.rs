//! The entry workbook, to be filled in by the teams and read back (`course::read_entry`).

use super::entry_codes::write_codes;
use super::entry_looks::{Looks, excel, frame, hint, hints, known_row, write_day};
use super::entry_rectification::write_rectifications;
use super::safe::{ExportError, fit_row, new_workbook, write_text};
use crate::course::{
    CODE_SHEET, ITEM_SHEET, ITEM_TITLES, ItemColumn, POINT_SHEET, POINT_TITLES, PointColumn, PointOf,
    RECTIFICATION_SHEET, RESULT_SHEET, RESULT_TITLES, ResultColumn as R, Worklist, WorklistItem, code_rows, points_of,
    present_names, rectification_rows,
};
use crate::draw::Mode;
use crate::model::{Conduct, Conformity, Finding, Inspection, Settings};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Worksheet};

/// The sheet of the lists to choose from.
const CHOICES: &str = "选项";

/// Widths of the columns of the two sheets.
const RESULT_WIDTHS: [f64; 14] = [6.0, 30.0, 21.0, 8.0, 8.0, 12.0, 20.0, 16.0, 24.0, 28.0, 26.0, 20.0, 6.0, 20.0];
const POINT_WIDTHS: [f64; 9] = [6.0, 30.0, 21.0, 16.0, 30.0, 9.0, 40.0, 36.0, 12.0];
const ITEM_WIDTHS: [f64; 8] = [6.0, 30.0, 21.0, 8.0, 16.0, 36.0, 44.0, 36.0];

/// The workbook, with what is entered already. `only` picks the businesses, such as those of a team; all of them else.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn entry_workbook(
    list: &Worklist,
    conduct: &Conduct,
    settings: &Settings,
    only: Option<&[String]>,
) -> Result<Vec<u8>, ExportError> {
    let picked = |b: &&WorklistItem| only.is_none_or(|keys| keys.contains(&b.key));
    let businesses: Vec<&WorklistItem> = list.businesses.iter().filter(picked).collect();
    let looks = Looks::new();
    let mut book = new_workbook(&format!("{} 检查录入表", list.title))?;
    let known = (list, conduct, settings);
    write_results(book.add_worksheet().set_name(RESULT_SHEET)?, known, &businesses, &looks)?;
    write_items(book.add_worksheet().set_name(ITEM_SHEET)?, known, &businesses, &looks)?;
    let none = Inspection::default();
    let points =
        |b: &'_ &WorklistItem| !points_of(list, b, conduct.inspections.get(&b.key).unwrap_or(&none)).is_empty();
    // A campaign without 检查要点 has the workbook that it always had.
    if businesses.iter().any(points) {
        let sheet = book.add_worksheet().set_name(POINT_SHEET)?;
        write_points(sheet, (list, settings), conduct, &businesses, &looks)?;
    }
    let rows = rectification_rows(list, conduct, |b| picked(&b));
    if !rows.is_empty() {
        write_rectifications(book.add_worksheet().set_name(RECTIFICATION_SHEET)?, (list, settings), &rows, &looks)?;
    }
    if settings.codes {
        let rows = code_rows(list, conduct, |b| only.is_none_or(|keys| keys.contains(&b.key)));
        write_codes(book.add_worksheet().set_name(CODE_SHEET)?, (list, settings), &rows, &looks)?;
    }
    write_choices(book.add_worksheet().set_name(CHOICES)?, settings, &looks)?;
    Ok(book.save_to_buffer()?)
}

/// What the sheets of a campaign are made of.
type Known<'a> = (&'a Worklist, &'a Conduct, &'a Settings);

/// A row a business: what the inspection found.
fn write_results(
    sheet: &mut Worksheet,
    (list, conduct, settings): Known<'_>,
    businesses: &[&WorklistItem],
    looks: &Looks,
) -> Result<(), ExportError> {
    frame(sheet, (list, settings), &RESULT_TITLES, &RESULT_WIDTHS, R::Date as u16, looks)?;
    for (row, b) in (1..).zip(businesses) {
        let inspection = conduct.inspections.get(&b.key).cloned().unwrap_or_default();
        write_result(sheet, row, list, b, &inspection, looks)?;
    }
    // Where each business has officers of its own, 第9户 would only repeat its number.
    if list.mode == Mode::PerBusiness {
        sheet.set_column_hidden(R::Team as u16)?;
    }
    let last = u32::try_from(businesses.len()).unwrap_or(1).max(1);
    validate(sheet, last, list, settings)
}

/// A row an item of a business: its problem and what was done about it.
fn write_items(
    sheet: &mut Worksheet,
    (list, conduct, settings): Known<'_>,
    businesses: &[&WorklistItem],
    looks: &Looks,
) -> Result<(), ExportError> {
    frame(sheet, (list, settings), &ITEM_TITLES, &ITEM_WIDTHS, 6, looks)?;
    if list.mode == Mode::PerBusiness {
        sheet.set_column_hidden(ItemColumn::Team as u16)?;
    }
    let mut row = 0;
    for b in businesses {
        for finding in findings(b, conduct.inspections.get(&b.key)) {
            row += 1;
            write_item(sheet, row, list, b, &finding, looks)?;
        }
    }
    hints(sheet, row.max(1), [ItemColumn::Problem, ItemColumn::Handling].map(|column| column as u16))
}

fn write_result(
    sheet: &mut Worksheet,
    row: u32,
    list: &Worklist,
    b: &WorklistItem,
    i: &Inspection,
    looks: &Looks,
) -> Result<(), ExportError> {
    let known = [b.number.to_string(), b.name.clone(), b.code.clone(), b.stratum.clone(), list.team_name(b.team)];
    known_row(sheet, row, &known, looks)?;
    write_day(sheet, row, R::Date as u16, i.date, looks)?;
    let refused = if i.refused { "是" } else { "" };
    let present = present_names(list, b, i);
    let ways = i.ways.join("、");
    let texts = [
        i.place.as_str(),
        ways.as_str(),
        present.as_str(),
        i.result.as_str(),
        i.follow_up.as_str(),
        i.opinion.as_str(),
        refused,
        i.notes.as_str(),
    ];
    for (column, text) in (R::Place as u16..).zip(texts) {
        write_text(sheet, row, column, text, &looks.fill)?;
    }
    let date = "2018-12-12";
    let all = known.iter().map(String::as_str).chain([date]).chain(texts);
    fit_row(sheet, row, 11.0, all.zip(RESULT_WIDTHS))
}

/// A row for each item, and for what was found on others, as when the plan's wording changed.
fn findings(b: &WorklistItem, inspection: Option<&Inspection>) -> Vec<Finding> {
    let entered = inspection.map_or(&[][..], |i| &i.findings);
    let mut rows: Vec<Finding> = Vec::new();
    for share in &b.shares {
        for item in &share.items {
            let none = Finding { department: share.department.clone(), item: item.clone(), ..Finding::default() };
            let own = entered.iter().find(|f| f.department == none.department && f.item == none.item);
            rows.push(own.cloned().unwrap_or(none));
        }
    }
    let shown = |rows: &[Finding], f: &Finding| rows.iter().any(|r| r.department == f.department && r.item == f.item);
    for finding in entered {
        if !shown(&rows, finding) {
            rows.push(finding.clone());
        }
    }
    rows
}

fn write_item(
    sheet: &mut Worksheet,
    row: u32,
    list: &Worklist,
    b: &WorklistItem,
    finding: &Finding,
    looks: &Looks,
) -> Result<(), ExportError> {
    let number = b.number.to_string();
    let team = list.team_name(b.team);
    let known = [&number, &b.name, &b.code, &team, &finding.department, &finding.item];
    for (column, text) in (0..).zip(known) {
        write_text(sheet, row, column, text, &looks.known)?;
    }
    write_text(sheet, row, 6, &finding.problem, &looks.fill)?;
    write_text(sheet, row, 7, &finding.handling, &looks.fill)?;
    let all = known.into_iter().map(String::as_str).chain([finding.problem.as_str(), &finding.handling]);
    fit_row(sheet, row, 11.0, all.zip(ITEM_WIDTHS))
}

/// 检查要点 of every business, a row each, with what is entered of it.
fn write_points(
    sheet: &mut Worksheet,
    (list, settings): (&Worklist, &Settings),
    conduct: &Conduct,
    businesses: &[&WorklistItem],
    looks: &Looks,
) -> Result<(), ExportError> {
    frame(sheet, (list, settings), &POINT_TITLES, &POINT_WIDTHS, 8, looks)?;
    let (none, mut row) = (Inspection::default(), 0);
    for b in businesses {
        let inspection = conduct.inspections.get(&b.key).unwrap_or(&none);
        for PointOf { department, item, point } in points_of(list, b, inspection) {
            row += 1;
            let number = b.number.to_string();
            let known = [&number, &b.name, &b.code, department, item, &point.number, &point.text, &point.basis];
            for (column, text) in (0..).zip(known) {
                write_text(sheet, row, column, text, &looks.known)?;
            }
            let answer = inspection.answer(department, item, &point.text).map_or("", Conformity::title);
            write_text(sheet, row, PointColumn::Answer as u16, answer, &looks.fill)?;
            fit_row(sheet, row, 11.0, known.into_iter().zip(POINT_WIDTHS))?;
        }
    }
    let titles = Conformity::ALL.map(Conformity::title);
    let rule = DataValidation::new().allow_list_strings(&titles)?.set_input_message(hint("没有查的空着"))?;
    let answer = PointColumn::Answer as u16;
    sheet.add_data_validation(1, answer, row.max(1), answer, &rule)?;
    Ok(())
}

/// Drop-down lists and hints. Other words than those of a list are warned of, not refused.
fn validate(sheet: &mut Worksheet, last: u32, list: &Worklist, settings: &Settings) -> Result<(), ExportError> {
    let lists = [
        (R::Result, 'A', &settings.results, "从列表中选一项"),
        (R::FollowUp, 'B', &settings.follow_ups, "从列表中选，也可以填写其他措施"),
        (R::Ways, 'C', &settings.ways, "从列表中选；几种方式之间填写顿号"),
    ];
    for (column, letter, values, about) in lists {
        if values.is_empty() {
            continue;
        }
        let range = format!("={CHOICES}!${letter}$2:${letter}${}", values.len() + 1);
        let rule = DataValidation::new().allow_list_formula(Formula::new(range)).set_input_message(hint(about))?;
        let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
        let rule = rule.set_error_message("这一项不在列表中，确定要这样填写吗？")?;
        sheet.add_data_validation(1, column as u16, last, column as u16, &rule)?;
    }
    let rule = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(excel(list.drawn_on)?));
    let rule = rule.set_input_message(hint("写成 2018-12-12 的样子，不早于抽取日期"))?;
    let rule = rule.set_error_message("请填写日期，不早于抽取日期")?.set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(1, R::Date as u16, last, R::Date as u16, &rule)?;
    let rule = DataValidation::new().allow_list_strings(&["是", "否"])?;
    sheet.add_data_validation(1, R::Refused as u16, last, R::Refused as u16, &rule)?;
    let about = format!("已填本{}全体人员；没有到场的请删去，姓名之间用顿号", list.mode.unit());
    let rule = DataValidation::new().set_input_message(about)?;
    sheet.add_data_validation(1, R::Present as u16, last, R::Present as u16, &rule)?;
    let free = [R::Place, R::Opinion, R::Notes].map(|column| column as u16);
    hints(sheet, last, free)
}

fn write_choices(sheet: &mut Worksheet, settings: &Settings, looks: &Looks) -> Result<(), ExportError> {
    let lists = [("检查结果", &settings.results), ("后续处置措施", &settings.follow_ups), ("检查方式", &settings.ways)];
    for (column, (title, values)) in (0..).zip(lists) {
        write_text(sheet, 0, column, title, &looks.head)?;
        for (row, value) in (1..).zip(values) {
            write_text(sheet, row, column, value, &looks.fill)?;
        }
    }
    sheet.set_hidden(true);
    Ok(())
}
