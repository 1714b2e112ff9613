//! Charts: golden frames and pictures, the keyboard, the pointer, and what must hold of every frame.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "charts/any_view.rs"]
mod any_view;
#[path = "charts/colours.rs"]
mod colours;
#[path = "common/mod.rs"]
mod common;
#[path = "charts/examples.rs"]
mod examples;
#[path = "charts/laws.rs"]
mod laws;

use budget_widget::amount::Unit;
use budget_widget::charts::frame::{Direction, Frame, Op, Rect, Role, UNIT, Value};
use budget_widget::charts::svg::svg;
use budget_widget::charts::theme::Palette;
use budget_widget::charts::{Chart, Options};
use budget_widget::i18n::Locale;
use budget_widget::views::bars::Bars;
use budget_widget::views::flow::Flow;
use budget_widget::views::targets::{Aim, Targets};
use examples::{charts, draw, functions, many, many_bars, odd_bars, odd_targets, theme, wan, zhengzhou};
use rust_decimal::Decimal;
use std::fmt::Write;

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
        let amount = mark
            .value
            .amount()
            .map_or_else(|| mark.value.text(Unit::Yuan), |amount| amount.value().to_string());
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
            "bars-60" | "bars-500" | "treemap-60" => &[(740.0, false)],
            "change-values" | "three-public-zero" => &[(390.0, false)],
            "comparison-odd" => &[(740.0, false), (320.0, true)],
            "targets" | "intervals-odd" => &[(740.0, false), (390.0, true)],
            "icicle-90" | "treemap-long" | "treemap-500" | "treemap-one" => &[],
            "treemap-english" => &[(740.0, true)],
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
    let total: Decimal = items.clone().map(|mark| mark.value.amount().unwrap().value()).sum();
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
fn targets_that_have_no_row_are_counted_in_the_last() {
    let few = odd_targets();
    let names = |count: usize| {
        let mut targets = Vec::new();
        for at in 0..count {
            targets.push(Aim { key: at.to_string(), ..few.0[at % few.0.len()].clone() });
        }
        let frame = draw(&Targets(targets), 740.0, false);
        (frame.marks.len(), frame.marks.last().unwrap().name.clone())
    };
    assert_eq!(names(60), (60, few.0[59 % few.0.len()].name.clone()));
    assert_eq!(names(75), (60, "其余 16 项".to_owned()));
}

#[test]
fn the_remainder_is_shown_only_if_there_is_one() {
    let frame = draw(&functions(), 800.0, false);
    assert!(!frame.marks.iter().any(|mark| mark.name.contains("差额")));
    let mut short = functions();
    short.bars[3].amount = wan("64.5");
    let frame = draw(&short, 800.0, false);
    let rest = frame.marks.iter().find(|mark| mark.name == "差额").unwrap();
    assert_eq!(rest.value, Value::Amount(wan("0.1")));
    assert_eq!((&rest.at, rest.share.as_deref()), (&None, Some("<0.1%")));
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
            let heads = ["source", "nature", "function", "item"];
            if heads.iter().any(|head| Locale::of("zh-CN").text(&format!("stage.{head}")) == text) {
                assert_eq!(hit, None, "{text}");
                continue;
            }
            let mark = &frame.marks[hit.unwrap()];
            let amount = mark.value.text(Unit::WanYuan);
            assert!(mark.role == Role::Node && (mark.name.contains(text) || amount == *text), "{text}");
        }
        for mark in frame.marks.iter().filter(|mark| mark.role == Role::Node) {
            assert!(mark.reach.iter().any(|rect| rect.height >= 24.0), "{} at {width}", mark.name);
        }
    }
}

/// Writes pictures to look at: `cargo test --test charts -- --ignored`.
#[test]
#[ignore = "for the eye"]
fn look() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    let wanted = std::env::var("LOOK").unwrap_or_default();
    for (name, chart) in charts().into_iter().filter(|(name, _)| name.contains(&wanted)) {
        for width in [1200, 740, 390, 320] {
            for (look, palette) in
                [("light", Palette::LIGHT), ("dark", Palette::DARK), ("contrast", Palette::CONTRAST)]
            {
                for large in [false, true] {
                    let theme = theme(palette.clone(), large);
                    let frame = chart.frame(&Options {
                        width: f64::from(width),
                        unit: Unit::WanYuan,
                        theme: &theme,
                        locale: Locale::of("zh-CN"),
                    });
                    let size = if large { "-large" } else { "" };
                    let file = folder.join(format!("{name}-{width}-{look}{size}.svg"));
                    std::fs::write(file, svg(&frame, name, Some(palette.surface))).unwrap();
                }
            }
        }
    }
}
