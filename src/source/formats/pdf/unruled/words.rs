//! What looks like a table and is none: a list of contents, sentences with wide gaps, words that stand below each other by
//! chance. A table that is not seen is text that can be read; one that is none would be figures that nobody printed.

use crate::order;
use crate::source::formats::aligned::columns::nearest;
use crate::source::formats::aligned::line::{Extent, Metric, Piece};
use crate::source::formats::aligned::region::{Row, is_total};

/// A list of contents: words with the number of a page behind them, each no smaller than the one before.
pub fn is_contents(rows: &[Row<'_>]) -> bool {
    let mut last = 0u32;
    let mut count = 0;
    for row in rows {
        match row.pieces.as_slice() {
            [_] => {}
            [_, number] => {
                let Ok(number) = number.text.trim().parse::<u32>() else { return false };
                if number < last {
                    return false;
                }
                last = number;
                count += 1;
            }
            _ => return false,
        }
    }
    count > 0
}

/// Whether more lines than every fourth one with several pieces have the signs of sentences.
pub fn are_sentences(rows: &[Vec<Piece>]) -> bool {
    let several = || rows.iter().filter(|row| row.len() > 1);
    let signs = |piece: &Piece| piece.text.contains(['，', '。', '；']);
    several().filter(|row| row.iter().any(signs)).count() * 4 > several().count()
}

/// Whether the pieces of a body stand below each other: they begin, end or have their middle where others of their column
/// do. The first column does not count, as lines of text begin below each other too.
pub fn agree(rows: &[&[Piece]], places: &[Extent], head: usize) -> bool {
    let mut columns: Vec<Vec<&Piece>> = vec![Vec::new(); places.len()];
    for piece in rows.iter().copied().flatten() {
        let at = nearest(piece.extent(Metric::Page), places);
        if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
            column.push(piece);
        }
    }
    if rows.iter().copied().any(is_total) && rows.len() == 1 {
        return head > 0;
    }
    let numbers = || rows.iter().copied().flatten().filter(|piece| piece.is_number());
    match rows {
        [] => return false,
        // One row has nothing to agree with but its head: it has amounts and no words.
        [row] => {
            return head > 0
                && row.len() > 1
                && numbers().count() == row.len()
                && numbers().any(Piece::is_amount);
        }
        _ => {}
    }
    let others: usize = columns.iter().skip(1).map(Vec::len).sum();
    let agreeing: Vec<usize> = columns.iter().skip(1).map(|column| below_each_other(column)).collect();
    let total: usize = agreeing.iter().sum();
    numbers().count() > 1 && agreeing.iter().any(|&count| count > 1) && total * 5 >= others * 3
}

/// How many pieces of a column have one edge in common.
fn below_each_other(pieces: &[&Piece]) -> usize {
    let edges: [fn(Extent) -> usize; 3] =
        [|extent| extent.left, |extent| extent.right, |extent| extent.middle() / 2];
    edges
        .into_iter()
        .map(|edge| most_near(pieces.iter().map(|piece| edge(piece.extent(Metric::Page))).collect()))
        .max()
        .unwrap_or(0)
}

/// How many values there are within half the size of a letter.
fn most_near(mut values: Vec<usize>) -> usize {
    order::by(&mut values, &Ord::cmp);
    let mut from = 0;
    let mut most = 0;
    for (at, value) in values.iter().enumerate() {
        while values.get(from).is_some_and(|first| value - first > Metric::Page.places(1)) {
            from += 1;
        }
        most = most.max(at + 1 - from);
    }
    // One alone is below no other.
    if most > 1 { most } else { 0 }
}
