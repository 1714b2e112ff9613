//! A PDF file, its streams packed or not.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::read_as("pdf", data);
});
