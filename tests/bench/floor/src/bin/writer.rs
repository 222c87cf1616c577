//! The least that writing an xlsx by rust_xlsxwriter takes: one sheet of texts with a format.
use rust_xlsxwriter::{Color, Format, Workbook};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn write(text: String) -> Result<Vec<u8>, String> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let marked = Format::new().set_background_color(Color::Yellow);
    for (row, line) in text.lines().enumerate() {
        for (column, cell) in line.split('\t').enumerate() {
            sheet.write_string_with_format(row as u32, column as u16, cell, &marked).map_err(|e| e.to_string())?;
        }
    }
    book.save_to_buffer().map_err(|e| e.to_string())
}

fn main() {}
