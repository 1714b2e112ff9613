//! PDF files: what programs print is read as the text is, and what a page does in every other way.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "reader")]

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use budget_widget::budget::Located;
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::wording::Wording;
use budget_widget::i18n::LOCALES;
use budget_widget::source::text::gb18030;
use budget_widget::source::{self, Document, Reader, Remark, Remarked, SourceError};
use common::{amounts, fixture};
use pdf::{PRINTED, Sheet, document_of as document, lines, text};
use std::collections::BTreeMap;
use std::time::Instant;

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
    assert_eq!(accused("与José及Müller签订"), ["copies"], "few letters of names have accents");
}

#[test]
fn a_page_that_is_a_picture_with_a_number_is_named() {
    let picture = "q 800 0 0 500 20 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n";
    let seal = "q 60 0 0 60 20 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n";
    let scan = |number: u32| picture.to_owned() + &text(420.0, 20.0, &format!("- {number} -"));
    let cover = seal.to_owned() + &text(300.0, 300.0, "某局部门预算公开");
    let background = picture.to_owned() + &text(300.0, 300.0, "第二部分 部门预算表");
    let read = document(&pdf::document(&[&cover, &background, &pdf::table(), &scan(4), &scan(5)]));
    assert_eq!(remarks(&read), [("4–5", Remarked::PicturePages(2))]);
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
fn small_cells_may_be_drawn_as_closed_rectangles() {
    let mut page = text(200.0, 550.0, "2024年部门收支总体情况表") + &text(500.0, 530.0, "单位：万元");
    for (row, words) in [["项目", "金额", "备注"], ["甲", "6.0", ""], ["乙", "4.0", ""]].iter().enumerate()
    {
        for (column, words) in words.iter().enumerate() {
            let (x, y) = (100.0 + 28.0 * column as f32, 500.0 - 18.0 * row as f32);
            page += &format!("{x} {y} 28 18 re s\n");
            page += &text(x + 2.0, y + 5.0, words);
        }
    }
    assert_eq!(lines(&document(&pdf::document(&[&page])))[2..], ["项目|金额|备注", "甲|6.0|", "乙|4.0|"]);
}

#[test]
fn totals_at_the_foot_of_pages_made_alike_are_no_running_feet() {
    let page = |total: &str| {
        text(100.0, 300.0, "某单位支出")
            + &text(100.0, 20.0, &format!("收入总计 {total}"))
            + &text(700.0, 570.0, "某局")
    };
    let pages: Vec<String> = ["1,234.5", "2,345.6", "3,456.7"].iter().map(|total| page(total)).collect();
    let read = document(&pdf::document(&pages.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(lines(&read).iter().filter(|line| line.starts_with("收入总计")).count(), 3);
    assert!(!lines(&read).contains(&"某局".to_owned()), "a head that is repeated is one");
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
