//! The records of a workbook of Excel 97 to 2003.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::read_as("xls", &fuzz::compound(data));
});
