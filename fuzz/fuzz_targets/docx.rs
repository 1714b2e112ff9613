//! The text part of a document of Word.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::read_as("docx", &fuzz::packed(&[("word/document.xml", data)]));
});
