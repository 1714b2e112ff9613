//! Bytes → [`Document`]: paragraphs and grids of cells, each with its place.
//!
//! One file per format. A format knows nothing of budgets: it says what stands where, and what it noticed on the
//! way. Only bytes that hold no document at all are an error.

pub mod text;

use crate::address::Place;

/// A run of text between two line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The text as it stands.
    pub text: String,
    /// 1-based line of the source.
    pub line: u32,
}

/// A cell of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// The text without surrounding blanks.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Consecutive lines of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The lines, each with the cells that the source has, blank ones included.
    pub rows: Vec<Vec<GridCell>>,
}

impl Grid {
    /// The text of a cell; blank when the line is shorter.
    #[must_use]
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.text.as_str())
    }

    /// The number of cells of the widest line.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// A piece of a document, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Text.
    Paragraph(Paragraph),
    /// Cells.
    Grid(Grid),
}

/// What a format found, and what it had to do to find it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Everything that is printed, in order.
    pub blocks: Vec<Block>,
    /// The encoding the bytes were decoded from.
    pub encoding: Encoding,
    /// How many lines the source has.
    pub lines: u32,
    /// Whether the bytes end inside a character, so that the rest of the text is missing.
    pub cut: bool,
}

/// How the bytes of a text spell characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// The expected one.
    #[default]
    Utf8,
    /// The national standard that older Chinese programs write.
    Gb18030,
}

/// Why bytes are no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// No byte, or blanks only.
    #[error("the file is empty")]
    Empty,
    /// A control character that no text has.
    #[error("not a text: control byte 0x{byte:02X} at byte {offset}")]
    Binary {
        /// 0-based position.
        offset: usize,
        /// The byte found there.
        byte: u8,
    },
    /// Neither UTF-8 nor GB18030.
    #[error("the text is neither UTF-8 nor GB18030: first invalid byte at {offset}")]
    Encoding {
        /// 0-based position of the first byte that is not UTF-8.
        offset: usize,
    },
}

impl SourceError {
    /// The stable code that programs read: `unreadable` or `unsupported`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty | Self::Encoding { .. } => "unreadable",
            Self::Binary { .. } => "unsupported",
        }
    }
}
