//! Archives, as they stand.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::read_as("zip", data);
});
