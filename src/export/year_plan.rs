//! The yearly plan as a workbook, in any of its column sets, which reads back (`course::read_year_plan`).

use super::publication::table_workbook;
use super::safe::ExportError;
use crate::course::PublicTable;

/// The table with its title.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn year_plan_workbook(table: &PublicTable) -> Result<Vec<u8>, ExportError> {
    table_workbook(table, "年度计划", width)
}

/// By what the header names: items and what they rest on take room, numbers and days little.
fn width(head: &str) -> f64 {
    let holds = |words: &[&str]| words.iter().any(|word| head.contains(word));
    match head {
        "序号" => 6.0,
        _ if holds(&["是否", "层级", "基数", "目标数", "地域", "类型", "比例", "方式", "综合查一次", "频次"]) => {
            12.0
        }
        _ if holds(&["依据", "事项", "备注", "信用"]) => 30.0,
        _ if holds(&["名称", "对象", "部门", "机关", "主体"]) => 22.0,
        _ => 16.0,
    }
}
