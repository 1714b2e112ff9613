//! Finds the parts of a disclosure by their headings.

use super::{Line, Narrative, Section, Term, figures};
use crate::search;
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

/// A paragraph and the sheet or file that it stands in, which has a name unless it is the whole document.
#[derive(Clone, Copy)]
struct Text<'a> {
    paragraph: &'a Paragraph,
    part: usize,
    name: Option<&'a str>,
}

/// Reads everything that stands before the tables of its sheet or file. `tables` are the parts and first lines of all.
#[must_use]
pub fn read(document: &Document, tables: &[(usize, u32)]) -> Narrative {
    let mut texts: Vec<Text<'_>> = Vec::new();
    let (mut part, mut name, mut among_tables) = (0, None, false);
    for block in &document.blocks {
        match block {
            Block::Part(part_name) => (part, name, among_tables) = (part + 1, Some(&**part_name), false),
            Block::Grid(_) => among_tables = true,
            Block::Paragraph(paragraph) => {
                among_tables |= tables.contains(&(part, paragraph.line));
                if !among_tables {
                    texts.push(Text { paragraph, part, name });
                }
            }
        }
    }
    let mut narrative = Narrative {
        title: texts
            .first()
            .map(|text| text.paragraph)
            .map(|p| Line { text: p.text.trim().to_owned(), line: p.line }),
        ..Narrative::default()
    };
    let parts = parts(&texts);
    let of = |wanted: Part| -> Vec<Text<'_>> {
        parts.iter().filter(|(part, _)| *part == wanted).flat_map(|(_, body)| body.iter().copied()).collect()
    };
    narrative.profile = sections("profile", &of(Part::Profile));
    narrative.sections = sections("narrative", &of(Part::Narrative));
    narrative.glossary = terms(&of(Part::Glossary));
    narrative.claims = narrative
        .sections
        .iter()
        .flat_map(|section| section.lines.iter().map(move |line| (section, line)))
        .flat_map(|(section, line)| figures::read(&section.id, &line.text, line.line))
        .collect();
    narrative
}

/// The parts with their paragraphs. A contents list repeats the headings, so the last of equal headings counts, but
/// sheets and files are told by their names and all count; a document without headings is one narrative.
fn parts<'a>(texts: &'a [Text<'a>]) -> Vec<(Part, &'a [Text<'a>])> {
    // Where each heading stands, where its body begins, and what it is about.
    let mut starts: Vec<(usize, usize, Part)> = Vec::new();
    let mut last = 0;
    for (at, text) in texts.iter().enumerate() {
        if text.part != std::mem::replace(&mut last, text.part)
            && let Some(part) = text.name.and_then(|name| part_of(&plain(name)))
        {
            starts.push((at, at, part));
        }
        let Some(words) = part_heading(&text.paragraph.text) else { continue };
        // The title of a part may stand on a line of its own below its number.
        let (words, body) = if words.is_empty() {
            (texts.get(at + 1).map(|next| plain(&next.paragraph.text)).unwrap_or_default(), at + 2)
        } else {
            (words, at + 1)
        };
        if let Some(part) = part_of(&words) {
            starts.retain(|&(_, _, other)| other != part);
            starts.push((at, body, part));
        }
    }
    if starts.is_empty() {
        return vec![(Part::Narrative, texts)];
    }
    let ends = starts.iter().skip(1).map(|&(at, ..)| at).chain([texts.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&(_, body, part), end)| (part, texts.get(body..end).unwrap_or_default()))
        .collect()
}

/// The words after `第一部分` or `附件`, if the line is such a heading.
fn part_heading(text: &str) -> Option<String> {
    let text = plain(text);
    if let Some(rest) = text.strip_prefix("附件") {
        return Some(format!("附件{rest}"));
    }
    let rest = text.strip_prefix('第')?;
    let (number, words) = search::split_once(rest, "部分")?;
    (number.chars().count() <= 2).then(|| words.to_owned())
}

fn part_of(words: &str) -> Option<Part> {
    let has = |list: &[&str]| search::contains_any(words, list);
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

/// A section ends where the next heading or another sheet or file begins, so that its lines have numbers of their own.
fn sections(kind: &str, texts: &[Text<'_>]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut numbered = 0;
    let mut last = texts.first().map_or(0, |text| text.part);
    for Text { paragraph, part, name } in texts {
        let turned = *part != std::mem::replace(&mut last, *part);
        let heading = heading(&paragraph.text);
        if turned || heading.is_some() {
            numbered += 1;
            sections.push(Section {
                id: format!("{kind}/{numbered}").into(),
                heading: heading.clone().or_else(|| name.map(str::to_owned)).unwrap_or_default(),
                lines: Vec::new(),
            });
        }
        if heading.is_some() {
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
fn terms(texts: &[Text<'_>]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for Text { paragraph, .. } in texts {
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
