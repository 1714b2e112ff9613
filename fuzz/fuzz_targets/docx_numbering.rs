//! The numbering of a document of Word.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = b"<p><pPr><numPr><ilvl val='1'/><numId val='1'/></numPr></pPr><r><t>a</t></r></p>";
    fuzz::read_as("docx", &fuzz::packed(&[("word/document.xml", text), ("word/numbering.xml", data)]));
});
