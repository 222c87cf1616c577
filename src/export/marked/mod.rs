//! The user's workbook with its problems marked, for whoever owns the roster.

mod looks;
mod marking;
mod merges;
mod sheet;

use super::safe::{ExportError, SheetNames, across_a4, new_workbook, write_text};
use crate::roster::checks::group;
use crate::roster::{Problem, Record};
use crate::workbook::sheet::Grid;
use crate::workbook::{MARKED_COLUMN, MARKED_SUMMARY, Workbook};
use looks::{Looks, word};
pub use marking::Marking;
use rust_xlsxwriter::Worksheet;
use sheet::{Marked, copy, write_wrapped};

/// Comments in one workbook: with many thousands spreadsheet programs grow slow; the last column has them all.
const MOST_NOTES: usize = 2000;

/// Cells of a file that is copied whole: each takes some hundred bytes while the workbook is made.
const MOST_CELLS: usize = 4_000_000;
/// The width of the column that says what to do, in digits.
const MESSAGES: u16 = 80;

/// The user's workbook as text, every cell in its place, with what was mended, the cells of problems coloured, what is
/// wrong as a comment and in a last column, and before it all a sheet that sums it up.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn problem_workbook<T: Record>(marking: &Marking<'_, T>) -> Result<Vec<u8>, ExportError> {
    let cells = |original: &&Workbook| original.grids().iter().map(Grid::cells).sum::<usize>();
    let original = marking.original.filter(|original| cells(original) <= MOST_CELLS);
    let looks = Looks::new();
    let mut book = new_workbook(&format!("“{}”的问题", marking.file))?;
    let mut names = SheetNames::default();
    let summary = names.take(MARKED_SUMMARY);
    write_summary(across_a4(book.add_worksheet()).set_name(summary)?, marking, original.is_some(), &looks)?;
    let mut notes = MOST_NOTES;
    let mut parts = marking.reading.sheets_of(marking.reading.rows.len());
    for grid in original.iter().flat_map(|original| original.grids()) {
        let sheet = book.add_worksheet().set_name(names.take(&grid.name))?;
        match parts.iter().position(|part| part.sheet == grid.name) {
            Some(at) => Marked::new(&parts.remove(at), Some(grid), marking, &looks).write(sheet, &mut notes)?,
            None => copy(sheet, grid, &looks)?,
        }
        across_a4(sheet).set_hidden(grid.hidden);
    }
    for part in parts {
        let sheet = book.add_worksheet().set_name(names.take(&part.sheet))?;
        Marked::new(&part, None, marking, &looks).write(across_a4(sheet), &mut notes)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_summary<T>(
    sheet: &mut Worksheet,
    marking: &Marking<'_, T>,
    whole: bool,
    looks: &Looks,
) -> Result<(), ExportError> {
    for (column, width) in [(0, 8), (1, 28), (2, 8), (3, 24), (4, MESSAGES)] {
        sheet.set_column_width(column, width)?;
    }
    let plain = looks.cell(None, false);
    write_text(sheet, 0, 0, &format!("“{}”的问题", marking.file), &looks.title)?;
    let about = match whole {
        true => format!(
            "各工作表的文字都照原文件抄来（原来的颜色、公式不在这里，颜色是明抽标的），最后一列“{MARKED_COLUMN}”写着怎样改。请在这里改好，存盘后交回重新载入；这张汇总表和那一列不用删。"
        ),
        false => {
            "只有用到的各列：原文件不在手边，或者太大，备注等其余各列不在这里。请照这里写的到原文件里改，改好后重新载入。".into()
        }
    };
    write_text(sheet, 1, 0, &about, &looks.loose)?;
    let mut row = 3;
    for (column, text) in (0..).zip(["程度", "问题", "处数", "第一处", "怎样改"]) {
        write_text(sheet, row, column, text, &looks.bold)?;
    }
    let groups = group(marking.problems);
    let groups = groups.iter().map(|group| (&marking.problems[group.first], Some(group.count)));
    // What concerns no row is told one by one.
    let others = marking.problems.iter().filter(|p| p.row.is_none()).map(|problem| (problem, None));
    for (problem, count) in groups.chain(others) {
        row += 1;
        write_text(sheet, row, 0, word(problem.severity), looks.cell(Some(problem.severity), false))?;
        write_text(sheet, row, 1, problem.code.title(), plain)?;
        if let Some(count) = count {
            sheet.write_number_with_format(row, 2, count as f64, plain)?;
        }
        write_text(sheet, row, 3, &place(problem), plain)?;
        write_wrapped(sheet, (row, 4), &problem.message, MESSAGES, looks)?;
    }
    Ok(())
}

fn place(problem: &Problem) -> String {
    match (&problem.cell, problem.row) {
        (Some(cell), _) => format!("{} {cell}", problem.sheet),
        (None, Some(row)) => format!("{} 第{row}行", problem.sheet),
        (None, None) => problem.sheet.clone(),
    }
}
