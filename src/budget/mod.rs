//! The resolved model: a whole disclosure with every figure's meaning, printed copies merged. Read-only.
//!
//! Takes what the tables and the narrative say; judges nothing.

pub mod coordinates;
mod links;

pub use coordinates::{Coordinate, Flow, Subject};

use crate::address::{Address, CellAddress};
use crate::narrative::{self, Claim, Narrative};
use crate::order;
use crate::search;
use crate::source::{Document, Encoding, Remark};
use crate::tables::names::plain;
use crate::tables::spec::Layout;
use crate::tables::{self, Figure, Item, Notice, Table};

/// Why a document is no budget.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no budget table and no figure was found in {lines} lines of text")]
pub struct NoBudget {
    /// How many lines were read.
    pub lines: u32,
}

/// Where a table figure is kept: table, item, figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId {
    /// Index into [`Budget::tables`].
    pub table: usize,
    /// Index into the table's items.
    pub item: usize,
    /// Index into the item's figures.
    pub figure: usize,
}

/// One quantity with all places where it is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quantity {
    /// Its cells, blank ones included, in the order of the document.
    pub cells: Vec<FigureId>,
    /// Its figures in sentences: indices into the narrative's claims.
    pub claims: Vec<usize>,
}

/// Everything that a disclosure says, before it is worked out what its figures mean.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// The title line, or an empty string.
    pub title: String,
    /// The department.
    pub department: String,
    /// The budget year.
    pub year: Option<u16>,
    /// The published tables.
    pub tables: Vec<Table>,
    /// The words.
    pub narrative: Narrative,
    /// What was noticed while reading.
    pub notices: Vec<Notice>,
    /// How the source was encoded.
    pub encoding: Encoding,
    /// Whether the source ends inside a character.
    pub cut: bool,
    /// What is not on the page as it is in the file.
    pub remarks: Vec<Remark>,
}

/// A disclosure as read.
#[derive(Debug, Clone)]
pub struct Budget {
    /// The title line, or an empty string.
    pub title: String,
    /// The department.
    pub department: String,
    /// The budget year.
    pub year: Option<u16>,
    /// The published tables.
    pub tables: Vec<Table>,
    /// The words.
    pub narrative: Narrative,
    /// What was noticed while reading.
    pub notices: Vec<Notice>,
    /// How the source was encoded.
    pub encoding: Encoding,
    /// Whether the source ends inside a character.
    pub cut: bool,
    /// What is not on the page as it is in the file.
    pub remarks: Vec<Remark>,
    /// By coordinate.
    quantities: Vec<(Coordinate, Quantity)>,
    /// By address, the index of the quantity.
    addresses: Vec<(CellAddress, usize)>,
}

impl Budget {
    /// Reads a document.
    ///
    /// # Errors
    /// [`NoBudget`] when it holds neither a table nor a figure.
    pub fn read(document: &Document) -> Result<Self, NoBudget> {
        let (tables, notices) = tables::reader::read(document);
        let starts: Vec<(usize, u32)> = tables.iter().map(|table| (table.part, table.lines.0)).collect();
        let narrative = narrative::read(document, &starts);
        if tables.is_empty() && narrative.claims.is_empty() {
            return Err(NoBudget { lines: document.lines });
        }
        let title = narrative.title.as_ref().map(|line| line.text.clone()).unwrap_or_default();
        let department =
            tables.iter().find_map(|table| table.department.clone()).unwrap_or_else(|| department_of(&title));
        let year = year_of(&title).or_else(|| tables.iter().find_map(|table| year_of(&table.title)));
        Ok(Self::of(Contents {
            title,
            department,
            year,
            tables,
            narrative,
            notices,
            encoding: document.encoding,
            cut: document.cut,
            remarks: document.remarks.clone(),
        }))
    }

    /// Works out what the figures mean.
    #[must_use]
    pub fn of(contents: Contents) -> Self {
        let Contents { title, department, year, tables, narrative, notices, encoding, cut, remarks } =
            contents;
        let mut budget = Self {
            title,
            department,
            year,
            tables,
            narrative,
            notices,
            encoding,
            cut,
            remarks,
            quantities: Vec::new(),
            addresses: Vec::new(),
        };
        budget.resolve();
        budget
    }

    /// What kind of disclosure it is: `budget`, `final` or `form`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        "budget"
    }

    fn resolve(&mut self) {
        let resolver = coordinates::Resolver::new(self);
        let mut addresses = Vec::new();
        for (id, coordinate) in resolver.all(self) {
            if self.quantities.last().is_none_or(|(last, _)| *last != coordinate) {
                self.quantities.push((coordinate, Quantity::default()));
            }
            if let Some((_, _, figure)) = self.resolve_figure(id) {
                addresses.push((figure.at.clone(), self.quantities.len() - 1));
            }
            if let Some((_, quantity)) = self.quantities.last_mut() {
                quantity.cells.push(id);
            }
        }
        order::by(&mut addresses, &|(a, _), (b, _)| a.cmp(b));
        self.addresses = addresses;
        for (at, claim) in self.narrative.claims.iter().enumerate() {
            let coordinate = links::coordinate(claim).map(|coordinate| resolver.settle(coordinate));
            let found = coordinate.and_then(|coordinate| find(&self.quantities, &coordinate));
            if let Some((_, quantity)) = found.and_then(|found| self.quantities.get_mut(found)) {
                quantity.claims.push(at);
            }
        }
    }

    /// The table with that id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| &*table.id == id)
    }

    /// The known tables whose bodies are read that way.
    pub fn with_layout(&self, layout: Layout) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(move |table| table.spec.is_some_and(|spec| spec.layout == layout))
    }

    /// The table, line and cell of a figure.
    #[must_use]
    pub fn resolve_figure(&self, id: FigureId) -> Option<(&Table, &Item, &Figure)> {
        let table = self.tables.get(id.table)?;
        let item = table.items.get(id.item)?;
        Some((table, item, item.figures.get(id.figure)?))
    }

    /// All quantities with what they mean.
    pub fn quantities(&self) -> impl Iterator<Item = (&Coordinate, &Quantity)> {
        self.quantities.iter().map(|(coordinate, quantity)| (coordinate, quantity))
    }

    /// The quantity with that meaning.
    #[must_use]
    pub fn quantity(&self, coordinate: &Coordinate) -> Option<&Quantity> {
        self.quantities.get(find(&self.quantities, coordinate)?).map(|(_, quantity)| quantity)
    }

    /// The index of the quantity that the figure at an address prints, if it is known.
    #[must_use]
    pub fn quantity_at(&self, at: &CellAddress) -> Option<usize> {
        self.addresses.get(find(&self.addresses, at)?).map(|&(_, quantity)| quantity)
    }

    /// The figure at a public address such as `general-expenditure.21011.total`.
    #[must_use]
    pub fn find(&self, table: &str, row: &str, column: &str) -> Option<(&Table, &Item, &Figure)> {
        let table = self.table(table)?;
        let item = table.items.iter().find(|item| &*item.key == row && item.figure(column).is_some())?;
        Some((table, item, item.figure(column)?))
    }

    /// The figure that a link such as `general-expenditure.21011.total` names.
    #[must_use]
    pub fn find_link(&self, link: &str) -> Option<&Figure> {
        let figures = self.tables.iter().flat_map(|table| table.figures()).map(|(_, figure)| figure);
        figures.into_iter().find(|figure| figure.at.to_string() == link)
    }

    /// All other places where the figure at `at` is printed, tables first. Blank cells print nothing.
    #[must_use]
    pub fn other_places(&self, at: &CellAddress) -> Vec<Address> {
        let Some((_, quantity)) = self.quantity_at(at).and_then(|found| self.quantities.get(found)) else {
            return Vec::new();
        };
        let cells = quantity.cells.iter().filter_map(|&id| self.resolve_figure(id));
        let cells = cells.filter(|(_, _, figure)| figure.at != *at && figure.amount().is_some());
        let claims = quantity.claims.iter().filter_map(|&claim| self.narrative.claims.get(claim));
        cells
            .map(|(_, _, figure)| Address::from(figure.at.clone()))
            .chain(claims.map(|claim| Address::from(claim.at.clone())))
            .collect()
    }

    /// The table cell that a figure of a sentence repeats, if that is known.
    #[must_use]
    pub fn cell_of_claim(&self, index: usize) -> Option<&Figure> {
        let (_, quantity) = self.quantities.iter().find(|(_, quantity)| quantity.claims.contains(&index))?;
        self.cell_of(quantity)
    }

    /// For every claim the table cell that it repeats, if that is known.
    #[must_use]
    pub fn cells_of_claims(&self) -> Vec<Option<&Figure>> {
        let mut cells = vec![None; self.narrative.claims.len()];
        for (_, quantity) in &self.quantities {
            for &claim in &quantity.claims {
                if let Some(cell) = cells.get_mut(claim) {
                    *cell = self.cell_of(quantity);
                }
            }
        }
        cells
    }

    /// The first cell that prints a quantity, else the first blank one.
    fn cell_of(&self, quantity: &Quantity) -> Option<&Figure> {
        let figures =
            quantity.cells.iter().filter_map(|&id| self.resolve_figure(id)).map(|(_, _, figure)| figure);
        figures.clone().find(|figure| figure.amount().is_some()).or_else(|| figures.clone().next())
    }

    /// The claims of a section, in order.
    pub fn claims_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (usize, &'a Claim)> {
        self.narrative.claims.iter().enumerate().filter(move |(_, claim)| &*claim.at.section == section)
    }
}

/// Where `key` stands in entries that are ordered by key.
fn find<K: Ord, V>(entries: &[(K, V)], key: &K) -> Option<usize> {
    entries.binary_search_by(|(known, _)| known.cmp(key)).ok()
}

/// The first year of four digits before 年.
fn year_of(text: &str) -> Option<u16> {
    let text = plain(text);
    let (before, _) = text.split_once('年')?;
    let digits: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
    let year: String = digits.into_iter().rev().collect();
    (year.len() == 4).then(|| year.parse().ok()).flatten()
}

/// What stands between the year and 部门预算 in a title.
fn department_of(title: &str) -> String {
    let text = plain(title);
    let text = text.split_once('年').map_or(text.as_str(), |(_, rest)| rest);
    let end = ["部门预算", "单位预算", "部门决算", "预算公开"]
        .iter()
        .filter_map(|word| search::find(text, word))
        .min();
    end.and_then(|end| text.get(..end)).unwrap_or_default().to_owned()
}
