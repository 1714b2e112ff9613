//! A page of the narrative: chapters, and the paragraphs of those that are on the page.

use super::address;
use super::terms::explained_words;
use crate::address::Address;
use crate::budget::Budget;
use crate::checks::Report;
use crate::export::report::AddressData;
use crate::i18n::Locale;
use crate::views::findings::Mark;
use crate::views::narrative::{self, Chapter, Part, Run, Runs, Standing, Standings, What};
use crate::web::kept::Kept;
use serde::Serialize;

#[derive(Serialize)]
pub struct NarrativeData {
    chapters: Vec<ChapterData>,
    /// The keys of the pages before and behind.
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
pub struct ChapterData {
    key: String,
    heading: String,
    part: &'static str,
    figures: usize,
    findings: usize,
    /// Whether its heading stands on the page.
    begins: bool,
    /// Of a chapter that is not on the page there are none.
    paragraphs: Vec<ParagraphData>,
}

#[derive(Serialize)]
pub struct ParagraphData {
    line: u32,
    heading: bool,
    pieces: Vec<RunData>,
}

#[derive(Serialize)]
pub struct RunData {
    text: String,
    at: Option<AddressData>,
    /// `in-table`, `checked` or `alone` of a figure; `statement`, `words`, `term`; empty of plain words.
    what: &'static str,
    /// The sign and the id of the check that found something about it.
    sign: Option<&'static str>,
    check: Option<String>,
    /// What a term is found by.
    term: Option<String>,
}

pub fn narrative(disclosure: &Kept, locale: &Locale, key: Option<&str>, line: Option<u32>) -> NarrativeData {
    let (budget, report) = (&disclosure.budget, disclosure.report());
    let standings = Standings::of(budget, report);
    let chapters = narrative::chapters(budget, report, &standings);
    let page = narrative::page(&chapters, key, line);
    let terms = explained_words(budget, locale);
    let mut data = Vec::new();
    for (at, chapter) in chapters.iter().enumerate() {
        let shown = page.pieces.iter().find(|(on_page, _)| *on_page == at).map(|(_, lines)| lines.clone());
        let mut runs = Runs::new(budget, report, &standings, chapter, &terms);
        let mut paragraphs = Vec::new();
        for number in shown.clone().unwrap_or_default() {
            paragraph(budget, report, chapter, &mut runs, number, &mut paragraphs);
        }
        data.push(ChapterData {
            key: chapter.key.to_owned(),
            heading: chapter.heading.to_owned(),
            part: match chapter.part {
                Part::Contents => "contents",
                Part::Profile => "profile",
                Part::Narrative => "narrative",
                Part::Glossary => "glossary",
            },
            figures: chapter.figures,
            findings: chapter.findings,
            begins: shown.is_some_and(|lines| lines.start == 0),
            paragraphs,
        });
    }
    NarrativeData { chapters: data, previous: page.previous, next: page.next }
}

/// Adds a line; one that goes on inside a sentence is of the paragraph before.
fn paragraph<'a>(
    budget: &Budget,
    report: &Report,
    chapter: &Chapter<'a>,
    runs: &mut Runs<'a>,
    number: usize,
    paragraphs: &mut Vec<ParagraphData>,
) {
    let Some((line, text)) = chapter.lines.get(number) else { return };
    let before = number.checked_sub(1).and_then(|before| chapter.lines.get(before));
    let goes_on =
        chapter.part == Part::Narrative && before.is_some_and(|(_, before)| narrative::is_open(before));
    let mut pieces = Vec::new();
    for run in runs.of_line(chapter, *line, text) {
        pieces.push(run_data(budget, report, run));
    }
    match paragraphs.last_mut().filter(|_| goes_on) {
        Some(paragraph) => paragraph.pieces.append(&mut pieces),
        None => {
            let heading = chapter.part != Part::Contents && narrative::is_heading(text);
            paragraphs.push(ParagraphData { line: *line, heading, pieces });
        }
    }
}

fn run_data(budget: &Budget, report: &Report, run: Run<'_>) -> RunData {
    let (what, at, finding, term) = match run.what {
        What::Plain => ("", None, None, None),
        What::Figure { at, standing, finding } => {
            let what = match standing {
                Standing::InTable => "in-table",
                Standing::Checked => "checked",
                Standing::Alone => "alone",
            };
            (what, Some(at), finding, None)
        }
        What::Statement { at, finding } => ("statement", Some(at), finding, None),
        What::Words(check) => ("words", None, Some(check), None),
        What::Term(term) => ("term", None, None, Some(term.to_owned())),
    };
    let check = finding.and_then(|finding| report.checks.get(finding));
    RunData {
        text: run.text,
        at: at.map(|at| address(budget, &Address::Sentence(at.clone()))),
        what,
        sign: check.map(|check| Mark::of(check).sign()),
        check: check.map(|check| check.id.clone()),
        term,
    }
}
