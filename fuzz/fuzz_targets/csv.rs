//! Values separated by commas or semicolons.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::read_as("csv", data);
});
