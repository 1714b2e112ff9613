//! The plotters backend that records: what a chart draws becomes [`Op`]s.
//!
//! Measures text by [`metrics`], never by a font, so a layout neither needs nor touches a page.
//! Opaque: a colour's alpha is not kept, and a wholly transparent one draws nothing.

use super::frame::{Anchor, Baseline, Op, UNIT, Weight};
use super::metrics;
use super::theme::Rgb;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::convert::Infallible;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Records into a list of operations, in steps of 1 / [`UNIT`] CSS pixel.
pub struct Recorder<'a> {
    ops: &'a mut Vec<Op>,
    size: (u32, u32),
}

impl<'a> Recorder<'a> {
    /// A recorder of `width` × `height` CSS pixels.
    pub fn new(ops: &'a mut Vec<Op>, width: f64, height: f64) -> Self {
        let steps = |px: f64| (px * f64::from(UNIT)).ceil() as u32;
        Self { ops, size: (steps(width), steps(height)) }
    }

    fn push(&mut self, color: BackendColor, op: impl FnOnce(Rgb) -> Op) -> Drawn {
        if color.alpha > 0.0 {
            let (r, g, b) = color.rgb;
            self.ops.push(op(Rgb(r, g, b)));
        }
        Ok(())
    }
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.push(color, |colour| Op::Rect { x, y, width: 1, height: 1, colour })
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((x0, y0), (x1, y1)) = (upper_left, bottom_right);
        if !fill {
            return self.draw_path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], style);
        }
        self.push(style.color(), |colour| Op::Rect { x: x0, y: y0, width: x1 - x0, height: y1 - y0, colour })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let (points, width) = (path.into_iter().collect(), style.stroke_width());
        self.push(style.color(), |colour| Op::Line { points, width, colour })
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let at = |turn: u32| {
            let (sin, cos) = (f64::from(turn) * std::f64::consts::TAU / 48.0).sin_cos();
            let off = |part: f64| (part * f64::from(radius)).round() as i32;
            (center.0 + off(cos), center.1 + off(sin))
        };
        if fill { self.fill_polygon((0..48).map(at), style) } else { self.draw_path((0..=48).map(at), style) }
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let points = vert.into_iter().collect();
        self.push(style.color(), |colour| Op::Fill { points, colour })
    }

    fn draw_text<TStyle: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &TStyle,
        (x, y): BackendCoord,
    ) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let baseline = match style.anchor().v_pos {
            VPos::Top => Baseline::Top,
            VPos::Center => Baseline::Middle,
            VPos::Bottom => Baseline::Bottom,
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { Weight::Strong } else { Weight::Regular };
        let size = style.size().round() as i32;
        let width = metrics::width(text, style.size()).ceil() as i32;
        let text = text.to_owned();
        self.push(style.color(), |colour| Op::Text {
            x,
            y,
            anchor,
            baseline,
            size,
            weight,
            width,
            colour,
            text,
        })
    }

    fn estimate_text_size<TStyle: BackendTextStyle>(
        &self,
        text: &str,
        style: &TStyle,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((metrics::width(text, style.size()).ceil() as u32, style.size().ceil() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::prelude::*;

    #[test]
    fn plotters_draws_into_it_without_a_font() {
        let mut ops = Vec::new();
        let root = Recorder::new(&mut ops, 100.0, 50.5).into_drawing_area();
        assert_eq!(root.dim_in_pixel(), (800, 404));
        root.draw(&Circle::new((80, 80), 40, BLUE.filled())).unwrap();
        root.draw(&Rectangle::new([(8, 8), (0, 16)], BLUE)).unwrap();
        root.draw(&PathElement::new([(0, 0), (8, 8)], TRANSPARENT)).unwrap();
        let mut chart = ChartBuilder::on(&root)
            .set_left_and_bottom_label_area_size(160)
            .caption("说明", ("sans-serif", 112))
            .build_cartesian_2d(0.0..1.0, 0.0..1.0)
            .unwrap();
        chart.configure_mesh().label_style(("sans-serif", 104)).draw().unwrap();
        drop((chart, root));
        assert!(matches!(ops.first(), Some(Op::Fill { points, .. }) if points.len() == 48));
        assert!(matches!(ops.get(1), Some(Op::Line { points, .. }) if points.len() == 5));
        let caption = ops.iter().find_map(Op::text_box).unwrap();
        assert!((caption.width - 28.0).abs() < 0.01 && (caption.height - 14.0).abs() < 0.01);
        assert!(ops.iter().filter_map(Op::text_box).count() > 4);
    }
}
