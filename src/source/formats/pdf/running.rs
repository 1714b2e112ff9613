//! Heads, feet and page numbers: what stands at the edge of pages and is none of the document.

use super::pages::{Page, Piece};
use super::text::Line;
use std::collections::BTreeMap;

/// The part of a page at its top and at its bottom where they stand.
const EDGE: f64 = 0.12;
/// A line stands there on no fewer pages.
const FEWEST: usize = 3;

/// Takes them out.
pub fn drop(pages: &mut [Page]) {
    for page in &mut *pages {
        while let Some(at) = at_edge(page).into_iter().flatten().find(|&at| is(page, at, is_page_number)) {
            page.pieces.remove(at);
        }
    }
    let mut seen: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for page in &*pages {
        for line in at_edge(page).into_iter().flatten().filter_map(|at| line(page, at)) {
            *seen.entry(key(line)).or_default() += 1;
        }
    }
    let fewest = FEWEST.max(pages.len() / 3);
    let runs = |line: &Line| seen.get(&key(line)).is_some_and(|&count| count >= fewest) && !is_of_table(line);
    for page in pages {
        while let Some(at) = at_edge(page).into_iter().flatten().find(|&at| is(page, at, runs)) {
            page.pieces.remove(at);
        }
    }
}

/// The first and the last piece of a page where they stand at its edge.
fn at_edge(page: &Page) -> [Option<usize>; 2] {
    let height = page.area.height() * EDGE;
    let last = page.pieces.len().checked_sub(1);
    let within = |at: &usize, top: bool| {
        line(page, *at).is_some_and(|line| {
            if top {
                line.area().top < page.area.top + height
            } else {
                line.baseline > page.area.bottom - height
            }
        })
    };
    [last.map(|_| 0).filter(|at| within(at, true)), last.filter(|at| within(at, false))]
}

fn line(page: &Page, at: usize) -> Option<&Line> {
    page.pieces.get(at).and_then(Piece::line)
}

fn is(page: &Page, at: usize, what: impl Fn(&Line) -> bool) -> bool {
    line(page, at).is_some_and(what)
}

/// The words of a line, whatever their numbers are, and its height on the page.
fn key(line: &Line) -> (String, i64) {
    let words = line.text.chars().filter(|c| !c.is_ascii_digit()).collect();
    // Rounded to a few points.
    (words, (line.baseline / 4.0).round() as i64)
}

/// `12`, `- 12 -`, `Page 12`, `第 12 页`, `第12页 共30页`, `12/30`.
fn is_page_number(line: &Line) -> bool {
    let text: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_start_matches("Page");
    let is_sign =
        |c: char| matches!(c, '-' | '–' | '—' | '－' | '·' | '~' | '第' | '页' | '共' | '/' | ',' | '，');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=7).contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || is_sign(c))
        && !text.starts_with('/')
}

/// The unit and the name of a table stand at the same height on all its pages and belong to it.
fn is_of_table(line: &Line) -> bool {
    ["单位", "表", "部门"].iter().any(|word| line.text.contains(word))
}
