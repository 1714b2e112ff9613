//! What must hold of every frame, whatever the figures.

use crate::examples::{Build, bar, charts, draw, draw_in, many_parts};
use budget_widget::amount::{Amount, Unit};
use budget_widget::charts::frame::{Direction, Frame, Mark, Op, Rect, Role, UNIT};
use budget_widget::charts::theme::Palette;
use budget_widget::charts::treemap::Treemap;
use budget_widget::views::bars::Bars;
use budget_widget::views::flow::{Flow, FlowLink, Stage, Tone};
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

fn inside(polygon: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let ends = polygon.iter().skip(1).chain(polygon.first());
    let crossed = polygon
        .iter()
        .zip(ends)
        .filter(|&(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
    crossed.count() % 2 == 1
}

/// What must hold of every frame, whatever the figures.
pub fn check(frame: &Frame, least: f64) {
    let texts: Vec<(Rect, &str)> = frame
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::Text { text, size, .. } => {
                assert!(*size >= 13 * UNIT, "{text} is too small");
                let digits = |c: char| c.is_ascii_digit() || "≥≤<>−,.%".contains(c);
                assert!(
                    !text.strip_suffix('…').is_some_and(|kept| kept.chars().all(digits)),
                    "{text} is cut"
                );
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
    let areas = [Role::Link, Role::Tile, Role::Cell];
    let bands: Vec<_> = frame.marks.iter().filter(|mark| areas.contains(&mark.role)).collect();
    for (place, text) in &texts {
        let inner = Rect::new(place.x + 0.2, place.y + 0.2, place.width - 0.4, place.height - 0.4);
        // A label stands on one band or tile wholly, or on none.
        let under = |x: f64, y: f64| {
            let on = |band: &&Mark| band.bounds.contains(x, y) && inside(&band.outline, (x, y));
            bands.iter().rposition(on)
        };
        let spots = (0..=8).flat_map(|i| (0..=4).map(move |j| (f64::from(i) / 8.0, f64::from(j) / 4.0)));
        let mut found: Vec<_> =
            spots.map(|(u, v)| under(inner.x + inner.width * u, inner.y + inner.height * v)).collect();
        found.dedup();
        assert_eq!(found.len(), 1, "{text} at {place:?} is crossed: {found:?}");
    }
    for op in &frame.ops {
        // Level and upright lines; those that fill an area lie below the ground of its words.
        let Op::Line { points, .. } = op else { continue };
        let [(x0, y0), (x1, y1)] = [points[0], points[points.len() - 1]];
        if points.len() == 2 && (x0 == x1 || y0 == y1) {
            let px = |steps: i32| f64::from(steps) / f64::from(UNIT);
            let line = Rect::around(&[(px(x0), px(y0)), (px(x1), px(y1))]);
            for (place, text) in &texts {
                let apart = line.x >= place.right() || line.right() <= place.x;
                let clear = line.y >= place.bottom() || line.bottom() <= place.y;
                assert!(apart || clear, "a line {line:?} runs through {text} at {place:?}");
            }
        }
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

/// Where something is drawn its mark answers, and where no mark is nothing does.
pub fn check_hits(frame: &Frame) {
    let steps = if frame.marks.len() > 100 { 12 } else { 40 };
    for row in 0..steps {
        for column in 0..steps {
            // Off the whole steps, on which edges lie.
            let x = frame.width * (f64::from(column) + 0.37) / f64::from(steps) + 0.013;
            let y = frame.height * (f64::from(row) + 0.37) / f64::from(steps) + 0.017;
            let covers = |mark: &Mark| {
                inside(&mark.outline, (x, y)) || mark.reach.iter().any(|rect| rect.contains(x, y))
            };
            assert_eq!(frame.hit(x, y), frame.marks.iter().rposition(covers), "at {x},{y}");
        }
    }
    let p = Palette::LIGHT;
    let colours = [p.accent, p.basic, p.ink, p.band_project, p.band_basic];
    for op in &frame.ops {
        let Op::Rect { x, y, width, height, colour } = op else { continue };
        let px = |steps: &i32| f64::from(*steps) / f64::from(UNIT);
        let drawn = Rect::new(px(x), px(y), px(width), px(height));
        let within = |mark: &&Mark| {
            let b = mark.bounds;
            let holds = |a: f64, b: f64| a - b >= -0.13;
            holds(drawn.x, b.x)
                && holds(drawn.y, b.y)
                && holds(b.right(), drawn.right())
                && holds(b.bottom(), drawn.bottom())
        };
        if colours.contains(colour) && *width > 0 && *height > 0 {
            assert!(frame.marks.iter().any(|mark| within(&mark)), "nothing answers for {drawn:?}");
        }
    }
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
    let size = |mark: &Mark| mark.value.amount().unwrap().value().abs().to_string().parse::<f64>().unwrap();
    let drawn = |mark: &Mark| match mark.role {
        Role::Link => thickness(&mark.outline, wide),
        _ => [length(&mark.bounds); 2],
    };
    let largest = frame.marks.iter().max_by(|a, b| size(a).total_cmp(&size(b))).unwrap();
    let scale = drawn(largest)[0] / size(largest);
    for mark in frame.marks.iter().filter(|_| scale.is_finite()) {
        let right = (size(mark) * scale).max(1.0);
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
                for lang in if large { ["en"] } else { ["zh-CN"] } {
                    let frame = draw_in(lang, chart.as_ref(), width, large);
                    check(&frame, 0.8);
                    check_hits(&frame);
                }
                let frame = draw(chart.as_ref(), width, large);
                if name.starts_with("flow") {
                    check_scale(&frame);
                }
            }
        }
    }
}

pub fn name() -> impl Strategy<Value = String> {
    "[一般公共服务支出、（）]{1,30}|[a-zA-Z ]{1,12}[政府性基金]{0,20}|"
}

pub fn amount() -> impl Strategy<Value = Decimal> {
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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn any_flow_is_legible(flow in flows(), width in 280.0..1600.0f64, large: bool) {
        let frame = draw(&flow, width, large);
        check(&frame, 0.8);
        check_hits(&frame);
        check_scale(&frame);
    }

    #[test]
    fn any_parts_are_legible(bars in any_bars(), width in 280.0..1600.0f64, large: bool) {
        let nothing = bars.bars.is_empty();
        let frame = draw(&Treemap(bars), width, large);
        prop_assert_eq!(frame.height == 0.0, nothing);
        if !nothing {
            check(&frame, 0.0);
            check_hits(&frame);
        }
    }

    #[test]
    fn any_bars_are_legible(bars in any_bars(), width in 280.0..1600.0f64, large: bool) {
        let frame = draw(&bars, width, large);
        prop_assert_eq!(frame.height == 0.0, bars.bars.is_empty());
        if !bars.bars.is_empty() {
            check(&frame, 0.0);
            check_hits(&frame);
            let row = if large { 52.0 } else { 40.0 };
            for mark in frame.marks.iter().filter(|mark| mark.role == Role::Bar) {
                prop_assert!(mark.bounds.height >= row);
            }
        }
    }
}

/// Tiles are to scale, none is lost, and ten thousand of them are laid out.
#[test]
fn tiles_are_as_large_as_their_share() {
    for count in [1, 2, 7, 60, 500, 10_000] {
        let Treemap(bars) = many_parts(count);
        let whole: Decimal = bars.bars.iter().map(|bar| bar.amount.value()).sum();
        let frame = draw(&Treemap(bars), 1200.0, false);
        check(&frame, 0.9);
        assert!(frame.marks.len() >= count, "{count}: {} marks", frame.marks.len());
        let tiles = frame.marks.iter().filter(|mark| mark.outline.len() == 4 && mark.reach != [mark.bounds]);
        let area = |mark: &Mark| (mark.bounds.width + 2.0) * (mark.bounds.height + 2.0);
        let value = |mark: &Mark| (mark.value.amount().unwrap().value() / whole).to_f64().unwrap();
        let large: Vec<&Mark> =
            tiles.filter(|mark| mark.bounds.width.min(mark.bounds.height) > 8.0).collect();
        let all = area(large[0]) / value(large[0]);
        for mark in large {
            let share = area(mark) / all;
            assert!((share - value(mark)).abs() < 0.004, "{count}: {} {share}", mark.id);
        }
    }
}
