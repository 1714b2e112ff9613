//! 名词解释: terms with their definitions.

use super::Term;
use super::headings::Piece;
use crate::tables::names::plain;

/// No term is longer, in characters.
const LONGEST: usize = 40;

/// Terms are numbered in one rank or not at all, `词：释义`; any other line goes on with the definition before it.
pub(super) fn terms(pieces: &[Piece<'_>]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut rank = None;
    for piece in pieces.iter().filter(|piece| !piece.is_page_number()) {
        let level = piece.level();
        let ranked = level > 0 && rank.is_none_or(|rank| rank == level) && (piece.is_first() || level <= 2);
        let finished = || terms.last().is_none_or(|last| last.definition.ends_with(['。', '；', '.']));
        let found = if ranked {
            numbered(piece)
        } else if level == 0 && rank.is_none() && piece.is_first() && finished() {
            apart(piece.text).filter(|(term, _)| !term.contains(['，', ',', '。', '；', '、']))
        } else {
            None
        };
        match (found, terms.last_mut()) {
            (Some((term, definition)), _) => {
                if ranked {
                    rank = Some(level);
                }
                let (term, definition) = (term.trim().to_owned(), definition.trim().to_owned());
                terms.push(Term { term, definition, line: piece.paragraph.line });
            }
            (None, Some(last)) => last.definition.push_str(piece.text.trim()),
            (None, None) => {}
        }
    }
    terms
}

/// A term and its definition, of a piece that begins with a number.
fn numbered<'a>(piece: &Piece<'a>) -> Option<(&'a str, &'a str)> {
    let words = unnumbered(piece.text);
    // A line of its own is a term that the next lines define.
    let alone =
        || !words.is_empty() && words.chars().count() <= LONGEST && !words.contains(['。', '，', ',']);
    apart(words).or_else(|| alone().then_some((words, "")))
}

/// The words behind the numbering that a text begins with.
fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let end = text.find(['、', '.', '．', ')', '）']).unwrap_or(0);
    let mut rest = text.get(end..).unwrap_or_default().chars();
    rest.next();
    rest.as_str().trim_start_matches(['、', '.', '．', ' ', '\u{3000}'])
}

/// Splits a term off its definition.
fn apart(text: &str) -> Option<(&str, &str)> {
    let is_term = |term: &str| !plain(term).is_empty() && term.chars().count() <= LONGEST;
    let by_colon = text.split_once(['：', ':']).filter(|(term, _)| is_term(term) && !term.contains(['。']));
    by_colon.or_else(|| {
        let at = text.find('指')?;
        let term = text.get(..at)?.trim_end_matches(['是', '，', ',', ' ']);
        (is_term(term) && !term.contains(['，', '。'])).then(|| (term, text.get(at..).unwrap_or_default()))
    })
}
