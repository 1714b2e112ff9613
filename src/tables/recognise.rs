//! Which table it is: what the caption says, weighed with what stands in the head and in the rows.
//!
//! Every known table says in its own file how well given [`Evidence`] fits it.

use super::TABLES;
use super::captions::Named;
use super::heads::Labels;
use super::names::plain;
use super::pieces::{Piece, is_figure};
use super::spec::{Classes, Kind, Layout, TableSpec};
use super::vocabulary::{Aspects, Meaning, is_within};
use crate::search;

/// What the head and the rows of a table show, whatever it is called.
#[derive(Debug, Default)]
pub struct Evidence {
    /// What the labels over each column say.
    pub columns: Vec<Option<Meaning>>,
    /// Revenue stands beside expenditure.
    pub sided: bool,
    /// Rows with codes of the functional classification (2…).
    pub functions: usize,
    /// Rows with codes of the economic classification (30…, 31…, 39…).
    pub economics: usize,
    /// Rows of the body with anything in them.
    pub rows: usize,
    /// The words of the head.
    head: String,
    /// The words of the rows.
    body: String,
    /// The ids of the tables that stand before it.
    before: Vec<&'static str>,
}

/// Words of bodies that are looked at; a table is told by its beginning.
const MOST_ROWS: usize = 80;

impl Evidence {
    /// Looks at a piece whose head reads as `labels`; `before` are the ids of the tables before it.
    #[must_use]
    pub fn of(piece: &Piece, labels: &Labels, before: &[&'static str]) -> Self {
        let columns = labels.meanings();
        let mut evidence =
            Self { sided: is_sided(labels), columns, before: before.to_vec(), ..Self::default() };
        let rows = || piece.grid.rows.iter().take(piece.head + MOST_ROWS);
        for row in rows().take(piece.head) {
            add_words(&mut evidence.head, row.iter().map(|cell| cell.text.as_str()));
        }
        for row in rows().skip(piece.head).filter(|row| row.iter().any(|cell| !cell.text.is_empty())) {
            evidence.rows += 1;
            let code = row.iter().find(|cell| !cell.text.is_empty()).map(|cell| plain(&cell.text));
            let digits: String = code.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
            if matches!(digits.len(), 3 | 5 | 7) {
                evidence.functions += usize::from(digits.starts_with('2'));
                evidence.economics += usize::from(matches!(digits.get(..2), Some("30" | "31" | "39")));
            }
            add_words(
                &mut evidence.body,
                row.iter().filter(|cell| !is_figure(cell)).map(|cell| cell.text.as_str()),
            );
        }
        evidence
    }

    /// Whether a column is about that nature or source, or a part of it.
    #[must_use]
    pub fn has(&self, concept: &str) -> bool {
        self.columns.iter().flatten().filter(|column| column.kind == Kind::Amount).any(|column| {
            let Aspects { source, nature, .. } = Aspects::of(&column.concept);
            is_within(source, concept) || is_within(nature, concept)
        })
    }

    /// How many of these natures or sources have a column.
    #[must_use]
    pub fn count(&self, concepts: &[&str]) -> usize {
        concepts.iter().filter(|concept| self.has(concept)).count()
    }

    /// Whether one of these words stands in the head.
    #[must_use]
    pub fn head(&self, words: &[&str]) -> bool {
        search::contains_any(&self.head, words)
    }

    /// Whether one of these words stands in the rows.
    #[must_use]
    pub fn body(&self, words: &[&str]) -> bool {
        search::contains_any(&self.body, words)
    }

    /// Whether a table of that id stands before it.
    #[must_use]
    pub fn follows(&self, id: &str) -> bool {
        self.before.contains(&id)
    }

    /// Whether columns hold labels of that kind.
    #[must_use]
    pub fn labels(&self, kind: Kind) -> bool {
        self.columns.iter().flatten().any(|column| column.kind == kind)
    }

    /// Whether basic expenditure stands beside that for projects.
    #[must_use]
    pub fn by_nature(&self) -> bool {
        self.has("basic") && self.has("project")
    }
}

fn add_words<'a>(words: &mut String, texts: impl Iterator<Item = &'a str>) {
    for text in texts.filter(|text| !text.is_empty()) {
        words.push_str(&plain(text));
        words.push('\n');
    }
}

/// Whether the outermost labels name revenue and, right of it, expenditure, each with names of its own.
fn is_sided(labels: &Labels) -> bool {
    let outer = |words: &[&str]| {
        let first =
            |path: &Vec<String>| path.first().is_some_and(|label| search::contains_any(&plain(label), words));
        labels.paths().iter().position(first)
    };
    let names = labels.meanings().iter().flatten().filter(|column| column.kind == Kind::Name).count();
    match (outer(&["收入", "来源"]), outer(&["支出", "运用"])) {
        (Some(revenue), Some(spent)) => revenue < spent && names >= 2,
        _ => false,
    }
}

/// What a table is and how certain that is.
#[derive(Debug, Clone, Copy)]
pub struct Recognised {
    /// The known table; none for one that is none of them.
    pub spec: Option<&'static TableSpec>,
    /// In per cent. 100: the caption names it and its columns and rows are those of the table.
    pub confidence: u8,
}

/// The least certainty with which a table without a caption is taken for a known one.
const WITHOUT_CAPTION: u8 = 50;
/// The same for one whose caption names something else.
const AGAINST_CAPTION: u8 = 80;

/// Tells which table `piece` is.
#[must_use]
pub fn recognise(piece: &Piece, evidence: &Evidence) -> Recognised {
    let fits = |spec: &TableSpec| (spec.fits)(evidence).min(100);
    match piece.named {
        Some(Named::Known(spec)) => Recognised {
            spec: Some(spec),
            confidence: 60 + u8::try_from(u32::from(fits(spec)) * 2 / 5).unwrap_or(0),
        },
        Some(Named::Other) => Recognised { spec: None, confidence: 100 },
        None => {
            let least = if piece.captions.is_empty() { WITHOUT_CAPTION } else { AGAINST_CAPTION };
            // One that was found already is hardly printed again without a caption; of equals the first of the form.
            let left = TABLES.iter().rev().filter(|spec| {
                spec.layout == Layout::Form || spec.classes == Classes::Project || !evidence.follows(spec.id)
            });
            let best = left.map(|spec| (fits(spec), *spec)).max_by_key(|&(fit, _)| fit);
            match best.filter(|&(fit, _)| fit >= least) {
                Some((fit, spec)) => Recognised { spec: Some(spec), confidence: fit },
                None => Recognised { spec: None, confidence: 100 },
            }
        }
    }
}
