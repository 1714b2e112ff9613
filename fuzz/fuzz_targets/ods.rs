//! The content of an OpenDocument workbook.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    fuzz::read_as("ods", &fuzz::packed(&[("mimetype", kind), ("content.xml", data)]));
});
