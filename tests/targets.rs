//! The grammar of target values: every spelling that documents print, and any text at all.
#![cfg(feature = "reader")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::tables::performance::Target;
use common::embedded;
use proptest::prelude::*;

/// A target in short: sign, number, `..` and the larger number, unit; `“words”` of a quality.
fn short(target: &Target) -> String {
    let mut text = target.comparator.map_or("", |comparator| comparator.sign()).to_owned();
    if let Some(value) = target.value {
        text += &value.to_string();
    }
    if let Some(upper) = target.upper {
        text += &format!("..{upper}");
    }
    if let Some(unit) = &target.unit {
        text += &format!(" {unit}");
    }
    if let Some(quality) = &target.quality {
        text += &format!("“{quality}”");
    }
    text
}

/// What is printed and what it says; `=` for words that stay as they are.
const SPELLINGS: &[(&str, &str)] = &[
    // Numbers, signs and units of the embedded disclosure.
    ("≥92%", "≥92 %"),
    ("≤5%", "≤5 %"),
    ("100%", "100 %"),
    ("≥40 个", "≥40 个"),
    ("100 架", "100 架"),
    ("≥200 条", "≥200 条"),
    ("≥10Mbps", "≥10 Mbps"),
    ("≤30 分钟", "≤30 分钟"),
    ("<2 小时", "<2 小时"),
    ("≥500 万条", "≥500 万条"),
    ("≥23 万 次", "≥23 万次"),
    ("≥1777 平方千米", "≥1777 平方千米"),
    ("≥6 数量", "≥6 数量"),
    ("≥70 得分", "≥70 得分"),
    ("≤180 天", "≤180 天"),
    ("≥150 类", "≥150 类"),
    ("1 套", "1 套"),
    // Of the corpus.
    ("≥13459.00(平方米)", "≥13459.00 平方米"),
    ("=100.00(%)", "=100.00 %"),
    ("≥80.00(%)", "≥80.00 %"),
    ("补贴对象生活改善度不低于80%", "≥80 %"),
    ("可控性100%", "100 %"),
    ("不低于50%", "≥50 %"),
    (">6.00(次)", ">6.00 次"),
    ("开展至少1次团体心理治疗", "≥1 次"),
    ("至少1次矫正人员的集中活动", "≥1 次"),
    ("不低于50人次的个体心理咨询辅导", "≥50 人次"),
    ("开展不低于5次的社区法治宣传活动", "≥5 次"),
    ("≥100.00(人数)", "≥100.00 人数"),
    (">150.00(家)", ">150.00 家"),
    ("=5.00(万人次)", "=5.00 万人次"),
    ("90.00(度)", "90.00 度"),
    ("满意率100%", "100 %"),
    ("党员群众满意度不少于80%", "≥80 %"),
    ("居民参与率不低于100%", "≥100 %"),
    ("=300.00(场)", "=300.00 场"),
    // Signs of every form.
    (">=90", "≥90"),
    ("≥ 90 %", "≥90 %"),
    ("＞90％", ">90 %"),
    ("＝１００％", "=100 %"),
    ("＜3（天）", "<3 天"),
    ("≧95%", "≥95 %"),
    ("≦5‰", "≤5 ‰"),
    ("⩾95%", "≥95 %"),
    ("≥≥95%", "≥95 %"),
    ("=>95%", "≥95 %"),
    ("<=10万元", "≤10 万元"),
    ("≥=60分", "≥60 分"),
    ("==3次", "=3 次"),
    ("≈20公里", "≈20 公里"),
    ("≥1，000人", "≥1000 人"),
    ("≥1,777.50亩", "≥1777.50 亩"),
    ("≥12\n个月", "≥12 个月"),
    ("≤-3%", "≤-3 %"),
    ("≥95%。", "≥95 %"),
    // Words for signs.
    ("大于等于90%", "≥90 %"),
    ("大于或等于3次", "≥3 次"),
    ("不少于5次", "≥5 次"),
    ("不得少于20户", "≥20 户"),
    ("至少3项", "≥3 项"),
    ("大于3个", ">3 个"),
    ("超过1000人", ">1000 人"),
    ("高于95%", ">95 %"),
    ("不超过30万元", "≤30 万元"),
    ("不得超过100万元", "≤100 万元"),
    ("不高于2%", "≤2 %"),
    ("小于等于5天", "≤5 天"),
    ("最多2次", "≤2 次"),
    ("低于1‰", "<1 ‰"),
    ("少于3起", "<3 起"),
    ("等于12期", "=12 期"),
    ("约50人", "≈50 人"),
    ("大约50人次", "≈50 人次"),
    ("不少于三次", "≥3 次"),
    ("≥十二个", "≥12 个"),
    // Words behind the number.
    ("90%以上", "≥90 %"),
    ("90%（含）以上", "≥90 %"),
    ("95%及以上", "≥95 %"),
    ("≥90%以上", "≥90 %"),
    (">90%以上", ">90 %"),
    ("3天以内", "≤3 天"),
    ("3个工作日内", "≤3 个工作日"),
    ("控制在5%以内", "≤5 %"),
    ("100万元以下", "≤100 万元"),
    ("20人左右", "≈20 人"),
    ("80以上", "≥80"),
    // Ranges.
    ("90%-95%", "90..95 %"),
    ("90-95%", "90..95 %"),
    ("90%～95%", "90..95 %"),
    ("3至5天", "3..5 天"),
    ("10—12次", "10..12 次"),
    ("≥80%且≤100%", "80..100 %"),
    ("≥80%，≤100%", "80..100 %"),
    // Numbers without sign or unit, units without being known.
    ("100", "100"),
    ("0", "0"),
    ("满意度95", "95"),
    ("完成率达到100%", "100 %"),
    ("100%完成", "100 %"),
    ("15个居民区全覆盖", "15 个"),
    ("开展培训3场", "3 场"),
    ("≤200元/人", "≤200 元/人"),
    ("每月4次", "4 次"),
    ("≥3标段", "≥3 标段"),
    // Nothing, or a sign alone.
    ("", ""),
    ("-", ""),
    ("/", ""),
    ("≥", "≥"),
    ("＞＝", "≥"),
    // Words.
    ("优", "“优”"),
    ("达标", "“达标”"),
    ("合规", "“合规”"),
    ("提升", "“提升”"),
    ("高中低", "“高中低”"),
    ("无", "“无”"),
    ("及时率", "“及时率”"),
    ("政治觉悟及学习主动性不断提升，范围不断扩大", "“政治觉悟及学习主动性不断提升，范围不断扩大”"),
    ("≥良好", "≥“良好”"),
    ("不低于上年水平", "≥“上年水平”"),
    ("约束有力", "“约束有力”"),
    // Dates and numbers that are no targets.
    ("12月31日前", "“12月31日前”"),
    ("2024年12月底前", "“2024年12月底前”"),
    ("2024年完成", "“2024年完成”"),
    ("≤2024年", "≤“2024年”"),
    ("2024-12-31", "“2024-12-31”"),
    ("2023年度完成率100%", "“2023年度完成率100%”"),
    ("慰问人数不少于100人,宣传用品不少于20000份", "“慰问人数不少于100人,宣传用品不少于20000份”"),
    ("7×24小时", "“7×24小时”"),
    ("前3名", "“前3名”"),
    ("执行GB50300", "“执行GB50300”"),
    ("落实2号文件精神", "“落实2号文件精神”"),
    ("签订合约3份", "3 份"),
    // What contradicts itself.
    ("≥≤95%", "“≥≤95%”"),
    ("≥不超过95%", "“≥不超过95%”"),
    ("≥95%以下", "≥“95%以下”"),
    ("95%-90%", "“95%-90%”"),
    ("≥1,2,3%", "≥“1,2,3%”"),
    ("≥99999999999999999999999", "≥“99999999999999999999999”"),
];

#[test]
fn every_spelling_says_what_it_says() {
    let wrong: Vec<String> = SPELLINGS
        .iter()
        .map(|(printed, expected)| (printed, *expected, short(&Target::parse(printed))))
        .filter(|(_, expected, found)| expected != found)
        .map(|(printed, expected, found)| format!("{printed}: {found} instead of {expected}"))
        .collect();
    assert_eq!(wrong, [""; 0]);
    assert!(SPELLINGS.len() >= 120);
}

#[test]
fn a_number_of_the_embedded_targets_is_never_words() {
    for target in embedded().budget.objectives().iter().flat_map(|objective| &objective.targets) {
        let has_digit = target.printed.contains(|c: char| c.is_ascii_digit());
        assert_eq!(target.target.is_measured(), has_digit, "{}: {}", target.at, target.printed);
        assert_eq!(target.target.quality.is_some(), !has_digit, "{}: {}", target.at, target.printed);
    }
}

/// Pieces that targets are made of, and some that break them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("≥".to_owned()),
        Just("＜=".to_owned()),
        Just("不低于".to_owned()),
        Just("以上".to_owned()),
        Just("约".to_owned()),
        Just("（%）".to_owned()),
        Just("万".to_owned()),
        Just("-".to_owned()),
        Just("月".to_owned()),
        Just("(".to_owned()),
        "[0-9]{1,30}",
        "[0-9.,，]{0,6}",
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_a_target_and_nothing_of_it_is_lost(text in pieces()) {
        let target = Target::parse(&text);
        let blank = text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation() || "，；。、—–−－／：．".contains(c));
        let says = target.comparator.is_some() || target.value.is_some() || target.quality.is_some();
        prop_assert!(says || blank, "{text:?} says nothing");
        prop_assert!(!(target.value.is_some() && target.quality.is_some()));
        prop_assert!(target.value.is_some() || target.upper.is_none() && target.unit.is_none());
        if let (Some(value), Some(upper)) = (target.value, target.upper) {
            prop_assert!(value <= upper);
        }
    }

    #[test]
    fn blanks_and_width_change_nothing(number in 0u32..10_000, sign in 0usize..4, unit in 0usize..4) {
        let plain = format!("{}{number}{}", ["≥", "<=", ">", "="][sign], ["%", "(次)", "个", "万元"][unit]);
        let wide: String = plain.chars().map(|c| match c {
            '<' => '＜',
            '>' => '＞',
            '=' => '＝',
            '%' => '％',
            '(' => '（',
            ')' => '）',
            '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            other => other,
        }).collect();
        let spaced: String = plain.chars().flat_map(|c| [c, '\u{3000}']).collect();
        let expected = Target::parse(&plain);
        prop_assert!(expected.is_measured());
        prop_assert_eq!(&Target::parse(&wide), &expected);
        prop_assert_eq!(&Target::parse(&spaced), &expected);
    }
}
