//! Colours that mean different things stay apart for eyes that lack a kind of cone, and patterns for eyes that need them.

use crate::examples::{charts, functions, theme};
use budget_widget::amount::Unit;
use budget_widget::charts::frame::Op;
use budget_widget::charts::theme::{Palette, Rgb};
use budget_widget::charts::{Chart, Options};
use budget_widget::i18n::Locale;

/// What remains of linear red, green and blue for protanopes, deuteranopes and tritanopes, after Viénot, Brettel and
/// Mollon 1999 and, for the last, Brettel, Viénot and Mollon 1997 in one plane.
const BLIND: [(&str, [[f64; 3]; 3]); 3] = [
    ("protanopia", [[0.112_38, 0.887_62, 0.0], [0.112_38, 0.887_62, 0.0], [0.004_01, -0.004_01, 1.0]]),
    ("deuteranopia", [[0.292_75, 0.707_25, 0.0], [0.292_75, 0.707_25, 0.0], [-0.022_34, 0.022_34, 1.0]]),
    (
        "tritanopia",
        [[1.014_54, 0.142_68, -0.157_22], [-0.015_38, 0.876_54, 0.138_84], [0.016_47, 0.835_06, 0.148_47]],
    ),
];

fn linear(Rgb(r, g, b): Rgb) -> [f64; 3] {
    [r, g, b].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: &[[f64; 3]; 3], colour: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE L*a*b* under D65.
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] =
        [[0.412_46, 0.357_58, 0.180_44], [0.212_67, 0.715_15, 0.072_18], [0.019_33, 0.119_19, 0.950_30]];
    let white = [0.950_47, 1.0, 1.088_83];
    let [x, y, z]: [f64; 3] = std::array::from_fn(|i| {
        let t = XYZ[i].iter().zip(rgb).map(|(a, b)| a * b).sum::<f64>() / white[i];
        if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The difference of two colours as CIE 1976 counts it; 2.3 can just be seen.
fn apart(a: [f64; 3], b: [f64; 3]) -> f64 {
    lab(a).iter().zip(lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn meanings_stay_apart_for_all_eyes() {
    for (look, p) in [("light", Palette::LIGHT), ("dark", Palette::DARK), ("contrast", Palette::CONTRAST)] {
        let natures = [("total", p.ink), ("project", p.accent), ("basic", p.basic)];
        let bands = [("project band", p.band_project), ("basic band", p.band_basic)];
        let verdicts = [("ok", p.ok), ("warn", p.warn), ("error", p.error)];
        let groups: [(&[(&str, Rgb)], f64); 3] = [(&natures, 20.0), (&bands, 7.0), (&verdicts, 15.0)];
        for (group, least) in groups {
            for (i, (a, one)) in group.iter().enumerate() {
                for (b, other) in &group[i + 1..] {
                    let seen = apart(linear(*one), linear(*other));
                    assert!(seen >= least, "{look}: {a} and {b}: {seen:.1}");
                    for (eyes, matrix) in &BLIND {
                        let seen = apart(times(matrix, linear(*one)), times(matrix, linear(*other)));
                        assert!(seen >= least, "{look}: {a} and {b} with {eyes}: {seen:.1}");
                    }
                }
            }
        }
    }
}

#[test]
fn grey_is_seen_as_it_is() {
    // A simulation that colours greys is none.
    for (eyes, matrix) in &BLIND {
        for level in [0, 40, 128, 200, 255] {
            let grey = linear(Rgb(level, level, level));
            assert!(apart(grey, times(matrix, grey)) < 1.0, "{eyes} {level}");
        }
    }
    assert!((lab([1.0, 1.0, 1.0])[0] - 100.0).abs() < 0.01);
}

#[test]
fn basic_expenditure_has_a_pattern_where_the_theme_asks_for_it() {
    let lines = |palette: Palette| {
        let theme = theme(palette, false);
        let options =
            Options { width: 740.0, unit: Unit::WanYuan, theme: &theme, locale: Locale::of("zh-CN") };
        let frame = functions().frame(&options);
        let is_diagonal = |op: &&Op| match op {
            Op::Line { points, .. } => {
                points.len() == 2 && points[0].0 != points[1].0 && points[0].1 != points[1].1
            }
            _ => false,
        };
        frame.ops.iter().filter(is_diagonal).count()
    };
    assert_eq!(lines(Palette::LIGHT), 0);
    assert!(lines(Palette::CONTRAST) > 4);
}

/// Every word can be read on what it stands on, in every chart and theme.
#[test]
fn words_can_be_read_on_what_lies_below_them() {
    for (name, chart) in charts() {
        for palette in [Palette::LIGHT, Palette::DARK, Palette::CONTRAST] {
            let page = palette.surface;
            let theme = theme(palette, false);
            for width in [390.0, 1200.0] {
                let options =
                    Options { width, unit: Unit::WanYuan, theme: &theme, locale: Locale::of("zh-CN") };
                let frame = chart.frame(&options);
                for (i, op) in frame.ops.iter().enumerate() {
                    let (Op::Text { colour, text, .. }, Some(place)) = (op, op.text_box()) else { continue };
                    let (x, y) = (place.x + place.width / 2.0, place.y + place.height / 2.0);
                    let below = frame.ops[..i].iter().rev().find_map(|op| match op {
                        Op::Rect { x: left, y: top, width, height, colour } => {
                            let holds = |at: f64, from: &i32, length: &i32| {
                                at * 8.0 >= f64::from(*from) && at * 8.0 <= f64::from(from + length)
                            };
                            (holds(x, left, width) && holds(y, top, height)).then_some(*colour)
                        }
                        _ => None,
                    });
                    let contrast = colour.contrast(below.unwrap_or(page));
                    assert!(contrast >= 4.5, "{name}: {text} on {below:?}: {contrast:.2}");
                }
            }
        }
    }
}
