//! Web pages and clipboards.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::read_as("html", data);
});
