//! Bytes → [`Document`]: paragraphs and grids of cells, each with its place.
//!
//! One file per format. A format knows nothing of budgets: it says what stands where, and what it noticed on the
//! way. Only bytes that hold no document at all are an error.
//!
//! Formats are told by content in the order of [`FORMATS`]; a merged cell stands at its first place with its [`Span`], and blank cells stand at the others.

mod formats;
mod join;
pub mod text;

pub use formats::{FORMATS, Format, Limits, Reader};
pub use join::read_all;

use crate::address::Place;
use std::sync::Arc;

/// Reads the bytes of a file of any format. `decode_gb18030` is asked only for text that is not UTF-8.
///
/// # Errors
/// [`SourceError`] when the bytes hold no document, or one that is too large or cannot be read yet.
pub fn read(bytes: &[u8], decode_gb18030: text::Gb18030Decoder) -> Result<Document, SourceError> {
    Reader::new(decode_gb18030).read(bytes)
}

/// Reads a text that is decoded already.
///
/// # Errors
/// [`SourceError`] when it is blank, holds control characters or has too many cells.
pub fn read_str(text: &str) -> Result<Document, SourceError> {
    Reader::new(|_| None).read_text(text)
}

/// Whether bytes begin as a JSON object does.
#[must_use]
pub fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut printed = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    printed.next() == Some(&b'{') && matches!(printed.next(), Some(b'"' | b'}') | None)
}

/// A file that a disclosure was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceFile {
    /// Its name without folders; empty where the bytes came without one.
    pub name: String,
    /// Its length.
    pub bytes: u32,
    /// SHA-256 of its bytes, 64 hexadecimal digits; nothing where it was not computed.
    pub sha256: Option<String>,
}

impl SourceFile {
    /// The file of that name.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        use sha2::Digest;
        let digits = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self { name: name.to_owned(), bytes: length, sha256: Some(digits) }
    }
}

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
    /// How many columns and rows it takes up; nothing where the source does not say.
    pub span: Option<Span>,
}

/// The size of a cell in a source that merges cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Columns, at least 1.
    pub columns: u32,
    /// Rows, at least 1.
    pub rows: u32,
}

impl Span {
    /// A cell that is not merged with any other.
    pub const ONE: Self = Self { columns: 1, rows: 1 };
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
    /// A sheet of a workbook begins, whose lines are counted anew, or a file of several. Its name.
    Part(Arc<str>),
}

/// Where a file of several begins. Their lines are counted through, so that a line stands in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStart {
    /// Its name.
    pub name: Arc<str>,
    /// Its first line.
    pub line: u32,
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
    /// The first line of each page; nothing where the source has no pages.
    pub pages: Vec<u32>,
    /// The files of which it was put together; nothing where it was one.
    pub files: Vec<FileStart>,
    /// Whether the bytes end inside a character, so that the rest of the text is missing.
    pub cut: bool,
    /// What is not on the page as it is in the file.
    pub remarks: Vec<Remark>,
}

/// Something of a file that a reader of the printed page does not see, or sees and we do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet, file or pages; blank in a document of one part.
    pub part: Arc<str>,
    /// What it is.
    pub what: Remarked,
}

/// What a [`Remark`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remarked {
    /// The sheet is hidden; it is read all the same.
    HiddenSheet,
    /// So many printed rows are hidden; they are read all the same.
    HiddenRows(u32),
    /// So many columns are hidden; they are read all the same.
    HiddenColumns(u32),
    /// So many text boxes float over the page; they are not read.
    TextBoxes(u32),
    /// So many changes are tracked and not accepted; what they insert is read, what they delete is not.
    TrackedChanges(u32),
    /// The file of an archive cannot be read.
    Unread,
    /// Several files, which `part` names, were read as one disclosure.
    ReadTogether,
    /// So many characters are clipped, beside the page or drawn without ink, on the pages that `part` lists; they are not read.
    UnseenText(u32),
    /// So many characters are drawn once more at the same place; they are read once.
    DoubledText(u32),
    /// So many characters are shown of which the file does not say what they are; they are not read.
    UnknownText(u32),
    /// So many pages are pictures; they are not read.
    PicturePages(u32),
    /// So many characters lie without ink over pages that are pictures, as programs put them there that recognise letters; they
    /// are read.
    RecognisedText(u32),
}

impl Remark {
    /// The public name of what it is about.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self.what {
            Remarked::HiddenSheet => "hidden-sheet",
            Remarked::HiddenRows(_) => "hidden-rows",
            Remarked::HiddenColumns(_) => "hidden-columns",
            Remarked::TextBoxes(_) => "text-boxes",
            Remarked::TrackedChanges(_) => "tracked-changes",
            Remarked::Unread => "unread",
            Remarked::ReadTogether => "read-together",
            Remarked::UnseenText(_) => "unseen-text",
            Remarked::DoubledText(_) => "doubled-text",
            Remarked::UnknownText(_) => "unknown-text",
            Remarked::PicturePages(_) => "picture-pages",
            Remarked::RecognisedText(_) => "recognised-text",
        }
    }

    /// How many there are, and in which part.
    #[must_use]
    pub fn detail(&self) -> String {
        let mut detail = self.part.to_string();
        if let Some(count) = self.count() {
            if !detail.is_empty() {
                detail.push_str(" · ");
            }
            detail.push_str(&count.to_string());
        }
        detail
    }

    /// How many there are, of what is counted.
    #[must_use]
    pub const fn count(&self) -> Option<u32> {
        match self.what {
            Remarked::HiddenRows(count)
            | Remarked::HiddenColumns(count)
            | Remarked::TextBoxes(count)
            | Remarked::TrackedChanges(count)
            | Remarked::UnseenText(count)
            | Remarked::DoubledText(count)
            | Remarked::UnknownText(count)
            | Remarked::PicturePages(count)
            | Remarked::RecognisedText(count) => Some(count),
            Remarked::HiddenSheet | Remarked::Unread | Remarked::ReadTogether => None,
        }
    }
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
    /// A kind of file that is known and not read.
    #[error("not supported yet: {kind}")]
    Unsupported {
        /// Its id, such as `pdf`; the words `kind.<id>` name it.
        kind: &'static str,
    },
    /// More than is read of one file.
    #[error("too large: more than {most} {}", limit.id())]
    TooLarge {
        /// What there is too much of.
        limit: Limit,
        /// How much is read.
        most: usize,
    },
    /// The file breaks off or contradicts itself.
    #[error("damaged at {what}")]
    Damaged {
        /// The part of the file that cannot be read.
        what: String,
    },
}

/// What a file may have only so much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes after unpacking.
    Bytes,
    /// Cells of all tables.
    Cells,
    /// Things within things.
    Nesting,
    /// Files of an archive.
    Files,
    /// Characters and lines that pages draw.
    Marks,
}

impl Limit {
    /// Its id; the words `limit.<id>` name it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Cells => "cells",
            Self::Nesting => "nesting",
            Self::Files => "files",
            Self::Marks => "marks",
        }
    }
}

impl SourceError {
    /// The stable code that programs read: `unreadable` or `unsupported`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty | Self::Encoding { .. } | Self::TooLarge { .. } | Self::Damaged { .. } => {
                "unreadable"
            }
            Self::Binary { .. } | Self::Unsupported { .. } => "unsupported",
        }
    }
}
