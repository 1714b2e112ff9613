//! Laid-out charts and their marks.

use crate::address::Address;
use crate::amount::Unit;
use crate::charts::frame::{Frame, Role as MarkRole, Value};
use crate::charts::theme::{Palette, Rgb, Sizes, Theme};
use crate::charts::treemap::Treemap;
use crate::charts::{Chart, Options};
use crate::export::csv::Records;
use crate::export::report::AddressData;
use crate::i18n::Locale;
use crate::views::comparison::Comparison;
use crate::views::{change, economic, flow, function, interval, matrix, projects, targets, years};
use crate::web::kept::Kept;
use serde::Serialize;
use std::rc::Rc;

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
fn view(disclosure: &Kept, others: &[Rc<Kept>], id: &str, key: Option<&str>) -> Option<Box<dyn Chart>> {
    let budget = &disclosure.budget;
    Some(match id {
        "flow" => Box::new(flow::flow(budget)),
        "natures" => Box::new(economic::natures(budget)),
        "bars" => Box::new(function::level(budget, key)?.bars),
        "treemap" => Box::new(Treemap(function::level(budget, key)?.bars)),
        "icicle" => Box::new(function::icicle(budget)?),
        "matrix" => match key {
            Some(key) => Box::new(matrix::lines(budget, key)?),
            None => Box::new(matrix::matrix(budget)?),
        },
        "change" => Box::new(change::change(budget, key)?),
        "comparison" => {
            let comparison = Comparison::of(&super::documents(disclosure, others));
            Box::new(comparison.part(comparison.section(key.unwrap_or_default())))
        }
        "three-public" => Box::new(years::three_public(budget)?),
        "intervals" => Box::new(interval::intervals(budget, disclosure.report(), key?)?),
        "targets" => Box::new(targets::targets(budget, key)?),
        "projects" => Box::new(projects::projects(budget).bars()),
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
    let sizes = if painter.large { Sizes::LARGE } else { Sizes::NORMAL };
    Theme { palette, sizes, patterns: painter.theme == "contrast" }
}

/// Lays a chart out. Nothing for an unknown chart or one without data. Positions in sentences are in UTF-16 units.
pub fn chart(
    disclosure: &Kept,
    others: &[Rc<Kept>],
    id: &str,
    key: Option<&str>,
    painter: &Painter<'_>,
    theme: &Theme,
) -> Option<Frame> {
    let unit = Unit::from_label(painter.unit).unwrap_or_default();
    let options = Options { width: painter.width, unit, theme, locale: Locale::of(painter.lang) };
    let mut frame = view(disclosure, others, id, key)?.frame(&options);
    for mark in &mut frame.marks {
        if let Some(Address::Sentence(at)) = &mut mark.at
            && let AddressData::Sentence { start, end, .. } =
                AddressData::from(&*at).in_utf16(&disclosure.budget)
        {
            (at.start, at.end) = (start, end);
        }
    }
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
    /// The unit of the value; nothing where the value says it.
    unit: &'static str,
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
    let value = mark.value.text(unit);
    let mut spoken = format!("{}{}{value}", mark.name, locale.separator());
    let unit = if matches!(mark.value, Value::Amount(_)) { locale.unit(unit) } else { "" };
    if !unit.is_empty() {
        spoken.push(' ');
        spoken.push_str(unit);
    }
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
            MarkRole::Tile => "tile",
            MarkRole::Cell => "cell",
        },
        name: mark.name.clone(),
        share: mark.share.clone(),
        at: mark.at.as_ref().map(AddressData::from),
        opens: mark.opens,
        bounds: [mark.bounds.x, mark.bounds.y, mark.bounds.width, mark.bounds.height],
        path: path(&mark.outline),
        spoken,
        value,
        unit,
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
        match &mark.value {
            Value::Amount(amount) => {
                out.field(&amount.in_unit(unit).unwrap_or(*amount).value().to_string());
                out.field(unit.label());
            }
            Value::Words(words) => {
                out.guarded(words);
                out.field("");
            }
        }
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
