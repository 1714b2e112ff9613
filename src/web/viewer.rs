//! What the viewer asks: words, packages, views, charts.

use super::dto::{self, Painter};
use super::error::{into_js_error, read_error};
use super::kept::Kept;
use super::{canvas, encode};
use crate::amount::Unit;
use crate::charts::caption::Caption;
use crate::charts::frame::{Direction, Frame};
use crate::charts::svg;
use crate::charts::theme::{Palette, Theme};
use crate::disclosure::ReadError;
use crate::export::comparison::ComparisonData;
use crate::export::page::Page;
use crate::export::report::{self, AddressData};
use crate::export::{comparison, csv};
use crate::i18n::Locale;
use crate::views::comparison::{Comparison, Section};
use crate::views::{findings, function, inspection};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// All words of a locale, as its file has them: `key = words`, one a line.
#[wasm_bindgen]
pub fn words(lang: &str) -> String {
    Locale::of(lang).source().to_owned()
}

/// The style sheet declarations of a palette: `light`, `dark` or `contrast`.
#[wasm_bindgen(js_name = paletteCss)]
pub fn palette_css(name: &str) -> String {
    dto::palette(name).css()
}

/// The names of the custom properties that charts are painted with.
#[wasm_bindgen(js_name = paletteProperties)]
pub fn palette_properties() -> Vec<String> {
    Palette::LIGHT.entries().map(|(property, _)| property.to_owned()).collect()
}

/// A page in one file that shows packages, given as JSON, without any network: the first with the others to compare. The
/// script is the text of `budget-widget.js`; attributes of the element are written `name=value`.
#[wasm_bindgen(js_name = offlinePage)]
pub fn offline_page(
    lang: &str,
    title: &str,
    attributes: Vec<String>,
    packages: Vec<String>,
    script: &str,
) -> String {
    let attributes: Vec<_> = attributes.iter().filter_map(|written| written.split_once('=')).collect();
    let packages: Vec<_> = packages.iter().map(String::as_str).collect();
    let locale = Locale::of(lang);
    Page { locale, title, attributes: &attributes, packages: &packages, script }.html()
}

/// A disclosure that was read; it is checked when anything is asked that depends on it.
#[wasm_bindgen]
pub struct Disclosure {
    inner: Rc<Kept>,
    /// What it is compared with.
    others: Vec<Rc<Kept>>,
}

#[wasm_bindgen]
impl Disclosure {
    /// Reads the bytes of a package, `budget-package/1`, as JSON in UTF-8.
    #[wasm_bindgen(js_name = fromPackage)]
    pub fn from_package(package: &[u8], lang: &str) -> Result<Disclosure, JsValue> {
        let read = Kept::read(package);
        read.map(|kept| Self { inner: Rc::new(kept), others: Vec::new() })
            .map_err(|error| read_error(&ReadError::Package(error), lang))
    }

    /// The same disclosure, compared with one more.
    pub fn beside(&self, other: &Disclosure) -> Disclosure {
        let mut others = self.others.clone();
        others.push(other.inner.clone());
        Self { inner: self.inner.clone(), others }
    }

    /// The part of the comparison with that name, or `all`; without others, with what the narrative states of the year before.
    pub fn comparison(&self, lang: &str, unit: &str, section: &str) -> Result<JsValue, JsValue> {
        encode(&self.compared(lang, unit, section))
    }

    /// The same as CSV.
    #[wasm_bindgen(js_name = comparisonCsv)]
    pub fn comparison_csv(&self, lang: &str, unit: &str, section: &str) -> String {
        self.compared(lang, unit, section).csv(Locale::of(lang))
    }

    /// Title, department, year, unit and the list of tables.
    pub fn head(&self) -> Result<JsValue, JsValue> {
        encode(&dto::head(&self.inner))
    }

    /// The whole report, `budget-report/1`.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        let data = report::data(&self.inner.budget, self.inner.report());
        encode(&data.in_utf16(&self.inner.budget))
    }

    /// The summary of the report.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        encode(&report::summary(self.inner.report()))
    }

    /// The counts of the checks.
    pub fn badge(&self) -> Result<JsValue, JsValue> {
        encode(&dto::badge(self.inner.report()))
    }

    /// The headline cards.
    pub fn overview(&self, lang: &str, unit: &str) -> Result<JsValue, JsValue> {
        encode(&dto::overview(&self.inner, Locale::of(lang), unit_of(unit)))
    }

    /// One level of expenditure by function, or null.
    pub fn level(&self, lang: &str, unit: &str, key: Option<String>) -> Result<JsValue, JsValue> {
        let level = function::level(&self.inner.budget, key.as_deref());
        encode(&level.map(|level| dto::level(&self.inner, &level, Locale::of(lang), unit_of(unit))))
    }

    /// Expenditure by economic class, or null.
    pub fn economic(&self, lang: &str, unit: &str) -> Result<JsValue, JsValue> {
        encode(&dto::economic(&self.inner.budget, Locale::of(lang), unit_of(unit)))
    }

    /// The “三公” expenditure with its changes and its sentences, or null.
    #[wasm_bindgen(js_name = threePublic)]
    pub fn three_public(&self, lang: &str, unit: &str) -> Result<JsValue, JsValue> {
        encode(&dto::three_public(&self.inner.budget, Locale::of(lang), unit_of(unit)))
    }

    /// A page of the narrative: the one with a line of the source, else the one that a key opens, else the first.
    pub fn narrative(&self, lang: &str, key: Option<String>, line: Option<u32>) -> Result<JsValue, JsValue> {
        encode(&dto::narrative(&self.inner, Locale::of(lang), key.as_deref(), line))
    }

    /// The terms that are explained, by the document, then by us: those that have the words that were typed, or all.
    pub fn terms(&self, lang: &str, typed: &str) -> Result<JsValue, JsValue> {
        encode(&dto::terms(&self.inner.budget, Locale::of(lang), typed))
    }

    /// Projects and performance: the project that a key opens, else all of them and the department's own targets.
    pub fn projects(&self, lang: &str, unit: &str, key: Option<String>) -> Result<JsValue, JsValue> {
        encode(&dto::projects(&self.inner, Locale::of(lang), unit_of(unit), key.as_deref()))
    }

    /// What has the words, the code or the amount that was typed, kind by kind.
    pub fn search(&self, lang: &str, typed: &str) -> Result<JsValue, JsValue> {
        encode(&dto::search(&self.inner, Locale::of(lang), typed))
    }

    /// A published table as printed, or null.
    pub fn table(&self, lang: &str, id: &str) -> Result<JsValue, JsValue> {
        encode(&self.inner.budget.table(id).map(|table| dto::table(&self.inner, table, Locale::of(lang))))
    }

    /// A published table as CSV, or nothing.
    #[wasm_bindgen(js_name = toCsv)]
    pub fn to_csv(&self, id: &str) -> Option<String> {
        self.inner.budget.table(id).map(csv::table)
    }

    /// The groups of the check list with their sizes.
    #[wasm_bindgen(js_name = checkGroups)]
    pub fn check_groups(&self) -> Result<JsValue, JsValue> {
        encode(&dto::check_groups(self.inner.report()))
    }

    /// The checks of a group, or an empty list.
    pub fn checks(&self, lang: &str, group: &str) -> Result<JsValue, JsValue> {
        let group = findings::Group::ALL.into_iter().find(|known| known.id() == group);
        encode(&group.map(|group| dto::checks(&self.inner, group, Locale::of(lang))).unwrap_or_default())
    }

    /// One check with its figures, or null.
    pub fn check(&self, lang: &str, id: &str) -> Result<JsValue, JsValue> {
        encode(&dto::check(&self.inner, id, Locale::of(lang)))
    }

    /// Everything known of the figure in a cell, or null.
    pub fn inspect(
        &self,
        lang: &str,
        unit: &str,
        table: &str,
        row: &str,
        column: &str,
    ) -> Result<JsValue, JsValue> {
        let found = inspection::inspect(&self.inner.budget, self.inner.report(), table, row, column);
        encode(&found.map(|found| dto::inspection(&self.inner, &found, Locale::of(lang), unit_of(unit))))
    }

    /// The cell that a link such as `general-expenditure.21011.total` names, or null.
    pub fn locate(&self, link: &str) -> Result<JsValue, JsValue> {
        let found = self.inner.budget.find_link(link);
        encode(&found.map(|figure| AddressData::from(&figure.at)))
    }

    /// The figure of a sentence that a link such as `95.38` names, by line and character, or null.
    #[wasm_bindgen(js_name = locateSentence)]
    pub fn locate_sentence(&self, link: &str) -> Result<JsValue, JsValue> {
        encode(&dto::sentence(&self.inner.budget, link))
    }

    /// Everything known of the figure in a sentence, or null. `start` is in UTF-16 units.
    pub fn quote(&self, lang: &str, line: u32, start: u32) -> Result<JsValue, JsValue> {
        encode(&dto::quote(&self.inner, Locale::of(lang), line, start))
    }

    /// Lays a chart out; `key` is what it is of, such as a level, a check or a project. Null when there is nothing to draw.
    /// `colours` are the page's own, as declarations: `--budget-ink: #000;`.
    #[expect(clippy::too_many_arguments, reason = "decoding an object of options would cost 8 KB")]
    pub fn chart(
        &self,
        id: &str,
        key: Option<String>,
        width: f64,
        lang: &str,
        unit: &str,
        large: bool,
        theme: &str,
        colours: &str,
    ) -> Option<Chart> {
        let painter = Painter { width, lang, unit, large, theme, colours };
        let theme = dto::theme(&painter);
        dto::chart(&self.inner, &self.others, id, key.as_deref(), &painter, &theme)
            .map(|frame| Chart::of(frame, theme))
    }
}

impl Disclosure {
    fn compared(&self, lang: &str, unit: &str, section: &str) -> ComparisonData {
        let comparison = Comparison::of(&dto::documents(&self.inner, &self.others));
        let sections = match section {
            "all" => Section::ALL.to_vec(),
            id => vec![comparison.section(id)],
        };
        comparison::data(&comparison, &sections, Locale::of(lang), unit_of(unit))
    }
}

fn unit_of(label: &str) -> Unit {
    Unit::from_label(label).unwrap_or_default()
}

/// A chart that was laid out.
#[wasm_bindgen]
pub struct Chart {
    frame: Frame,
    /// The marks that the keyboard stops at, in the order in which they are read out.
    order: Vec<u32>,
    theme: Theme,
}

impl Chart {
    fn of(frame: Frame, theme: Theme) -> Self {
        let order = frame.order();
        Self { frame, order, theme }
    }
}

#[wasm_bindgen]
impl Chart {
    /// Width in CSS pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> f64 {
        self.frame.width
    }

    /// Height in CSS pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> f64 {
        self.frame.height
    }

    /// The indices of the marks that the keyboard stops at, in the order in which they are read out.
    #[wasm_bindgen(getter)]
    pub fn order(&self) -> Vec<u32> {
        self.order.clone()
    }

    /// What is known of a mark, or null.
    pub fn mark(&self, index: u32, lang: &str, unit: &str) -> Result<JsValue, JsValue> {
        encode(&dto::mark(&self.frame, &self.order, index, Locale::of(lang), unit_of(unit)))
    }

    /// The index of the topmost mark at a point in CSS pixels, or -1.
    pub fn hit(&self, x: f64, y: f64) -> i32 {
        index(self.frame.hit(x, y))
    }

    /// Whether the amount of a mark is written at a point in CSS pixels.
    #[wasm_bindgen(js_name = isAmount)]
    pub fn is_amount(&self, mark: usize, unit: &str, x: f64, y: f64) -> bool {
        let amount = self.frame.marks.get(mark).map(|mark| mark.value.text(unit_of(unit)));
        amount.is_some_and(|amount| self.frame.is_written(&amount, x, y))
    }

    /// Where a key leads from a mark (-1 for none): `left right up down first last`.
    pub fn step(&self, from: i32, direction: &str) -> i32 {
        let from = usize::try_from(from).ok();
        direction_of(direction).map_or(-1, |direction| index(self.frame.step(from, direction)))
    }

    /// The chart as a picture of its own, with what it shows, the unit and the source inside.
    pub fn captioned(&self, title: &str, unit: &str, source: &str) -> Chart {
        let caption = Caption { title, unit, source };
        Self::of(self.frame.captioned(&caption, &self.theme), self.theme.clone())
    }

    /// The chart as an SVG document.
    pub fn svg(&self, title: &str) -> String {
        svg::svg(&self.frame, title, None)
    }

    /// What the keyboard stops at as CSV, in UTF-8 with a byte order mark.
    #[wasm_bindgen(js_name = toCsv)]
    pub fn to_csv(&self, title: &str, lang: &str, unit: &str) -> String {
        dto::rows(&self.frame, &self.order, title, Locale::of(lang), unit_of(unit))
    }

    /// Paints the chart on a canvas at a pixel ratio, with the page's font.
    pub fn draw(&self, canvas: HtmlCanvasElement, ratio: f64, font: &str) -> Result<(), JsValue> {
        canvas::replay(&self.frame, canvas, ratio, font).map_err(|error| into_js_error("internal", &error))
    }
}

fn index(found: Option<usize>) -> i32 {
    found.and_then(|index| i32::try_from(index).ok()).unwrap_or(-1)
}

fn direction_of(name: &str) -> Option<Direction> {
    Some(match name {
        "left" => Direction::Left,
        "right" => Direction::Right,
        "up" => Direction::Up,
        "down" => Direction::Down,
        "first" => Direction::First,
        "last" => Direction::Last,
        _ => return None,
    })
}
