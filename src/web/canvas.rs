//! Replays a frame on a canvas through plotters-canvas.
//!
//! The context is scaled once by pixel ratio / steps per CSS pixel, so that the operations are painted as recorded
//! and sharp at any ratio.

use crate::charts::frame::{Anchor, Baseline, Frame, Op, Step, UNIT, Weight};
use crate::charts::theme::Rgb;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, FontFamily, FontStyle,
    FontTransform,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Why a frame could not be painted.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// The canvas gives no 2D context.
    #[error("the canvas has no 2D context")]
    NoContext,
    /// The context refused an operation.
    #[error("{0}")]
    Refused(String),
}

/// Paints `frame`; sets the size of the canvas in device pixels.
pub fn replay(frame: &Frame, canvas: HtmlCanvasElement, ratio: f64, font: &str) -> Result<(), PaintError> {
    canvas.set_width((frame.width * ratio).round() as u32);
    canvas.set_height((frame.height * ratio).round() as u32);
    let context = canvas.get_context("2d").ok().flatten().ok_or(PaintError::NoContext)?;
    let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| PaintError::NoContext)?;
    let step = ratio / f64::from(UNIT);
    let scaled = context.set_transform(step, 0.0, 0.0, step, 0.0, 0.0);
    scaled.map_err(|_| PaintError::Refused("setTransform".to_owned()))?;
    let mut backend = CanvasBackend::with_canvas_object(canvas).ok_or(PaintError::NoContext)?;
    for op in &frame.ops {
        paint(&mut backend, op, font).map_err(|error| PaintError::Refused(error.to_string()))?;
    }
    Ok(())
}

type Painted = Result<(), plotters_backend::DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

fn paint(backend: &mut CanvasBackend, op: &Op, font: &str) -> Painted {
    match op {
        Op::Rect { x, y, width, height, colour } => {
            backend.draw_rect((*x, *y), (x + width, y + height), &Stroke { colour: *colour, width: 0 }, true)
        }
        Op::Fill { points, colour } => {
            backend.fill_polygon(coords(points), &Stroke { colour: *colour, width: 0 })
        }
        Op::Line { points, width, colour } => {
            backend.draw_path(coords(points), &Stroke { colour: *colour, width: *width })
        }
        Op::Text { x, y, anchor, baseline, size, weight, colour, text, .. } => {
            let style = Letters {
                anchor: *anchor,
                baseline: *baseline,
                size: *size,
                weight: *weight,
                colour: *colour,
                font,
            };
            backend.draw_text(text, &style, (*x, *y))
        }
    }
}

fn coords(points: &[Step]) -> impl Iterator<Item = BackendCoord> + '_ {
    points.iter().copied()
}

const fn colour(Rgb(r, g, b): Rgb) -> BackendColor {
    BackendColor { alpha: 1.0, rgb: (r, g, b) }
}

struct Stroke {
    colour: Rgb,
    width: u32,
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        colour(self.colour)
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

struct Letters<'a> {
    anchor: Anchor,
    baseline: Baseline,
    size: i32,
    weight: Weight,
    colour: Rgb,
    font: &'a str,
}

impl BackendTextStyle for Letters<'_> {
    type FontError = std::convert::Infallible;

    fn color(&self) -> BackendColor {
        colour(self.colour)
    }

    fn size(&self) -> f64 {
        f64::from(self.size)
    }

    fn transform(&self) -> FontTransform {
        FontTransform::None
    }

    fn style(&self) -> FontStyle {
        match self.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Strong => FontStyle::Bold,
        }
    }

    fn anchor(&self) -> Pos {
        let h_pos = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let v_pos = match self.baseline {
            Baseline::Top => VPos::Top,
            Baseline::Middle => VPos::Center,
            Baseline::Bottom => VPos::Bottom,
        };
        Pos::new(h_pos, v_pos)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(self.font)
    }

    /// Never asked: the frame is laid out already.
    fn layout_box(&self, _text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        Ok(((0, 0), (0, 0)))
    }

    /// Never asked: the canvas draws text itself.
    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: BackendCoord,
        _draw: DrawFunc,
    ) -> Result<Result<(), E>, Self::FontError> {
        Ok(Ok(()))
    }
}
