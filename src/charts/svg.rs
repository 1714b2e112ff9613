//! Replays a frame as an SVG document: for export, for print, and to look at a chart without a browser.

use super::frame::{Anchor, Baseline, Frame, Op, Step, UNIT, Weight};
use super::theme::{FONT_FAMILY, Rgb};
use std::fmt::Write;

/// `frame` as a document named `title`, on `ground` if it is not to be transparent.
#[must_use]
pub fn svg(frame: &Frame, title: &str, ground: Option<Rgb>) -> String {
    // Rounded up to whole pixels: writing floats would cost the module 15 KB.
    let (width, height) = (frame.width.ceil() as i32, frame.height.ceil() as i32);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
         role=\"img\" font-family=\"{FONT_FAMILY}\">\n<title>{}</title>\n",
        width,
        height,
        width * UNIT,
        height * UNIT,
        Escaped(title),
    );
    if let Some(colour) = ground {
        let _ = writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"{colour}\"/>");
    }
    for op in &frame.ops {
        let _ = draw(&mut out, op);
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, op: &Op) -> std::fmt::Result {
    match op {
        Op::Rect { x, y, width, height, colour } => {
            writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>"
            )
        }
        Op::Fill { points, colour } => {
            writeln!(out, "<path d=\"{}Z\" fill=\"{colour}\"/>", Path(points))
        }
        Op::Line { points, width, colour } => writeln!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>",
            Path(points)
        ),
        Op::Text { x, y, anchor, baseline, size, weight, colour, text, .. } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            // Viewers disagree about `dominant-baseline`; the ideographic em square rises to 0.88 em.
            let y = match baseline {
                Baseline::Top => y + size * 88 / 100,
                Baseline::Middle => y + size * 38 / 100,
                Baseline::Bottom => y - size * 12 / 100,
            };
            let weight = match weight {
                Weight::Regular => "",
                Weight::Strong => " font-weight=\"600\"",
            };
            let text = Escaped(text);
            writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} fill=\"{colour}\">{text}</text>"
            )
        }
    }
}

/// Points as path data, each after the first as a step from the one before: half as long as coordinates.
struct Path<'a>(&'a [Step]);

impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut last = None;
        for &(x, y) in self.0 {
            match last {
                None => write!(f, "M{x} {y}l")?,
                Some((x0, y0)) => write!(f, "{} {} ", x - x0, y - y0)?,
            }
            last = Some((x, y));
        }
        Ok(())
    }
}

/// Text as XML content; characters that XML cannot hold are left out.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_the_document() {
        let text = "<script>\"&\u{1}\u{ffff}\n".to_owned();
        let op = Op::Text {
            x: 8,
            y: 80,
            anchor: Anchor::End,
            baseline: Baseline::Middle,
            size: 100,
            weight: Weight::Strong,
            width: 10,
            colour: Rgb(0, 0, 0),
            text,
        };
        let frame = Frame { width: 10.0, height: 20.0, ops: vec![op], marks: Vec::new() };
        let out = svg(&frame, "a<b", None);
        assert!(out.contains("<title>a&lt;b</title>"));
        assert!(out.contains(">&lt;script&gt;&quot;&amp; </text>"), "{out}");
        assert!(out.contains("y=\"118\"") && out.contains("text-anchor=\"end\"") && out.contains("\"600\""));
    }
}
