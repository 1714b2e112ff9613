//! What the head and the rows of a table show, whatever its caption says.

use crate::search;
use crate::tables::heads::Labels;
use crate::tables::names::plain;
use crate::tables::pieces::{Piece, is_figure};
use crate::tables::spec::Kind;
use crate::tables::vocabulary::{Aspects, Meaning, is_within};

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
