//! The words inside an area: name, value and share, where they fit unshortened and can be read on what fills it.

use super::frame::{Point, Rect, TARGET};
use super::metrics;
use super::pen::{Pen, Style};
use super::theme::{Rgb, Sizes, Theme};

/// Between the edge of an area and its label, and between the words of a line.
const PAD: f64 = 8.0;
/// Lines of a name at most.
const MOST: usize = 9;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Value,
    Share,
}

/// The words in an area, laid out.
pub struct Label {
    runs: Vec<(Kind, Point, String)>,
    /// The box around them.
    ground: Rect,
}

/// What fills an area, piece by piece.
pub struct Fill {
    /// Where it is.
    pub rect: Rect,
    /// Its colour.
    pub colour: Rgb,
    /// Whether lines run over it, so that words need a ground of their own.
    pub is_lined: bool,
}

/// The colours under `words`; one ground of the first of them is drawn where words could not be read otherwise.
pub fn ground(pen: &Pen, words: Rect, fills: &[Fill], theme: &Theme) -> Vec<Rgb> {
    let palette = &theme.palette;
    let mut under = Vec::new();
    let mut is_lined = false;
    for fill in fills {
        if fill.rect.overlaps(&words) {
            under.push(fill.colour);
            is_lined |= fill.is_lined;
        }
    }
    if is_lined || palette.on_all(&under, palette.ink).is_none() {
        under.truncate(1);
        pen.rect(words, under.first().copied().unwrap_or(palette.surface));
    }
    under
}

impl Label {
    /// Name and value below each other, or on one line in a low area. The share stands where there is room beside the
    /// value.
    pub fn fit(name: &str, value: &str, share: &str, area: Rect, sizes: &Sizes) -> Option<Self> {
        if area.width.min(area.height) < TARGET {
            return None;
        }
        let (left, room) = (area.x + PAD, area.width - 2.0 * PAD);
        let of_value = metrics::width(value, sizes.body);
        let of_share = PAD + metrics::width(share, sizes.small);
        let mut runs = Vec::new();
        let (mut x, mut y, mut widest) = (left, area.y + area.height / 2.0, 0.0);
        let most = ((area.height - PAD) / sizes.line) as usize;
        let top = area.y + PAD / 2.0;
        if most < 2 {
            let of_name = metrics::width(name, sizes.body) + PAD;
            if of_name + of_value > room || area.height < sizes.line {
                return None;
            }
            runs.push((Kind::Name, (x, y), name.to_owned()));
            x += of_name;
        } else {
            let names = metrics::wrap(name, room, sizes.body, (most - 1).min(MOST));
            if of_value > room || !metrics::is_whole(&names, name) {
                return None;
            }
            y = top + sizes.line / 2.0;
            for line in names {
                widest = f64::max(widest, metrics::width(&line, sizes.body));
                runs.push((Kind::Name, (x, y), line));
                y += sizes.line;
            }
        }
        runs.push((Kind::Value, (x, y), value.to_owned()));
        x += of_value;
        if !share.is_empty() && x + of_share <= left + room {
            runs.push((Kind::Share, (x + PAD, y), share.to_owned()));
            x += of_share;
        }
        let above = if most < 2 { y - sizes.line / 2.0 } else { top };
        let width = f64::max(widest, x - left) + 6.0;
        let ground = Rect::new(left - 3.0, above, width, y + sizes.line / 2.0 - above);
        Some(Self { runs, ground })
    }

    /// Draws it on what fills the area.
    pub fn draw(&self, pen: &Pen, fills: &[Fill], theme: &Theme) {
        let (sizes, palette) = (&theme.sizes, &theme.palette);
        let under = ground(pen, self.ground, fills, theme);
        for (kind, place, text) in &self.runs {
            let wanted = if *kind == Kind::Share { palette.ink_soft } else { palette.ink };
            let colour = palette.on_all(&under, wanted).unwrap_or(palette.ink);
            let style = match kind {
                Kind::Name => Style::new(sizes.body, colour),
                Kind::Value => Style::new(sizes.body, colour).strong(),
                Kind::Share => Style::new(sizes.small, colour),
            };
            pen.text(text, *place, style);
        }
    }
}
