//! Rulings as programs draw them → lines of tables: drawn twice, in pieces or as rectangles, they become one each.

use super::marks::{Direction, Ruling};
use crate::order;

/// Lines no farther apart are one.
const SAME: f64 = 0.6;
/// Pieces of a line no farther apart are one.
const GAP: f64 = 3.0;
/// What is shorter belongs to a letter or a sign.
const SHORT: f64 = 5.0;
/// Ends of lines no farther apart meet.
pub const MEET: f64 = 3.0;

/// The lines of a page, whole and once.
pub fn whole(rulings: &[Ruling]) -> Vec<Ruling> {
    let mut all = Vec::new();
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let mut pieces: Vec<Ruling> =
            rulings.iter().filter(|ruling| ruling.direction == direction).copied().collect();
        order::by(&mut pieces, &|one, other| one.at.total_cmp(&other.at));
        for alike in pieces.chunk_by(|one, next| next.at - one.at <= SAME) {
            let mut alike = alike.to_vec();
            order::by(&mut alike, &|one, other| one.from.total_cmp(&other.from));
            let mut open: Option<Ruling> = None;
            for piece in alike {
                match &mut open {
                    Some(line) if piece.from - line.to <= GAP => line.to = line.to.max(piece.to),
                    _ => all.extend(open.replace(piece)),
                }
            }
            all.extend(open);
        }
    }
    all.retain(|line| line.to - line.from >= SHORT);
    all
}

/// Lines that meet, each group the frame of a table; in the order of the page.
pub fn frames(lines: &[Ruling]) -> Vec<Vec<Ruling>> {
    let across: Vec<&Ruling> = of(lines, Direction::Horizontal);
    let down: Vec<&Ruling> = of(lines, Direction::Vertical);
    // For each line, the group it belongs to; vertical lines behind horizontal ones.
    let mut groups: Vec<usize> = (0..across.len() + down.len()).collect();
    for (at, horizontal) in across.iter().enumerate() {
        for (beside, vertical) in down.iter().enumerate() {
            if meets(horizontal, vertical) {
                let (one, other) = (root(&groups, at), root(&groups, across.len() + beside));
                if let Some(parent) = groups.get_mut(one.max(other)) {
                    *parent = one.min(other);
                }
            }
        }
    }
    let mut frames: Vec<(usize, Vec<Ruling>)> = Vec::new();
    for (at, line) in across.into_iter().chain(down).enumerate() {
        let group = root(&groups, at);
        match frames.iter_mut().find(|(of, _)| *of == group) {
            Some((_, frame)) => frame.push(*line),
            None => frames.push((group, vec![*line])),
        }
    }
    frames.into_iter().map(|(_, frame)| frame).collect()
}

fn of(lines: &[Ruling], direction: Direction) -> Vec<&Ruling> {
    lines.iter().filter(|line| line.direction == direction).collect()
}

fn meets(horizontal: &Ruling, vertical: &Ruling) -> bool {
    let reaches = |line: &Ruling, at: f64| (line.from - MEET..=line.to + MEET).contains(&at);
    reaches(horizontal, vertical.at) && reaches(vertical, horizontal.at)
}

/// The smallest member of a group.
fn root(groups: &[usize], mut at: usize) -> usize {
    while let Some(&parent) = groups.get(at).filter(|&&parent| parent != at) {
        at = parent;
    }
    at
}
