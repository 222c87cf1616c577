//! The columns of a workbook that comes back: one that is missing, or there again, is told, for what stands there is not read.

use super::EntryProblem;
use crate::workbook::{SheetTable, WantedColumn, Workbook};

/// The columns that stand there again; `title` names each as the workbook that went out has it.
pub(super) fn doubled<'a>(
    book: &Workbook,
    table: &SheetTable,
    wanted: &[WantedColumn<'_>],
    title: impl Fn(usize) -> &'a str,
) -> Vec<EntryProblem> {
    let told = book.doubled(table, wanted).into_iter().map(|d| {
        let message = format!(
            "表头有不止一列“{}”，只读取了{}列，这一列没有读取。请把内容并到{}列，删去或改名这一列，再导入",
            title(d.wanted),
            d.read,
            d.read
        );
        EntryProblem { sheet: table.sheet.clone(), cell: d.cell, message, left: true }
    });
    told.collect()
}

/// Those of these columns that the table does not have; `so` says what comes of it and what to do.
pub(super) fn missing<'a>(
    table: &SheetTable,
    columns: impl IntoIterator<Item = (usize, &'a str)>,
    so: &str,
) -> Vec<EntryProblem> {
    let is_missing = |column: usize| table.columns.get(column).copied().flatten().is_none();
    let told = columns.into_iter().filter(|(column, _)| is_missing(*column)).map(|(_, title)| {
        let message = format!("表头缺少“{title}”一列，{so}");
        EntryProblem { sheet: table.sheet.clone(), cell: String::new(), message, left: true }
    });
    told.collect()
}
