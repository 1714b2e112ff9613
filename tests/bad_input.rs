//! What people drop into the page: other encodings, cut files, no budgets, odd numerals. Nothing panics, and what
//! was lost is named.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::budget::NoBudget;
use budget_widget::checks::Verdict;
use budget_widget::checks::report::{Origin, Severity};
use budget_widget::disclosure::{Disclosure, ReadError};
use budget_widget::embedded::DEFAULT;
use budget_widget::source::SourceError;
use budget_widget::source::text::gb18030;
use common::{balance, check, embedded, figure, json, read, table, three_public, use_up};
use proptest::prelude::*;

fn read_bytes(bytes: &[u8]) -> Result<Disclosure, ReadError> {
    Disclosure::read(bytes, gb18030)
}

/// Whatever the bytes are, reading them comes back.
fn survives(bytes: &[u8]) {
    match read_bytes(bytes) {
        Ok(disclosure) => use_up(&disclosure),
        Err(error) => assert!(matches!(error.code(), "unreadable" | "unsupported")),
    }
}

/// The ids of all notes on the reading.
fn notes(disclosure: &Disclosure) -> Vec<&str> {
    let of_reading = disclosure.report.checks.iter().filter(|check| check.rule.id == "reading");
    of_reading.map(|check| check.id.as_str()).collect()
}

#[test]
fn gb18030_is_decoded_and_said_so() {
    let (bytes, _, unmappable) = encoding_rs::GB18030.encode(DEFAULT);
    assert!(!unmappable && bytes.len() < DEFAULT.len());
    let disclosure = read_bytes(&bytes).unwrap();
    let decoded = check(&disclosure, "reading:decoded:document");
    assert_eq!((decoded.severity, decoded.origin), (Severity::Info, Origin::Extraction));
    let mut rest = disclosure.report.checks;
    rest.retain(|check| check.id != "reading:decoded:document");
    let ids = |checks: &[budget_widget::checks::Check]| -> Vec<(String, Verdict)> {
        checks.iter().map(|check| (check.id.clone(), check.verdict)).collect()
    };
    assert_eq!(ids(&rest), ids(&embedded().report.checks), "nothing else differs");
}

#[test]
fn byte_order_mark_and_line_ends_make_no_difference() {
    let plain = json(&embedded());
    assert_eq!(json(&read_bytes(format!("\u{feff}{DEFAULT}").as_bytes()).unwrap()), plain);
    assert_eq!(json(&read_bytes(DEFAULT.replace('\n', "\r\n").as_bytes()).unwrap()), plain);
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let refused = |bytes: &[u8]| read_bytes(bytes).unwrap_err();
    for blank in ["", " ", "\n\n", "\t \r\n\u{3000}\n", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(refused(blank.as_bytes()), ReadError::Source(SourceError::Empty), "{blank:?}");
        assert_eq!(refused(blank.as_bytes()).code(), "unreadable");
    }
    let unsupported = |kind| ReadError::Source(SourceError::Unsupported { kind });
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), unsupported("image"));
    assert_eq!(refused(b"%OFD-1.1\n\0"), unsupported("ofd"));
    assert_eq!(refused(b"%OFD-1.1").code(), "unsupported");
    let broken = ReadError::Source(SourceError::Damaged { what: "xref".to_owned() });
    assert_eq!(refused(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n\0"), broken);
    let broken = ReadError::Source(SourceError::Damaged { what: "ZIP".to_owned() });
    assert_eq!(refused(b"PK\x03\x04\x14\0"), broken);
    assert_eq!(broken.code(), "unreadable");
    let binary = ReadError::Source(SourceError::Binary { offset: 6, byte: 0x1A });
    assert_eq!(refused(b"\x7FELF\r\n\x1a"), ReadError::Source(SourceError::Binary { offset: 0, byte: 0x7F }));
    assert_eq!(refused(b"abcd\r\n\x1a"), binary);
    assert_eq!(binary.code(), "unsupported");
    let mut invalid = "单位：万元\n".as_bytes().to_vec();
    let offset = invalid.len();
    invalid.extend(b"\xff\xff");
    assert_eq!(refused(&invalid), ReadError::Source(SourceError::Encoding { offset }));
    assert_eq!(refused(&invalid).code(), "unreadable");
}

#[test]
fn a_text_without_a_budget_is_no_disclosure() {
    let error = Disclosure::read_str("会议通知\n\n请于周五参加会议。").unwrap_err();
    assert_eq!(error, ReadError::NoBudget(NoBudget { lines: 3 }));
}

#[test]
fn a_text_of_sentences_only_says_that_it_has_no_table() {
    let disclosure = read("某局2024年支出总计6273万元。");
    assert_eq!(notes(&disclosure), ["reading:no-table:document"]);
    assert_eq!(check(&disclosure, "reading:no-table:document").severity, Severity::Warning);
    assert_eq!(disclosure.budget.narrative.claims.len(), 1);
    use_up(&disclosure);
}

#[test]
fn a_file_cut_anywhere_is_read_or_refused() {
    for (count, end) in (0..DEFAULT.len()).step_by(97).enumerate() {
        let bytes = &DEFAULT.as_bytes()[..end];
        // The words for every check take most of the time: every tenth cut is enough for them.
        if count % 10 == 0 {
            survives(bytes);
        } else {
            let _ = read_bytes(bytes);
        }
    }
}

/// The embedded text up to some cells of a line.
fn cut_after(line: usize, cells: usize) -> String {
    let lines: Vec<&str> = DEFAULT.lines().collect();
    let kept: Vec<&str> = lines[line - 1].split('\t').take(cells).collect();
    lines[..line - 1].join("\n") + "\n" + &kept.join("\t")
}

#[test]
fn a_table_cut_inside_a_row_says_where() {
    for (table, first, last, cells) in [
        ("general-expenditure", 312, 327, 11),
        ("economic-summary", 374, 385, 9),
        ("general-basic", 341, 362, 6),
    ] {
        for line in (first..=last).step_by(3) {
            for kept in 2..cells {
                let disclosure = read(&cut_after(line, kept));
                let id = format!("reading:row-cut:{table}.{line}");
                assert!(notes(&disclosure).contains(&id.as_str()), "{id} after {kept} cells");
                assert_eq!(check(&disclosure, &id).severity, Severity::Error);
            }
        }
    }
    let whole = read(&cut_after(327, 11));
    assert!(!notes(&whole).iter().any(|id| id.contains("row-cut")));
}

#[test]
fn full_width_digits_are_digits() {
    let wide: String = DEFAULT
        .chars()
        .map(|c| match c {
            '0'..='9' | '.' | ',' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            other => other,
        })
        .collect();
    let disclosure = read(&wide);
    assert_eq!(figure(&disclosure, "general-expenditure", "21011", "total").printed, "６４．６");
    let verdicts = |disclosure: &Disclosure| -> Vec<Verdict> {
        disclosure.report.checks.iter().map(|check| check.verdict).collect()
    };
    assert_eq!(verdicts(&disclosure), verdicts(&embedded()));
    assert_eq!(disclosure.budget.narrative.figures(), 50);
}

#[test]
fn a_line_of_five_megabytes_is_read() {
    let words = "大".repeat(1_700_000);
    let disclosure = read(&format!("某局2024年部门预算\n{words}支出总计1万元"));
    assert_eq!(disclosure.budget.narrative.claims.len(), 1);
    assert_eq!(disclosure.budget.narrative.claims[0].at.start, 1_700_004);
    // Every figure looks at the words before it, but never at the whole line.
    let claims = "支出1万元".repeat(20_000);
    assert_eq!(read(&claims).budget.narrative.claims.len(), 20_000);
    survives("9".repeat(5_000_000).as_bytes());
}

#[test]
fn a_million_tabs_are_read() {
    let tabs = "\t".repeat(1_000_000);
    let caption = "2024年部门收支总体情况表\n单位：万元\n";
    survives(format!("{caption}{tabs}").as_bytes());
    survives(format!("{caption}{tabs}1.0").as_bytes());
    let disclosure = read(&format!("{caption}项目\t金额\n{tabs}\n收入总计\t1.0"));
    assert_eq!(disclosure.budget.tables.len(), 1);
}

#[test]
fn odd_numerals_are_figures_or_named() {
    let cell = |text: &str| {
        let disclosure = read(&three_public("万元", &format!("1.5||1.0||1.0|{text}")));
        use_up(&disclosure);
        let figure = figure(&disclosure, "three-public", "合计", "公务接待费").clone();
        let named = notes(&disclosure).contains(&"reading:figure-unreadable:three-public.合计.公务接待费");
        (figure.amount().map(|amount| amount.value().to_string()), named)
    };
    let is = |value: &str| (Some(value.to_owned()), false);
    assert_eq!(cell("(0.5)"), is("-0.5"));
    assert_eq!(cell("（0.5）"), is("-0.5"));
    assert_eq!(cell("−0.5"), is("-0.5"));
    assert_eq!(cell("0 . 5"), is("0.5"));
    assert_eq!(cell("007"), is("7"));
    assert_eq!(cell("-0.0"), is("-0.0"));
    #[cfg(feature = "reader")]
    assert_eq!(cell("0\u{200b}.\u{ad}5\u{feff}"), is("0.5"));
    for blank in ["", "-", "——", "无", "/", "　"] {
        assert_eq!(cell(blank), (None, false), "{blank:?}");
    }
    let too_long = "9".repeat(40);
    for odd in [
        "1e5",
        "+5",
        "0x10",
        "١٢",
        "½",
        "五",
        "∞",
        "NaN",
        "1.2.3",
        "1,23",
        "--5",
        "((5))",
        "(5",
        "5)",
        "5%",
        "5万元",
        "1..2",
        "，",
        ".",
        "#REF!",
        "￥5",
        "5-6",
        "1'000",
        "5\u{301}",
        too_long.as_str(),
    ] {
        assert_eq!(cell(odd), (None, true), "{odd:?}");
    }
}

#[test]
fn odd_numberings_and_codes_are_only_names() {
    let numbers = [
        "4294967295、",
        "4294967296、",
        "（十十十十）",
        "99999999999999999999.",
        "十九十九、",
        "0、",
        "((((",
        "其中：",
    ];
    let lines: Vec<String> = numbers.iter().map(|n| format!("{n}甲|1.0|{n}乙|1.0")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    survives(balance("万元", &lines, "1.0").as_bytes());
    let rows = [
        "科目编码|科目名称|合计",
        "|合计|1.0",
        "2|甲|1.0",
        "2|甲|1.0",
        "201|甲|",
        "|甲|",
        "20１|甲|1.0",
        "-|-|-",
    ];
    survives(table("2024年一般公共预算支出情况表", "万元", &rows).as_bytes());
    survives("4294967296、甲\n（4294967296）乙：1万元\n第部分\n第\n附件\n年\n".as_bytes());
}

#[test]
fn the_largest_decimals_are_figures_or_named() {
    for huge in
        ["79228162514264337593543950335", "7922816251426433759354395033.5", "-79228162514264337593543950335"]
    {
        let text = three_public("万元", &format!("{huge}||{huge}||{huge}|1.0"));
        survives((text + &balance("元", &[], "-79228162514264337593543950335")).as_bytes());
    }
}

#[test]
fn tables_out_of_order_or_twice_are_kept() {
    let text = three_public("万元", "1.5||1.0||1.0|0.5");
    let disclosure = read(&format!("{text}{text}{}", table("某项统计表", "万元", &["名称|数", "甲|1.0"])));
    let ids: Vec<&str> = disclosure.budget.tables.iter().map(|table| &*table.id).collect();
    assert_eq!(ids, ["three-public", "three-public#2", "other-1"]);
    assert_eq!(figure(&disclosure, "other-1", "甲", "数").printed, "1.0");
    use_up(&disclosure);
}

/// A change to the bytes of the document.
#[derive(Debug, Clone)]
enum Change {
    Set(usize, u8),
    Remove(usize, usize),
    Repeat(usize, usize),
    Insert(usize, String),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..DEFAULT.len();
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at.clone(), 1..2000usize).prop_map(|(at, count)| Change::Remove(at, count)),
        (at.clone(), 1..2000usize).prop_map(|(at, count)| Change::Repeat(at, count)),
        (at, "[\\t\\n 0-9.,，一二十、（）合计总本年其中万元%表：-]{0,12}")
            .prop_map(|(at, text)| Change::Insert(at, text)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let within = |at: usize, bytes: &[u8]| at.min(bytes.len());
    match change {
        Change::Set(at, byte) => {
            if let Some(slot) = bytes.get_mut(*at) {
                *slot = *byte;
            }
        }
        Change::Remove(at, count) => {
            let (from, to) = (within(*at, bytes), within(at + count, bytes));
            bytes.drain(from..to);
        }
        Change::Repeat(at, count) => {
            let (from, to) = (within(*at, bytes), within(at + count, bytes));
            let piece = bytes[from..to].to_vec();
            bytes.splice(to..to, piece);
        }
        Change::Insert(at, text) => {
            let at = within(*at, bytes);
            bytes.splice(at..at, text.bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec(change(), 1..8)) {
        let mut bytes = DEFAULT.as_bytes().to_vec();
        for change in &changes {
            apply(&mut bytes, change);
        }
        survives(&bytes);
        // What is no UTF-8 any more ends early; the repaired text goes all the way.
        survives(String::from_utf8_lossy(&bytes).as_bytes());
    }
}
