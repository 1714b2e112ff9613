//! The contents list, which repeats the headings and is none of the text.

use super::headings::Piece;
use crate::tables::names::{is_letter, plain};

/// No list of contents has more entries.
const MOST: usize = 150;

/// The pieces without the lists of contents.
pub(super) fn without(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut kept = Vec::with_capacity(pieces.len());
    let (mut at, mut apart) = (0, false);
    while let Some(piece) = pieces.get(at) {
        if matches!(plain(piece.text).as_str(), "目录" | "目次") {
            at += 1 + length(pieces.get(at + 1..).unwrap_or_default());
            apart = true;
            continue;
        }
        if has_leaders(piece.text) {
            apart = true;
        } else {
            kept.push(Piece { apart: piece.apart || std::mem::take(&mut apart), ..*piece });
        }
        at += 1;
    }
    kept
}

/// How many of the pieces belong to the list that begins with them: it ends where its first entry is repeated, or with
/// the first line that is no entry.
fn length(pieces: &[Piece<'_>]) -> usize {
    let first = pieces.first().map(|piece| key(piece.text));
    let part = pieces.first().map(|piece| piece.part);
    for (at, piece) in pieces.iter().enumerate().take(MOST) {
        let repeated = at > 0 && first.as_ref().is_some_and(|first| *first == key(piece.text));
        // A line that is no entry may be the end of a long one, when entries go on behind it.
        let cut = || {
            let short = || key(piece.text).chars().count() <= 20 && !is_sentence(piece.text);
            let goes_on = |next: &Piece<'_>| is_entry(next) && !repeats(pieces, at, next);
            short() && pieces.get(at + 1).is_some_and(goes_on)
        };
        let other_part = part != Some(piece.part);
        if repeated || other_part || piece.apart || !(is_entry(piece) || cut()) {
            return at;
        }
    }
    pieces.len().min(MOST)
}

/// Whether `next` is the first of the entries.
fn repeats(pieces: &[Piece<'_>], at: usize, next: &Piece<'_>) -> bool {
    at > 0 && pieces.first().is_some_and(|first| key(first.text) == key(next.text))
}

fn is_sentence(text: &str) -> bool {
    let words = plain(text);
    words.contains(['。', '；', ';', ',']) || words.chars().nth(60).is_some()
}

fn is_entry(piece: &Piece<'_>) -> bool {
    let words = plain(piece.text);
    let named = words.starts_with('第') || words.starts_with("附") || words.ends_with('表');
    has_leaders(piece.text)
        || (!is_sentence(piece.text) && (piece.level() > 0 || named || piece.is_page_number()))
}

/// Whether dots lead from the words to the number of a page.
fn has_leaders(text: &str) -> bool {
    let words = key_of_page(text);
    let dots = words.chars().rev().take_while(|c| is_dot(*c)).count();
    let dotted = dots >= 3 || (dots >= 1 && words.ends_with('…'));
    dotted && words.chars().nth(100).is_none() && words.chars().any(is_letter)
}

const fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…' | '·' | '。' | '⋯' | '-' | '_')
}

/// The words without the number of the page.
fn key_of_page(text: &str) -> String {
    let words = plain(text);
    words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')')).to_owned()
}

/// The words of an entry without dots and page.
fn key(text: &str) -> String {
    key_of_page(text).trim_end_matches(is_dot).to_owned()
}
