//! A page of the narrative: whole chapters while they fit, a long one in pieces.

use super::Chapter;

/// Lines of a page; a chapter that fits is not cut for it.
const LINES: usize = 120;

/// A run of lines that are shown together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The chapters of the page, each with the range of its lines.
    pub pieces: Vec<(usize, std::ops::Range<usize>)>,
    /// The key of the page before.
    pub previous: Option<String>,
    /// The key of the page behind.
    pub next: Option<String>,
}

/// The page on which a line of the source stands, else the one that a key opens, else the first. A key is that of a
/// chapter, or of a piece of one: `narrative/3@812`, with the line that it begins with.
#[must_use]
pub fn page(chapters: &[Chapter<'_>], key: Option<&str>, line: Option<u32>) -> Page {
    let mut pages: Vec<Vec<(usize, std::ops::Range<usize>)>> = Vec::new();
    let mut room = 0;
    for (at, chapter) in chapters.iter().enumerate() {
        let mut from = 0;
        while from < chapter.lines.len() {
            let to = chapter.lines.len().min(from + LINES);
            if to - from > room {
                pages.push(Vec::new());
                room = LINES;
            }
            room -= to - from;
            if let Some(page) = pages.last_mut() {
                page.push((at, from..to));
            }
            from = to;
        }
    }
    let line_of = |at: usize, line: usize| Some(chapters.get(at)?.lines.get(line)?.0);
    // Lines count in each file anew, claims only in sections: of several chapters the one with claims has it.
    let holds = |page: &Vec<(usize, std::ops::Range<usize>)>, wanted: u32, with_claims: bool| {
        page.iter().any(|(at, lines)| {
            let has_claims = chapters.get(*at).is_some_and(|chapter| !chapter.claims.is_empty());
            has_claims >= with_claims && lines.clone().any(|line| line_of(*at, line) == Some(wanted))
        })
    };
    let with_line = line.and_then(|line| {
        let found = |claims| pages.iter().position(|page| holds(page, line, claims));
        found(true).or_else(|| found(false))
    });
    let with_key = || {
        let (chapter, line) = split(key?);
        pages.iter().position(|page| {
            page.iter().any(|(at, lines)| {
                chapters.get(*at).is_some_and(|known| known.key == chapter)
                    && line.is_none_or(|line| line_of(*at, lines.start) == Some(line))
            })
        })
    };
    let at = with_line.or_else(with_key).unwrap_or_default();
    let key_of = |page: &Vec<(usize, std::ops::Range<usize>)>| {
        let (chapter, lines) = page.first()?;
        let key = chapters.get(*chapter)?.key;
        Some(match lines.start {
            0 => key.to_owned(),
            start => format!("{key}@{}", line_of(*chapter, start)?),
        })
    };
    Page {
        previous: at.checked_sub(1).and_then(|before| pages.get(before)).and_then(key_of),
        next: pages.get(at + 1).and_then(key_of),
        pieces: pages.get(at).cloned().unwrap_or_default(),
    }
}

fn split(key: &str) -> (&str, Option<u32>) {
    match key.split_once('@') {
        Some((chapter, line)) => (chapter, line.parse().ok()),
        None => (key, None),
    }
}
