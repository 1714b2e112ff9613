//! The resolved model: a whole disclosure with every figure's meaning, printed copies merged. Read-only.
//!
//! Takes what the tables and the narrative say; judges nothing.

pub mod classes;
pub mod coordinates;
pub mod identity;
mod links;
mod objectives;
mod quantities;

pub use crate::tables::FigureId;
pub use coordinates::{Coordinate, Flow, Subject};
pub use identity::DocumentKind;
pub use links::{Comparison, Link};
pub use quantities::Quantity;

use crate::address::{Address, CellAddress};
use crate::narrative::{self, Claim, Narrative};
use crate::source::{Document, Encoding, FileStart, Remark};
use crate::tables::corrections::{Correction, Misplaced};
use crate::tables::performance::Objective;
use crate::tables::profiles::Profile;
use crate::tables::reader::Tables;
use crate::tables::spec::Layout;
use crate::tables::{self, Figure, Item, Notice, Table};
use quantities::Quantities;

/// Why a document is no budget.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no budget table and no figure was found in {lines} lines of text")]
pub struct NoBudget {
    /// How many lines were read.
    pub lines: u32,
}

/// Why a document cannot be read as a budget.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It holds none.
    #[error(transparent)]
    NoBudget(#[from] NoBudget),
    /// A correction does not fit it.
    #[error(transparent)]
    Correction(#[from] Misplaced),
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
    /// What it discloses.
    pub kind: DocumentKind,
    /// The published tables.
    pub tables: Vec<Table>,
    /// What is to be reached for the money.
    pub objectives: Vec<Objective>,
    /// The words.
    pub narrative: Narrative,
    /// How the place publishes.
    pub profile: &'static Profile,
    /// What was noticed while reading.
    pub notices: Vec<Notice>,
    /// How the source was encoded.
    pub encoding: Encoding,
    /// Whether the source ends inside a character.
    pub cut: bool,
    /// What is not on the page as it is in the file.
    pub remarks: Vec<Remark>,
    /// What people decided about its tables.
    pub corrections: Vec<Correction>,
    /// The first line of each page; nothing where the source has no pages.
    pub pages: Vec<u32>,
    /// Where each of several files begins; nothing where it was one.
    pub files: Vec<FileStart>,
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
    /// What it discloses.
    pub kind: DocumentKind,
    /// The published tables.
    pub tables: Vec<Table>,
    /// The words.
    pub narrative: Narrative,
    /// How the place publishes.
    pub profile: &'static Profile,
    /// What was noticed while reading.
    pub notices: Vec<Notice>,
    /// How the source was encoded.
    pub encoding: Encoding,
    /// Whether the source ends inside a character.
    pub cut: bool,
    /// What is not on the page as it is in the file.
    pub remarks: Vec<Remark>,
    /// What people decided about its tables.
    pub corrections: Vec<Correction>,
    /// The first line of each page; nothing where the source has no pages.
    pub pages: Vec<u32>,
    /// Where each of several files begins; nothing where it was one.
    pub files: Vec<FileStart>,
    /// What each claim of the narrative speaks of, in their order.
    pub links: Vec<Link>,
    /// What the narrative compares with another year or stage.
    pub comparisons: Vec<Comparison>,
    /// What is to be reached for the money.
    objectives: Vec<Objective>,
    /// For each objective the line of the table of projects that it is about.
    objective_projects: Vec<Option<usize>>,
    quantities: Quantities,
}

/// Where a line stands, as people count: from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located<'a> {
    /// The file, where there are several.
    pub file: Option<&'a str>,
    /// The page, in a file of pages.
    pub page: Option<usize>,
    /// The line on the page, else in the file.
    pub line: u32,
}

impl Budget {
    /// Reads a document.
    ///
    /// # Errors
    /// [`NoBudget`] when it holds neither a table nor a figure.
    pub fn read(document: Document) -> Result<Self, Refused> {
        Self::read_corrected(document, Vec::new())
    }

    /// Reads a document about whose tables people decided something.
    ///
    /// # Errors
    /// [`Refused`] when it holds neither a table nor a figure, or when a correction does not fit it.
    pub fn read_corrected(mut document: Document, corrections: Vec<Correction>) -> Result<Self, Refused> {
        let Tables { tables, notices, profile } = tables::reader::read(&mut document, &corrections)?;
        let (objectives, notices) = objectives::read(&tables, notices);
        let lines: Vec<_> = tables.iter().map(|table| (table.part, table.lines)).collect();
        let narrative = narrative::read(&document, &lines);
        if tables.is_empty() && narrative.claims.is_empty() {
            return Err(NoBudget { lines: document.lines }.into());
        }
        let title = identity::title(&document, &narrative);
        let department = identity::department(&document, &tables, &title);
        let (year, kind) = (identity::year(&tables, &title), identity::kind(&tables, &title));
        Ok(Self::of(Contents {
            title,
            department,
            year,
            kind,
            tables,
            objectives,
            narrative,
            profile,
            notices,
            encoding: document.encoding,
            cut: document.cut,
            remarks: document.remarks,
            corrections,
            pages: document.pages,
            files: document.files,
        }))
    }

    /// Works out what the figures mean.
    #[must_use]
    pub fn of(contents: Contents) -> Self {
        let Contents {
            title,
            department,
            year,
            kind,
            tables,
            objectives,
            narrative,
            profile,
            notices,
            encoding,
            cut,
            remarks,
            corrections,
            pages,
            files,
        } = contents;
        let mut budget = Self {
            objective_projects: objectives::projects(&objectives, &tables),
            objectives,
            title,
            department,
            year,
            kind,
            tables,
            narrative,
            profile,
            notices,
            encoding,
            cut,
            remarks,
            corrections,
            pages,
            files,
            links: Vec::new(),
            comparisons: Vec::new(),
            quantities: Quantities::default(),
        };
        budget.number_figures();
        budget.resolve();
        budget
    }

    /// Where a line of the document stands: its file, where there are several, its page, in a file of pages, and its number there.
    #[must_use]
    pub fn locate(&self, line: u32) -> Located<'_> {
        let file = self.file_of(line);
        let begin = file.map_or(1, |file| file.line);
        let of_file = |first: &&u32| (begin..=line).contains(*first);
        let page = self.pages.iter().filter(of_file).count();
        let first = self.pages.iter().rfind(of_file).copied().unwrap_or(begin);
        Located {
            file: file.map(|file| &*file.name),
            page: (page > 0).then_some(page),
            line: line.saturating_sub(first) + 1,
        }
    }

    /// The file in which a line of the document stands, where there are several.
    #[must_use]
    pub fn file_of(&self, line: u32) -> Option<&FileStart> {
        self.files.iter().rfind(|file| file.line <= line)
    }

    /// A line of the document as its file counts, whatever page it stands on.
    #[must_use]
    pub fn line_in_file(&self, line: u32) -> u32 {
        self.file_of(line).map_or(line, |file| line - file.line + 1)
    }

    fn number_figures(&mut self) {
        for (table, of_table) in (0..).zip(&mut self.tables) {
            for (item, of_item) in (0..).zip(&mut of_table.items) {
                for (figure, of_figure) in (0..).zip(&mut of_item.figures) {
                    of_figure.id = FigureId { table, item, figure };
                }
            }
        }
    }

    fn resolve(&mut self) {
        let resolver = coordinates::Resolver::new(self);
        self.quantities = resolver.all(self);
        let (links, comparisons) = links::resolve(self, &resolver);
        let mut repeated = Vec::new();
        for (at, link) in links.iter().enumerate().filter(|(_, link)| link.repeats) {
            repeated.extend(link.quantities.iter().map(|&quantity| (quantity, at)));
        }
        self.quantities.repeated_by(repeated);
        (self.links, self.comparisons) = (links, comparisons);
    }

    /// The table with that id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| &*table.id == id)
    }

    /// The known tables whose bodies are read that way.
    pub fn with_layout(&self, layout: Layout) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(move |table| table.spec.is_some() && table.layout == layout)
    }

    /// The table, line and cell of a figure.
    #[must_use]
    pub fn resolve_figure(&self, id: FigureId) -> Option<(&Table, &Item, &Figure)> {
        let table = self.tables.get(id.table as usize)?;
        let item = table.items.get(id.item as usize)?;
        Some((table, item, item.figures.get(id.figure as usize)?))
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
        let Some(quantity) = self.quantity_at(at).and_then(|found| self.quantities.get(found)) else {
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

    /// What the claim with that index speaks of.
    #[must_use]
    pub fn link(&self, claim: usize) -> Option<&Link> {
        self.links.get(claim)
    }

    /// The first cell that prints a quantity; a blank one where none does.
    #[must_use]
    pub fn cell_of_quantity(&self, at: usize) -> Option<&Figure> {
        let quantity = self.quantities.get(at)?;
        let figures =
            quantity.cells.iter().filter_map(|&id| self.resolve_figure(id)).map(|(_, _, figure)| figure);
        figures.clone().find(|figure| figure.amount().is_some()).or_else(|| figures.clone().next())
    }

    /// The table cells that a figure of a sentence repeats, one for each quantity that it states: where tables print it
    /// differently, one with which it agrees.
    #[must_use]
    pub fn cells_of_claim(&self, index: usize) -> Vec<&Figure> {
        let link = self.link(index).filter(|link| link.repeats);
        let said = self.narrative.claims.get(index).and_then(|claim| claim.said.amount());
        let mut cells = Vec::new();
        for &quantity in link.map_or(&[][..], |link| &link.quantities) {
            let printed = self.quantities.get(quantity).into_iter().flat_map(|quantity| quantity.cells);
            let figures = printed.filter_map(|&id| self.resolve_figure(id)).map(|(_, _, figure)| figure);
            let agrees = |figure: &&Figure| {
                figure.amount().zip(said).is_some_and(|(printed, said)| printed.may_be(said))
            };
            cells.extend(figures.into_iter().find(agrees).or_else(|| self.cell_of_quantity(quantity)));
        }
        cells
    }

    /// The first table cell that a figure of a sentence repeats, if that is known.
    #[must_use]
    pub fn cell_of_claim(&self, index: usize) -> Option<&Figure> {
        self.cells_of_claim(index).first().copied()
    }

    /// The claims of a section, in order.
    pub fn claims_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (usize, &'a Claim)> {
        self.narrative.claims.iter().enumerate().filter(move |(_, claim)| &*claim.at.section == section)
    }
}
