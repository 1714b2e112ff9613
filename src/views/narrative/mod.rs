//! The words of the document in its order, a page at a time: their figures, statements and defined terms.

mod page;
mod runs;

pub use page::{Page, page};
pub use runs::{Run, Runs, What, parted, shown};

use crate::budget::Budget;
use crate::checks::Report;
use crate::checks::Verdict;
use crate::checks::report::{Check, Severity};
use crate::checks::{Kind, Operand, Spot};
use crate::narrative::{Claim, Kind as ClaimKind, Section};
use crate::order;
use crate::tables::names::{plain, split_ordinal};
use std::borrow::Cow;

/// What a chapter is of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 目录
    Contents,
    /// 概况: duties, units.
    Profile,
    /// 预算情况说明
    Narrative,
    /// 名词解释
    Glossary,
}

/// The key of the list of contents among the chapters.
pub const CONTENTS: &str = "contents";
/// The key of the terms that the document defines.
pub const GLOSSARY: &str = "glossary";

/// A section of the document as it is read.
#[derive(Debug, Clone)]
pub struct Chapter<'a> {
    /// The id of the section; [`CONTENTS`] and [`GLOSSARY`] are none.
    pub key: &'a str,
    /// The printed heading without its number; empty where there is none.
    pub heading: &'a str,
    /// What it is of the document.
    pub part: Part,
    /// Its lines with their numbers in the source.
    pub lines: Vec<(u32, Cow<'a, str>)>,
    /// Indices of its claims.
    pub claims: Vec<usize>,
    /// Indices of the checks that found something in words of it that are no figure.
    pub words: Vec<usize>,
    /// How many of its claims are figures.
    pub figures: usize,
    /// How many of its figures and words should be looked at.
    pub findings: usize,
}

/// What is known of a figure of a sentence beside its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A table prints it too.
    InTable,
    /// No table prints it; a check holds it against other figures.
    Checked,
    /// Neither.
    Alone,
}

/// What is known of all claims of a document, by their indices.
#[derive(Debug, Clone, Default)]
pub struct Standings {
    /// Whether a check holds the claim against others, and the check about it that should be looked at first.
    of_claims: Vec<(bool, Option<usize>)>,
}

impl Standings {
    /// Those of a document.
    #[must_use]
    pub fn of(budget: &Budget, report: &Report) -> Self {
        let mut of_claims: Vec<(bool, Option<usize>)> = vec![(false, None); budget.narrative.claims.len()];
        for (at, check) in report.checks.iter().enumerate() {
            for term in &check.operands {
                let Operand::Claim(claim) = term.operand else { continue };
                let Some((checked, first)) = of_claims.get_mut(claim as usize) else { continue };
                *checked |= check.verdict != Verdict::NotChecked;
                let before = first.and_then(|first| report.checks.get(first));
                if asks(check) && before.is_none_or(|before| before.severity < check.severity) {
                    *first = Some(at);
                }
            }
        }
        Self { of_claims }
    }

    /// What is known of the claim with that index.
    #[must_use]
    pub fn standing(&self, budget: &Budget, claim: usize) -> Standing {
        match self.of_claims.get(claim) {
            _ if budget.cell_of_claim(claim).is_some() => Standing::InTable,
            Some((true, _)) => Standing::Checked,
            _ => Standing::Alone,
        }
    }

    /// The index of the check that found something about the claim.
    #[must_use]
    pub fn finding(&self, claim: usize) -> Option<usize> {
        self.of_claims.get(claim).and_then(|(_, finding)| *finding)
    }
}

/// Whether a check asks a person to look; what was noticed while reading is for the list of checks.
fn asks(check: &Check) -> bool {
    check.is_finding() && (check.severity > Severity::Info || check.rule.kind != Kind::Structure)
}

/// The chapters in the order of the document.
#[must_use]
pub fn chapters<'a>(budget: &'a Budget, report: &Report, standings: &Standings) -> Vec<Chapter<'a>> {
    let narrative = &budget.narrative;
    let mut chapters = Vec::new();
    let mut add = |key: &'a str, heading: &'a str, part, lines: Vec<(u32, Cow<'a, str>)>| {
        if !lines.is_empty() {
            let (claims, words) = (Vec::new(), Vec::new());
            chapters.push(Chapter { key, heading, part, lines, claims, words, figures: 0, findings: 0 });
        }
    };
    let mut contents = Vec::new();
    for line in &narrative.contents {
        contents.push((line.line, Cow::Borrowed(line.text.as_str())));
    }
    add(CONTENTS, "", Part::Contents, contents);
    for section in &narrative.profile {
        add(&section.id, &section.heading, Part::Profile, lines(section));
    }
    for section in &narrative.sections {
        add(&section.id, &section.heading, Part::Narrative, lines(section));
    }
    let mut terms = Vec::new();
    for term in &narrative.glossary {
        terms.push((term.line, Cow::Owned(format!("{}：{}", term.term, term.definition))));
    }
    add(GLOSSARY, "", Part::Glossary, terms);
    fill(budget, report, standings, &mut chapters);
    chapters
}

fn lines(section: &Section) -> Vec<(u32, Cow<'_, str>)> {
    let mut lines = Vec::new();
    for line in &section.lines {
        if !line.text.trim().is_empty() {
            lines.push((line.line, Cow::Borrowed(line.text.as_str())));
        }
    }
    lines
}

/// Gives every chapter its claims and findings.
fn fill(budget: &Budget, report: &Report, standings: &Standings, chapters: &mut [Chapter<'_>]) {
    let mut keys: Vec<(&str, usize)> = Vec::new();
    for (at, chapter) in chapters.iter().enumerate() {
        keys.push((chapter.key, at));
    }
    order::by(&mut keys, &|(a, _), (b, _)| a.cmp(b));
    let find = |key: &str| {
        let at = keys.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
        keys.get(at).map(|(_, chapter)| *chapter)
    };
    for (index, claim) in budget.narrative.claims.iter().enumerate() {
        let Some(chapter) = find(&claim.at.section).and_then(|at| chapters.get_mut(at)) else { continue };
        chapter.claims.push(index);
        chapter.figures += usize::from(is_figure(claim));
        chapter.findings += usize::from(standings.finding(index).is_some());
    }
    for (index, check) in report.checks.iter().enumerate() {
        let Spot::Words(at) = &check.spot else { continue };
        if check.operands.is_empty()
            && asks(check)
            && let Some(chapter) = find(&at.section).and_then(|at| chapters.get_mut(at))
        {
            chapter.words.push(index);
            chapter.findings += 1;
        }
    }
}

fn is_figure(claim: &Claim) -> bool {
    claim.kind != ClaimKind::Statement
}

/// Characters of a heading at most.
const HEADING: usize = 40;

/// Whether a line is a heading below that of its chapter: numbered, short and no sentence.
#[must_use]
pub fn is_heading(line: &str) -> bool {
    let line = plain(line);
    split_ordinal(&line).0.is_some() && line.chars().count() <= HEADING && !line.ends_with(ENDS)
}

/// Whether a sentence of the line goes on in the next one.
#[must_use]
pub fn is_open(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() > HEADING && !line.ends_with(ENDS)
}

const ENDS: [char; 10] = ['。', '；', '：', '！', '？', '.', ';', ':', '”', '）'];
