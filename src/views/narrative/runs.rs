//! A line as runs of letters: plain words, figures, statements, words that a check is about, terms.

use super::{Chapter, Part, Standing, Standings, is_figure};
use crate::address::SentenceAddress;
use crate::budget::Budget;
use crate::checks::{Report, Spot};
use crate::order;
use crate::search;

/// A run of letters that is of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// The letters as they are shown.
    pub text: String,
    /// What they are.
    pub what: What<'a>,
}

/// What a run of letters is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What<'a> {
    /// Nothing that leads anywhere.
    Plain,
    /// A figure.
    Figure {
        /// Where it stands.
        at: &'a SentenceAddress,
        /// What else is known of it.
        standing: Standing,
        /// The index of the check that found something about it.
        finding: Option<usize>,
    },
    /// A statement without a figure, such as 持平.
    Statement {
        /// Where it stands.
        at: &'a SentenceAddress,
        /// The index of the check that found something about it.
        finding: Option<usize>,
    },
    /// Words that the check with that index is about.
    Words(usize),
    /// A term that is explained.
    Term(&'a str),
}

/// Makes runs of the lines of a chapter; a term is marked once in it.
#[derive(Debug)]
pub struct Runs<'a> {
    budget: &'a Budget,
    report: &'a Report,
    standings: &'a Standings,
    /// The longest first.
    terms: Vec<&'a str>,
}

impl<'a> Runs<'a> {
    /// For a chapter; `terms` are the words that are explained.
    #[must_use]
    pub fn new(
        budget: &'a Budget,
        report: &'a Report,
        standings: &'a Standings,
        chapter: &Chapter<'_>,
        terms: &[&'a str],
    ) -> Self {
        let mut terms = match chapter.part {
            Part::Profile | Part::Narrative => terms.to_vec(),
            Part::Contents | Part::Glossary => Vec::new(),
        };
        order::by(&mut terms, &|a, b| b.len().cmp(&a.len()));
        Self { budget, report, standings, terms }
    }

    /// The runs of a line of the chapter.
    #[must_use]
    pub fn of_line(&mut self, chapter: &Chapter<'a>, number: u32, text: &str) -> Vec<Run<'a>> {
        let mut marked = Vec::new();
        for &claim in &chapter.claims {
            let Some(known) = self.budget.narrative.claims.get(claim) else { continue };
            let (at, finding) = (&known.at, self.standings.finding(claim));
            if at.line == number {
                let what = if is_figure(known) {
                    What::Figure { at, standing: self.standings.standing(self.budget, claim), finding }
                } else {
                    What::Statement { at, finding }
                };
                marked.push((at.start, at.end, what));
            }
        }
        for &check in &chapter.words {
            let spot = self.report.checks.get(check).map(|check| &check.spot);
            if let Some(Spot::Words(at)) = spot
                && at.line == number
            {
                marked.push((at.start, at.end, What::Words(check)));
            }
        }
        order::by_key(&mut marked, |(start, ..)| *start);
        let mut runs = Vec::new();
        for (text, what) in parted(text, marked) {
            match what {
                Some(what) => push(&mut runs, &text, what),
                None => self.plain(&text, &mut runs),
            }
        }
        runs
    }

    /// Words with the terms in them that were not met before in the chapter.
    fn plain(&mut self, text: &str, runs: &mut Vec<Run<'a>>) {
        let mut found: Vec<(usize, usize, &'a str)> = Vec::new();
        self.terms.retain(|term| {
            let Some(start) = search::find(text, term) else { return true };
            let end = start + term.len();
            let is_free = found.iter().all(|(from, to, _)| end <= *from || *to <= start);
            if is_free {
                found.push((start, end, term));
            }
            !is_free
        });
        order::by_key(&mut found, |(start, ..)| *start);
        let mut done = 0;
        for (start, end, term) in found {
            push(runs, text.get(done..start).unwrap_or_default(), What::Plain);
            push(runs, text.get(start..end).unwrap_or_default(), What::Term(term));
            done = end;
        }
        push(runs, text.get(done..).unwrap_or_default(), What::Plain);
    }
}

/// A line as the runs from one letter to before another that are marked, in their order, and what lies between them. Of
/// two that overlap the first counts.
#[must_use]
pub fn parted<Mark>(text: &str, marked: Vec<(u32, u32, Mark)>) -> Vec<(String, Option<Mark>)> {
    let mut letters = text.chars();
    let mut take = |count: u32| letters.by_ref().take(count as usize).collect::<String>();
    let mut parts = Vec::new();
    let mut done = 0;
    for (start, end, mark) in marked {
        if start >= done && end > start {
            parts.push((take(start - done), None));
            parts.push((take(end - start), Some(mark)));
            done = end;
        }
    }
    parts.push((take(u32::MAX), None));
    parts
}

/// Letters as they are shown: without the marks of bold type that were lost on the way to a text.
#[must_use]
pub fn shown(text: &str) -> String {
    search::replace(text, "**", "")
}

fn push<'a>(runs: &mut Vec<Run<'a>>, text: &str, what: What<'a>) {
    let text = shown(text);
    if !text.is_empty() {
        runs.push(Run { text, what });
    }
}
