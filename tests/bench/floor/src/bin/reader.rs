//! The least that reading xlsx, xls, xlsb and ods by calamine takes: the first sheet, as text.
use calamine::{Reader, open_workbook_auto_from_rs};
use std::io::Cursor;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn read(bytes: Vec<u8>) -> Result<String, String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let sheet = book.worksheet_range_at(0).ok_or("none")?.map_err(|e| e.to_string())?;
    Ok(sheet.rows().map(|r| r.iter().map(|c| c.to_string()).collect::<Vec<_>>().join("\t")).collect::<Vec<_>>().join("\n"))
}

fn main() {}
