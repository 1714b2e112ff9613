//! Documents and workbooks that are packed XML.

use super::{File, Lines};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

pub fn docx(lines: &Lines) -> File {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell =
        |text: &String| format!("<w:tc><w:tcPr><w:tcW w:w=\"900\"/></w:tcPr>{}</w:tc>", paragraph(text));
    let row = |row: &Vec<String>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    let rows: String = lines.rows().map(row).collect();
    let body = format!("{}{}<w:tbl>{rows}</w:tbl>", paragraph(&lines.caption), paragraph("单位：万元"));
    packed(
        "docx",
        &[("word/document.xml", format!("{HEAD}<w:document><w:body>{body}</w:body></w:document>"))],
    )
}

pub fn xlsx(lines: &Lines) -> File {
    let mut shared: HashMap<&str, usize> = HashMap::new();
    let mut strings = String::new();
    let mut rows = String::new();
    let above = [vec![lines.caption.clone()], vec!["单位：万元".to_owned()]];
    for (row, number) in above.iter().chain(lines.rows()).zip(1..) {
        let _ = write!(rows, "<row r=\"{number}\">");
        for (text, column) in row.iter().zip('A'..) {
            match text.replace(',', "") {
                text if text.is_empty() => {
                    let _ = write!(rows, "<c r=\"{column}{number}\" s=\"1\"/>");
                }
                value if value.contains('.') => {
                    let value = value.trim_end_matches(".0");
                    let _ = write!(rows, "<c r=\"{column}{number}\" s=\"1\"><v>{value}</v></c>");
                }
                _ => {
                    let next = shared.len();
                    let at = *shared.entry(text).or_insert_with(|| {
                        let _ = write!(strings, "<si><t>{text}</t></si>");
                        next
                    });
                    let _ = write!(rows, "<c r=\"{column}{number}\" t=\"s\"><v>{at}</v></c>");
                }
            }
        }
        rows.push_str("</row>");
    }
    let styles = "<numFmts><numFmt numFmtId=\"176\" formatCode=\"#,##0.0\"/></numFmts>\
        <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs>";
    let rels = "<Relationship Id=\"r\" Target=\"worksheets/sheet1.xml\"/>";
    packed(
        "xlsx",
        &[
            (
                "xl/workbook.xml",
                format!("{HEAD}<workbook><sheets><sheet name=\"表五\" r:id=\"r\"/></sheets></workbook>"),
            ),
            ("xl/_rels/workbook.xml.rels", format!("{HEAD}<Relationships>{rels}</Relationships>")),
            ("xl/styles.xml", format!("{HEAD}<styleSheet>{styles}</styleSheet>")),
            ("xl/sharedStrings.xml", format!("{HEAD}<sst>{strings}</sst>")),
            (
                "xl/worksheets/sheet1.xml",
                format!("{HEAD}<worksheet><sheetData>{rows}</sheetData></worksheet>"),
            ),
        ],
    )
}

pub fn ods(lines: &Lines) -> File {
    let cell = |text: &String| match text.as_str() {
        "" => "<table:table-cell/>".to_owned(),
        text => format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>"),
    };
    let row = |row: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    let above = [vec![lines.caption.clone()], vec!["单位：万元".to_owned()]];
    let rows: String = above.iter().chain(lines.rows()).map(row).collect();
    let table = format!("<table:table table:name=\"表五\">{rows}</table:table>");
    packed(
        "ods",
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
            ("content.xml", format!("{HEAD}<office:document-content>{table}</office:document-content>")),
        ],
    )
}

/// The parts in one archive; the type of an OpenDocument file is stored as it stands.
fn packed(format: &'static str, parts: &[(&str, String)]) -> File {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, content) in parts {
        let stored = *name == "mimetype";
        let method = if stored { CompressionMethod::STORE } else { CompressionMethod::DEFLATE };
        let (mut entry, config) = archive.new_file(*name).compression_method(method).start().expect("a part");
        let descriptor = if stored {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(content.as_bytes()).expect("memory");
            writer.finish().expect("memory").1
        } else {
            let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
            writer.write_all(content.as_bytes()).expect("memory");
            let (encoder, descriptor) = writer.finish().expect("memory");
            encoder.finish().expect("memory");
            descriptor
        };
        entry.finish(descriptor).expect("a part");
    }
    archive.finish().expect("an archive");
    File { format, bytes, unpacked: parts.iter().map(|(_, content)| content.len()).sum() }
}
