//! Laid-out charts and their marks.

use crate::amount::Unit;
use crate::charts::frame::{Frame, Role as MarkRole};
use crate::charts::theme::{Palette, Rgb, Sizes, Theme};
use crate::charts::{Chart, Options};
use crate::export::csv::Records;
use crate::export::report::AddressData;
use crate::i18n::{Locale, format};
use crate::views::{economic, flow, function};
use crate::web::kept::Kept;
use serde::Serialize;

/// What JavaScript asks a chart to be drawn with.
pub struct Painter<'a> {
    pub width: f64,
    pub lang: &'a str,
    pub unit: &'a str,
    pub large: bool,
    pub theme: &'a str,
    /// The page's own colours, as declarations: `--budget-ink: #000;`.
    pub colours: &'a str,
}

/// The view that a chart draws. Nothing for an unknown chart or a level that there is none of.
fn view(disclosure: &Kept, id: &str, key: Option<&str>) -> Option<Box<dyn Chart>> {
    let budget = &disclosure.budget;
    Some(match id {
        "flow" => Box::new(flow::flow(budget)),
        "natures" => Box::new(economic::natures(budget)),
        "bars" => Box::new(function::level(budget, key)?.bars),
        _ => return None,
    })
}

/// The colours and sizes that a chart is drawn with.
pub fn theme(painter: &Painter<'_>) -> Theme {
    let mut palette = palette(painter.theme);
    for declaration in painter.colours.split(';') {
        if let Some((property, value)) = declaration.split_once(':')
            && let Some(colour) = Rgb::parse(value)
        {
            palette.set(property.trim(), colour);
        }
    }
    Theme { palette, sizes: if painter.large { Sizes::LARGE } else { Sizes::NORMAL } }
}

/// Lays a chart out. Nothing for an unknown chart or one without data.
pub fn chart(
    disclosure: &Kept,
    id: &str,
    key: Option<&str>,
    painter: &Painter<'_>,
    theme: &Theme,
) -> Option<Frame> {
    let unit = Unit::from_label(painter.unit).unwrap_or_default();
    let options = Options { width: painter.width, unit, theme, locale: Locale::of(painter.lang) };
    let frame = view(disclosure, id, key)?.frame(&options);
    (frame.height > 0.0).then_some(frame)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarkData {
    /// Its index in the frame.
    index: u32,
    /// Its place among what the keyboard stops at, from 1; nothing where it does not.
    place: Option<usize>,
    id: String,
    role: &'static str,
    name: String,
    value: String,
    share: Option<String>,
    at: Option<AddressData>,
    opens: bool,
    /// `x y width height` in CSS pixels.
    bounds: [f64; 4],
    /// An SVG path in tenths of CSS pixels.
    path: String,
    /// The one sentence that is spoken.
    spoken: String,
}

/// What is known of a mark. `order` are the marks that the keyboard stops at.
pub fn mark(
    frame: &Frame,
    order: &[u32],
    index: u32,
    locale: &'static Locale,
    unit: Unit,
) -> Option<MarkData> {
    let mark = frame.marks.get(index as usize)?;
    let value = format::amount(mark.amount, unit);
    let mut spoken = format!("{}{}{value} {unit}", mark.name, locale.separator());
    if let Some(share) = &mark.share {
        spoken.push_str(locale.separator());
        spoken.push_str(share);
    }
    Some(MarkData {
        index,
        place: order.iter().position(|&stop| stop == index).map(|before| before + 1),
        id: mark.id.clone(),
        role: match mark.role {
            MarkRole::Node => "node",
            MarkRole::Link => "link",
            MarkRole::Bar => "bar",
            MarkRole::Part => "part",
        },
        name: mark.name.clone(),
        share: mark.share.clone(),
        at: mark.at.as_ref().map(AddressData::from),
        opens: mark.opens,
        bounds: [mark.bounds.x, mark.bounds.y, mark.bounds.width, mark.bounds.height],
        path: path(&mark.outline),
        spoken,
        value,
    })
}

/// What the keyboard stops at as records of CSV: chart, name, amount, unit, share, place. Amounts have no separators.
pub fn rows(frame: &Frame, order: &[u32], title: &str, locale: &'static Locale, unit: Unit) -> String {
    let mut out = Records::marked();
    for key in ["chart", "name", "amount", "unit", "share", "place"] {
        out.field(locale.text(&format!("csv.{key}")));
    }
    out.end();
    for &at in order {
        let Some(mark) = frame.marks.get(at as usize) else { continue };
        out.guarded(title);
        out.guarded(&mark.name);
        out.field(&mark.amount.in_unit(unit).unwrap_or(mark.amount).value().to_string());
        out.field(unit.label());
        out.field(mark.share.as_deref().unwrap_or_default());
        out.guarded(&mark.at.as_ref().map(ToString::to_string).unwrap_or_default());
        out.end();
    }
    out.into_text()
}

/// An SVG path in tenths of CSS pixels; whole numbers, as writing floats would cost the module 15 KB.
fn path(outline: &[(f64, f64)]) -> String {
    let tenths = |value: f64| (value * 10.0).round() as i32;
    let mut path = String::new();
    for (at, &(x, y)) in outline.iter().enumerate() {
        path.push(if at == 0 { 'M' } else { 'L' });
        path.push_str(&tenths(x).to_string());
        path.push(' ');
        path.push_str(&tenths(y).to_string());
    }
    path.push('Z');
    path
}

/// The palette of a theme name; light for an unknown one.
pub fn palette(name: &str) -> Palette {
    match name {
        "dark" => Palette::DARK,
        "contrast" => Palette::CONTRAST,
        _ => Palette::LIGHT,
    }
}
