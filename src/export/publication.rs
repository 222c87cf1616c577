//! What is published, as a page, a workbook, and a text of values.

use super::html::Html;
use super::safe::{ExportError, across_a4, csv_value, new_workbook, write_head, write_row, write_title};
use crate::course::{Notice, PublicTable};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// How public pages look.
pub(super) const STYLE: &str = include_str!("publication.css");

/// The notice with its table as a page that needs nothing else: no script, nothing loaded, nothing sent.
pub fn publication_page(notice: &Notice, table: &PublicTable) -> String {
    let mut html = Html::default();
    html.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.tag("<title>", &notice.title, "</title>\n");
    html.raw("<style>").raw(STYLE).raw("</style>\n</head>\n<body>\n<main>\n");
    html.tag("<h1>", &notice.title, "</h1>\n");
    for paragraph in &notice.paragraphs {
        html.tag("<p>", paragraph, "</p>\n");
    }
    for line in &notice.signed {
        html.tag("<p class=\"signed\">", line, "</p>\n");
    }
    html.raw("<table>\n").tag("<caption>", &table.title, "</caption>\n<thead><tr>");
    for head in &table.head {
        html.tag("<th scope=\"col\">", head, "</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        html.raw("<tr>");
        for cell in row {
            html.tag("<td>", cell, "</td>");
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n</main>\n</body>\n</html>\n");
    html.done()
}

/// The table as a workbook: its title, then header and rows as text.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn publication_workbook(table: &PublicTable) -> Result<Vec<u8>, ExportError> {
    table_workbook(table, "公示", width)
}

/// The same with a sheet of this name and columns of these widths.
pub(super) fn table_workbook(table: &PublicTable, name: &str, width: fn(&str) -> f64) -> Result<Vec<u8>, ExportError> {
    let mut book = new_workbook(&table.title)?;
    let cell = Format::new()
        .set_num_format("@")
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let sheet = book.add_worksheet().set_name(name)?;
    let widths: Vec<f64> = table.head.iter().map(|head| width(head)).collect();
    write_title(sheet, &table.title, &widths)?;
    write_head(sheet, 1, &table.head, &widths, &cell)?;
    for (row, cells) in (2..).zip(&table.rows) {
        write_row(sheet, row, cells, &widths, &cell)?;
    }
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_repeat_rows(1, 1)?;
    across_a4(sheet).set_footer("&C第 &P 页，共 &N 页");
    Ok(book.save_to_buffer()?)
}

fn width(head: &str) -> f64 {
    match head {
        "序号" => 6.0,
        "企业名称" | "检查机关" | "检查结果" => 34.0,
        "统一社会信用代码" => 22.0,
        "检查人员" => 28.0,
        _ => 13.0,
    }
}

/// The table as comma-separated values in UTF-8 with a mark that tells spreadsheet programs so, lines ended by CR LF. No
/// value can act as a formula.
pub fn publication_csv(table: &PublicTable) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| cells.map(csv_value).collect::<Vec<_>>().join(",") + "\r\n";
    let mut text = String::from('\u{feff}');
    text.push_str(&line(&mut table.head.iter().map(AsRef::as_ref)));
    for row in &table.rows {
        text.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    text
}
