//! 附件7 as a workbook, which reads back (`course::read_items`).

use super::safe::{ExportError, across_a4, new_workbook, write_head, write_row, write_title};
use crate::course::ITEM_TABLE_TITLES;
use crate::model::{Item, Role};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// A row of 附件7.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine<'a> {
    /// The department.
    pub department: &'a str,
    /// Whether it leads.
    pub role: Role,
    /// What it inspects.
    pub item: &'a Item,
    /// 抽查比例 in words.
    pub ratio: &'a str,
}

/// The table of items with its title.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn items_workbook(title: &str, lines: &[ItemLine<'_>]) -> Result<Vec<u8>, ExportError> {
    let mut book = new_workbook(title)?;
    let cell =
        Format::new().set_num_format("@").set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet().set_name("事项表")?;
    let widths = [6.0, 14.0, 28.0, 28.0, 28.0, 16.0, 22.0, 14.0, 14.0, 10.0, 16.0, 14.0, 20.0];
    write_title(sheet, title, &widths)?;
    write_head(sheet, 1, &ITEM_TABLE_TITLES, &widths, &cell)?;
    for ((row, number), line) in (2..).zip(1..).zip(lines) {
        let i = line.item;
        let number: u32 = number;
        let categories = if i.categories.is_empty() { "全部".to_owned() } else { i.categories.join("、") };
        let role = if line.role == Role::Lead { "牵头" } else { "配合" };
        let texts: [&str; 13] = [
            &number.to_string(),
            &i.field,
            &i.name,
            &i.content,
            &i.basis,
            &categories,
            &format!("{}（{role}）", line.department),
            &i.way,
            line.ratio,
            &i.frequency,
            &i.note,
            &i.code,
            &i.published,
        ];
        write_row(sheet, row, &texts, &widths, &cell)?;
    }
    sheet.set_freeze_panes(2, 3)?;
    sheet.set_repeat_rows(1, 1)?;
    across_a4(sheet).set_footer("&C第 &P 页，共 &N 页");
    Ok(book.save_to_buffer()?)
}
