//! All quantities of a document: what each means, its cells and the claims that repeat it.
//!
//! A figure of a long table has a meaning of its own, so these are kept in few bytes: meanings as numbers of ordered words,
//! cells one behind the other.

use super::{Budget, Coordinate, FigureId, Flow, Subject};
use crate::address::CellAddress;
use crate::order;
use crate::tables::{Figure, Table};
use std::cmp::Ordering;
use std::sync::Arc;

/// One quantity with all places where it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity<'a> {
    /// Its cells, blank ones included, in the order of the document.
    pub cells: &'a [FigureId],
    /// The claims that repeat its figure: indices into those of the narrative.
    pub claims: &'a [usize],
}

/// The quantities of a document, ordered by what they mean.
#[derive(Debug, Clone, Default)]
pub struct Quantities {
    subjects: Vec<Subject>,
    moneys: Vec<Money>,
    /// What each means, with the index of its first cell.
    meanings: Vec<(Meaning, u32)>,
    cells: Vec<FigureId>,
    /// Indices of the cells in the order of their addresses.
    by_address: Vec<u32>,
    /// The claims that repeat a quantity, by quantity, and the quantity of each.
    claims: Vec<usize>,
    of_claims: Vec<usize>,
}

/// Source and nature of money.
type Money = (Arc<str>, Arc<str>);

/// A [`Coordinate`] as numbers of the ordered subjects and moneys, so that both are in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meaning {
    flow: Flow,
    subject: u32,
    money: u32,
}

/// Figures with their meanings, as they are found.
#[derive(Debug, Default)]
pub struct Found {
    subjects: Vec<Subject>,
    moneys: Vec<Money>,
    /// Indices of the moneys in their order.
    known: Vec<u32>,
    figures: Vec<(Meaning, FigureId)>,
}

impl Found {
    /// Adds a figure, the figures of one line behind each other.
    pub fn add(&mut self, id: FigureId, coordinate: Coordinate) {
        let Coordinate { flow, subject, source, nature } = coordinate;
        if self.subjects.last() != Some(&subject) {
            self.subjects.push(subject);
        }
        let money = self.money((source, nature));
        self.figures.push((Meaning { flow, subject: short(self.subjects.len() - 1), money }, id));
    }

    fn money(&mut self, money: Money) -> u32 {
        let place =
            |at: &u32| self.moneys.get(*at as usize).map_or(Ordering::Less, |known| known.cmp(&money));
        match self.known.binary_search_by(place) {
            Ok(at) => self.known.get(at).copied().unwrap_or_default(),
            Err(gap) => {
                let at = short(self.moneys.len());
                self.known.insert(gap, at);
                self.moneys.push(money);
                at
            }
        }
    }

    /// The quantities. What one table prints on several lines is left out, unless it is about one of which
    /// `on_several_lines` is true.
    #[must_use]
    pub fn quantities(self, tables: &[Table], on_several_lines: fn(&Subject) -> bool) -> Quantities {
        let Self { subjects, moneys, mut figures, .. } = self;
        let (subjects, of_subject) = ordered(subjects);
        let (moneys, of_money) = ordered(moneys);
        for (meaning, _) in &mut figures {
            meaning.subject = of_subject.get(meaning.subject as usize).copied().unwrap_or_default();
            meaning.money = of_money.get(meaning.money as usize).copied().unwrap_or_default();
        }
        order::by(&mut figures, &|(a, _), (b, _)| a.cmp(b));
        let mut quantities = Quantities { subjects, moneys, ..Quantities::default() };
        for same in figures.chunk_by(|(a, one), (b, other)| a == b && one.table == other.table) {
            let Some(&(meaning, _)) = same.first() else { continue };
            let subject = quantities.subjects.get(meaning.subject as usize);
            if of_one_line(same) || subject.is_some_and(on_several_lines) {
                quantities.add(meaning, same);
            }
        }
        quantities.meanings.shrink_to_fit();
        quantities.cells.shrink_to_fit();
        quantities.index(tables);
        quantities
    }
}

/// Whether only one line prints figures of the same meaning.
fn of_one_line(figures: &[(Meaning, FigureId)]) -> bool {
    figures.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a.item == b.item))
}

/// Words in order, each once, and for each of the given ones its place among them.
fn ordered<T: Ord>(words: Vec<T>) -> (Vec<T>, Vec<u32>) {
    let mut numbered: Vec<(T, u32)> = words.into_iter().zip(0..).collect();
    order::by(&mut numbered, &|(a, _), (b, _)| a.cmp(b));
    let mut places = vec![0; numbered.len()];
    let mut once: Vec<T> = Vec::with_capacity(numbered.len());
    for (word, number) in numbered {
        if once.last() != Some(&word) {
            once.push(word);
        }
        if let Some(place) = places.get_mut(number as usize) {
            *place = short(once.len() - 1);
        }
    }
    once.shrink_to_fit();
    (once, places)
}

/// No document has as many figures as four bytes can count.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Quantities {
    fn add(&mut self, meaning: Meaning, figures: &[(Meaning, FigureId)]) {
        if self.meanings.last().is_none_or(|(last, _)| *last != meaning) {
            self.meanings.push((meaning, short(self.cells.len())));
        }
        self.cells.extend(figures.iter().map(|&(_, id)| id));
    }

    fn index(&mut self, tables: &[Table]) {
        let mut by_address: Vec<u32> = (0..short(self.cells.len())).collect();
        let at =
            |cell: u32| self.cells.get(cell as usize).and_then(|id| id.of(tables)).map(|figure| &figure.at);
        order::by(&mut by_address, &|a, b| match (at(*a), at(*b)) {
            (Some(a), Some(b)) => a.by_place(b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        });
        self.by_address = by_address;
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.meanings.len()
    }

    /// What the quantity with that index means.
    #[must_use]
    pub fn coordinate(&self, at: usize) -> Option<Coordinate> {
        let &(Meaning { flow, subject, money }, _) = self.meanings.get(at)?;
        let (source, nature) = self.moneys.get(money as usize)?.clone();
        Some(Coordinate { flow, subject: self.subjects.get(subject as usize)?.clone(), source, nature })
    }

    /// What the quantity with that index is about.
    #[must_use]
    pub fn subject(&self, at: usize) -> Option<&Subject> {
        let (meaning, _) = self.meanings.get(at)?;
        self.subjects.get(meaning.subject as usize)
    }

    /// The quantity with that index.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<Quantity<'_>> {
        let begin = self.meanings.get(at)?.1 as usize;
        let end = self.meanings.get(at + 1).map_or(self.cells.len(), |&(_, next)| next as usize);
        let first = self.of_claims.partition_point(|&quantity| quantity < at);
        let last = self.of_claims.partition_point(|&quantity| quantity <= at);
        Some(Quantity { cells: self.cells.get(begin..end)?, claims: self.claims.get(first..last)? })
    }

    /// The index of the quantity with that meaning.
    #[must_use]
    pub fn find(&self, coordinate: &Coordinate) -> Option<usize> {
        let subject = short(self.subjects.binary_search(&coordinate.subject).ok()?);
        let money = (&coordinate.source, &coordinate.nature);
        let money = self.moneys.binary_search_by(|(source, nature)| (source, nature).cmp(&money)).ok()?;
        let meaning = Meaning { flow: coordinate.flow, subject, money: short(money) };
        self.meanings.binary_search_by(|(known, _)| known.cmp(&meaning)).ok()
    }

    /// The index of the quantity that the figure at an address prints.
    #[must_use]
    pub fn at(&self, tables: &[Table], at: &CellAddress) -> Option<usize> {
        let figure = |cell: &u32| self.cells.get(*cell as usize).and_then(|id| id.of(tables));
        let place =
            |cell: &u32| figure(cell).map_or(Ordering::Less, |figure: &Figure| figure.at.by_place(at));
        let cell = *self.by_address.get(self.by_address.binary_search_by(place).ok()?)?;
        self.meanings.partition_point(|&(_, begin)| begin <= cell).checked_sub(1)
    }

    /// Notes which claims repeat which quantities; pairs of quantity and claim.
    pub fn repeated_by(&mut self, mut claims: Vec<(usize, usize)>) {
        order::by(&mut claims, &Ord::cmp);
        for (quantity, claim) in claims {
            self.of_claims.push(quantity);
            self.claims.push(claim);
        }
    }
}

impl Budget {
    /// All quantities with what they mean.
    pub fn quantities(&self) -> impl Iterator<Item = (Coordinate, Quantity<'_>)> {
        (0..self.quantities.len()).filter_map(|at| self.nth_quantity(at))
    }

    /// The quantity with that meaning.
    #[must_use]
    pub fn quantity(&self, coordinate: &Coordinate) -> Option<Quantity<'_>> {
        self.quantities.get(self.quantities.find(coordinate)?)
    }

    /// How many quantities there are.
    #[must_use]
    pub fn quantity_count(&self) -> usize {
        self.quantities.len()
    }

    /// The quantity with an index of a link, and what it means.
    #[must_use]
    pub fn nth_quantity(&self, at: usize) -> Option<(Coordinate, Quantity<'_>)> {
        Some((self.quantities.coordinate(at)?, self.quantities.get(at)?))
    }

    /// The index of the quantity that the figure at an address prints, if it is known.
    #[must_use]
    pub fn quantity_at(&self, at: &CellAddress) -> Option<usize> {
        self.quantities.at(&self.tables, at)
    }
}
