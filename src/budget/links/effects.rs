//! What a change is of: 部门支出增加 is how the expenditure changed, 增加部门支出 is what something did to it.

use super::lexicon::{Lexicon, Token, Word};
use crate::narrative::claims::{DOWN, UP};
use crate::search;

/// Words before what something is compared with.
pub const COMPARES: [&str; 3] = ["比", "与", "较"];

/// Whether the words before an amount say what was done to their object, and not how it changed itself. `context` is the
/// clause before.
pub fn is_effect(lexicon: &Lexicon, words: &str, context: &str) -> bool {
    let verbs = UP.iter().chain(&DOWN);
    let verb = verbs.filter_map(|verb| Some(search::rfind(words, verb)? + verb.len())).max();
    let object = verb.and_then(|end| words.get(end..)).unwrap_or_default();
    let object = object.split('(').next().unwrap_or_default();
    let tokens = lexicon.tokens(object);
    tokens.iter().any(|token| *token != Token::Word(Word::Filler))
        && !search::contains_any(context, &COMPARES)
}
