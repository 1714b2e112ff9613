//! Text with tabs, strokes or aligned columns.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::read_as("text", data);
});
