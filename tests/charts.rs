//! Charts: golden frames and pictures, and what must hold of every frame.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use budget_widget::address::{CellAddress, Place};
use budget_widget::amount::{Amount, Unit};
use budget_widget::charts::frame::{Direction, Frame, Mark, Op, Rect, Role, UNIT};
use budget_widget::charts::svg::svg;
use budget_widget::charts::theme::{Palette, Sizes, Theme};
use budget_widget::charts::{CHARTS, Chart, Options, Words};
use budget_widget::views::bars::{Bar, BarPart, Bars};
use budget_widget::views::flow::{Flow, FlowLink, FlowNode, Stage, Tone};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::fmt::Write;

const WORDS: Words = Words {
    source: "资金来源",
    nature: "支出性质",
    function: "功能分类",
    item: "项目与科目",
    project: "项目支出",
    basic: "基本支出",
    rest: "其余 {n} 项",
    remainder: "差额",
};

fn theme(palette: Palette, large: bool) -> Theme {
    Theme { palette, sizes: if large { Sizes::LARGE } else { Sizes::NORMAL } }
}

fn draw(chart: &dyn Chart, width: f64, large: bool) -> Frame {
    let theme = theme(Palette::LIGHT, large);
    chart.frame(&Options { width, unit: Unit::WanYuan, theme: &theme, words: &WORDS })
}

fn wan(text: &str) -> Amount {
    Amount::new(text.parse().unwrap(), Unit::WanYuan)
}

fn at(row: &str) -> CellAddress {
    CellAddress {
        table: "general-expenditure".into(),
        row: row.into(),
        column: "total".into(),
        place: Place::text(1, 1),
    }
}

/// Builds flows from names; nodes are numbered in the order given.
#[derive(Default)]
struct Build(Flow);

impl Build {
    fn node(&mut self, stage: Stage, name: &str, tone: Tone, amount: &str) -> usize {
        let id = format!("{stage:?}/{}", self.0.nodes.len());
        let node = FlowNode { id, stage, name: name.to_owned(), tone, amount: wan(amount), at: at(name) };
        self.0.nodes.push(node);
        self.0.nodes.len() - 1
    }

    fn link(&mut self, from: usize, to: usize, tone: Tone, amount: &str) {
        let row = format!("{from}>{to}");
        self.0.links.push(FlowLink { from, to, tone, amount: wan(amount), at: at(&row) });
    }

    fn item(&mut self, from: usize, name: &str, tone: Tone, amount: &str) {
        let item = self.node(Stage::Item, name, tone, amount);
        self.link(from, item, tone, amount);
    }
}

/// 郑州市大数据管理局, 2024.
fn zhengzhou() -> Flow {
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
fn many(count: usize) -> Flow {
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

fn long_names() -> Flow {
    let mut flow = zhengzhou();
    for node in &mut flow.nodes {
        node.name = format!("{}（含上年结转、政府性基金与 cloud-migration 专项）", node.name.repeat(2));
    }
    flow
}

/// Several sources, both natures in one function, money that skips a stage, an item taken back, a cycle.
fn tangled() -> Flow {
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

fn one_node(amount: &str) -> Flow {
    let mut b = Build::default();
    b.node(Stage::Source, "一般公共预算", Tone::Total, amount);
    b.0
}

fn bar(key: &str, name: &str, amount: &str, parts: &[(Tone, &str)]) -> Bar {
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

fn functions() -> Bars {
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
fn odd_bars() -> Bars {
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

fn many_bars(count: usize) -> Bars {
    let bars = (0..count)
        .map(|i| bar(&format!("2{i:04}"), &format!("第 {i} 个科目"), &format!("{}.0", 5000 / (i + 1)), &[]));
    Bars { whole: None, bars: bars.collect() }
}

fn charts() -> Vec<(&'static str, Box<dyn Chart>)> {
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
    ]
}

/// A frame as text: what is drawn and what can be reached.
fn dump(frame: &Frame) -> String {
    let mut out = format!("{} × {}\n", frame.width, frame.height);
    let px = |steps: i32| f64::from(steps) / f64::from(UNIT);
    for op in &frame.ops {
        match op {
            Op::Rect { x, y, width, height, colour } => {
                writeln!(out, "rect {colour} {},{} {}×{}", px(*x), px(*y), px(*width), px(*height))
            }
            Op::Fill { points, colour } => {
                let points: Vec<_> = points.iter().map(|&(x, y)| (px(x), px(y))).collect();
                writeln!(out, "fill {colour} {} points {}", points.len(), area(&Rect::around(&points)))
            }
            Op::Line { points, width, colour } => {
                let (first, last) = (points[0], points[points.len() - 1]);
                let [(x0, y0), (x1, y1)] = [first, last].map(|(x, y)| (px(x), px(y)));
                writeln!(out, "line {colour} {} thick {x0},{y0} – {x1},{y1}", px(*width as i32))
            }
            Op::Text { anchor, size, weight, colour, text, .. } => {
                let place = area(&op.text_box().unwrap());
                writeln!(out, "text {colour} {} {weight:?} {anchor:?} {place} {text}", px(*size))
            }
        }
        .unwrap();
    }
    for (i, mark) in frame.marks.iter().enumerate() {
        let at = mark.at.as_ref().map_or("not printed".to_owned(), ToString::to_string);
        let share = mark.share.as_deref().unwrap_or("–");
        let stop = mark.stop.map_or(String::new(), |stop| format!(" stop {}.{}", stop.group, stop.order));
        let opens = if mark.opens { " opens" } else { "" };
        let reach: String = mark.reach.iter().map(|rect| format!(" + {}", area(rect))).collect();
        let amount = mark.amount.value();
        writeln!(
            out,
            "{i} {:?} {} 「{}」 {amount} {share} {at}{opens} {}{reach}{stop} ways {:?}",
            mark.role,
            mark.id,
            mark.name,
            area(&mark.bounds),
            mark.ways
        )
        .unwrap();
    }
    out
}

fn area(rect: &Rect) -> String {
    format!("{:.2},{:.2} {:.2}×{:.2}", rect.x, rect.y, rect.width, rect.height)
}

#[test]
fn frames_are_as_agreed() {
    for (name, chart) in charts() {
        let cases: &[(f64, bool)] = match name {
            "flow" => &[
                (1200.0, false),
                (900.0, false),
                (390.0, false),
                (320.0, false),
                (1200.0, true),
                (390.0, true),
            ],
            "bars" | "bars-odd" => &[(740.0, false), (390.0, false), (320.0, true)],
            "bars-60" | "bars-500" => &[(740.0, false)],
            _ => &[(1200.0, false), (390.0, false)],
        };
        for &(width, large) in cases {
            let frame = draw(chart.as_ref(), width, large);
            let size = if large { "-large" } else { "" };
            insta::assert_snapshot!(format!("{name}-{width}{size}"), dump(&frame));
        }
    }
}

#[test]
fn pictures_are_as_agreed() {
    for (name, chart, width) in [
        ("flow", Box::new(zhengzhou()) as Box<dyn Chart>, 1200.0),
        ("flow", Box::new(zhengzhou()), 390.0),
        ("bars-odd", Box::new(odd_bars()), 740.0),
    ] {
        let frame = draw(chart.as_ref(), width, false);
        insta::assert_snapshot!(format!("svg-{name}-{width}"), svg(&frame, name, None));
    }
}

#[test]
fn every_chart_is_registered_once() {
    let mut ids: Vec<&str> = CHARTS.to_vec();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), CHARTS.len());
    for (name, chart) in charts() {
        assert!(CHARTS.contains(&chart.id()), "{name}");
    }
}

#[test]
fn nothing_gives_an_empty_frame() {
    let bars = Bars { whole: Some(wan("5.0")), bars: Vec::new() };
    for chart in [&Flow::default() as &dyn Chart, &bars] {
        for width in [0.0, 320.0, 1200.0, f64::NAN, f64::INFINITY, -1.0] {
            let frame = draw(chart, width, false);
            assert!(frame.height == 0.0 && frame.ops.is_empty() && frame.marks.is_empty());
            assert!(frame.width.is_finite() && frame.hit(1.0, 1.0).is_none());
            assert_eq!(frame.step(None, Direction::Right), None);
        }
    }
}

#[test]
fn what_is_taken_together_is_summed_exactly_and_not_called_printed() {
    let flow = many(500);
    let frame = draw(&flow, 1200.0, false);
    let items = frame.marks.iter().filter(|mark| mark.stop.is_some_and(|stop| stop.group == 3));
    assert_eq!(items.clone().count(), 24);
    let total: Decimal = items.clone().map(|mark| mark.amount.value()).sum();
    assert_eq!(total, flow.nodes[0].amount.value());
    for mark in items.filter(|mark| mark.name.starts_with("其余")) {
        assert_eq!(mark.at, None, "{}", mark.name);
    }
    let printed: Vec<_> =
        frame.marks.iter().filter(|mark| mark.role == Role::Link && mark.at.is_none()).collect();
    assert_eq!(printed.len(), 3);

    let bars = draw(&many_bars(500), 390.0, false);
    assert_eq!(bars.marks.len(), 60);
    assert_eq!((bars.marks[59].name.as_str(), &bars.marks[59].at), ("其余 441 项", &None));
}

#[test]
fn the_remainder_is_shown_only_if_there_is_one() {
    let frame = draw(&functions(), 800.0, false);
    assert!(!frame.marks.iter().any(|mark| mark.name.contains("差额")));
    let mut short = functions();
    short.bars[3].amount = wan("64.5");
    let frame = draw(&short, 800.0, false);
    let rest = frame.marks.iter().find(|mark| mark.name == "差额").unwrap();
    assert_eq!((rest.amount, &rest.at, rest.share.as_deref()), (wan("0.1"), &None, Some("0.0%")));
    // Parts that sum to more than their bar leave nothing to hatch, but less than the whole does.
    let odd = draw(&odd_bars(), 800.0, false);
    let names: Vec<&str> = odd.marks.iter().filter(|m| m.at.is_none()).map(|m| m.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn arrows_walk_along_the_money() {
    use Direction::{Down, First, Last, Left, Right, Up};
    for width in [1200.0, 390.0] {
        let frame = draw(&zhengzhou(), width, false);
        let walk = |from: Option<usize>, steps: &[Direction]| {
            let end = steps.iter().fold(from, |at, &step| frame.step(at, step));
            frame.marks[end.unwrap()].name.clone()
        };
        assert_eq!(walk(None, &[Right]), "一般公共预算");
        assert_eq!(walk(None, &[First, Right]), "项目支出");
        assert_eq!(walk(None, &[First, Right, Down]), "基本支出");
        assert_eq!(walk(None, &[First, Right, Down, Down]), "基本支出");
        assert_eq!(walk(None, &[First, Right, Down, Right, Down, Right]), "住房公积金");
        assert_eq!(walk(None, &[Last]), "事业单位医疗");
        assert_eq!(walk(None, &[Last, Left, Left, Left, Left]), "一般公共预算");
        assert_eq!(walk(None, &[Last, Up, Up]), "其他社会保障和就业支出");
        let link = frame.marks.iter().position(|mark| mark.name == "基本支出 → 卫生健康支出");
        assert_eq!(walk(link, &[Left]), "基本支出");
        assert_eq!(walk(link, &[Right]), "卫生健康支出");
    }
    let bars = draw(&functions(), 390.0, false);
    let first = bars.step(None, First);
    let part = bars.step(first, Right);
    assert_eq!(bars.marks[part.unwrap()].name, "一般公共服务支出 · 项目支出");
    assert_eq!(bars.step(part, Left), first);
    assert_eq!(
        bars.marks[bars.step(bars.step(part, Right), Right).unwrap()].name,
        "一般公共服务支出 · 基本支出"
    );
    assert_eq!(bars.step(Some(1), Right), Some(1), "a bar of one piece has nothing beside it");
}

#[test]
fn labels_answer_to_the_pointer() {
    for width in [1200.0, 900.0, 390.0, 320.0] {
        let frame = draw(&zhengzhou(), width, false);
        for op in &frame.ops {
            let (Some(place), Op::Text { text, .. }) = (op.text_box(), op) else { continue };
            let hit = frame.hit(place.x + place.width / 2.0, place.y + place.height / 2.0);
            if [WORDS.source, WORDS.nature, WORDS.function, WORDS.item].contains(&text.as_str()) {
                assert_eq!(hit, None, "{text}");
                continue;
            }
            let mark = &frame.marks[hit.unwrap()];
            let amount = budget_widget::i18n::format::amount(mark.amount, Unit::WanYuan);
            assert!(mark.role == Role::Node && (mark.name.contains(text) || amount == *text), "{text}");
        }
        for mark in frame.marks.iter().filter(|mark| mark.role == Role::Node) {
            assert!(mark.reach.iter().any(|rect| rect.height >= 24.0), "{} at {width}", mark.name);
        }
    }
}

fn inside(polygon: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let ends = polygon.iter().skip(1).chain(polygon.first());
    let crossed = polygon
        .iter()
        .zip(ends)
        .filter(|&(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
    crossed.count() % 2 == 1
}

/// What must hold of every frame, whatever the figures.
fn check(frame: &Frame, least: f64) {
    let texts: Vec<(Rect, &str)> = frame
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::Text { text, size, .. } => {
                assert!(*size >= 13 * UNIT, "{text} is too small");
                Some((op.text_box().unwrap(), text.as_str()))
            }
            _ => None,
        })
        .collect();
    let whole = Rect::new(0.0, 0.0, frame.width, frame.height);
    let holds =
        |x: f64, y: f64| x >= -0.13 && y >= -0.13 && x <= whole.right() + 0.13 && y <= whole.bottom() + 0.13;
    for (i, (a, text)) in texts.iter().enumerate() {
        assert!(holds(a.x, a.y) && holds(a.right(), a.bottom()), "{text} leaves the frame: {a:?}");
        for (b, other) in texts.iter().skip(i + 1) {
            assert!(!a.overlaps(b), "{text} {a:?} lies on {other} {b:?}");
        }
    }
    let bands: Vec<_> = frame.marks.iter().filter(|mark| mark.role == Role::Link).collect();
    for (place, text) in &texts {
        // A label stands on one band wholly, or on none.
        let under = |x: f64, y: f64| bands.iter().rposition(|band| inside(&band.outline, (x, y)));
        let spots = (0..=8).flat_map(|i| (0..=4).map(move |j| (f64::from(i) / 8.0, f64::from(j) / 4.0)));
        let mut found: Vec<_> =
            spots.map(|(u, v)| under(place.x + place.width * u, place.y + place.height * v)).collect();
        found.dedup();
        assert_eq!(found.len(), 1, "{text} at {place:?} is crossed: {found:?}");
    }
    for (i, mark) in frame.marks.iter().enumerate() {
        for &(x, y) in &mark.outline {
            assert!(
                holds(x, y),
                "{} leaves the frame of {} × {}: {x},{y}",
                mark.id,
                frame.width,
                frame.height
            );
        }
        let n = mark.outline.len();
        let (a, b) = (mark.outline[n / 4], mark.outline[n - 1 - n / 4]);
        let centre = if n == 4 {
            (mark.bounds.x + mark.bounds.width / 2.0, mark.bounds.y + mark.bounds.height / 2.0)
        } else {
            ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
        };
        let hit = frame.hit(centre.0, centre.1);
        assert!(hit.is_some_and(|hit| hit >= i), "{} is not hit at {centre:?}: {hit:?}", mark.id);
        assert!(mark.bounds.width.min(mark.bounds.height) >= least, "{} cannot be seen", mark.id);
    }
    let mut ids: Vec<&str> = frame.marks.iter().map(|mark| mark.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), frame.marks.len(), "ids repeat");
    reachable(frame);
}

/// Arrows alone reach every stop.
fn reachable(frame: &Frame) {
    use Direction::{Down, First, Left, Right, Up};
    let mut seen = vec![false; frame.marks.len()];
    let mut open = vec![frame.step(None, First).unwrap()];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            open.extend([Left, Right, Up, Down].iter().filter_map(|&step| frame.step(Some(at), step)));
        }
    }
    for (mark, seen) in frame.marks.iter().zip(seen) {
        assert!(seen || mark.stop.is_none(), "{} cannot be reached", mark.id);
    }
}

/// How thick a band is where it leaves its station, and where it arrives.
fn thickness(outline: &[(f64, f64)], wide: bool) -> [f64; 2] {
    let n = outline.len();
    [(0, n - 1), (n / 2 - 1, n / 2)].map(|(i, j)| {
        let (a, b) = (outline[i], outline[j]);
        if wide { b.1 - a.1 } else { b.0 - a.0 }
    })
}

/// Bands and stations have one scale.
fn check_scale(frame: &Frame) {
    let nodes = || frame.marks.iter().filter(|mark| mark.role == Role::Node);
    // Stations are of one thickness across the flow: that tells which way it runs.
    let first = nodes().next().unwrap().bounds;
    let wide = nodes().all(|mark| mark.bounds.width == first.width) && first.width == 14.0;
    let length = |rect: &Rect| if wide { rect.height } else { rect.width };
    let size = |amount: Amount| amount.value().abs().to_string().parse::<f64>().unwrap();
    let drawn = |mark: &Mark| match mark.role {
        Role::Link => thickness(&mark.outline, wide),
        _ => [length(&mark.bounds); 2],
    };
    let largest = frame.marks.iter().max_by(|a, b| size(a.amount).total_cmp(&size(b.amount))).unwrap();
    let scale = drawn(largest)[0] / size(largest.amount);
    for mark in frame.marks.iter().filter(|_| scale.is_finite()) {
        let right = (size(mark.amount) * scale).max(1.0);
        for drawn in drawn(mark) {
            assert!((drawn - right).abs() <= 0.25, "{}: {drawn} instead of {right}", mark.id);
        }
    }
}

#[test]
fn what_must_hold_holds_for_the_examples() {
    for (name, chart) in charts() {
        for width in [320.0, 390.0, 640.0, 900.0, 1200.0] {
            for large in [false, true] {
                let frame = draw(chart.as_ref(), width, large);
                check(&frame, 0.8);
                if name.starts_with("flow") {
                    check_scale(&frame);
                }
            }
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    "[一般公共服务支出、（）]{1,30}|[a-zA-Z ]{1,12}[政府性基金]{0,20}|"
}

fn amount() -> impl Strategy<Value = Decimal> {
    let digits = prop_oneof![4 => 0..5_000_000i64, 2 => 0..2_000i64, 1 => Just(0), 1 => -50_000..0i64];
    (digits, 0..3u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

prop_compose! {
    /// Items with their parents, functions with theirs; sums upwards are right but for some.
    fn flows()(
        sources in prop::collection::vec(name(), 1..4),
        natures in prop::collection::vec((name(), 0..3usize), 1..4),
        functions in prop::collection::vec((name(), 0..3usize, 0..3usize), 0..7),
        items in prop::collection::vec((name(), amount(), 0..7usize, 0..3usize), 0..40),
        wrong in prop::option::weighted(0.3, (0..50usize, amount())),
        skipped in prop::option::weighted(0.3, (0..3usize, amount())),
    ) -> Flow {
        const TONES: [Tone; 3] = [Tone::Project, Tone::Basic, Tone::Total];
        let mut b = Build::default();
        for name in &sources {
            b.node(Stage::Source, name, Tone::Total, "0");
        }
        for (name, tone) in &natures {
            b.node(Stage::Nature, name, TONES[*tone], "0");
        }
        for (name, ..) in &functions {
            b.node(Stage::Function, name, Tone::Total, "0");
        }
        let first = [sources.len(), sources.len() + natures.len()];
        let mut passed = std::collections::BTreeMap::<(usize, usize), (Tone, Decimal)>::new();
        let mut pass = |path: &[usize], tone: Tone, amount: Decimal| {
            for pair in path.windows(2) {
                passed.entry((pair[0], pair[1])).or_insert((tone, Decimal::ZERO)).1 += amount;
            }
        };
        for (name, amount, function, tone) in &items {
            let item = b.node(Stage::Item, name, TONES[*tone], &amount.to_string());
            let Some((_, one, other)) = functions.get(function % functions.len().max(1)) else { continue };
            let nature = if tone % 2 == 0 { one } else { other } % natures.len();
            let source = (nature + tone) % sources.len();
            let function = first[1] + function % functions.len();
            pass(&[source, first[0] + nature, function, item], TONES[*tone], *amount);
        }
        if let (Some((nature, amount)), false) = (skipped, items.is_empty()) {
            let item = first[1] + functions.len();
            pass(&[first[0] + nature % natures.len(), item], Tone::Project, amount);
        }
        for ((from, to), (tone, amount)) in passed {
            b.link(from, to, tone, &amount.to_string());
        }
        for i in 0..first[1] + functions.len() {
            let links = |end: fn(&FlowLink) -> usize| {
                b.0.links.iter().filter(|link| end(link) == i).map(|link| link.amount.value()).sum::<Decimal>()
            };
            let total = links(|link| link.from).max(links(|link| link.to));
            b.0.nodes[i].amount = Amount::new(total, Unit::WanYuan);
        }
        if let Some((node, amount)) = wrong {
            let node = node % b.0.nodes.len();
            b.0.nodes[node].amount = Amount::new(amount, Unit::WanYuan);
        }
        b.0
    }
}

prop_compose! {
    fn any_bars()(
        rows in prop::collection::vec((name(), amount(), prop::collection::vec(amount(), 0..4)), 0..12),
        whole in prop::option::of(amount()),
    ) -> Bars {
        let bars = rows.iter().enumerate().map(|(i, (name, amount, parts))| {
            let parts: Vec<(Tone, String)> = parts
                .iter()
                .zip([Tone::Project, Tone::Basic, Tone::Total])
                .map(|(amount, tone)| (tone, amount.to_string()))
                .collect();
            let parts: Vec<(Tone, &str)> = parts.iter().map(|(tone, amount)| (*tone, amount.as_str())).collect();
            bar(&i.to_string(), name, &amount.to_string(), &parts)
        });
        Bars { whole: whole.map(|whole| Amount::new(whole, Unit::WanYuan)), bars: bars.collect() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6000) })]

    #[test]
    fn any_flow_is_legible(flow in flows(), width in 280.0..1600.0f64, large: bool) {
        let frame = draw(&flow, width, large);
        check(&frame, 0.8);
        check_scale(&frame);
    }

    #[test]
    fn any_bars_are_legible(bars in any_bars(), width in 280.0..1600.0f64, large: bool) {
        let frame = draw(&bars, width, large);
        prop_assert_eq!(frame.height == 0.0, bars.bars.is_empty());
        if !bars.bars.is_empty() {
            check(&frame, 0.0);
            let row = if large { 52.0 } else { 40.0 };
            for mark in frame.marks.iter().filter(|mark| mark.role == Role::Bar) {
                prop_assert!(mark.bounds.height >= row);
            }
        }
    }
}

/// Writes pictures to look at: `cargo test --test charts -- --ignored`.
#[test]
#[ignore = "for the eye"]
fn look() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, chart) in charts() {
        for width in [1200, 900, 640, 390, 320] {
            for (look, palette) in
                [("light", Palette::LIGHT), ("dark", Palette::DARK), ("contrast", Palette::CONTRAST)]
            {
                for large in [false, true] {
                    let theme = theme(palette.clone(), large);
                    let frame = chart.frame(&Options {
                        width: f64::from(width),
                        unit: Unit::WanYuan,
                        theme: &theme,
                        words: &WORDS,
                    });
                    let size = if large { "-large" } else { "" };
                    let file = folder.join(format!("{name}-{width}-{look}{size}.svg"));
                    std::fs::write(file, svg(&frame, name, Some(palette.surface))).unwrap();
                }
            }
        }
    }
}
