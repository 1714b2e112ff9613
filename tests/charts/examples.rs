//! Views to draw: real ones, odd ones, crowded ones.

use crate::common::embedded;
use budget_widget::address::{Address, CellAddress, Place, SentenceAddress};
use budget_widget::amount::{Amount, Unit};
use budget_widget::charts::frame::Frame;
use budget_widget::charts::theme::{Palette, Sizes, Theme};
use budget_widget::charts::treemap::Treemap;
use budget_widget::charts::{Chart, Options};
use budget_widget::i18n::Locale;
use budget_widget::tables::performance::Target;
use budget_widget::views::bars::{Bar, BarPart, Bars};
use budget_widget::views::change::{self, Change, Step};
use budget_widget::views::compared::{Changed, Past};
use budget_widget::views::comparison::{
    self, Column, Comparison, Known, Line, Outcome, Part, Section, Value,
};
use budget_widget::views::flow::{Flow, FlowLink, FlowNode, Stage, Tone};
use budget_widget::views::function::{self, Icicle, Node};
use budget_widget::views::interval::{self, Interval, Intervals, Of};
use budget_widget::views::matrix::{self, Cell, Class, Matrix};
use budget_widget::views::targets::{self, Admitted, Aim, Targets};
use budget_widget::views::years::{self, Pair, Years};
use rust_decimal::Decimal;

pub fn theme(palette: Palette, large: bool) -> Theme {
    let patterns = palette == Palette::CONTRAST;
    Theme { palette, sizes: if large { Sizes::LARGE } else { Sizes::NORMAL }, patterns }
}

pub fn draw(chart: &dyn Chart, width: f64, large: bool) -> Frame {
    draw_in("zh-CN", chart, width, large)
}

pub fn draw_in(lang: &str, chart: &dyn Chart, width: f64, large: bool) -> Frame {
    let theme = theme(Palette::LIGHT, large);
    chart.frame(&Options { width, unit: Unit::WanYuan, theme: &theme, locale: Locale::of(lang) })
}

pub fn wan(text: &str) -> Amount {
    Amount::new(text.parse().unwrap(), Unit::WanYuan)
}

pub fn at(row: &str) -> CellAddress {
    CellAddress {
        table: "general-expenditure".into(),
        row: row.into(),
        column: "total".into(),
        place: Place::text(1, 1),
    }
}

/// Builds flows from names; nodes are numbered in the order given.
#[derive(Default)]
pub struct Build(pub Flow);

impl Build {
    pub fn node(&mut self, stage: Stage, name: &str, tone: Tone, amount: &str) -> usize {
        let id = format!("{stage:?}/{}", self.0.nodes.len());
        let node = FlowNode { id, stage, name: name.to_owned(), tone, amount: wan(amount), at: at(name) };
        self.0.nodes.push(node);
        self.0.nodes.len() - 1
    }

    pub fn link(&mut self, from: usize, to: usize, tone: Tone, amount: &str) {
        let row = format!("{from}>{to}");
        self.0.links.push(FlowLink { from, to, tone, amount: wan(amount), at: at(&row) });
    }

    pub fn item(&mut self, from: usize, name: &str, tone: Tone, amount: &str) {
        let item = self.node(Stage::Item, name, tone, amount);
        self.link(from, item, tone, amount);
    }
}

/// 郑州市大数据管理局, 2024.
pub fn zhengzhou() -> Flow {
    use Tone::{Basic, Project, Total};
    let mut b = Build::default();
    let source = b.node(Stage::Source, "一般公共预算", Total, "6273.0");
    let project = b.node(Stage::Nature, "项目支出", Project, "4867.9");
    let basic = b.node(Stage::Nature, "基本支出", Basic, "1405.1");
    b.link(source, project, Project, "4867.9");
    b.link(source, basic, Basic, "1405.1");
    let service = b.node(Stage::Function, "一般公共服务支出", Total, "5947.5");
    let housing = b.node(Stage::Function, "住房保障支出", Basic, "138.4");
    let social = b.node(Stage::Function, "社会保障和就业支出", Basic, "122.5");
    let health = b.node(Stage::Function, "卫生健康支出", Basic, "64.6");
    b.link(project, service, Project, "4867.9");
    b.link(basic, service, Basic, "1079.6");
    b.link(basic, housing, Basic, "138.4");
    b.link(basic, social, Basic, "122.5");
    b.link(basic, health, Basic, "64.6");
    b.item(service, "市政务网络、云、机房及业务系统建设维护项目", Project, "4091.1");
    b.item(service, "行政运行", Basic, "766.3");
    b.item(service, "全市政务数据治理项目", Project, "405.2");
    b.item(service, "事业运行", Basic, "313.3");
    b.item(service, "基础地理信息数据年度更新维护项目", Project, "285.4");
    b.item(housing, "住房公积金", Basic, "138.4");
    b.item(social, "机关事业单位基本养老保险缴费支出", Basic, "121.7");
    b.item(service, "全市政务信息安全经费项目", Project, "86.2");
    b.item(health, "行政单位医疗", Basic, "41.8");
    b.item(health, "事业单位医疗", Basic, "22.9");
    b.item(social, "其他社会保障和就业支出", Basic, "0.8");
    b.0
}

/// `count` items of falling size under three functions.
pub fn many(count: usize) -> Flow {
    let mut b = Build::default();
    let amounts: Vec<Decimal> = (0..count).map(|i| Decimal::new(40_000 / (i as i64 + 3), 1)).collect();
    let under = |k: usize| amounts.iter().skip(k).step_by(3).sum::<Decimal>().to_string();
    let total = amounts.iter().sum::<Decimal>().to_string();
    let source = b.node(Stage::Source, "一般公共预算", Tone::Total, &total);
    let nature = b.node(Stage::Nature, "项目支出", Tone::Project, &total);
    b.link(source, nature, Tone::Project, &total);
    for (k, name) in ["科学技术支出", "教育支出", "农林水支出"].into_iter().enumerate() {
        let function = b.node(Stage::Function, name, Tone::Project, &under(k));
        b.link(nature, function, Tone::Project, &under(k));
    }
    for (i, amount) in amounts.iter().enumerate() {
        b.item(2 + i % 3, &format!("第 {i} 个项目"), Tone::Project, &amount.to_string());
    }
    b.0
}

pub fn long_names() -> Flow {
    let mut flow = zhengzhou();
    for node in &mut flow.nodes {
        node.name = format!("{}（含上年结转、政府性基金与 cloud-migration 专项）", node.name.repeat(2));
    }
    flow
}

/// Several sources, both natures in one function, money that skips a stage, an item taken back, a cycle.
pub fn tangled() -> Flow {
    use Tone::{Basic, Project, Total};
    let mut b = Build::default();
    let general = b.node(Stage::Source, "一般公共预算", Total, "800.0");
    let fund = b.node(Stage::Source, "政府性基金", Total, "150.0");
    let carried = b.node(Stage::Source, "上年结转结余", Total, "9.9");
    let project = b.node(Stage::Nature, "项目支出", Project, "600.0");
    let basic = b.node(Stage::Nature, "基本支出", Basic, "359.9");
    b.link(general, project, Project, "450.0");
    b.link(general, basic, Basic, "350.0");
    b.link(fund, project, Project, "150.0");
    b.link(carried, basic, Basic, "9.9");
    let science = b.node(Stage::Function, "科学技术支出", Total, "500.0");
    let rural = b.node(Stage::Function, "农林水支出", Total, "300.0");
    let health = b.node(Stage::Function, "卫生健康支出", Basic, "99.9");
    b.link(project, science, Project, "400.0");
    b.link(basic, science, Basic, "100.0");
    b.link(project, rural, Project, "140.0");
    b.link(basic, rural, Basic, "160.0");
    b.link(basic, health, Basic, "99.9");
    b.item(science, "算力基础设施", Project, "380.0");
    b.item(science, "科技馆", Project, "20.0");
    b.item(science, "事业运行", Basic, "100.0");
    b.item(rural, "高标准农田", Project, "145.5");
    b.item(rural, "收回上年资金", Project, "-5.5");
    b.item(rural, "行政运行", Basic, "160.0");
    b.item(health, "行政单位医疗", Basic, "99.9");
    b.item(project, "直接安排的项目", Project, "60.0");
    b.link(health, project, Basic, "1.0");
    b.link(99, 3, Basic, "1.0");
    b.0
}

pub fn one_node(amount: &str) -> Flow {
    let mut b = Build::default();
    b.node(Stage::Source, "一般公共预算", Tone::Total, amount);
    b.0
}

pub fn bar(key: &str, name: &str, amount: &str, parts: &[(Tone, &str)]) -> Bar {
    let parts = parts.iter().map(|&(tone, amount)| BarPart { tone, amount: wan(amount), at: at(key) });
    Bar {
        key: key.to_owned(),
        code: Some(key.to_owned()),
        name: name.to_owned(),
        amount: wan(amount),
        at: at(key),
        parts: parts.collect(),
        opens: key == "201",
    }
}

pub fn functions() -> Bars {
    use Tone::{Basic, Project};
    Bars {
        whole: Some(wan("6273.0")),
        bars: vec![
            bar("201", "一般公共服务支出", "5947.5", &[(Project, "4867.9"), (Basic, "1079.6")]),
            bar("221", "住房保障支出", "138.4", &[(Project, "0.0"), (Basic, "138.4")]),
            bar("208", "社会保障和就业支出", "122.5", &[(Basic, "122.5")]),
            bar("210", "卫生健康支出", "64.6", &[(Basic, "64.6")]),
        ],
    }
}

/// Everything that bars can be: long names, nothing, less than nothing, parts that do not fill.
pub fn odd_bars() -> Bars {
    use Tone::{Basic, Project};
    let long = "用于机关事业单位基本养老保险缴费及其他社会保障和就业方面的支出（含上年结转）";
    Bars {
        whole: Some(wan("900.0")),
        bars: vec![
            bar("20805", long, "500.0", &[(Project, "200.0"), (Basic, "250.0")]),
            bar("22102", "住房改革支出", "300.5", &[]),
            bar("21011", "行政事业单位医疗", "0.0", &[]),
            bar("20199", "其他支出（收回）", "-120.0", &[(Project, "-100.0"), (Basic, "-20.0")]),
        ],
    }
}

pub fn many_bars(count: usize) -> Bars {
    let bars = (0..count)
        .map(|i| bar(&format!("2{i:04}"), &format!("第 {i} 个科目"), &format!("{}.0", 5000 / (i + 1)), &[]));
    Bars { whole: None, bars: bars.collect() }
}

/// Parts with nothing, less than nothing, a name longer than its tile, and a whole that they do not fill.
pub fn odd_parts() -> Treemap {
    use Tone::{Basic, Project};
    let mut bars = odd_bars();
    bars.whole = Some(wan("1200.0"));
    bars.bars.extend([
        bar("201", "一般公共服务支出", "180.0", &[(Project, "60.0"), (Basic, "120.0")]),
        bar("20601", "科学技术管理事务", "12.0", &[(Project, "12.0")]),
        bar("20602", "基础研究", "0.001", &[(Project, "0.001")]),
        bar("20603", "应用研究", "0.002", &[(Basic, "0.002")]),
    ]);
    Treemap(bars)
}

/// What a department of many lines spends, in English.
pub fn english_parts() -> Treemap {
    let names = [
        "General public services (including carry-over from the previous year)",
        "Education",
        "Science and technology",
        "Social security and employment",
        "Public health and family planning",
        "Energy conservation and environmental protection",
        "Agriculture, forestry and water conservancy",
        "Housing",
    ];
    let amounts = [41_200, 18_300, 9_050, 6_120, 3_400, 1_210, 640, 90];
    let bars = names.into_iter().zip(amounts).enumerate().map(|(i, (name, amount))| {
        bar(&format!("20{i}"), name, &format!("{amount}.5"), &[(Tone::Basic, &format!("{amount}.5"))])
    });
    Treemap(Bars { whole: None, bars: bars.collect() })
}

/// So many parts of falling size, all large enough to be drawn.
pub fn many_parts(count: usize) -> Treemap {
    let mut parts = many_bars(count);
    for (i, bar) in parts.bars.iter_mut().enumerate() {
        bar.amount = wan(&format!("{}.5", 900_000 / (i + 20)));
    }
    Treemap(parts)
}

/// Both economic classifications of 郑州市大数据管理局, 2024, as read from the document.
pub fn economic() -> Matrix {
    matrix::matrix(&embedded().budget).unwrap()
}

/// Many classes with long names; a cell below nothing; cells that do not make the whole.
pub fn odd_matrix() -> Matrix {
    let class = |code: usize, name: &str, amount: &str| Class {
        code: code.to_string(),
        name: name.to_owned(),
        amount: wan(amount),
        at: None,
    };
    let cell = |row, column, amount: &str| Cell { row, column, amount: wan(amount), at: None };
    Matrix {
        whole: Some(wan("1000.0")),
        at: Some(at("合计")),
        rows: vec![
            class(301, "Wages, allowances and other personnel expenditure of administrative units", "600.0"),
            class(302, "Goods and services", "-20.0"),
            class(399, "", "0.5"),
        ],
        columns: vec![
            class(501, "Wages of government bodies", "250.0"),
            class(505, "Regular subsidies to public institutions", "330.5"),
        ],
        cells: vec![cell(0, 0, "250.0"), cell(0, 1, "350.0"), cell(1, 1, "-20.0"), cell(2, 1, "0.5")],
    }
}

fn said_at(at: u32) -> Address {
    Address::Sentence(SentenceAddress { section: "narrative/1".into(), line: at, start: 3, end: 8 })
}

fn changed(amount: &str, is_up: Option<bool>) -> Changed {
    Changed { amount: wan(amount), at: said_at(7), is_up, rate: None, reason: None }
}

/// The whole grew; of its parts one fell, and what is said of them does not make the change of the whole.
pub fn change_of_parts() -> Change {
    let step =
        |key: &str, name: &str, tone, change| Step { key: key.into(), name: name.into(), tone, change };
    Change {
        now: wan("1320.0"),
        at: at("合计").into(),
        year: Some(2024),
        before: Past { amount: wan("1000.0"), at: Some(said_at(6)), year: Some(2023) },
        change: Some(changed("320.0", Some(true))),
        parts: vec![
            step("project", "项目支出", Tone::Project, changed("400.0", Some(true))),
            step(
                "basic",
                "基本支出（含上年结转、政府性基金与其他专项安排的机构运转经费）",
                Tone::Basic,
                changed("90.0", Some(false)),
            ),
        ],
    }
}

/// Only the two values are stated.
pub fn change_of_values() -> Change {
    Change { change: None, parts: Vec::new(), now: wan("0.0"), year: None, ..change_of_parts() }
}

/// Parts of which one was more the year before, one is nothing, and of one nothing is said.
pub fn three_public_parts(amounts: [&str; 4]) -> Years {
    let names = [
        "“三公”经费合计",
        "因公出国（境）费",
        "公务用车运行维护费",
        "Official reception of domestic and foreign guests",
    ];
    let before = [Some("30.0"), Some("0.0"), Some("18.5"), None];
    let parts =
        names.into_iter().zip(amounts).zip(before).enumerate().map(|(i, ((name, amount), before))| Pair {
            key: i.to_string(),
            name: name.to_owned(),
            amount: wan(amount),
            at: at(name).into(),
            before: before.map(|before| Past { amount: wan(before), at: None, year: Some(2023) }),
            depth: i.min(2),
        });
    Years(parts.collect())
}

/// Lines with their depth; the parent of a line is the last one before it that is less deep.
pub fn icicle(whole: &str, lines: &[(usize, &str, &str)]) -> Icicle {
    let mut nodes: Vec<Node> = Vec::new();
    for (i, &(depth, name, amount)) in lines.iter().enumerate() {
        let parent = nodes.iter().rposition(|node| node.depth < depth);
        let parts = [(Tone::Project, amount)];
        let bar = bar(&format!("{i}"), name, amount, if i % 3 == 0 { &parts } else { &[] });
        nodes.push(Node { bar, depth, parent });
    }
    Icicle { whole: Some(wan(whole)), nodes }
}

/// Levels that do not fill the one above or overfill it, a line taken back, a line that is nothing, a missing level.
pub fn odd_icicle() -> Icicle {
    icicle(
        "1000.0",
        &[
            (0, "一般公共服务支出", "600.0"),
            (1, "政府办公厅（室）及相关机构事务", "400.0"),
            (2, "行政运行", "300.0"),
            (2, "Operation of public institutions attached to government offices", "120.0"),
            (2, "收回上年资金", "-20.0"),
            (1, "其他一般公共服务支出", "150.0"),
            (0, "住房保障支出", "395.0"),
            (2, "住房公积金", "395.1"),
            (0, "卫生健康支出", "0.0"),
        ],
    )
}

pub fn many_icicle(count: usize) -> Icicle {
    let amounts: Vec<String> = (0..count).map(|i| format!("{}.0", 9000 / (i + 2))).collect();
    let lines: Vec<(usize, &str, &str)> =
        amounts.iter().enumerate().map(|(i, amount)| (i % 3, "科目", amount.as_str())).collect();
    icicle("90000.0", &lines)
}

/// The intervals of a check of the embedded document.
pub fn check(id: &str) -> Intervals {
    let disclosure = embedded();
    interval::intervals(&disclosure.budget, &disclosure.report, id).unwrap()
}

/// Intervals of percentages that have nothing in common, one of them a single value.
pub fn odd_intervals() -> Intervals {
    let row = |of, value: &str, least: &str, most: &str, at| {
        let decimal = |text: &str| text.parse().unwrap();
        Interval { of, value: decimal(value), least: decimal(least), most: decimal(most), at }
    };
    let said = Of::Figure("其中：基本支出（含上年结转、政府性基金与其他专项安排）占".to_owned());
    Intervals {
        unit: None,
        rows: vec![
            row(said, "22.40", "22.395", "22.405", Some(said_at(9))),
            row(Of::Expected, "24.1", "24.1", "24.1", None),
            row(Of::Side(2), "23.0", "22.0", "24.0", None),
        ],
    }
}

/// Targets of every kind.
pub fn odd_targets() -> Targets {
    let targets = [
        ("预算执行率", "≥92%", target("≥92%")),
        ("“三公经费”控制率", "≤100%", target("≤100%")),
        ("机柜租赁总量", "100架", target("100架")),
        ("政务网络接入总量", ">200条", target(">200条")),
        ("项目完成时限", "<180天", target("<180天")),
        ("Response time of the platform to requests of citizens", "3-5 working days", target("3-5天")),
        ("增长率", "≥-2%", target("≥-2%")),
        ("差错", "0次", target("0次")),
        ("政务服务及管理能力", "得到全面、持续、显著的提升并且形成长效机制", target("提升")),
    ];
    let aims = targets.into_iter().enumerate().map(|(i, (name, printed, admitted))| Aim {
        key: i.to_string(),
        name: name.to_owned(),
        printed: printed.to_owned(),
        at: at(name),
        admitted,
    });
    Targets(aims.collect())
}

fn target(printed: &str) -> Option<Admitted> {
    targets::admitted(&Target::parse(printed))
}

/// Numbers as long as a document may print them.
pub fn long_numbers() -> Treemap {
    let amounts = ["9876543210123.456789", "12345678901.123456", "1234567890.123456", "-123456789012.123456"];
    let bars =
        amounts.iter().enumerate().map(|(i, amount)| bar(&format!("20{i}"), "一般公共服务支出", amount, &[]));
    Treemap(Bars { whole: Some(wan("9876543210123.456789")), bars: bars.collect() })
}

/// A part of a comparison whose lines print so much in each column, in tenths; nothing where they are not listed.
pub fn beside(section: Section, years: &[u16], lines: &[(&str, Vec<Option<i64>>)]) -> Part {
    let column = |(document, &year): (usize, &u16)| Column {
        document,
        department: "某市档案局".to_owned(),
        year: Some(year),
        is_final: document % 2 == 1,
        is_stated: false,
        against: None,
    };
    let cell = |tenths: &Option<i64>| comparison::Cell {
        value: tenths.map_or(Value::Absent, |tenths| {
            let amount = Amount::new(Decimal::new(tenths, 1), Unit::WanYuan);
            Value::Known(Known { amount, reach: amount.delta(), at: Some(at("201").into()) })
        }),
        whole: None,
        outcome: Outcome::Open,
        former: None,
        stated: None,
    };
    let line = |(i, (name, values)): (usize, &(&str, Vec<Option<i64>>))| Line {
        key: i.to_string(),
        code: Some(format!("{}", 201 + i)),
        name: (*name).to_owned(),
        level: 0,
        cells: values.iter().map(cell).collect(),
    };
    Part {
        section,
        columns: years.iter().enumerate().map(column).collect(),
        basis: None,
        lines: lines.iter().enumerate().map(line).collect(),
    }
}

/// Lines that are not listed everywhere, less than nothing, a long name, and more lines than a canvas holds.
fn odd_comparison() -> Part {
    let long = "用于机关事业单位基本养老保险缴费及其他社会保障和就业方面的支出（含上年结转）";
    let mut lines = vec![
        ("一般公共服务支出", vec![Some(1000), None, Some(1125)]),
        (long, vec![None, Some(400), Some(-120)]),
        ("教育支出", vec![Some(0), Some(3), None]),
    ];
    lines.extend((0..30).map(|i| ("科学技术支出", vec![Some(50 - i), Some(40), Some(30 + i)])));
    beside(Section::Function, &[2023, 2024, 2025], &lines)
}

pub fn charts() -> Vec<(&'static str, Box<dyn Chart>)> {
    vec![
        ("flow", Box::new(zhengzhou())),
        ("flow-long-names", Box::new(long_names())),
        ("flow-tangled", Box::new(tangled())),
        ("flow-60", Box::new(many(60))),
        ("flow-500", Box::new(many(500))),
        ("flow-one", Box::new(one_node("12.5"))),
        ("flow-zero", Box::new(one_node("0.0"))),
        ("bars", Box::new(functions())),
        ("bars-odd", Box::new(odd_bars())),
        ("bars-60", Box::new(many_bars(60))),
        ("bars-500", Box::new(many_bars(500))),
        ("change", Box::new(change::change(&embedded().budget, None).unwrap())),
        ("change-same", Box::new(change::change(&embedded().budget, Some("three-public")).unwrap())),
        ("change-parts", Box::new(change_of_parts())),
        ("change-values", Box::new(change_of_values())),
        ("comparison", Box::new(Comparison::of(&[&embedded().budget]).part(Section::Totals))),
        ("comparison-odd", Box::new(odd_comparison())),
        ("three-public", Box::new(years::three_public(&embedded().budget).unwrap())),
        ("three-public-odd", Box::new(three_public_parts(["22.5", "0", "12.0", "10.5"]))),
        ("three-public-zero", Box::new(three_public_parts(["0", "0", "0", "0"]))),
        ("icicle", Box::new(function::icicle(&embedded().budget).unwrap())),
        ("icicle-odd", Box::new(odd_icicle())),
        ("icicle-90", Box::new(many_icicle(90))),
        ("intervals", Box::new(check("code-tree:general-expenditure.21011.total"))),
        ("intervals-odd", Box::new(odd_intervals())),
        ("targets", Box::new(targets::targets(&embedded().budget, Some("410100240000000036019")).unwrap())),
        ("targets-odd", Box::new(odd_targets())),
        ("matrix", Box::new(economic())),
        ("matrix-odd", Box::new(odd_matrix())),
        ("treemap", Box::new(Treemap(functions()))),
        ("treemap-odd", Box::new(odd_parts())),
        ("treemap-english", Box::new(english_parts())),
        ("treemap-long", Box::new(long_numbers())),
        ("treemap-60", Box::new(many_parts(60))),
        ("treemap-500", Box::new(many_parts(500))),
        (
            "treemap-one",
            Box::new(Treemap(Bars {
                whole: None, bars: vec![bar("201", "一般公共服务支出", "5.0", &[])]
            })),
        ),
        (
            "treemap-zero",
            Box::new(Treemap(Bars {
                whole: None, bars: vec![bar("201", "一般公共服务支出", "0.0", &[])]
            })),
        ),
    ]
}
