//! A chart as a picture of its own: with title, unit and source inside, so that it can leave the page.

use super::frame::{Frame, Op, Point, Rect};
use super::metrics;
use super::pen::{Style, record, steps};
use super::theme::Theme;

/// What stands around the picture of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caption<'a> {
    /// What it shows.
    pub title: &'a str,
    /// The unit of its amounts, in words.
    pub unit: &'a str,
    /// Where its figures are from.
    pub source: &'a str,
}

/// Room around everything, in CSS pixels.
const MARGIN: f64 = 24.0;

/// How much larger than the names in a chart its title is.
const TITLE: f64 = 1.3;

impl Frame {
    /// The same chart with its caption, on the ground of the theme.
    #[must_use]
    pub fn captioned(&self, caption: &Caption<'_>, theme: &Theme) -> Self {
        let (palette, sizes) = (&theme.palette, &theme.sizes);
        let width = self.width + 2.0 * MARGIN;
        let large = sizes.body * TITLE;
        let mut lines = Vec::new();
        let mut y = MARGIN;
        for title in metrics::wrap(caption.title, self.width, large, 2) {
            y += sizes.line * TITLE;
            lines.push((title, y - sizes.line * TITLE / 2.0, Style::new(large, palette.ink).strong()));
        }
        for unit in metrics::wrap(caption.unit, self.width, sizes.small, 2) {
            y += sizes.line;
            lines.push((unit, y - sizes.line / 2.0, Style::new(sizes.small, palette.ink_soft)));
        }
        let top = y + sizes.line / 2.0;
        y = top + self.height + sizes.line / 2.0;
        for source in metrics::wrap(caption.source, self.width, sizes.small, 3) {
            y += sizes.line;
            lines.push((source, y - sizes.line / 2.0, Style::new(sizes.small, palette.ink_soft)));
        }
        let height = (y + MARGIN).ceil();
        let mut ops = record(width, height, |pen| {
            pen.rect(Rect::new(0.0, 0.0, width, height), palette.surface);
            for (text, y, style) in &lines {
                pen.text(text, (MARGIN, *y), *style);
            }
        });
        let mut frame = self.moved(MARGIN, top.round());
        ops.append(&mut frame.ops);
        Self { width, height, ops, marks: frame.marks }
    }

    /// The same chart `x` CSS pixels further right and `y` further down.
    fn moved(&self, x: f64, y: f64) -> Self {
        let (dx, dy) = (steps(x), steps(y));
        let mut frame = self.clone();
        for op in &mut frame.ops {
            op.shift(dx, dy);
        }
        let point = |&(px, py): &Point| (px + x, py + y);
        for mark in &mut frame.marks {
            mark.outline = mark.outline.iter().map(point).collect();
            for rect in mark.reach.iter_mut().chain([&mut mark.bounds]) {
                (rect.x, rect.y) = (rect.x + x, rect.y + y);
            }
        }
        frame
    }
}

impl Op {
    fn shift(&mut self, dx: i32, dy: i32) {
        match self {
            Self::Rect { x, y, .. } | Self::Text { x, y, .. } => (*x, *y) = (*x + dx, *y + dy),
            Self::Fill { points, .. } | Self::Line { points, .. } => {
                for (x, y) in points {
                    (*x, *y) = (*x + dx, *y + dy);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::frame::Weight;
    use crate::charts::theme::Rgb;

    #[test]
    fn the_chart_lies_between_title_and_source_and_nothing_lies_over_it() {
        let part = Op::Rect { x: 0, y: 0, width: 800, height: 400, colour: Rgb(1, 2, 3) };
        let chart = Frame { width: 100.0, height: 50.0, ops: vec![part], marks: Vec::new() };
        let long = "郑州市大数据管理局2024年部门预算公开，表一至表十三，由公布文本读出";
        let caption =
            Caption { title: "钱从哪里来，到哪里去", unit: "单位：万元", source: long };
        let picture = chart.captioned(&caption, &Theme::default());
        assert!((picture.width - 148.0).abs() < 0.01);
        let Some(Op::Rect { width, height, .. }) = picture.ops.first() else { panic!("no ground") };
        assert_eq!((f64::from(*width), f64::from(*height)), (picture.width * 8.0, picture.height * 8.0));
        let Some(Op::Rect { x: 192, y, .. }) = picture.ops.last() else { panic!("{:?}", picture.ops.last()) };
        let chart = Rect::new(24.0, f64::from(*y) / 8.0, 100.0, 50.0);
        let texts: Vec<_> = picture.ops.iter().filter_map(|op| Some((op, op.text_box()?))).collect();
        assert!(texts.len() >= 6, "{texts:?}");
        for (at, (op, place)) in texts.iter().enumerate() {
            assert!(!place.overlaps(&chart), "{op:?}");
            assert!(
                place.x >= 24.0 && place.right() <= 124.0 && place.bottom() <= picture.height - 24.0,
                "{op:?}"
            );
            assert!(texts.iter().skip(at + 1).all(|(_, other)| !place.overlaps(other)), "{op:?}");
        }
        assert!(matches!(texts.first(), Some((Op::Text { weight: Weight::Strong, .. }, _))));
    }
}
