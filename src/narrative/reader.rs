//! Finds the parts of a disclosure by their headings.

use super::{Line, Narrative, Section, Term, figures};
use crate::source::{Block, Document, Paragraph};
use crate::tables::names::{plain, split_ordinal};

/// What a part of the document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Profile,
    Narrative,
    Glossary,
    Tables,
}

/// Reads everything that stands before line `tables_from`, the first line of the first table.
#[must_use]
pub fn read(document: &Document, tables_from: Option<u32>) -> Narrative {
    let before = |paragraph: &&Paragraph| tables_from.is_none_or(|line| paragraph.line < line);
    let paragraphs: Vec<&Paragraph> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Grid(_) => None,
        })
        .take_while(before)
        .collect();
    let mut narrative = Narrative {
        title: paragraphs.first().map(|p| Line { text: p.text.trim().to_owned(), line: p.line }),
        ..Narrative::default()
    };
    for (part, body) in parts(&paragraphs) {
        match part {
            Part::Profile => narrative.profile = sections("profile", body),
            Part::Narrative => narrative.sections = sections("narrative", body),
            Part::Glossary => narrative.glossary = terms(body),
            Part::Tables => {}
        }
    }
    narrative.claims = narrative
        .sections
        .iter()
        .flat_map(|section| section.lines.iter().map(move |line| (section, line)))
        .flat_map(|(section, line)| figures::read(&section.id, &line.text, line.line))
        .collect();
    narrative
}

/// The parts with their paragraphs. A contents list repeats the headings, so the last of equal headings counts;
/// a document without headings is one narrative.
fn parts<'a>(paragraphs: &'a [&'a Paragraph]) -> Vec<(Part, &'a [&'a Paragraph])> {
    // Where each heading stands, where its body begins, and what it is about.
    let mut starts: Vec<(usize, usize, Part)> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let Some(words) = part_heading(&paragraph.text) else { continue };
        // The title of a part may stand on a line of its own below its number.
        let (words, body) = if words.is_empty() {
            (paragraphs.get(at + 1).map(|next| plain(&next.text)).unwrap_or_default(), at + 2)
        } else {
            (words, at + 1)
        };
        if let Some(part) = part_of(&words) {
            starts.retain(|&(_, _, other)| other != part);
            starts.push((at, body, part));
        }
    }
    if starts.is_empty() {
        return vec![(Part::Narrative, paragraphs)];
    }
    let ends = starts.iter().skip(1).map(|&(at, ..)| at).chain([paragraphs.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&(_, body, part), end)| (part, paragraphs.get(body..end).unwrap_or_default()))
        .collect()
}

/// The words after `第一部分` or `附件`, if the line is such a heading.
fn part_heading(text: &str) -> Option<String> {
    let text = plain(text);
    if let Some(rest) = text.strip_prefix("附件") {
        return Some(format!("附件{rest}"));
    }
    let rest = text.strip_prefix('第')?;
    let (number, words) = rest.split_once("部分")?;
    (number.chars().count() <= 2).then(|| words.to_owned())
}

fn part_of(words: &str) -> Option<Part> {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if has(&["名词解释"]) {
        Some(Part::Glossary)
    } else if has(&["情况说明", "预算说明", "编制说明"]) {
        Some(Part::Narrative)
    } else if has(&["概况", "职能", "职责"]) {
        Some(Part::Profile)
    } else if has(&["附件", "预算表", "表"]) {
        Some(Part::Tables)
    } else {
        None
    }
}

/// A heading of the first rank: numbered 一、 and no sentence.
fn heading(text: &str) -> Option<String> {
    let compared = plain(text);
    let (ordinal, words) = split_ordinal(&compared);
    let is_heading = ordinal.is_some_and(|ordinal| ordinal.level == 1)
        && !words.contains(['。', ':', ';'])
        && words.chars().count() <= 40;
    let printed = text.split_once('、').map_or(text, |(_, words)| words).trim();
    is_heading.then(|| printed.to_owned())
}

fn sections(kind: &str, paragraphs: &[&Paragraph]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut numbered = 0;
    for paragraph in paragraphs {
        if let Some(words) = heading(&paragraph.text) {
            numbered += 1;
            sections.push(Section {
                id: format!("{kind}/{numbered}").into(),
                heading: words,
                lines: Vec::new(),
            });
            continue;
        }
        let line = Line { text: paragraph.text.clone(), line: paragraph.line };
        match sections.last_mut() {
            Some(section) => section.lines.push(line),
            None => sections.push(Section {
                id: format!("{kind}/0").into(),
                heading: String::new(),
                lines: vec![line],
            }),
        }
    }
    sections
}

/// Terms are numbered `一、词：释义`; a line without a number goes on with the definition before it.
fn terms(paragraphs: &[&Paragraph]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for paragraph in paragraphs {
        let text = paragraph.text.trim();
        let numbered = split_ordinal(&plain(text)).0.is_some_and(|ordinal| ordinal.level == 1);
        match text.split_once(['：', ':']) {
            Some((head, definition)) if numbered => {
                let term = head.split_once('、').map_or(head, |(_, term)| term).trim().to_owned();
                let definition = definition.trim().to_owned();
                terms.push(Term { term, definition, line: paragraph.line });
            }
            _ => {
                if let Some(last) = terms.last_mut() {
                    last.definition.push_str(text);
                }
            }
        }
    }
    terms
}
