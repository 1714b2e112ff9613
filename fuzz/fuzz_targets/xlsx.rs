//! A sheet of a workbook of Excel.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let rels = b"<Relationships><Relationship Id='r' Target='worksheets/sheet1.xml'/></Relationships>";
    let workbook = b"<workbook><sheets><sheet name='s' id='r'/></sheets></workbook>";
    let styles = b"<styleSheet><numFmts><numFmt numFmtId='176' formatCode='#,##0.0'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='14'/></cellXfs></styleSheet>";
    fuzz::read_as(
        "xlsx",
        &fuzz::packed(&[
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", rels),
            ("xl/styles.xml", styles),
            ("xl/worksheets/sheet1.xml", data),
        ]),
    );
});
