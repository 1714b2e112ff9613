//! A file of any format, as it stands.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::disclosure(data);
});
