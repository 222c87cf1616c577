//! Bytes nobody meant, as a record, verified.
#![no_main]

#[path = "../../tests/common/desk.rs"]
mod desk;
include!("../path.rs");
include!("../others.rs");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| verify_record(bytes));
