//! The tables of documents as a workbook to sort, filter and print.

use super::safe::{A4, ExportError, SheetNames, edge_text, fit_row, workbook_of, write_text};
use crate::forms::{Block, Column, Document, Layout, Set, Table};
use crate::model::Stamp;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet};

/// Characters that a line holds on a page that stands, and on one that lies.
const LINE: [f64; 2] = [100.0, 130.0];

/// Every table of the documents on a sheet of its own: title, header, rows. A cell that spans rows is repeated in each of
/// them, so that rows can be sorted. Counts and rates are numbers, everything else is text and stays it.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn tables(documents: &[Document], at: Stamp) -> Result<Vec<u8>, ExportError> {
    let title = documents.first().map(|d| d.title.concat()).unwrap_or_default();
    let mut book = workbook_of(&title, &ExcelDateTime::from_timestamp(at.timestamp())?);
    let (looks, mut names) = (Looks::new(), SheetNames::default());
    for document in documents {
        let mut heading = "";
        for block in &document.blocks {
            match block {
                Block::Heading(text) => heading = text,
                Block::Table(t) => {
                    let name = names.take(format!("{} {heading}", document.label).trim());
                    Sheet { document, heading, table: t, looks: &looks }.write(book.add_worksheet().set_name(name)?)?;
                }
                _ => {}
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

struct Looks {
    title: Format,
    header: Format,
    text: Format,
    centred: Format,
    count: Format,
    rate: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let text = cell.clone().set_num_format("@");
        let centred = text.clone().set_align(FormatAlign::Center);
        Self {
            title: Format::new().set_bold().set_font_size(16).set_num_format("@"),
            header: centred.clone().set_bold(),
            count: cell.clone().set_num_format("0").set_align(FormatAlign::Center),
            rate: cell.set_num_format("0.0%").set_align(FormatAlign::Center),
            text,
            centred,
        }
    }
}

struct Sheet<'a> {
    document: &'a Document,
    heading: &'a str,
    table: &'a Table,
    looks: &'a Looks,
}

impl Sheet<'_> {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        self.set_up(sheet)?;
        let title = format!("{}　{}", self.document.title.concat(), self.heading);
        write_text(sheet, 0, 0, title.trim_end_matches('　'), &self.looks.title)?;
        fit_row(sheet, 0, 16.0, [])?;
        let columns = &self.table.columns;
        let page = LINE[usize::from(self.document.layout == Layout::Wide)];
        let widths: Vec<f64> = columns.iter().map(|c| (page * f64::from(c.width) / 100.0).max(7.0)).collect();
        for ((column, c), width) in (0..).zip(columns).zip(&widths) {
            sheet.set_column_width(column, *width)?;
            write_text(sheet, 1, column, &c.head, &self.looks.header)?;
        }
        fit_row(sheet, 1, 11.0, columns.iter().map(|c| &*c.head).zip(widths.iter().copied()))?;
        let mut row = 2;
        for group in &self.table.groups {
            // What a column holds until a cell stands there again.
            let mut held = vec![""; self.table.columns.len()];
            for placed in self.table.placed(group) {
                for (column, cell) in placed {
                    held[column] = &cell.text;
                }
                for (column, (text, c)) in (0..).zip(held.iter().zip(&self.table.columns)) {
                    self.cell(sheet, row, column, text, c)?;
                }
                fit_row(sheet, row, 11.0, held.iter().copied().zip(widths.iter().copied()))?;
                row += 1;
            }
        }
        Ok(())
    }

    fn cell(&self, sheet: &mut Worksheet, row: u32, column: u16, text: &str, c: &Column) -> Result<(), ExportError> {
        let looks = self.looks;
        if c.set == Set::Number {
            if let Ok(count) = text.parse::<u32>() {
                sheet.write_number_with_format(row, column, count, &looks.count)?;
                return Ok(());
            }
            if let Some(Ok(rate)) = text.strip_suffix('%').map(str::parse::<f64>) {
                sheet.write_number_with_format(row, column, rate / 100.0, &looks.rate)?;
                return Ok(());
            }
        }
        write_text(sheet, row, column, text, if c.set == Set::Left { &looks.text } else { &looks.centred })
    }

    /// A4, as wide as the page, title and header on every page and always in sight.
    fn set_up(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
        if self.document.layout == Layout::Wide {
            sheet.set_landscape();
        }
        sheet.set_freeze_panes(2, 0)?.set_repeat_rows(0, 1)?;
        sheet.set_footer(format!("&L{}&R第&P页，共&N页", edge_text(&self.document.foot)));
        Ok(())
    }
}
