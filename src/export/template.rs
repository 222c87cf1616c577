//! Empty rosters to fill in. They read back without a problem: hints and sample are known as ours.

use super::safe::{ExportError, fit_row, new_workbook, write_text};
use crate::model::{EntityKind, StratifyBy};
use crate::roster::OWN_HINTS;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Worksheet,
};

/// Rows that have a drop-down list.
const ROWS: u32 = 5000;

/// A column: header, width, hint, sample, whether it has the drop-down list.
type TemplateColumn<'a> = (&'a str, u32, &'a str, &'a str, bool);

/// A roster of businesses to fill in, with a drop-down list of the categories; what the strata are made of (`by`) is asked for.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn template_businesses(by: Option<StratifyBy>, categories: &[&str]) -> Result<Vec<u8>, ExportError> {
    let category = categories.first().copied().unwrap_or("客运");
    let needed = |drawn: bool, needed: &'static str, hint: &'static str| if drawn { needed } else { hint };
    let grade = needed(
        by.is_some_and(StratifyBy::has_grade),
        "按等级抽取，请填写，如“A”“B”“C”“D”；没有评级的空着",
        "选填，如“A”“B”“C”“D”",
    );
    let township = needed(by == Some(StratifyBy::Township), "按乡镇抽取，请填写", "选填");
    let lines: [TemplateColumn<'_>; 14] = [
        ("序号", 14, "", "", false),
        ("企业名称（必填）", 36, "必填，填写营业执照上的全称", "平罗县某某运输有限公司", false),
        ("统一社会信用代码", 24, "填写18位代码，没有的可为空", "91350100M000100Y43", false),
        (
            "类别",
            12,
            if by.is_some_and(StratifyBy::has_category) {
                "必填，请选择"
            } else {
                "选填；分类抽取时必填"
            },
            category,
            true,
        ),
        ("法定代表人", 14, "选填", "张某", false),
        ("联系人", 14, "选填", "李某", false),
        ("联系电话", 16, "填写手机号或带区号的电话", "0952-6000000", false),
        ("住所", 32, "选填", "宁夏平罗县城关镇", false),
        ("信用风险等级", 14, grade, "B", false),
        ("所属乡镇", 14, township, "城关镇", false),
        ("登记状态", 12, "选填，如“存续”“注销”", "存续", false),
        ("上次抽查日期", 16, "格式：2018-12-31，没有的可为空", "2018-01-31", false),
        ("道路运输经营许可证号", 24, "可为空", "石交运字000001号", false),
        ("许可证有效期至", 16, "格式：2030-12-31，长期的填写“长期”", "2030-12-31", false),
    ];
    template(EntityKind::Business.roster_name(), &lines, "方案的类别", categories)
}

/// A roster of officers to fill in, with a drop-down list of the departments.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn template_officers(departments: &[&str]) -> Result<Vec<u8>, ExportError> {
    let department = departments.first().copied().unwrap_or("县交通运输局");
    let lines: [TemplateColumn<'_>; 10] = [
        ("序号", 14, "", "", false),
        ("姓名（必填）", 14, "必填", "张某", false),
        ("单位（必填）", 24, "必填，请选择", department, true),
        ("执法证号（必填）", 22, "必填，填写执法证上的编号，不填写身份证号", "64022100001", false),
        ("执法证有效期至", 18, "格式：2030-12-31", "2030-12-31", false),
        ("职务", 16, "选填", "科员", false),
        ("专长", 20, "选填，几项之间填写顿号", "客运、危货", false),
        ("联系电话", 16, "选填", "0952-6000000", false),
        ("执法人员状态", 16, "选填，如“在岗”“调离”", "在岗", false),
        ("回避单位", 36, "填写要回避的企业全称或代码，几家之间填写顿号", "", false),
    ];
    template(EntityKind::Officer.roster_name(), &lines, "方案的部门", departments)
}

fn template(name: &str, lines: &[TemplateColumn<'_>], list: &str, values: &[&str]) -> Result<Vec<u8>, ExportError> {
    let mut book = new_workbook(&format!("{name}模板"))?;
    let sheet = book.add_worksheet().set_name(name)?;
    write_lines(sheet, lines)?;
    if values.is_empty() {
        return Ok(book.save_to_buffer()?);
    }
    let dropped = (0u16..).zip(lines).filter(|(_, line)| line.4);
    for (column, _) in dropped {
        sheet.add_data_validation(2, column, ROWS, column, &drop_down(values.len()))?;
    }
    write_values(book.add_worksheet().set_name("选项")?, list, values)?;
    Ok(book.save_to_buffer()?)
}

/// Another value is warned of, not refused: a business may belong to several categories.
fn drop_down(count: usize) -> DataValidation {
    let range = format!("=选项!$A$2:$A${}", count + 1);
    DataValidation::new().allow_list_formula(Formula::new(range)).set_error_style(DataValidationErrorStyle::Warning)
}

fn write_values(sheet: &mut Worksheet, title: &str, values: &[&str]) -> Result<(), ExportError> {
    let plain = Format::new().set_num_format("@");
    write_text(sheet, 0, 0, title, &plain)?;
    for (row, value) in (1..).zip(values) {
        write_text(sheet, row, 0, value, &plain)?;
    }
    sheet.set_hidden(true);
    Ok(())
}

fn write_lines(sheet: &mut Worksheet, lines: &[TemplateColumn<'_>]) -> Result<(), ExportError> {
    let text = Format::new().set_num_format("@");
    let bold = text.clone().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    let grey = text.clone().set_font_color(Color::RGB(0x59_59_59)).set_text_wrap().set_align(FormatAlign::Top);
    let italic = text.clone().set_italic().set_font_color(Color::RGB(0x80_80_80));
    for (column, (header, width, hint, sample, _)) in (0..).zip(lines) {
        sheet.set_column_width(column, *width)?.set_column_format(column, &text)?;
        write_text(sheet, 0, column, header, &bold)?;
        write_text(sheet, 1, column, if column == 0 { OWN_HINTS } else { hint }, &grey)?;
        write_text(sheet, 2, column, if column == 0 { "案例（请删除）" } else { sample }, &italic)?;
    }
    fit_row(sheet, 1, 11.0, lines.iter().map(|line| (line.2, f64::from(line.1))).chain([(OWN_HINTS, 14.0)]))?;
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}
