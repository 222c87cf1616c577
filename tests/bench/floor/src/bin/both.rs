//! Reader and writer in one wasm.
use calamine::{Reader, open_workbook_auto_from_rs};
use rust_xlsxwriter::Workbook;
use std::io::Cursor;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn turn(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let range = book.worksheet_range_at(0).ok_or("none")?.map_err(|e| e.to_string())?;
    let mut out = Workbook::new();
    let sheet = out.add_worksheet();
    for (row, line) in range.rows().enumerate() {
        for (column, cell) in line.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, cell.to_string()).map_err(|e| e.to_string())?;
        }
    }
    out.save_to_buffer().map_err(|e| e.to_string())
}

fn main() {}
