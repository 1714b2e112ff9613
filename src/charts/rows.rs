//! Rows of words, each with a strip of room for what is drawn to scale: what all charts of rows share.
//!
//! Code, name, strip, value and share stand in columns. On narrow pages the strip stands below the name. Names are wrapped
//! and shortened where there is no other way, values never.

use super::Options;
use super::frame::Rect;
use super::metrics;
use super::pen::{Pen, Style};
use super::theme::Sizes;

/// From this width on, name and value stand beside the strip.
const WIDE: f64 = 560.0;
/// Between columns.
const GAP: f64 = 24.0;
/// The least length of a strip beside a share.
const LEAST: f64 = 80.0;
/// By how much a row stands in below the one that it belongs to.
const INDENT: f64 = 16.0;

/// What a row says.
#[derive(Default)]
pub struct Line {
    /// A code, or the sign by which it is known elsewhere in the picture.
    pub code: String,
    /// Its name, wrapped where it is too long.
    pub name: String,
    /// What it measures.
    pub value: String,
    /// Its share of the whole.
    pub share: String,
    /// How many rows it belongs to, one below the other.
    pub depth: usize,
    /// Whether a level below can be opened.
    pub opens: bool,
}

/// What stands in a row beside its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A strip.
    Strip,
    /// Nothing: the rows are a list.
    List,
}

/// Where a row and what is in it stand.
pub struct Place {
    /// The whole row.
    pub row: Rect,
    /// The middle of the strip.
    pub level: f64,
    /// The middle of the value.
    value: f64,
    names: Vec<String>,
    /// Where the name begins.
    name: f64,
    /// The middle of the first line of text.
    first: f64,
}

/// Laid-out rows.
pub struct Rows {
    lines: Vec<Line>,
    /// The rows, in their order.
    pub places: Vec<Place>,
    /// From where to where the strips run.
    pub strip: (f64, f64),
    left: f64,
    right: f64,
    /// Where values and shares end.
    value: f64,
    share: f64,
    /// Whether names and values stand beside the strips.
    pub wide: bool,
    /// How far below the strip the share stands; nothing beside it.
    drop: f64,
}

impl Rows {
    /// Lays `lines` out from the corner `(left, top)` on, `width` wide.
    pub fn new(
        mut lines: Vec<Line>,
        form: Form,
        (left, top): (f64, f64),
        width: f64,
        options: &Options,
    ) -> Self {
        let sizes = &options.theme.sizes;
        let widest = |text: fn(&Line) -> &str, size: f64| {
            lines.iter().map(|line| metrics::width(text(line), size)).fold(0.0, f64::max)
        };
        let value = widest(|line| &line.value, sizes.body);
        let mut share = widest(|line| &line.share, sizes.small);
        let code = widest(|line| &line.code, sizes.small);
        let names = widest(|line| &line.name, sizes.body);
        let deepest = lines.iter().map(|line| line.depth).max().unwrap_or_default() as f64 * INDENT;
        let opens = lines.iter().any(|line| line.opens);
        let end = if opens { left + width - 20.0 } else { left + width };

        let is_list = form == Form::List;
        let is_wide = width >= WIDE * sizes.body / Sizes::NORMAL.body;
        let gap = if is_wide && !is_list { GAP } else { 12.0 };
        let before = |column: f64| if column > 0.0 { column + gap } else { 0.0 };
        let name = left + before(code);
        // What the other columns leave for the name.
        let left_over = |share: f64| end - before(share) - value - name - gap;
        let has_room = |share: f64| left_over(share) >= sizes.body * 6.0;
        if is_list && !has_room(share) && (has_room(0.0) || end - before(share) - value < left) {
            share = 0.0;
        }
        let of_strip = left_over(share) - gap - LEAST;
        let wide = is_list || (is_wide && of_strip >= sizes.body * 3.0);
        let stacked = if is_list { !has_room(share) } else { !wide && left_over(0.0) < sizes.body * 3.0 };
        let value_end = if wide { end - before(share) } else { end };
        let room = match (is_list, wide) {
            _ if stacked => end - name,
            (true, _) => left_over(share),
            (_, true) => (names + deepest).min(width * 0.3).min(of_strip),
            _ => left_over(0.0),
        };
        let strip =
            if wide { (name + room + gap, value_end - value - gap) } else { (left, end - before(share)) };
        // Where the share leaves no room for the strip, it stands below.
        let drop = if !wide && strip.1 - strip.0 < LEAST { sizes.line } else { 0.0 };
        let strip = if drop > 0.0 { (left, end) } else { strip };

        let mut y = top;
        let mut places = Vec::new();
        for line in &lines {
            let most = if wide { 2 } else { 3 };
            let indent = (line.depth as f64 * INDENT).min(room / 2.0);
            let names = metrics::wrap(&line.name, room - indent, sizes.body, most);
            let text = sizes.line * names.len() as f64;
            let below = if stacked { sizes.line } else { 0.0 };
            let height = match (is_list, wide) {
                (true, _) => text + below + 8.0,
                (_, true) => (text + 20.0).max(sizes.row),
                _ => text + below + sizes.line + drop + 20.0,
            };
            // From the top: the name, the value if it stands below, the strip if it does.
            let pad = if is_list { 4.0 } else { 10.0 };
            let first = y + pad + sizes.line / 2.0;
            let (first, value, level) = match (is_list, wide) {
                (true, _) if stacked => (first, first + text, first + text),
                (_, true) => (y + (height - text + sizes.line) / 2.0, y + height / 2.0, y + height / 2.0),
                _ if stacked => (first, first + text, first + text + below),
                _ => (first, first, first + text),
            };
            places.push(Place {
                row: Rect::new(left, y, width, height),
                level,
                value,
                names,
                name: name + indent,
                first,
            });
            y += height;
        }
        if share <= 0.0 {
            for line in &mut lines {
                line.share.clear();
            }
        }
        Self { lines, places, strip, left, right: left + width, value: value_end, share: end, wide, drop }
    }

    /// Where the last row ends; nothing without a row.
    pub fn bottom(&self) -> f64 {
        self.places.last().map_or(0.0, |place| place.row.bottom())
    }

    /// Writes the words, with a hairline below each row.
    pub fn write(&self, pen: &Pen, options: &Options) {
        let (sizes, palette) = (&options.theme.sizes, &options.theme.palette);
        let (body, soft) = (Style::new(sizes.body, palette.ink), Style::new(sizes.small, palette.ink_soft));
        for (line, place) in self.lines.iter().zip(&self.places) {
            pen.rule(self.left, self.right, place.row.bottom(), palette.line);
            pen.text(&line.code, (self.left, place.first), soft);
            for (i, name) in place.names.iter().enumerate() {
                pen.text(name, (place.name, place.first + sizes.line * i as f64), body);
            }
            pen.text(&line.value, (self.value, place.value), body.strong().right());
            let share = metrics::fit(&line.share, self.share - self.left, sizes.small);
            pen.text(&share, (self.share, place.level + self.drop), soft.right());
            if line.opens {
                let (x, y) = (self.right - 8.0, place.value);
                pen.line(&[(x, y - 4.0), (x + 4.0, y), (x, y + 4.0)], 1.5, palette.ink_soft);
            }
        }
    }
}
