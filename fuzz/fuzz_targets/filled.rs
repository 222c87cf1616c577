//! Bytes nobody meant, as a filled entry workbook or table of items, read.
#![no_main]

#[path = "../../tests/common/desk.rs"]
mod desk;
include!("../path.rs");
include!("../others.rs");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read_filled(bytes));
