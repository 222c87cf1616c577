//! Bytes nobody meant, through the whole reading path.
#![no_main]

include!("../path.rs");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read_all(bytes));
