//! What a document has of a word, a code or an amount, wherever it is printed. Every text is read once, so that the time
//! grows with the document only.

use crate::amount::{Amount, Unit, half_width, parse_figure};
use crate::budget::Budget;
use crate::narrative::Said;
use crate::search;
use crate::tables::names::is_letter;
use crate::tables::{FigureId, Item};
use rust_decimal::Decimal;

/// Hits of one kind that are kept; the others are counted.
const MOST: usize = 12;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Query {
    /// The words as they are compared.
    words: String,
    /// The number, where it is one, with the unit that is written behind it.
    number: Option<(Decimal, Option<Unit>)>,
}

impl Query {
    /// Reads what was typed. Nothing where no letter and no digit is left of it.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let words = folded(typed);
        let units = [Unit::YiYuan, Unit::WanYuan, Unit::Yuan];
        let unit = units.into_iter().find(|unit| words.ends_with(unit.label()));
        let digits = unit.and_then(|unit| words.strip_suffix(unit.label())).unwrap_or(&words);
        let number = parse_figure(digits.trim_end_matches(['%', '.'])).ok().flatten();
        (!words.is_empty()).then_some(Self { number: number.map(|number| (number, unit)), words })
    }

    /// Whether the words stand in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        search::contains(&folded(text), &self.words)
    }

    /// The characters of a text where the words first stand: from the first to one past the last.
    #[must_use]
    pub fn place_in(&self, text: &str) -> Option<(usize, usize)> {
        let mut places = Vec::new();
        let mut all = String::new();
        for (at, c) in text.chars().enumerate() {
            let before = all.len();
            all.extend(fold(c));
            places.extend((before..all.len()).map(|_| at));
        }
        let start = search::find(&all, &self.words)?;
        let end = start + self.words.len();
        Some((*places.get(start)?, places.get(end.checked_sub(1)?)? + 1))
    }

    /// How well an amount is the number, 0 the best: in its own unit, in another, or it only begins with the digits.
    fn rank(&self, amount: Amount, printed: &str) -> Option<u8> {
        let (number, unit) = self.number?;
        let is_it = |unit| amount.in_unit(unit).is_some_and(|amount| amount.value() == number);
        match unit {
            Some(unit) => is_it(unit).then_some(u8::from(unit != amount.unit())),
            None if amount.value() == number => Some(0),
            None if [Unit::Yuan, Unit::WanYuan, Unit::YiYuan].into_iter().any(is_it) => Some(1),
            None => self.begins(printed).then_some(2),
        }
    }

    fn begins(&self, printed: &str) -> bool {
        folded(printed).starts_with(self.words.trim_end_matches('.'))
    }
}

/// A text as it is compared: no blanks, no punctuation, half width, small letters.
fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

fn fold(c: char) -> Option<char> {
    let c = match half_width(c) {
        wide @ 'Ａ'..='Ｚ' | wide @ 'ａ'..='ｚ' => {
            char::from_u32(u32::from(wide) - 0xFEE0).unwrap_or(wide)
        }
        c => c,
    };
    let c = c.to_ascii_lowercase();
    (is_letter(c) || c.is_ascii_digit() || matches!(c, '.' | '%' | '-')).then_some(c)
}

/// Something that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A cell that prints the amount.
    Cell(FigureId),
    /// The claim with that index, which says the number.
    Claim(usize),
    /// A line of a table by name or code: indices of the table and of the line.
    Line(usize, usize),
    /// A sentence: whether it is of the profile, indices of section and line, first and last character but one.
    Sentence(bool, usize, usize, (usize, usize)),
    /// A term that the document defines, by index.
    Term(usize),
    /// A table, by index.
    Table(usize),
}

/// The hits of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    /// What they are.
    pub kind: &'static str,
    /// The first of them.
    pub first: Vec<Hit>,
    /// How many there are.
    pub count: usize,
}

impl Hits {
    const fn new(kind: &'static str) -> Self {
        Self { kind, first: Vec::new(), count: 0 }
    }

    fn add(&mut self, hit: Hit) {
        self.count += 1;
        if self.first.len() < MOST {
            self.first.push(hit);
        }
    }
}

/// What the document has of it, by kind: `amounts`, `lines`, `sentences`, `terms`, `tables`.
#[must_use]
pub fn find(budget: &Budget, query: &Query) -> Vec<Hits> {
    let mut found = vec![amounts(budget, query), lines(budget, query), sentences(budget, query)];
    let mut terms = Hits::new("terms");
    for (at, term) in budget.narrative.glossary.iter().enumerate() {
        if query.is_in(&term.term) {
            terms.add(Hit::Term(at));
        }
    }
    let mut tables = Hits::new("tables");
    for (at, table) in budget.tables.iter().enumerate() {
        if query.is_in(&table.title) || table.spec.is_some_and(|spec| query.is_in(spec.title)) {
            tables.add(Hit::Table(at));
        }
    }
    found.extend([terms, tables]);
    found
}

/// The figures that print the number: in their own unit first, then in another, then those that begin with its digits.
fn amounts(budget: &Budget, query: &Query) -> Hits {
    let mut ranks = [const { Hits::new("amounts") }; 3];
    if query.number.is_some() {
        for table in &budget.tables {
            for (_, figure) in table.figures() {
                let rank = figure.amount().and_then(|amount| query.rank(amount, &figure.printed));
                if let Some(hits) = rank.and_then(|rank| ranks.get_mut(usize::from(rank))) {
                    hits.add(Hit::Cell(figure.id));
                }
            }
        }
        for (at, claim) in budget.narrative.claims.iter().enumerate() {
            let rank = match claim.said {
                Said::Amount(amount) => query.rank(amount, &claim.printed),
                Said::Percent(value) | Said::Count(value) => {
                    let is_it = query.number.is_some_and(|(number, unit)| number == value && unit.is_none());
                    if is_it { Some(0) } else { query.begins(&claim.printed).then_some(2) }
                }
                Said::Statement(_) => None,
            };
            if let Some(hits) = rank.and_then(|rank| ranks.get_mut(usize::from(rank))) {
                hits.add(Hit::Claim(at));
            }
        }
    }
    let mut all = Hits::new("amounts");
    for hits in ranks {
        all.count += hits.count;
        let room = MOST.saturating_sub(all.first.len());
        all.first.extend(hits.first.into_iter().take(room));
    }
    all
}

fn lines(budget: &Budget, query: &Query) -> Hits {
    let is_it = |item: &Item| {
        let begins = |code: &str| !code.is_empty() && code.starts_with(&query.words);
        query.is_in(&item.name)
            || item.code.as_deref().is_some_and(begins)
            || item.second_code.as_deref().is_some_and(begins)
            || item.second_name.as_deref().is_some_and(|name| query.is_in(name))
    };
    let mut hits = Hits::new("lines");
    for (table, of_table) in budget.tables.iter().enumerate() {
        for (item, of_item) in of_table.items.iter().enumerate() {
            if is_it(of_item) {
                hits.add(Hit::Line(table, item));
            }
        }
    }
    hits
}

fn sentences(budget: &Budget, query: &Query) -> Hits {
    let mut hits = Hits::new("sentences");
    let narrative = &budget.narrative;
    for (of_profile, sections) in [(false, &narrative.sections), (true, &narrative.profile)] {
        for (section, of_section) in sections.iter().enumerate() {
            for (line, text) in of_section.lines.iter().enumerate() {
                if let Some(place) = query.place_in(&text.text) {
                    hits.add(Hit::Sentence(of_profile, section, line, place));
                }
            }
        }
    }
    hits
}
