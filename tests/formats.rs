//! Files of every format, written by LibreOffice (`fixtures/formats/make.py`), read as the text does; broken ones are
//! refused. The forms of `../shared/corpus` are read where they are present.
#![allow(
    clippy::print_stdout,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
#![cfg(feature = "reader")]

#[path = "common/archive.rs"]
mod archive;
mod common;

use archive::zip;
use budget_widget::checks::Verdict;
use budget_widget::disclosure::{Disclosure, ReadError};
use budget_widget::export::wording;
use budget_widget::i18n::LOCALES;
use budget_widget::source::text::gb18030;
use budget_widget::source::{self, Block, Document, FORMATS, Limit, Reader, Remarked, SourceError};
use common::{amounts, fixture};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const WRITTEN: [&str; 6] = [
    "zhengzhou-2024.docx",
    "zhengzhou-2024-numbered.docx",
    "zhengzhou-2024.html",
    "zhengzhou-2024.xlsx",
    "zhengzhou-2024.ods",
    "zhengzhou-2024.xls",
];

fn read(bytes: &[u8]) -> Disclosure {
    Disclosure::read(bytes, gb18030).unwrap()
}

fn document(bytes: &[u8]) -> Document {
    source::read(bytes, gb18030).unwrap()
}

fn refused(bytes: &[u8]) -> SourceError {
    source::read(bytes, gb18030).unwrap_err()
}

/// How many checks came to each verdict, but for what was noticed while reading.
fn verdicts(disclosure: &Disclosure) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for check in disclosure.report.checks.iter().filter(|check| check.rule.kind.is_of_figures()) {
        *counts.entry(check.verdict.id()).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_format_says_what_the_text_says() {
    let text = common::embedded();
    for name in WRITTEN {
        let disclosure = read(&fixture(name));
        let ids = |disclosure: &Disclosure| -> Vec<String> {
            disclosure.budget.tables.iter().map(|table| table.id.to_string()).collect()
        };
        assert_eq!(ids(&disclosure), ids(&text), "{name}");
        assert_eq!(amounts(&disclosure), amounts(&text), "{name}");
        assert_eq!(verdicts(&disclosure), verdicts(&text), "{name}");
        let claims = |disclosure: &Disclosure| -> Vec<String> {
            disclosure.budget.narrative.claims.iter().map(|claim| claim.printed.clone()).collect()
        };
        assert_eq!(claims(&disclosure), claims(&text), "{name}");
        let headings = |disclosure: &Disclosure| -> Vec<(String, String)> {
            let sections = &disclosure.budget.narrative.sections;
            sections.iter().map(|section| (section.id.to_string(), section.heading.clone())).collect()
        };
        assert_eq!(headings(&disclosure), headings(&text), "{name}");
        assert_eq!(disclosure.budget.title, text.budget.title, "{name}");
        assert_eq!(disclosure.budget.department, text.budget.department, "{name}");
    }
}

#[test]
fn merged_heads_leave_nothing_to_repair() {
    for name in WRITTEN {
        let disclosure = read(&fixture(name));
        let heads: Vec<_> = disclosure.budget.notices.iter().map(|notice| &notice.what).collect();
        let repaired = |what: &&&budget_widget::tables::What| format!("{what:?}").starts_with("Head");
        assert_eq!(heads.iter().find(repaired), None, "{name}");
    }
}

#[test]
fn figures_keep_the_place_of_their_source() {
    let place = |name: &str| {
        let disclosure = read(&fixture(name));
        common::figure(&disclosure, "general-expenditure", "21011", "total").at.place.clone()
    };
    let sheet = place("zhengzhou-2024.xlsx");
    assert_eq!(sheet.sheet.as_deref(), Some("一般公共预算支出情况表"));
    assert_eq!((sheet.line, sheet.cell), (19, 3));
    assert_eq!(place("zhengzhou-2024.ods"), sheet);
    assert_eq!(place("zhengzhou-2024.xls"), sheet);
    let page = place("zhengzhou-2024.html");
    assert_eq!((page.sheet.as_deref(), page.cell), (None, 3));
    assert_eq!(place("zhengzhou-2024.docx"), page);
}

/// A workbook with that sheet.
fn workbook_of(sheet: &[u8]) -> Vec<u8> {
    let rels = "<Relationships><Relationship Id=\"r\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let workbook = "<workbook><sheets><sheet name=\"s\" id=\"r\"/></sheets></workbook>";
    zip(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

#[test]
fn what_is_hidden_is_read_and_named() {
    let sheet = "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"str\"><v>甲</v></c><c r=\"B1\"><v>1</v></c></row>\
        <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><t>乙</t></is></c><c r=\"B2\"><v>2</v></c></row>\
        </sheetData></worksheet>";
    let document = document(&workbook_of(sheet.as_bytes()));
    let Block::Grid(grid) = &document.blocks[1] else { panic!("{:?}", document.blocks) };
    assert_eq!((grid.text(1, 0), grid.text(1, 1)), ("乙", "2"));
    let remarks: Vec<Remarked> = document.remarks.iter().map(|remark| remark.what).collect();
    assert_eq!(remarks, [Remarked::HiddenRows(1), Remarked::HiddenColumns(1)]);
}

#[test]
fn what_stands_around_a_document_is_no_part_of_it() {
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let cell = |text: &str, properties: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |cells: &[String]| format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", cells.concat());
    let rows = [
        row(&[cell("项目", "<w:vMerge w:val='restart'/>"), cell("金额", "<w:gridSpan w:val='2'/>")]),
        row(&[cell("", "<w:vMerge/>"), cell("本年", ""), cell("上年", "")]),
        row(&[cell("甲\u{ad}乙", ""), cell("6,\u{200b}273\u{a0}.0", ""), cell("５．０", "")]),
    ];
    let body = format!(
        "<w:p><w:r><w:t>支出 5.0</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>\
         <w:r><w:fldChar/><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p>{}",
        table(&rows.concat())
    );
    let around = b"<w:hdr><w:p><w:r><w:t>999.9</w:t></w:r></w:p></w:hdr>" as &[u8];
    let document = document(&zip(&[
        ("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()),
        ("word/header1.xml", around),
        ("word/footer1.xml", around),
        ("word/footnotes.xml", around),
        ("word/comments.xml", around),
    ]));
    let [Block::Paragraph(words), Block::Grid(grid)] = document.blocks.as_slice() else {
        panic!("{:?}", document.blocks)
    };
    assert_eq!(words.text, "支出 5.0");
    let texts: Vec<Vec<&str>> =
        grid.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
    assert_eq!(texts, [["项目", "金额", ""], ["", "本年", "上年"], ["甲乙", "6,273\u{a0}.0", "５．０"]]);
    assert_eq!(grid.rows[0][0].span, Some(budget_widget::source::Span { columns: 1, rows: 2 }));
}

#[test]
fn an_archive_is_one_disclosure() {
    let text = budget_widget::embedded::DEFAULT;
    let at = text.find("2024 年部门收支总体情况表").unwrap();
    let (words, tables) = text.split_at(at);
    for names in [("1 说明.txt", "2 预算表.txt"), ("2 说明.txt", "1 预算表.txt")] {
        let files =
            [(names.0, words.as_bytes()), (names.1, tables.as_bytes()), ("__MACOSX/._x", b"\0\x01" as &[u8])];
        let disclosure = read(&zip(&files));
        let whole = common::embedded();
        assert_eq!(amounts(&disclosure), amounts(&whole));
        assert_eq!(verdicts(&disclosure), verdicts(&whole));
        let place = &common::figure(&disclosure, "general-expenditure", "21011", "total").at.place;
        assert_eq!(place.sheet.as_deref(), Some(names.1));
    }
}

#[test]
fn an_archive_names_what_it_cannot_read() {
    let table = common::three_public("万元", "1.5||1.0||1.0|0.5");
    let archive = zip(&[("a.rtf", b"{\\rtf1"), ("b.txt", table.as_bytes())]);
    let report = read(&archive).report;
    assert!(report.findings.iter().any(|&at| report.checks[at].id == "reading:unread:document"));
    let document = document(&archive);
    assert_eq!(document.remarks.len(), 1);
    assert_eq!((&*document.remarks[0].part, document.remarks[0].what), ("a.rtf", Remarked::Unread));
    assert_eq!(refused(&zip(&[("a.rtf", b"{\\rtf1")])), SourceError::Unsupported { kind: "rtf" });
    assert_eq!(refused(&zip(&[])), SourceError::Unsupported { kind: "empty-archive" });
}

#[test]
fn text_is_told_by_its_byte_order_mark() {
    let text = budget_widget::embedded::DEFAULT;
    let little: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let expected = document(text.as_bytes());
    assert_eq!(document(&little), expected);
    assert_eq!(document(&big), expected);
    assert_eq!(refused(&little[..little.len() - 1]), SourceError::Encoding { offset: 0 });
}

#[test]
fn a_page_may_be_spelt_in_the_national_standard() {
    let page = String::from_utf8(fixture("zhengzhou-2024.html")).unwrap();
    let (bytes, _, lost) = encoding_rs::GB18030.encode(&page);
    assert!(!lost);
    let disclosure = read(&bytes);
    assert_eq!(amounts(&disclosure), amounts(&common::embedded()));
}

#[test]
fn what_is_known_and_not_read_is_named() {
    for (bytes, kind) in [(&b"%OFD-1.1\n"[..], "ofd"), (b"{\\rtf1", "rtf"), (b"Rar!\x1A\x07\0", "rar")] {
        assert_eq!(refused(bytes), SourceError::Unsupported { kind });
    }
    for format in FORMATS {
        assert!(!format.id.is_empty());
    }
}

/// One of every error of a source, with every kind and limit.
fn errors() -> Vec<SourceError> {
    let kinds = [
        "scanned",
        "unknown-text",
        "ofd",
        "doc",
        "xls-95",
        "xlsb",
        "odt",
        "rtf",
        "ppt",
        "pptx",
        "ole",
        "encrypted",
        "compression",
        "rar",
        "7z",
        "gzip",
        "empty-archive",
        "image",
        "json",
    ];
    let limits = [Limit::Bytes, Limit::Cells, Limit::Nesting, Limit::Files];
    let mut errors = vec![SourceError::Damaged { what: "xl/workbook.xml".to_owned() }];
    errors.extend(kinds.map(|kind| SourceError::Unsupported { kind }));
    errors.extend(limits.map(|limit| SourceError::TooLarge { limit, most: 1 }));
    errors
}

#[test]
fn every_refusal_has_words() {
    for locale in &LOCALES {
        for error in errors() {
            let words = wording::read_error(&ReadError::Source(error.clone()), locale);
            assert!(!words.contains(['{', '}']), "{words}");
            assert!(
                !words.contains("error.") && !words.contains("kind.") && !words.contains("limit."),
                "{words}"
            );
        }
    }
}

#[test]
fn what_is_too_large_is_refused_by_name() {
    let with = |change: fn(&mut Reader), bytes: &[u8]| {
        let mut reader = Reader::new(gb18030);
        change(&mut reader);
        reader.read(bytes).unwrap_err()
    };
    let too_large = |limit, most| SourceError::TooLarge { limit, most };
    let workbook = fixture("zhengzhou-2024.xlsx");
    assert_eq!(with(|reader| reader.limits.bytes = 50_000, &workbook), too_large(Limit::Bytes, 50_000));
    for name in [
        "zhengzhou-2024.xlsx",
        "zhengzhou-2024.ods",
        "zhengzhou-2024.xls",
        "zhengzhou-2024.html",
        "zhengzhou-2024.docx",
    ] {
        assert_eq!(
            with(|reader| reader.limits.cells = 300, &fixture(name)),
            too_large(Limit::Cells, 300),
            "{name}"
        );
    }
    let cell = "<td rowspan=65000 colspan=1000>1</td>".repeat(100);
    let page = format!("<table><tr>{cell}</tr>{}</table>", "<tr><td>2".repeat(5000));
    assert_eq!(refused(page.as_bytes()), too_large(Limit::Cells, 2_000_000));
    let rows: String =
        (1..=1000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let merges = "<mergeCell ref=\"A1:A1000\"/>".repeat(3000);
    let sheet =
        format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>");
    assert_eq!(refused(&workbook_of(sheet.as_bytes())), too_large(Limit::Cells, 2_000_000));
    let inner = zip(&[("a.txt", b"a\t1")]);
    let twice = zip(&[("b.zip", &zip(&[("c.zip", &inner)]))]);
    let thrice = zip(&[("d.zip", &twice)]);
    assert_eq!(refused(&thrice), too_large(Limit::Nesting, 2));
    let many: Vec<(String, &[u8])> = (0..1001).map(|n| (n.to_string(), &b"a\t1"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(refused(&zip(&many)), too_large(Limit::Files, 1000));
}

#[test]
fn a_broken_file_is_refused_or_read_in_part() {
    for name in WRITTEN {
        let bytes = fixture(name);
        // Every cut, as a lost connection makes it, and every changed byte of the first and last kilobytes.
        for cut in (0..bytes.len()).step_by(bytes.len() / 40) {
            let _ = Disclosure::read(&bytes[..cut], gb18030);
        }
        for at in (0..bytes.len()).step_by(bytes.len() / 40) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            let _ = Disclosure::read(&changed, gb18030);
        }
    }
}

const MAGICS: [&[u8]; 12] = [
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    b"<html>",
    b"<table><tr>",
    b"Version:0.9\r\nStartHTML:1\r\n<",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\xEF\xBB\xBF",
    b"a,b\nc,d\n",
    b"%PDF-",
    b"\"",
    b"",
];

/// Pieces of which the formats are made.
const PIECES: [&str; 26] = [
    "<table>",
    "</table>",
    "<tr>",
    "<td colspan=999999999 rowspan=0>",
    "<td rowspan=65534>",
    "</td>",
    "<p>",
    "<br>",
    "<script>",
    "</script>",
    "&nbsp;",
    "&#x110000;",
    "部门收支总表",
    "单位：万元",
    "6,273.0",
    "\n",
    ",",
    "\"",
    ";",
    "\t",
    "合计",
    "<![CDATA[",
    "<!--",
    "-->",
    "<title",
    "=",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_are_too_strange(magic in 0..MAGICS.len(), bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let bytes = [MAGICS[magic], &bytes].concat();
        if let Ok(disclosure) = Disclosure::read(&bytes, gb18030) {
            common::use_up(&disclosure);
        }
    }

    #[test]
    fn no_page_is_too_strange(pieces in proptest::collection::vec(0..PIECES.len(), 0..200), html in any::<bool>()) {
        let mut text = String::from(if html { "<html>" } else { "" });
        text.extend(pieces.iter().map(|&piece| PIECES[piece]));
        if let Ok(disclosure) = Disclosure::read(text.as_bytes(), gb18030) {
            common::use_up(&disclosure);
        }
    }

    #[test]
    fn no_part_is_too_strange(name in 0..4usize, pieces in proptest::collection::vec(0..XML.len(), 0..100)) {
        let part: String = pieces.iter().map(|&piece| XML[piece]).collect();
        let rels = "<Relationships><Relationship Id=\"r\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
        let workbook = "<workbook><sheets><sheet name=\"s\" id=\"r\"/></sheets></workbook>";
        let part = part.as_bytes();
        let files: &[(&str, &[u8])] = &match name {
            0 => vec![("word/document.xml", part)],
            1 => vec![("word/document.xml", b"<p><pPr><numPr><numId val='1'/></numPr></pPr><r><t>a</t></r></p>" as &[u8]), ("word/numbering.xml", part)],
            2 => vec![("xl/workbook.xml", workbook.as_bytes()), ("xl/_rels/workbook.xml.rels", rels.as_bytes()), ("xl/worksheets/sheet1.xml", part)],
            _ => vec![("mimetype", b"application/vnd.oasis.opendocument.spreadsheet" as &[u8]), ("content.xml", part)],
        };
        let _ = Disclosure::read(&zip(files), gb18030);
    }
}

const XML: [&str; 30] = [
    "<row r=\"5\" hidden=\"1\">",
    "</row>",
    "<c r=\"B2\" s=\"1\">",
    "<c r=\"XFD1048576\">",
    "</c>",
    "<v>",
    "</v>",
    "1.5E300",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<tbl>",
    "</tbl>",
    "<tr>",
    "</tr>",
    "<tc>",
    "</tc>",
    "<gridSpan val=\"4000000000\"/>",
    "<vMerge/>",
    "<p>",
    "</p>",
    "<r>",
    "<t>",
    "6,273.0",
    "</t>",
    "</r>",
    "<abstractNum abstractNumId=\"0\"><lvl ilvl=\"0\"/></abstractNum>",
    "<num numId=\"1\"><abstractNumId val=\"0\"/></num>",
    "<table-cell number-columns-repeated=\"4000000000\">",
    "</table-cell>",
    "<table-row number-rows-repeated=\"4000000000\">",
    "<table name=\"a\">",
];

/// The real documents of a format that is read, if they are present.
fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is not there", folder.display());
        return Vec::new();
    };
    let is_read = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| matches!(extension, "xls" | "xlsx" | "html" | "pdf" | "txt"))
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_read).collect();
    paths.sort();
    paths
}

#[test]
fn published_documents_are_read() {
    for path in corpus() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match Disclosure::read(&std::fs::read(&path).unwrap(), gb18030) {
            Ok(disclosure) => {
                let budget = &disclosure.budget;
                let ids: Vec<&str> = budget.tables.iter().map(|table| &*table.id).collect();
                println!(
                    "{name}: {} claims, {} tables: {}",
                    budget.narrative.claims.len(),
                    ids.len(),
                    ids.join(" ")
                );
                common::use_up(&disclosure);
                // The printed form holds placeholders, which are found.
                let is_form = name.contains("form") && !name.ends_with(".pdf");
                let fails =
                    disclosure.report.checks.iter().any(|check| check.verdict == Verdict::Contradiction);
                assert!(!is_form || !fails, "{name}");
            }
            Err(error) => {
                panic!("{name}: {error}");
            }
        }
    }
}

#[test]
fn sheets_are_parts_of_their_workbook() {
    let document = document(&fixture("zhengzhou-2024.xlsx"));
    let parts = document.blocks.iter().filter(|block| matches!(block, Block::Part(_))).count();
    assert_eq!(parts, 14);
}
