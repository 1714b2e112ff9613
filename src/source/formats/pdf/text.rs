//! Glyphs → lines of text, and lines → the text of a cell.

use super::marks::{Area, Glyph};
use crate::order;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// The line its glyphs stand on.
    pub baseline: f64,
    /// The size of most of it.
    pub size: f64,
    /// How wide its first glyph is.
    pub first: f64,
    /// From left to right, blanks among them.
    pub glyphs: Vec<Glyph>,
}

impl Line {
    pub fn area(&self) -> Area {
        Area { left: self.left, top: self.baseline - self.size, right: self.right, bottom: self.baseline }
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// The lines that glyphs make, from top to bottom, and how many glyphs were drawn more than once, as bold letters are
/// where a font has none.
pub fn lines(mut glyphs: Vec<Glyph>) -> (Vec<Line>, u32) {
    let mut twice = 0;
    order::by(&mut glyphs, &|one, other| one.middle().1.total_cmp(&other.middle().1));
    let mut lines = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        // Lines of a table may be as near as their letters are high; what is raised by less is of the same line.
        let same = row.last().is_none_or(|last: &Glyph| {
            glyph.middle().1 - last.middle().1 <= 0.25 * last.size.min(glyph.size)
                && row.first().is_some_and(|first| glyph.middle().1 - first.middle().1 <= 0.6 * last.size)
        });
        if !same {
            lines.extend(line(std::mem::take(&mut row), &mut twice));
        }
        row.push(glyph);
    }
    lines.extend(line(row, &mut twice));
    (lines, twice)
}

fn line(mut glyphs: Vec<Glyph>, twice: &mut u32) -> Option<Line> {
    order::by(&mut glyphs, &|one, other| one.left.total_cmp(&other.left));
    let blanks: Vec<Glyph> = glyphs.iter().filter(|glyph| glyph.character.is_whitespace()).copied().collect();
    glyphs.retain(|glyph| !glyph.character.is_whitespace());
    let mut once: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let is_again = |before: &&Glyph| {
            before.character == glyph.character
                && (glyph.left - before.left).abs() < 0.3 * (before.right - before.left).max(0.3 * glyph.size)
        };
        if once.iter().rev().take(3).any(|before| is_again(&before)) {
            *twice += 1;
        } else {
            once.push(glyph);
        }
    }
    let (first, last) = (once.first()?, once.last()?);
    let mut line = Line {
        text: String::new(),
        left: first.left,
        right: last.right,
        baseline: first.baseline,
        size: median(&once),
        first: first.right - first.left,
        glyphs: once.iter().chain(&blanks).copied().collect(),
    };
    order::by(&mut line.glyphs, &|one, other| one.left.total_cmp(&other.left));
    let mut blanks = blanks.iter().peekable();
    let mut before: Option<&Glyph> = None;
    for glyph in &once {
        if let Some(before) = before {
            let size = before.size.max(glyph.size);
            while blanks.next_if(|blank| blank.left < before.right - 0.5 * size).is_some() {}
            let printed = blanks.next_if(|blank| blank.left < glyph.left).is_some();
            push_gap(&mut line.text, before, glyph, printed);
        }
        line.text.push(glyph.character);
        line.right = line.right.max(glyph.right);
        before = Some(glyph);
    }
    Some(line)
}

/// Writes the blanks between two glyphs: as many as would fill a wide gap.
fn push_gap(text: &mut String, before: &Glyph, glyph: &Glyph, printed: bool) {
    let size = before.size.max(glyph.size);
    let gap = glyph.left - before.right;
    let is_narrow = |glyph: &Glyph| glyph.character.is_ascii_alphanumeric();
    // Programs space digits and ideographs to fill a line.
    let least = match (is_narrow(before), is_narrow(glyph)) {
        _ if printed => 0.12,
        (true, true) => 0.4,
        _ => 0.7,
    };
    if gap > 3.0 * size {
        text.push_str("    ");
    } else if gap > least * size {
        text.push(' ');
    }
}

fn median(glyphs: &[Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    order::by(&mut sizes, &f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// What programs leave free at both sides of a cell.
pub const MARGINS: f64 = 11.0;

/// The lines of a cell as its text: a line that is full goes on in the next, any other ends.
pub fn in_cell(lines: &[Line], width: f64) -> String {
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(before) = before
            && (!is_full(before, line.first, width) || are_figures(&before.text, &line.text))
        {
            text.push('\n');
        }
        text.push_str(&line.text);
        before = Some(line);
    }
    text
}

/// Whether a line has no room in its cell for one more character.
fn is_full(line: &Line, character: f64, width: f64) -> bool {
    width - line.width() < character + MARGINS
}

/// Whether two lines are figures each, and not one that was broken.
fn are_figures(one: &str, next: &str) -> bool {
    let is_figure = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    let has_point = |text: &str| text.contains('.');
    // Between two groups of one figure stood another comma.
    let is_grouped = |text: &str| text.rsplit_once(',').is_some_and(|(_, group)| group.len() == 3);
    let both_whole = has_point(one) && has_point(next)
        || is_grouped(one) && !has_point(one) && next.starts_with(|c: char| c.is_ascii_digit());
    is_figure(one) && is_figure(next) && both_whole
}

#[cfg(test)]
mod tests {
    use super::are_figures;

    #[test]
    fn two_figures_in_a_cell_are_told_from_one_that_was_broken() {
        for (one, next) in [("1.5", "2.5"), ("1,200", "300"), ("12,345,678", "9,000.50")] {
            assert!(are_figures(one, next), "{one} {next}");
        }
        for (one, next) in
            [("164,978,6", "40"), ("164,978,", "640"), ("164,978", ",640"), ("5364.7", "5"), ("1234", "56")]
        {
            assert!(!are_figures(one, next), "{one} {next}");
        }
    }
}
