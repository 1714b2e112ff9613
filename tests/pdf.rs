//! Published PDF files, where they lie beside the repository: what was read is printed and held against a second opinion.
//! Without them the tests say so and pass.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]
#![cfg(feature = "reader")]

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use budget_widget::budget::Located;
use budget_widget::checks::Verdict;
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::wording::Wording;
use budget_widget::i18n::LOCALES;
use budget_widget::source::text::gb18030;
use budget_widget::source::{self, Block, Document, Reader, Remark, Remarked, SourceError};
use budget_widget::tables::Table;
use common::{amounts, fixture};
use pdf::{PLAIN, Sheet, document_of as document, lines, text};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

/// The PDF files that are there, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder()) else {
        println!("skipped: no corpus is there");
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

const PRINTED: [&str; 5] = [
    "zhengzhou-2024-docx.pdf",
    "zhengzhou-2024-html.pdf",
    "zhengzhou-2024-xlsx.pdf",
    "zhengzhou-2024-chromium.pdf",
    "zhengzhou-2024-rules-chromium.pdf",
];

fn remarks(document: &Document) -> Vec<(&str, Remarked)> {
    document.remarks.iter().map(|Remark { part, what }| (&**part, *what)).collect()
}

const TABLE: [&str; 6] = [
    "2024年部门收支总体情况表",
    "单位：万元",
    "项目|金额|项目|金额",
    "一、财政拨款收入|60.0|一、教育支出|100.0",
    "二、事业收入|40.0|二、卫生健康支出|",
    "收入总计|100.0|支出总计|100.0",
];

#[test]
fn printed_disclosures_say_what_the_text_says() {
    let whole = common::embedded();
    let verdicts = |disclosure: &Disclosure| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for check in disclosure.report.checks.iter().filter(|check| check.rule.kind.is_of_figures()) {
            *counts.entry(check.verdict.id()).or_default() += 1;
        }
        counts
    };
    let ids = |disclosure: &Disclosure| -> Vec<String> {
        disclosure.budget.tables.iter().map(|table| table.id.to_string()).collect()
    };
    let claims = |disclosure: &Disclosure| -> Vec<String> {
        disclosure.budget.narrative.claims.iter().map(|claim| claim.printed.clone()).collect()
    };
    for name in PRINTED {
        let disclosure = Disclosure::read(&fixture(name), gb18030).unwrap();
        assert_eq!(ids(&disclosure), ids(&whole), "{name}");
        assert_eq!(amounts(&disclosure), amounts(&whole), "{name}");
        assert_eq!(verdicts(&disclosure), verdicts(&whole), "{name}");
        assert_eq!(claims(&disclosure), claims(&whole), "{name}");
        assert_eq!(disclosure.budget.title, whole.budget.title, "{name}");
        assert_eq!(disclosure.budget.department, whole.budget.department, "{name}");
    }
}

#[test]
fn figures_and_sentences_stand_on_pages() {
    let disclosure = Disclosure::read(&fixture(PRINTED[3]), gb18030).unwrap();
    let at = &common::figure(&disclosure, "general-expenditure", "21011", "total").at;
    let Located { file, page, line } = disclosure.budget.locate(at.place.line);
    assert_eq!((at.place.page, file, page, line), (Some(6), None, Some(6), 8));
    let wording = Wording { budget: &disclosure.budget, locale: &LOCALES[0] };
    assert_eq!(wording.row_of(at.place.line), "第 6 页第 8 行");
    let plain = common::embedded();
    assert_eq!(Wording { budget: &plain.budget, locale: &LOCALES[0] }.row_of(7), "第 7 行");
}

#[test]
fn of_several_files_every_figure_and_sentence_names_its_own() {
    let words = "某局2024年预算情况说明\n一、收支总体情况\n某局2024年支出总计100.0万元。\n".as_bytes();
    let print = fixture(PRINTED[3]);
    let read = Disclosure::read_all(&[("说明.txt", words), ("公开.pdf", &print)], gb18030).unwrap();
    let again = Disclosure::from_package(&read.to_package()).unwrap();
    for disclosure in [read, again] {
        let wording = Wording { budget: &disclosure.budget, locale: &LOCALES[0] };
        let at = &common::figure(&disclosure, "general-expenditure", "21011", "total").at;
        assert_eq!(wording.row_of(at.place.line), "公开.pdf · 第 6 页第 8 行");
        let claims = &disclosure.budget.narrative.claims;
        let first = wording.place(&claims[0].at.clone().into());
        assert!(first.ends_with("· 说明.txt · 第 3 行"), "{first}");
        let last = wording.place(&claims.last().unwrap().at.clone().into());
        assert!(last.contains("· 公开.pdf · 第 "), "{last}");
        // A link names a sentence by its line alone.
        let mut places: Vec<_> =
            claims.iter().map(|claim| (claim.at.line, claim.at.start, claim.at.end)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), claims.len());
    }
}

#[test]
fn a_ruled_table_is_what_its_lines_enclose() {
    let read = document(&pdf::document(&[&pdf::table()]));
    assert_eq!(lines(&read), TABLE);
    assert_eq!((read.remarks.len(), read.lines, read.pages), (0, 6, vec![1]));
}

#[test]
fn a_page_is_read_as_it_is_turned_and_cropped() {
    let page = pdf::table() + &text(10.0, 10.0, "裁去");
    for rotate in [0, 90, 180, 270] {
        let sheet = Sheet { crop: [50.0, 50.0, 800.0, 590.0], rotate, ..Sheet::default() };
        // Turned content on a page that is turned back reads as if nothing had been turned.
        let turned = match rotate {
            90 => "0 0.7 -0.7 0 500 0 cm\n",
            180 => "-1 0 0 -1 842 595 cm\n",
            270 => "0 -0.7 0.7 0 0 595 cm\n",
            _ => "",
        };
        let upright = document(&pdf::sheets(&[(&page, sheet)]));
        assert_eq!(lines(&upright), TABLE, "{rotate}");
        assert_eq!(remarks(&upright), [("1", Remarked::UnseenText(2))], "{rotate}");
        let whole = [-600.0, -300.0, 1500.0, 1500.0];
        let all = Sheet { crop: whole, media: whole, ..Sheet::default() };
        assert_eq!(
            lines(&document(&pdf::sheets(&[(&(turned.to_owned() + &pdf::table()), all)]))),
            TABLE,
            "{rotate}"
        );
    }
}

#[test]
fn letters_that_are_slanted_or_narrowed_are_read_like_others() {
    let slanted = |x: f32, words: &str| text(x, 400.0, words).replace("1 0 0 1", "1 0 0.3333 1");
    let page = text(100.0, 400.0, "增长") + &slanted(130.0, "0.06") + &text(180.0, 400.0, "%");
    let narrowed = text(100.0, 380.0, "增长36.58%").replace("1 0 0 1", "0.5 0 0.1 1");
    let read = document(&pdf::document(&[&pdf::table(), &(page + &narrowed)]));
    assert_eq!(lines(&read)[6..], ["增长 0.06 %增长36.58%"]);
    assert_eq!(remarks(&read), []);
}

#[test]
fn what_a_page_does_not_show_is_named_and_not_read() {
    let page = pdf::table()
        + &text(100.0, 400.0, "看得见")
        + "q 0 0 50 50 re W n\n"
        + &text(100.0, 380.0, "剪裁")
        + "Q q 3 Tr\n"
        + &text(100.0, 360.0, "无墨")
        + "Q\n"
        + &text(900.0, 340.0, "页外")
        + &text(100.3, 400.0, "看得见");
    let read = document(&pdf::document(&[&pdf::table(), &page]));
    assert_eq!(lines(&read)[6..], [&TABLE[..], &["看得见"]].concat());
    assert_eq!(remarks(&read), [("2", Remarked::UnseenText(6)), ("2", Remarked::DoubledText(3))]);
}

#[test]
fn units_of_a_page_and_forms_in_forms_change_nothing() {
    for unit in [0.25, 1.0, 4.0] {
        let page = format!("{0} 0 0 {0} 0 0 cm\n{1}", 1.0 / unit, pdf::table());
        let whole = [0.0, 0.0, 842.0 / unit, 595.0 / unit];
        let sheet = Sheet { crop: whole, media: whole, unit, ..Sheet::default() };
        assert_eq!(lines(&document(&pdf::sheets(&[(&page, sheet)]))), TABLE, "{unit}");
    }
    let read = document(&pdf::in_forms(&pdf::table()));
    assert_eq!((lines(&read), remarks(&read)), (TABLE.map(str::to_owned).to_vec(), vec![]));
}

#[test]
fn text_over_a_picture_of_a_page_is_read_and_said() {
    let picture = |width: u32| format!("q {width} 0 0 595 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n");
    let layer = format!("3 Tr\n{}", pdf::table());
    let whole = picture(842) + &layer;
    let read = document(&pdf::document(&[&whole]));
    assert_eq!(lines(&read), TABLE);
    let printed = TABLE.iter().flat_map(|line| line.chars()).filter(|&character| character != '|').count();
    let printed = u32::try_from(printed).unwrap();
    assert_eq!(remarks(&read), [("1", Remarked::RecognisedText(printed))]);
    // Printed text is what a page says, a small picture is none of it, and what is there twice is read once.
    let twice = pdf::table() + &picture(842) + &layer;
    let read = document(&pdf::document(&[&twice]));
    assert_eq!(
        (lines(&read), remarks(&read)),
        (TABLE.map(str::to_owned).to_vec(), vec![("1", Remarked::UnseenText(printed))])
    );
    let small = picture(100) + &layer;
    let error = source::read(&pdf::document(&[&small]), gb18030).unwrap_err();
    assert_eq!(error, SourceError::Unsupported { kind: "scanned" });
}

#[test]
fn a_name_that_a_page_breaks_is_whole_again() {
    let first = pdf::rows(&[&["项目", "金额"], &["机关事业单位基本养老保险缴费", "60.0"]]);
    let second = pdf::rows(&[&["支出", ""], &["其他支出", "40.0"]]);
    let second: String = second.lines().skip(2).map(|line| format!("{line}\n")).collect();
    let read = document(&pdf::document(&[&first, &second]));
    assert_eq!(lines(&read)[2..], ["项目|金额", "机关事业单位基本养老保险缴费支出|60.0", "其他支出|40.0"]);
}

#[test]
fn lines_become_paragraphs_without_heads_and_page_numbers() {
    let page = |number: u32, words: &[&str]| -> String {
        let mut page =
            text(300.0, 570.0, "2024年某局部门预算") + &text(420.0, 20.0, &format!("- {number} -"));
        for (words, line) in words.iter().zip(0..) {
            let indent = if words.starts_with('　') { 20.0 } else { 0.0 };
            page += &text(100.0 + indent, 500.0 - 16.0 * line as f32, words.trim_start_matches('　'));
        }
        page
    };
    let full = "年收入预算一百万元其中财政拨款收入一百万元与上年持平";
    let read = document(&pdf::document(&[
        &page(
            1,
            &["　甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸子丑寅卯", full, full, full, "完。", "　又一段。"],
        ),
        &page(2, &["　甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸子丑寅卯", full, full]),
        &page(3, &[full, "止。"]),
    ]));
    let paragraphs = lines(&read);
    assert_eq!(paragraphs.len(), 3, "{paragraphs:#?}");
    assert!(paragraphs[0].ends_with("持平完。") && paragraphs[2].ends_with("持平止。"), "{paragraphs:#?}");
    assert_eq!(paragraphs[1], "又一段。");
}

#[test]
fn the_entries_of_a_list_of_tables_are_lines_of_their_own() {
    let entry = |number: &str, line: f32| {
        text(100.0, 500.0 - 16.0 * line, &format!("{number}、某部门一般公共预算支出表"))
    };
    let page = entry("一", 0.0) + &entry("二", 1.0) + &entry("三", 2.0);
    assert_eq!(lines(&document(&pdf::document(&[&page, &pdf::table()]))).len(), 3 + TABLE.len());
}

#[test]
fn what_letters_do_not_show_is_no_part_of_a_figure() {
    let page = text(100.0, 400.0, "减少\u{ad}1,\u{200b}234.5万元\u{1b}。");
    let read = document(&pdf::document(&[&(pdf::table() + &page)]));
    assert_eq!(lines(&read)[6].replace(' ', ""), "减少-1,234.5万元。");
    assert_eq!(remarks(&read), [("1", Remarked::UnknownText(1))]);
}

#[test]
fn letters_that_are_drawn_as_lines_are_no_table() {
    // 目 of a title and an underlined 4, once as text and once as outlines.
    let mut page = text(100.0, 400.0, "项目 4");
    page += "110 390 40 40 re S 115 402 30 8 re S 115 414 30 8 re S\n";
    page +=
        "200 398 m 208 398 l 208 402 l 212 402 l 212 418 l 206 418 l 200 402 l h S 180 398 m 260 398 l S\n";
    page += "300 398 m 300 420 l 340 420 l 340 398 l h 310 404 m 312 402 316 402 318 404 c S 300 409 m 340 409 l S\n";
    let read = document(&pdf::document(&[&(pdf::table() + &page)]));
    assert_eq!(lines(&read)[6..], ["项目 4"]);
}

#[test]
fn a_file_that_names_its_letters_wrongly_accuses_nobody() {
    let wrong = pdf::rows(&[
        &["项目", "金额", "项目", "金额"],
        &["一、财政拨款收入", "60.0", "一、教育支出", "100.0"],
        &["收入总计", "60.0", "支出总计", "100.0"],
    ]);
    let accused = |words: &str| {
        let lines: String = (1..=4).map(|line| text(100.0, 100.0 - 16.0 * line as f32, words)).collect();
        let read = Disclosure::read(&pdf::document(&[&(wrong.clone() + &lines)]), gb18030).unwrap();
        let found = read.report.checks.iter().filter(|check| check.severity > Severity::Info);
        found.map(|check| check.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(accused("机关事业单位基本养老保险缴费"), ["copies"], "the table contradicts itself");
    assert_eq!(accused("机关Ï业单位ĀĀ养老保险ĀĀ缴费"), ["reading"]);
}

#[test]
fn a_page_that_is_a_picture_with_a_number_is_named() {
    let picture = "q 800 0 0 500 20 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n";
    let seal = "q 60 0 0 60 20 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n";
    let scan = |number: u32| picture.to_owned() + &text(420.0, 20.0, &format!("- {number} -"));
    let cover = seal.to_owned() + &text(300.0, 300.0, "某局部门预算公开");
    let read = document(&pdf::document(&[&cover, &pdf::table(), &scan(3), &scan(4)]));
    assert_eq!(remarks(&read), [("3–4", Remarked::PicturePages(2))]);
    let refused = source::read(&pdf::document(&[&scan(1), &scan(2)]), gb18030).unwrap_err();
    assert_eq!(refused, SourceError::Unsupported { kind: "scanned" });
}

#[test]
fn cells_are_counted_before_they_are_made() {
    let lines = |across: bool| -> String {
        let line = |at: u32| {
            if across { format!("20 {at} m 800 {at} l S\n") } else { format!("{at} 20 m {at} 580 l S\n") }
        };
        (0..140).map(|at| line(20 + at * 4)).collect()
    };
    let page = lines(true) + &lines(false) + &text(22.0, 21.0, "1");
    let pages = vec![page.as_str(); 120];
    let refused = source::read(&pdf::document(&pages), gb18030).unwrap_err();
    assert!(matches!(refused, SourceError::TooLarge { .. }), "{refused:?}");
}

#[test]
fn digits_at_the_edge_of_a_page_are_no_page_number_unless_they_are_one() {
    let page = |foot: &str| pdf::document(&[&(pdf::table() + &text(100.0, 20.0, foot))]);
    for foot in ["12", "- 12 -", "第 12 页", "第12页 共30页", "12 / 30"] {
        assert_eq!(lines(&document(&page(foot))), TABLE, "{foot}");
    }
    for foot in ["201 1200", "2080501", "12.5"] {
        assert_eq!(lines(&document(&page(foot))).len(), TABLE.len() + 1, "{foot}");
    }
}

#[test]
fn marked_content_that_never_ends_costs_no_time() {
    let open = "/A BMC\n".repeat(200_000);
    let glyphs = text(100.0, 400.0, &"字".repeat(500)).repeat(20);
    let start = Instant::now();
    let read = document(&pdf::document(&[&(pdf::table() + &open + &glyphs)]));
    assert_eq!(read.lines, 7);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn what_cannot_be_read_says_why() {
    let refused = |bytes: &[u8]| source::read(bytes, gb18030).unwrap_err();
    assert_eq!(refused(&fixture("password.pdf")), SourceError::Unsupported { kind: "encrypted" });
    assert_eq!(lines(&document(&fixture("encrypted.pdf"))), TABLE);
    let picture = "q 800 0 0 500 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    assert_eq!(refused(&pdf::document(&[picture])), SourceError::Unsupported { kind: "scanned" });
    assert_eq!(refused(&pdf::document(&[""])), SourceError::Empty);
    let read = document(&pdf::document(&[&pdf::table(), picture]));
    assert_eq!(remarks(&read), [("2", Remarked::PicturePages(1))]);
    let whole = pdf::document(&[&pdf::table()]);
    assert_eq!(refused(&whole[..40]), SourceError::Damaged { what: "xref".to_owned() });
    // Without its end a file is found by its objects.
    assert_eq!(lines(&document(&whole[..whole.len() - 60])), TABLE);
}

#[test]
fn fonts_that_are_not_embedded_are_read_by_their_encodings() {
    let text = "收入总计1,274.50万元";
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let read =
        |encoding: &str, codes: Vec<u8>| lines(&document(&pdf::predefined(encoding, b"GB1", &[codes])));
    for encoding in ["UniGB-UCS2-H", "UniGB-UTF16-H"] {
        assert_eq!(read(encoding, utf16(text)), [text], "{encoding}");
    }
    for encoding in ["GBK-EUC-H", "GBKp-EUC-H", "GB-EUC-H", "GBpc-EUC-H", "GBK2K-H"] {
        assert_eq!(read(encoding, gbk(text)), [text], "{encoding}");
    }
    // Codes of four bytes.
    assert_eq!(read("UniGB-UTF16-H", utf16("𠮷某")), ["𠮷某"]);
    assert_eq!(read("GBK2K-H", encoding_rs::GB18030.encode("㐀某").0.into_owned()), ["㐀某"]);
}

#[test]
fn what_a_font_does_not_tell_is_said_and_is_no_digit() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let unknown = |encoding: &str, ordering: &[u8], codes: Vec<u8>| {
        let bytes = pdf::predefined(encoding, ordering, &[codes]);
        assert_eq!(
            source::read(&bytes, gb18030).unwrap_err(),
            SourceError::Unsupported { kind: "unknown-text" },
            "{encoding}"
        );
    };
    // Numbers of glyphs, in a font that is not there; encodings that are not known.
    unknown("Identity-H", b"GB1", vec![0x03, 0x2F, 0x00, 0x12, 0x00, 0x13]);
    unknown("Identity-H", b"Identity", vec![0x00, 0x31, 0x00, 0x32]);
    unknown("ETen-B5-H", b"CNS1", vec![0xA4, 0x40, 0xA4, 0x41]);
    unknown("GBK-EUC-V", b"GB1", gbk("收入"));
    // Codes that mean nothing are whole: their second bytes are no digits.
    unknown("GBK-EUC-H", b"GB1", vec![0xB0, 0x30, 0xB0, 0x31]);
    unknown("GBK2K-H", b"GB1", vec![0xFE, 0x39, 0xFE, 0x39]);
    unknown("UniGB-UCS2-H", b"GB1", vec![0xD8, 0x00, 0x00, 0x31]);
    // Where some of a page is read, the rest is said.
    let page = pdf::table();
    let both =
        pdf::document(&[&page, &(text(100.0, 400.0, "甲") + "BT /G 10 Tf 100 300 Td <00310032> Tj ET")]);
    assert_eq!(remarks(&document(&both)), [("2", Remarked::UnknownText(2))]);
}

#[test]
fn an_encrypted_file_unpacks_no_more_than_any_other() {
    let bytes = fixture("encrypted-large.pdf");
    assert!(bytes.len() < 10_000);
    let mut small = Reader::new(gb18030);
    small.limits.bytes = 1 << 20;
    assert!(matches!(small.read(&bytes), Err(SourceError::TooLarge { .. })));
    assert_eq!(lines(&document(&bytes)), TABLE);
    // Objects may be held by a stream that does not say so, packed as its dictionary does not say.
    let held = |bytes: &[u8], from: &str, to: &str| {
        let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        assert!(text.contains(from) && from.len() == to.len());
        text.replace(from, to).chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>()
    };
    for (from, to) in [("/ObjStm", "/Obj#53"), ("/Type /ObjStm", "/Typo /ObjStm")] {
        let hidden = held(&bytes, from, to);
        let mut small = Reader::new(gb18030);
        small.limits.bytes = 1 << 20;
        assert!(matches!(small.read(&hidden), Err(SourceError::TooLarge { .. })), "{to}");
    }
}

/// `LOOK=name cargo test --test pdf -- --ignored look` prints the blocks of a file.
#[test]
#[ignore = "for looking at a file"]
fn look() {
    let name = std::env::var("LOOK").unwrap();
    let path = if name.contains('/') { PathBuf::from(&name) } else { folder().join(&name) };
    let bytes = std::fs::read(path).unwrap();
    let document = source::read(&bytes, gb18030).unwrap();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => println!("{:>5}  {}", paragraph.line, paragraph.text),
            Block::Grid(grid) => {
                for row in &grid.rows {
                    let cells: Vec<String> = row.iter().map(|cell| cell.text.replace('\n', "⏎")).collect();
                    let place = &row[0].place;
                    println!("p{:>2}{:>5}| {}", place.page.unwrap_or(0), place.line, cells.join(" | "));
                }
            }
            Block::Part(part) => println!("== {part}"),
        }
    }
    println!("{:?}\n{:?}", document.remarks, document.pages);
    let disclosure = Disclosure::read(&bytes, gb18030).unwrap();
    for table in &disclosure.budget.tables {
        let columns: Vec<&str> = table.columns.iter().map(|column| &*column.key).collect();
        println!("{} {}% {:?} {}", table.id, table.confidence, table.unit, columns.join(" | "));
    }
    for check in &disclosure.report.checks {
        if check.severity > Severity::Info || std::env::var("ALL").is_ok() {
            let wording = Wording { budget: &disclosure.budget, locale: &LOCALES[0] };
            println!("{} {} {}", check.severity.id(), check.id, wording.message(check));
        }
    }
}

/// The tables of Shanghai, in a budget and in final accounts.
const FORM: [&str; 9] = [
    "department-balance",
    "department-revenue",
    "department-expenditure",
    "fiscal-balance",
    "general-expenditure",
    "fund-expenditure",
    "state-capital-expenditure",
    "general-basic",
    "three-public",
];
/// Those of them that Jiangsu published.
const JIANGSU: [&str; 8] = [
    "department-balance",
    "department-revenue",
    "department-expenditure",
    "fiscal-balance",
    "general-expenditure",
    "fund-expenditure",
    "general-basic",
    "three-public",
];

/// What the documents are known to have wrong: words of the finding.
const WRONG: [(&str, &[&str]); 6] = [
    ("shanghai-wanli-subdistrict-2023-budget", &["314.82", "220.63", "11,419,043"]),
    ("shanghai-wanli-subdistrict-2024-budget", &["350.35", "352.67"]),
    (
        "shanghai-justice-bureau-2026-budget",
        &["共 5 处；应为 2025 年", "43269.3", "17.66", "208.8", "医疗卫生与计划生育支出 → 卫生健康支出"],
    ),
    ("shanghai-finance-bureau-2024-final", &["0.3", "2,961.68"]),
    ("shanghai-planning-bureau-2024-final", &["5377.64", "13.95", "下降（增长）"]),
    ("shanghai-blank-form-2024-final", &["占位符"]),
];

/// Findings above notes.
fn findings(disclosure: &Disclosure) -> Vec<String> {
    let wording = Wording { budget: &disclosure.budget, locale: &LOCALES[0] };
    let checks = disclosure.report.checks.iter();
    let found =
        checks.filter(|check| check.verdict == Verdict::Contradiction && check.severity > Severity::Info);
    found.map(|check| wording.message(check)).collect()
}

/// The figures that each table prints, in the order of their words.
fn figures(disclosure: &Disclosure) -> BTreeMap<&str, Vec<&str>> {
    let mut figures: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for table in disclosure.budget.tables.iter().filter(|table| table.spec.is_some()) {
        let printed = table.figures().map(|(_, figure)| figure.printed.as_str());
        let mut printed: Vec<&str> = printed.filter(|printed| !printed.is_empty()).collect();
        printed.sort_unstable();
        figures.insert(&table.id, printed);
    }
    figures
}

#[test]
fn what_was_read() {
    println!("{:<48} tables other amounts unit  claims linked  error warn info    ms", "document");
    for (name, bytes) in files() {
        let start = Instant::now();
        let disclosure = Disclosure::read(&bytes, gb18030).unwrap_or_else(|error| panic!("{name}: {error}"));
        let took = start.elapsed();
        let budget = &disclosure.budget;
        let known: Vec<&Table> = budget.tables.iter().filter(|table| table.spec.is_some()).collect();
        let others = budget.tables.len() - known.len();
        let amounts =
            budget.tables.iter().flat_map(Table::figures).filter(|(_, f)| f.amount().is_some()).count();
        let units: Vec<&str> =
            budget.tables.iter().filter_map(|table| table.unit).map(|unit| unit.label()).collect();
        let linked: usize = budget.quantities().map(|(_, quantity)| quantity.claims.len()).sum();
        let failed = |severity: Severity| {
            disclosure
                .report
                .checks
                .iter()
                .filter(|check| check.verdict == Verdict::Contradiction && check.severity == severity)
                .count()
        };
        println!(
            "{name:<48} {:>6} {others:>5} {amounts:>7} {:<5} {:>6} {linked:>6} {:>6} {:>4} {:>4} {:>6.1}",
            known.len(),
            units.first().unwrap_or(&"-"),
            budget.narrative.claims.len(),
            failed(Severity::Error),
            failed(Severity::Warning),
            failed(Severity::Info),
            took.as_secs_f64() * 1000.0
        );
        let ids: Vec<&str> = budget.tables.iter().map(|table| &*table.id).collect();
        println!("    {}", ids.join(" "));

        let wanted: &[&str] = match &*name {
            name if name.ends_with("narrative") => &[],
            name if name.starts_with("jiangsu") => &JIANGSU,
            _ => &FORM,
        };
        for id in wanted {
            assert!(ids.contains(id), "{name}: {id}");
        }
        let findings = findings(&disclosure);
        for words in WRONG.iter().filter(|(of, _)| *of == name).flat_map(|(_, words)| *words) {
            assert!(findings.iter().any(|finding| finding.contains(words)), "{name}: {words}");
        }
        if name == "shanghai-finance-bureau-2025-budget" {
            assert_eq!(findings, [] as [&str; 0], "{name}");
        }
        // What another program reads of the same tables.
        let other = folder().join(format!("{name}.cells.tsv.txt"));
        if let Ok(cells) = std::fs::read(other) {
            let cells = Disclosure::read(&cells, gb18030).unwrap();
            assert_eq!(self::figures(&disclosure), self::figures(&cells), "{name}");
        }
    }
}

/// Numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// Damages a file: bytes are flipped, its end is cut off, two of its objects change their places.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) {
    match chance.below(3) {
        0 => {
            for _ in 0..=chance.below(40) {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
            }
        }
        1 => bytes.truncate(chance.below(bytes.len())),
        _ => {
            let objects: Vec<usize> = bytes
                .windows(5)
                .enumerate()
                .filter(|(_, word)| word == b" obj\n")
                .map(|(at, _)| at)
                .collect();
            let mut place = || objects.get(chance.below(objects.len())).map_or(0, |at| at + 5);
            let (one, other) = (place(), place());
            for offset in 0..200.min(bytes.len() - one.max(other)) {
                bytes.swap(one + offset, other + offset);
            }
        }
    }
}

/// `DAMAGES=1000 cargo test --release --test pdf damaged` runs long, with `SEED=7` on other damages.
#[test]
fn damaged_files_come_to_an_end() {
    let mut files = files();
    files.extend(PRINTED.iter().chain(&PLAIN).map(|name| ((*name).to_owned(), fixture(name))));
    let count = std::env::var("DAMAGES").map_or(files.len(), |count| count.parse().unwrap());
    let mut chance = Chance(std::env::var("SEED").map_or(2024, |seed| seed.parse().unwrap()));
    let mut read = 0;
    for at in 0..count {
        let (name, whole) = &files[at % files.len()];
        let mut bytes = whole.clone();
        damage(&mut bytes, &mut chance);
        let start = Instant::now();
        read += usize::from(Disclosure::read(&bytes, gb18030).is_ok());
        assert!(start.elapsed().as_secs() < 5, "{name}, damage {at}: {:?}", start.elapsed());
    }
    println!("{read} of {count} damaged files still read");
}
