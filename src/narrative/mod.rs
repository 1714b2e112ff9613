//! Paragraphs → profile, sections with their figures, glossary.
//!
//! Says what is written where; whether it is true is for the checks.

pub mod figures;
mod reader;

pub use figures::{Claim, Direction, Said};
pub use reader::read;

use std::sync::Arc;

/// Everything that a disclosure says in words.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    /// The title line of the document.
    pub title: Option<Line>,
    /// 概况: duties and subordinate units, one section each.
    pub profile: Vec<Section>,
    /// 预算情况说明, one section for each numbered heading.
    pub sections: Vec<Section>,
    /// 名词解释.
    pub glossary: Vec<Term>,
    /// Every figure of the sections, in reading order.
    pub claims: Vec<Claim>,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words as printed.
    pub text: String,
    /// 1-based line of the source.
    pub line: u32,
}

/// A numbered section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Such as `narrative/3` or `profile/1`.
    pub id: Arc<str>,
    /// The heading without its number; empty for text before the first heading.
    pub heading: String,
    /// The lines below it.
    pub lines: Vec<Line>,
}

/// A term that the document defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word.
    pub term: String,
    /// Its definition as printed.
    pub definition: String,
    /// 1-based line where it begins.
    pub line: u32,
}
