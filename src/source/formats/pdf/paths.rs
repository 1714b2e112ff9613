//! Paths → rulings: strokes along the axes, and filled rectangles that are as thin as strokes.

use super::marks::{Area, Direction, Ruling};
use super::matrix::Matrix;

/// A filled rectangle that is thinner stands for a line.
const THIN: f64 = 3.0;
/// What leans less is straight.
const LEAN: f64 = 0.7;
/// Points of one path that are looked at: tables are drawn by simple ones.
const MOST_POINTS: usize = 100_000;
/// Frames with round corners have no more curves; what has more is letters or a drawing.
const MOST_CURVES: usize = 8;
/// What has more corners than a rectangle and is smaller both ways is a letter.
const LETTER: f64 = 30.0;

/// The path that is being made.
#[derive(Debug, Default)]
pub struct Path {
    /// Runs of points that straight lines connect.
    runs: Vec<Vec<(f64, f64)>>,
    points: usize,
    curves: usize,
}

impl Path {
    pub fn begin(&mut self, point: (f64, f64)) {
        if self.points < MOST_POINTS {
            self.points += 1;
            self.runs.push(vec![point]);
        }
    }

    pub fn line(&mut self, point: (f64, f64)) {
        if let Some(run) = self.runs.last_mut().filter(|_| self.points < MOST_POINTS) {
            self.points += 1;
            run.push(point);
        }
    }

    /// A curve ends what can be a ruling, but its points count for the clip.
    pub fn curve(&mut self, points: &[(f64, f64)]) {
        self.curves += 1;
        for &point in points {
            self.begin(point);
        }
    }

    pub fn close(&mut self) {
        let ends = self.runs.last().and_then(|run| Some((*run.first()?, *run.last()?)));
        if let Some((first, last)) = ends
            && first != last
        {
            self.line(first);
        }
    }

    pub fn rectangle(&mut self, (x, y): (f64, f64), width: f64, height: f64) {
        self.begin((x, y));
        for point in [(x + width, y), (x + width, y + height), (x, y + height), (x, y)] {
            self.line(point);
        }
    }

    /// The smallest area around it.
    pub fn area(&self, matrix: Matrix) -> Option<Area> {
        let points: Vec<_> = self.runs.iter().flatten().map(|&point| matrix.map(point)).collect();
        Area::around(&points)
    }

    /// Whether its curves are those of letters or of a drawing.
    fn is_drawing(&self, matrix: Matrix) -> bool {
        self.curves > MOST_CURVES || (self.curves > 0 && is_small(self.runs.iter().flatten(), matrix))
    }

    /// The rulings that stroking it draws.
    pub fn strokes(&self, matrix: Matrix, line_width: f64, put: &mut dyn FnMut(Ruling)) {
        // A stroke as wide as a cell is a background.
        if line_width * matrix.scale() > 2.0 * THIN || self.is_drawing(matrix) {
            return;
        }
        for run in self.runs.iter().filter(|run| run.len() <= 5 || !is_small(*run, matrix)) {
            for pair in run.windows(2) {
                if let &[from, to] = pair {
                    put_segment(matrix.map(from), matrix.map(to), put);
                }
            }
        }
    }

    /// The rulings that filling it draws.
    pub fn fills(&self, matrix: Matrix, put: &mut dyn FnMut(Ruling)) {
        if self.is_drawing(matrix) {
            return;
        }
        for run in self.runs.iter().filter(|run| (2..=9).contains(&run.len())) {
            let points: Vec<_> = run.iter().map(|&point| matrix.map(point)).collect();
            let Some(area) = Area::around(&points) else { continue };
            // Small squares are dots of dotted lines or corners of borders, and belong to either way.
            if area.height() <= THIN {
                let at = f64::midpoint(area.top, area.bottom);
                put(Ruling { direction: Direction::Horizontal, at, from: area.left, to: area.right });
            }
            if area.width() <= THIN {
                let at = f64::midpoint(area.left, area.right);
                put(Ruling { direction: Direction::Vertical, at, from: area.top, to: area.bottom });
            }
        }
    }
}

/// Whether points stand as near each other as those of a letter.
fn is_small<'a>(points: impl IntoIterator<Item = &'a (f64, f64)>, matrix: Matrix) -> bool {
    let points: Vec<_> = points.into_iter().map(|&point| matrix.map(point)).collect();
    Area::around(&points).is_some_and(|area| area.width() < LETTER && area.height() < LETTER)
}

fn put_segment(from: (f64, f64), to: (f64, f64), put: &mut dyn FnMut(Ruling)) {
    let (across, down) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    if down <= LEAN && across > down {
        let at = f64::midpoint(from.1, to.1);
        put(Ruling { direction: Direction::Horizontal, at, from: from.0.min(to.0), to: from.0.max(to.0) });
    } else if across <= LEAN && down > across {
        let at = f64::midpoint(from.0, to.0);
        put(Ruling { direction: Direction::Vertical, at, from: from.1.min(to.1), to: from.1.max(to.1) });
    }
}
