//! Where a figure stands: the public names of cells and sentences.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A position in the source, 1-based: the line and tab-separated cell of a text, the row and column of a sheet,
/// or the row on a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Place {
    /// Page of a paged source.
    pub page: Option<u32>,
    /// Sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Line of a text, row of a sheet or page; those of several files are counted through.
    pub line: u32,
    /// Cell within the line.
    pub cell: u32,
}

impl Place {
    /// A place in a plain text.
    #[must_use]
    pub const fn text(line: u32, cell: u32) -> Self {
        Self { page: None, sheet: None, line, cell }
    }
}

/// The address of a table cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellAddress {
    /// Table id, such as `general-expenditure`.
    pub table: Arc<str>,
    /// The row's code, else its printed name without blanks; a repeated key carries `#2`, `#3` ….
    pub row: Arc<str>,
    /// Column id, or the printed head where the column has no id.
    pub column: Arc<str>,
    /// Where the cell stands in the source.
    pub place: Place,
}

impl CellAddress {
    /// The order of the source, in which no words are compared unless two cells stand at the same place.
    #[must_use]
    pub fn by_place(&self, other: &Self) -> Ordering {
        let place = |at: &Self| (at.place.line, at.place.cell);
        place(self).cmp(&place(other)).then_with(|| self.cmp(other))
    }
}

/// The address of a run of characters in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SentenceAddress {
    /// Section, such as `narrative/3`.
    pub section: Arc<str>,
    /// 1-based line of the source.
    pub line: u32,
    /// First character (Unicode scalar value) of the run within the line, 0-based.
    pub start: u32,
    /// One past the last character of the run.
    pub end: u32,
}

/// Where a figure stands, in a table or in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Address {
    /// In a table.
    Cell(CellAddress),
    /// In the narrative.
    Sentence(SentenceAddress),
}

impl Address {
    /// The line of the source, 1-based.
    #[must_use]
    pub const fn line(&self) -> u32 {
        match self {
            Self::Cell(cell) => cell.place.line,
            Self::Sentence(sentence) => sentence.line,
        }
    }
}

impl Address {
    /// The cell, where it is one.
    #[must_use]
    pub const fn cell(&self) -> Option<&CellAddress> {
        match self {
            Self::Cell(cell) => Some(cell),
            Self::Sentence(_) => None,
        }
    }
}

impl From<CellAddress> for Address {
    fn from(cell: CellAddress) -> Self {
        Self::Cell(cell)
    }
}

impl From<SentenceAddress> for Address {
    fn from(sentence: SentenceAddress) -> Self {
        Self::Sentence(sentence)
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.table, self.row, self.column)
    }
}

impl fmt::Display for SentenceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}.{}-{}", self.section, self.line, self.start, self.end)
    }
}

/// The address as it stands in a link: `general-expenditure.21011.total`.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(cell) => cell.fmt(f),
            Self::Sentence(sentence) => sentence.fmt(f),
        }
    }
}
