//! Terms and codes explained: by the document where it does so, else by us.

use crate::budget::Budget;
use crate::catalogue;
use crate::i18n::Locale;
use crate::tables::names::plain;
use crate::views::search::Query;
use serde::Serialize;

#[derive(Serialize)]
pub struct TermData {
    /// What it is found by: the term or the code.
    pub key: String,
    /// The name of a code.
    pub name: String,
    text: String,
    /// The line of the document that begins its definition; nothing of an explanation of ours.
    line: Option<u32>,
}

/// The terms that have the words that were typed, all without words: those that the document defines, then ours that it
/// does not.
pub fn terms(budget: &Budget, locale: &Locale, typed: &str) -> Vec<TermData> {
    let mut terms = Vec::new();
    let mut known = Vec::new();
    for term in &budget.narrative.glossary {
        known.push(plain(&term.term));
        terms.push(TermData {
            key: term.term.clone(),
            name: String::new(),
            text: term.definition.clone(),
            line: Some(term.line),
        });
    }
    for (key, text) in locale.terms() {
        if !known.contains(&plain(key)) {
            terms.push(ours(budget, key, text));
        }
    }
    if let Some(query) = Query::new(typed) {
        terms.retain(|term| [&term.key, &term.name, &term.text].iter().any(|text| query.is_in(text)));
    }
    terms
}

fn ours(budget: &Budget, key: &str, text: &str) -> TermData {
    let name = catalogue::name_in(key, budget.year).unwrap_or_default();
    TermData { key: key.to_owned(), name: name.to_owned(), text: text.to_owned(), line: None }
}

/// The words of the form that are explained: the document's own, then ours that it does not define. Names of codes are
/// words of any sentence.
pub fn explained_words<'a>(budget: &'a Budget, locale: &Locale) -> Vec<&'a str> {
    let mut words: Vec<&str> = Vec::new();
    for term in &budget.narrative.glossary {
        words.push(&term.term);
    }
    for (key, _) in locale.terms() {
        if key.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        if words.iter().all(|word| plain(word) != plain(key)) {
            words.push(key);
        }
    }
    words
}

/// What is known of the first of the names that anything is known of, of the code before them.
pub fn explanation(budget: &Budget, locale: &Locale, code: Option<&str>, names: &[&str]) -> Option<TermData> {
    for name in names.iter().map(|name| plain(name)).filter(|name| !name.is_empty()) {
        if let Some(term) = budget.narrative.glossary.iter().find(|term| plain(&term.term) == name) {
            let (key, text) = (term.term.clone(), term.definition.clone());
            return Some(TermData { key, name: String::new(), text, line: Some(term.line) });
        }
        for (key, text) in locale.terms() {
            if code == Some(key) || plain(key) == name {
                return Some(ours(budget, key, text));
            }
        }
    }
    None
}
