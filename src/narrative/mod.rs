//! Paragraphs → profile, sections with what their sentences claim, glossary.
//!
//! Says what is written where; whether it is true is for the checks.

pub mod claims;
mod contents;
mod glossary;
mod headings;
mod numbers;
mod passages;
mod reader;
mod statements;
pub mod topics;

pub use claims::{Base, Claim, Direction, Kind, Said, Stage, Statement, Year};
pub use reader::read;
pub use topics::Topic;

use std::sync::Arc;

/// Everything that a disclosure says in words.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    /// The first line of the document that stands in no table.
    pub title: Option<Line>,
    /// 概况: duties and subordinate units, one section each.
    pub profile: Vec<Section>,
    /// 预算情况说明, one section for each heading of the first rank.
    pub sections: Vec<Section>,
    /// 名词解释.
    pub glossary: Vec<Term>,
    /// Everything that the sections claim, in reading order: figures, and statements without one.
    pub claims: Vec<Claim>,
}

impl Narrative {
    /// How many claims are figures.
    #[must_use]
    pub fn figures(&self) -> usize {
        self.claims.iter().filter(|claim| claim.kind != Kind::Statement).count()
    }

    /// How many claims are statements without a figure.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.claims.len() - self.figures()
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words as printed.
    pub text: String,
    /// 1-based line of the source.
    pub line: u32,
}

/// A section below a heading of the first rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Such as `narrative/3` or `profile/1`.
    pub id: Arc<str>,
    /// The heading without its number; empty for text before the first heading.
    pub heading: String,
    /// What it is about, told by its heading.
    pub topic: Topic,
    /// The lines below it. A line that holds several headings stands whole below the first of them.
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
