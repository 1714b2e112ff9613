//! Finds the parts of a disclosure by their headings, wherever they stand.

use super::headings::{self, Part, Piece};
use super::passages::Passage;
use super::{Line, Narrative, Section, Topic, claims, contents, glossary};
use crate::amount::half_width;
use crate::order::Counts;
use crate::search;
use crate::source::{Block, Document, Paragraph};
use crate::tables::names::plain;

/// The part of the document and the first and last line of a table.
pub type TableLines = (usize, (u32, u32));

/// Reads everything that stands outside grids and outside the lines of `tables`, which are in the order of the document.
#[must_use]
pub fn read(document: &Document, tables: &[TableLines]) -> Narrative {
    let pieces = outside(document, tables);
    let title = pieces.first().map(|first| first.paragraph);
    let title = title.map(|first| Line { text: first.text.trim().to_owned(), line: first.line });
    let pieces = contents::without(pieces);
    let mut parts = Parts::default();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += parts.take(piece, pieces.get(at + 1));
    }
    Narrative { title, ..finish(parts) }
}

/// The pieces of all paragraphs that belong to no table.
fn outside<'a>(document: &'a Document, tables: &[TableLines]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut tables = tables.iter().peekable();
    let (mut part, mut name, mut apart) = (0, None, false);
    for block in &document.blocks {
        match block {
            Block::Part(part_name) => (part, name, apart) = (part + 1, Some(&**part_name), true),
            Block::Grid(_) => apart = true,
            Block::Paragraph(paragraph) => {
                let here = (part, paragraph.line);
                while tables.next_if(|(part, (_, last))| (*part, *last) < here).is_some() {}
                if tables.peek().is_some_and(|(part, (first, _))| (*part, *first) <= here) {
                    apart = true;
                    continue;
                }
                for (from, text) in headings::pieces(&paragraph.text) {
                    pieces.push(Piece { paragraph, text, from, part, name, apart });
                    apart = false;
                }
            }
        }
    }
    pieces
}

/// A section before it has its number.
struct Draft {
    part: Part,
    /// The sheet or file.
    file: usize,
    heading: String,
    /// Whether it has a heading.
    numbered: bool,
    topic: Topic,
    lines: Vec<Line>,
    passages: Vec<Passage>,
}

/// The parts as they are found, piece by piece.
struct Parts<'a> {
    part: Part,
    /// Whether a heading without number or of a numbered part said so, and not one that is numbered 一、.
    by_title: bool,
    file: usize,
    /// The title of the part, until a section begins.
    title: Option<String>,
    /// Whether the last draft is of another part.
    turned: bool,
    drafts: Vec<Draft>,
    /// How many of them are of the profile, and how many are not.
    profiles: usize,
    sections: usize,
    glossary: Vec<Piece<'a>>,
    /// What a heading within the section says of its topic, and its rank.
    below: Option<(u8, Topic)>,
    /// Whether the last line may go on in the next.
    open: bool,
}

impl Default for Parts<'_> {
    fn default() -> Self {
        Self {
            part: Part::Front,
            by_title: false,
            file: 0,
            title: None,
            turned: true,
            drafts: Vec::new(),
            profiles: 0,
            sections: 0,
            glossary: Vec::new(),
            below: None,
            open: false,
        }
    }
}

impl<'a> Parts<'a> {
    /// Takes a piece in, with the end of its heading in the next pieces; returns how many pieces that were.
    fn take(&mut self, piece: &Piece<'a>, next: Option<&Piece<'a>>) -> usize {
        if piece.part != self.file {
            self.turn(piece);
        }
        self.open &= !piece.apart;
        if let Some(words) = headings::part_heading(piece, self.open) {
            return self.part_heading(piece, &words, next);
        }
        if let Some(heading) = headings::heading(piece)
            && self.section_heading(piece, heading.words)
        {
            if self.part == Part::Glossary {
                return 1;
            }
            let mut words = heading.words.to_owned();
            let cut = heading.rest.is_none() && headings::ends_heading(&words, next);
            if let Some(end) = next.filter(|_| cut) {
                words.push_str(end.text.trim());
            }
            let head_length = heading.rest.map_or(u32::MAX, |(_, from)| from - piece.from);
            self.begin_section(piece, &words, head_length as usize);
            if let Some((rest, from)) = heading.rest
                && !rest.trim().is_empty()
            {
                self.text(&Piece { text: rest, from, ..*piece }, None);
            }
            return if cut { 2 } else { 1 };
        }
        self.text(piece, next);
        1
    }

    /// Another sheet or file begins; its name may say what it is.
    fn turn(&mut self, piece: &Piece<'a>) {
        self.file = piece.part;
        let named = piece.name.and_then(|name| headings::part_of(&plain(name)));
        self.part = named.unwrap_or(Part::Front);
        self.title = piece.name.map(str::to_owned);
        (self.turned, self.by_title, self.open, self.below) = (true, named.is_some(), false, None);
    }

    /// The heading of a part; its title may stand or end in the line below its number.
    fn part_heading(&mut self, piece: &Piece<'a>, words: &str, next: Option<&Piece<'a>>) -> usize {
        let joined = next.filter(|next| {
            let short = next.text.chars().count() <= 60 && next.level() == 0;
            short && !next.apart && !next.text.contains(['。']) && headings::part_of(words).is_none()
        });
        let (mut words, mut taken) = (words.to_owned(), 1);
        if let Some(next) = joined {
            words.push_str(&plain(next.text));
            taken = 2;
        }
        let known = headings::part_of(&words);
        if taken == 2 && known.is_none() {
            taken = 1;
        } else if taken == 1 && headings::ends_heading(&words, next) {
            taken = 2;
        }
        if let Some(part) = known {
            self.part = part;
        } else if self.part == Part::Front {
            self.part = Part::Narrative;
        }
        let numbered = headings::is_numbered_part(piece.text);
        self.title = (!numbered).then(|| piece.text.trim().to_owned());
        (self.turned, self.by_title, self.open, self.below) = (true, true, false, None);
        taken
    }

    /// Whether a heading of the first rank begins a section here; changes the part where it says so.
    fn section_heading(&mut self, piece: &Piece<'a>, words: &str) -> bool {
        let named = if headings::part_of(&plain(words)) == Some(Part::Glossary) {
            Some(Part::Glossary)
        } else if headings::is_of_narrative(words) {
            Some(Part::Narrative)
        } else if headings::is_of_profile(words) {
            Some(Part::Profile)
        } else {
            None
        };
        match (self.part, named) {
            (Part::Glossary, None | Some(Part::Profile | Part::Glossary)) => false,
            (_, Some(part)) => {
                self.turned |= self.part != part;
                self.by_title &= self.part == part;
                self.part = part;
                true
            }
            (Part::Front, None) => {
                self.part = Part::Narrative;
                true
            }
            (Part::Profile, None) => {
                if !self.by_title && headings::ends_as_heading(words) {
                    (self.part, self.turned) = (Part::Narrative, true);
                }
                true
            }
            (Part::Tables, None) => !piece.apart && headings::ends_as_heading(words),
            (Part::Narrative, None) => true,
        }
    }

    /// Begins a section with the heading `words`, which is that many characters of the piece.
    fn begin_section(&mut self, piece: &Piece<'a>, words: &str, length: usize) {
        (self.open, self.below) = (false, None);
        // A line is never parted among sections: its figures are found by their place in it.
        let same_line = self.part == Part::Narrative
            && !self.turned
            && !piece.is_first()
            && self.drafts.last().is_some_and(|draft| holds(draft, piece));
        if same_line {
            let topic = Topic::of(words);
            self.below = Some((1, topic));
            if let Some(draft) = self.drafts.last_mut() {
                let head: String = piece.text.chars().take(length).collect();
                draft.passages.push(Passage::new(topic, &head, piece.paragraph.line, piece.from));
            }
            return;
        }
        self.draft(words.to_owned(), true);
        if self.part == Part::Tables {
            self.part = Part::Narrative;
        }
        // The line of the heading holds the text too.
        if !piece.is_first() && self.part == Part::Narrative {
            self.line(piece);
        }
    }

    fn draft(&mut self, heading: String, numbered: bool) {
        let part = if self.part == Part::Tables { Part::Narrative } else { self.part };
        let topic = if part == Part::Profile { Topic::of_profile(&heading) } else { Topic::of(&heading) };
        let (lines, passages) = (Vec::new(), Vec::new());
        *(if part == Part::Profile { &mut self.profiles } else { &mut self.sections }) += 1;
        self.drafts.push(Draft { part, file: self.file, heading, numbered, topic, lines, passages });
        (self.turned, self.title) = (false, None);
    }

    /// A piece that is no heading of the first rank.
    fn text(&mut self, piece: &Piece<'a>, next: Option<&Piece<'a>>) {
        match self.part {
            Part::Glossary => return self.glossary.push(*piece),
            // Between tables stand their notes and the numbers of pages; only sentences are of the narrative.
            Part::Tables if !search::contains(piece.text, "。") || is_note(piece.text) => return,
            _ => {}
        }
        if self.turned {
            let begun = if self.part == Part::Profile { self.profiles } else { self.sections };
            let numbered = self.title.is_some() || begun > 0;
            let heading = self.title.take().unwrap_or_default();
            self.draft(heading, numbered);
        }
        self.line(piece);
        if piece.is_page_number()
            && !(self.expects_number() && next.is_some_and(|next| begins_with_unit(next.text)))
        {
            return;
        }
        let level = piece.level();
        let sub_heading = headings::is_sub_heading(piece, next);
        let topic = self.topic(piece, level);
        let goes_on = self.open && level == 0;
        let Some(draft) = self.drafts.last_mut() else { return };
        match draft.passages.last_mut().filter(|_| goes_on) {
            Some(passage) => passage.push(piece.text, piece.paragraph.line, piece.from),
            None => draft.passages.push(Passage::new(topic, piece.text, piece.paragraph.line, piece.from)),
        }
        self.open = !sub_heading && piece.is_open();
    }

    /// Whether a sentence is open and no number stands at its end.
    fn expects_number(&self) -> bool {
        let passage = self.drafts.last().and_then(|draft| draft.passages.last());
        self.open
            && passage
                .and_then(|passage| passage.letters.last())
                .is_some_and(|last| !half_width(last.c).is_ascii_digit())
    }

    /// Adds the line of a piece to the last section, once.
    fn line(&mut self, piece: &Piece<'a>) {
        let Some(draft) = self.drafts.last_mut() else { return };
        if draft.part == Part::Narrative || draft.part == Part::Front {
            if !holds(draft, piece) {
                let Paragraph { text, line } = piece.paragraph;
                draft.lines.push(Line { text: text.clone(), line: *line });
            }
        } else {
            draft.lines.push(Line { text: piece.text.trim().to_owned(), line: piece.paragraph.line });
        }
    }

    /// The topic of a piece: that of its section, unless a numbered heading within it names another.
    fn topic(&mut self, piece: &Piece<'a>, level: u8) -> Topic {
        let section = self.drafts.last().map_or(Topic::Other, |draft| draft.topic);
        if level >= 2 {
            if self.below.is_some_and(|(rank, _)| rank >= level) {
                self.below = None;
            }
            let head: String = piece.text.chars().take(40).collect();
            let head = plain(&head);
            let end = head.find([',', '。', ':', '；', ';']).unwrap_or(head.len());
            let named = Topic::of(head.get(..end).unwrap_or_default());
            // 收入, 支出 and 项目 are words of any sentence.
            let broad = matches!(named, Topic::Other | Topic::Revenue | Topic::Expenditure | Topic::Projects);
            let general = matches!(section, Topic::Other | Topic::Balance);
            if named != Topic::Other && (!broad || general) {
                self.below = Some((level, named));
            }
        }
        self.below.map_or(section, |(_, topic)| topic)
    }
}

/// Whether the line of a piece stands in a section.
fn holds(draft: &Draft, piece: &Piece<'_>) -> bool {
    draft.file == piece.part && draft.lines.last().is_some_and(|line| line.line == piece.paragraph.line)
}

fn is_note(text: &str) -> bool {
    let text = plain(text);
    ["注:", "备注:", "说明:"].iter().any(|label| text.starts_with(label))
}

fn begins_with_unit(text: &str) -> bool {
    let text = text.trim_start();
    ["万元", "元", "亿元", "%", "％", "个", "辆"].iter().any(|unit| text.starts_with(unit))
}

/// Numbers the sections and reads what they claim. A heading without text that is repeated later was part of a list.
fn finish(parts: Parts<'_>) -> Narrative {
    let mut narrative = Narrative { glossary: glossary::terms(&parts.glossary), ..Narrative::default() };
    let mut headings = Counts::default();
    for draft in &parts.drafts {
        headings.add(&plain(&draft.heading));
    }
    let several = parts.drafts.iter().any(|draft| draft.part != Part::Front);
    let (mut profile, mut sections, mut seen) = (0, 0, Counts::default());
    for draft in parts.drafts {
        let key = plain(&draft.heading);
        let last = seen.add(&key) == headings.of(&key);
        if draft.lines.is_empty() && !last {
            continue;
        }
        let of_profile = draft.part == Part::Profile;
        let (kind, count) = if of_profile { ("profile", &mut profile) } else { ("narrative", &mut sections) };
        *count += u32::from(draft.numbered);
        let number = if draft.numbered { *count } else { 0 };
        let id = format!("{kind}/{number}").into();
        let before = narrative.claims.len();
        if !of_profile {
            claims::read(&id, &draft.passages, &mut narrative.claims);
        }
        // A title page says nothing.
        let speaks = || draft.lines.iter().any(|line| search::contains(&line.text, "。"));
        if draft.part == Part::Front && several && narrative.claims.len() == before && !speaks() {
            *count -= u32::from(draft.numbered);
            continue;
        }
        let section = Section { id, heading: draft.heading, topic: draft.topic, lines: draft.lines };
        if of_profile { narrative.profile.push(section) } else { narrative.sections.push(section) }
    }
    narrative
}
