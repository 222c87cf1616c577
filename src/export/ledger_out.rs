//! 涉企行政检查台账 as a workbook: a row a visit, and 统计 with the rule of counting on a sheet of its own. The rows read back as a
//! ledger (`course::read_ledger`); 统计 has no header of one.

use super::safe::{ExportError, across_a4, fit_row, workbook_of, write_head, write_text, write_title};
use crate::course::{LedgerBook, Statistics, VisitLine};
use crate::model::{LedgerField, Stamp};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet};

/// The workbook.
///
/// # Errors
/// [`ExportError`] if it can't be written.
pub fn ledger_workbook(book: &LedgerBook, at: Stamp) -> Result<Vec<u8>, ExportError> {
    let mut made = workbook_of(&book.title, &ExcelDateTime::from_timestamp(at.timestamp())?);
    let looks = Looks::new();
    write_lines(made.add_worksheet().set_name("检查台账")?, book, &looks)?;
    write_statistics(made.add_worksheet().set_name("统计")?, &book.title, &book.statistics, &looks)?;
    Ok(made.save_to_buffer()?)
}

struct Looks {
    text: Format,
    centred: Format,
    count: Format,
    plain: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let text = cell.clone().set_num_format("@");
        let centred = text.clone().set_align(FormatAlign::Center);
        let plain = Format::new().set_num_format("@").set_text_wrap();
        Self { count: cell.set_num_format("0").set_align(FormatAlign::Center), text, centred, plain }
    }
}

fn write_lines(sheet: &mut Worksheet, book: &LedgerBook, looks: &Looks) -> Result<(), ExportError> {
    let widths: Vec<f64> = book.columns.iter().map(|(field, _)| width(*field)).collect();
    write_title(sheet, &book.title, &widths)?;
    let heads: Vec<&str> = book.columns.iter().map(|(_, heading)| heading.as_str()).collect();
    write_head(sheet, 1, &heads, &widths, &looks.text)?;
    for ((row, number), line) in (2..).zip(1..).zip(&book.lines) {
        write_line(sheet, (row, number), line, book, looks)?;
        let texts: Vec<_> = book.columns.iter().map(|(field, _)| line.text(*field, number)).collect();
        fit_row(sheet, row, 11.0, texts.iter().map(|text| &**text).zip(widths.iter().copied()))?;
    }
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_repeat_rows(1, 1)?;
    let paper = across_a4(sheet).set_footer("&C第 &P 页，共 &N 页");
    if book.columns.len() > WIDE {
        paper.set_paper_size(A3);
    }
    Ok(())
}

/// More columns than these are read on A3 alone.
const WIDE: usize = 12;
/// A3, as spreadsheet programs number it.
const A3: u8 = 8;

fn write_line(
    sheet: &mut Worksheet,
    (row, number): (u32, usize),
    line: &VisitLine,
    book: &LedgerBook,
    looks: &Looks,
) -> Result<(), ExportError> {
    for (column, (field, _)) in (0..).zip(&book.columns) {
        let text = line.text(*field, number);
        match (field, text.parse::<u32>()) {
            (LedgerField::Number | LedgerField::Problems, Ok(count)) => {
                sheet.write_number_with_format(row, column, count, &looks.count)?;
            }
            (field, _) => {
                let look = if width(*field) > 12.0 { &looks.text } else { &looks.centred };
                write_text(sheet, row, column, &text, look)?;
            }
        }
    }
    Ok(())
}

const fn width(field: LedgerField) -> f64 {
    match field {
        LedgerField::Number | LedgerField::Problems => 6.5,
        LedgerField::Kind | LedgerField::Ways => 10.5,
        LedgerField::Approved | LedgerField::Day | LedgerField::Published => 11.5,
        LedgerField::Department | LedgerField::Plan | LedgerField::VisitCode => 14.0,
        LedgerField::Result | LedgerField::Counted => 14.0,
        LedgerField::Handling | LedgerField::Rectification => 18.0,
        LedgerField::Code => 20.5,
        LedgerField::Name | LedgerField::Item | LedgerField::Basis | LedgerField::Officers => 24.0,
    }
}

fn write_statistics(sheet: &mut Worksheet, title: &str, s: &Statistics, looks: &Looks) -> Result<(), ExportError> {
    let heads = s.headings();
    let widths: Vec<f64> = (0..heads.len()).map(|i| if i == 1 { 28.0 } else { 12.0 }).collect();
    write_title(sheet, &format!("{title}　统计"), &widths)?;
    write_head(sheet, 1, &heads, &widths, &looks.text)?;
    let mut next = 2;
    for row in &s.rows {
        let cells = s.cells(row);
        for (column, text) in (0..).zip(&cells) {
            match text.parse::<u32>() {
                Ok(count) if column > 1 => {
                    sheet.write_number_with_format(next, column, count, &looks.count)?;
                }
                _ => write_text(sheet, next, column, text, if column == 1 { &looks.text } else { &looks.centred })?,
            }
        }
        fit_row(sheet, next, 11.0, cells.iter().map(String::as_str).zip(widths.iter().copied()))?;
        next += 1;
    }
    let last = u16::try_from(heads.len().saturating_sub(1)).unwrap_or_default();
    let told = s.told();
    let rule = s.rule.iter().enumerate().map(|(i, line)| format!("{}．{line}", i + 1));
    for line in told.iter().cloned().chain(["计数规则".to_owned()]).chain(rule) {
        sheet.merge_range(next, 0, next, last, "", &looks.plain)?;
        write_text(sheet, next, 0, &line, &looks.plain)?;
        fit_row(sheet, next, 11.0, [(line.as_str(), widths.iter().sum())])?;
        next += 1;
    }
    sheet.set_freeze_panes(2, 0)?;
    across_a4(sheet).set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}
