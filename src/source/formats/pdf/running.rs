//! Heads, feet and page numbers: what stands at the edge of pages and is none of the document.

use super::pages::{Page, Piece};
use super::text::Line;
use crate::amount::parse_figure;
use std::collections::BTreeMap;

/// The part of a page at its top and at its bottom where they stand.
const EDGE: f64 = 0.12;
/// A line stands there on no fewer pages.
const FEWEST: usize = 3;

/// Takes them out.
pub fn drop(pages: &mut [Page]) {
    pages.iter_mut().for_each(|page| trim(page, is_page_number));
    let mut seen: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for page in &*pages {
        for line in at_edge(page).into_iter().flatten() {
            *seen.entry(key(line)).or_default() += 1;
        }
    }
    let fewest = FEWEST.max(pages.len() / 3);
    let runs = |line: &Line| {
        seen.get(&key(line)).is_some_and(|&count| count >= fewest)
            && !is_of_table(line)
            && !holds_amount(line)
    };
    pages.iter_mut().for_each(|page| trim(page, runs));
}

/// Takes the lines at the edges of a page that are `what` off.
fn trim(page: &mut Page, what: impl Fn(&Line) -> bool) {
    let head = page.pieces.iter().take_while(|piece| at_top(page, piece).is_some_and(&what)).count();
    page.pieces.drain(..head);
    let foot = page.pieces.iter().rev().take_while(|piece| at_bottom(page, piece).is_some_and(&what)).count();
    page.pieces.truncate(page.pieces.len() - foot);
}

/// The lines with which a page begins and ends, where they stand at its edge.
fn at_edge(page: &Page) -> [Option<&Line>; 2] {
    let (first, last) = (page.pieces.first(), page.pieces.last());
    [first.and_then(|piece| at_top(page, piece)), last.and_then(|piece| at_bottom(page, piece))]
}

fn at_top<'a>(page: &Page, piece: &'a Piece) -> Option<&'a Line> {
    piece.line().filter(|line| line.area().top < page.area.top + page.area.height() * EDGE)
}

fn at_bottom<'a>(page: &Page, piece: &'a Piece) -> Option<&'a Line> {
    piece.line().filter(|line| line.baseline > page.area.bottom - page.area.height() * EDGE)
}

/// The words of a line, whatever their numbers are, and its height on the page.
fn key(line: &Line) -> (String, i64) {
    let words = line.text.chars().filter(|c| !c.is_ascii_digit()).collect();
    // Rounded to a few points.
    (words, (line.baseline / 4.0).round() as i64)
}

/// `12`, `- 12 -`, `Page 12`, `第 12 页`, `第12页 共30页`, `12/30`; `201 1200` is the row of a table.
fn is_page_number(line: &Line) -> bool {
    let text = line.text.trim_start_matches("Page");
    let is_sign = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '–' | '—' | '－' | '·' | '~' | '第' | '页' | '共' | '/' | ',' | '，')
    };
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let (first, second) = (numbers.next(), numbers.next());
    let is_short = |number: &str| number.len() <= 4;
    first.is_some_and(is_short)
        && second.is_none_or(|second| is_short(second) && text.contains(['/', '页']))
        && numbers.next().is_none()
        && text.chars().all(|c| c.is_ascii_digit() || is_sign(c))
        && !text.starts_with('/')
}

/// The unit, the department and the name of a table stand at the same height on all its pages and belong to it.
fn is_of_table(line: &Line) -> bool {
    let text: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
    ["单位：", "单位:", "部门：", "部门:", "表"].iter().any(|word| text.contains(word))
}

/// Totals stand at the foot of pages that are made alike.
fn holds_amount(line: &Line) -> bool {
    let is_amount = |word: &str| word.contains(['.', ',']) && matches!(parse_figure(word), Ok(Some(_)));
    line.text.split_whitespace().any(is_amount)
}
