//! The whole way of the data in one call: bytes → budget → report.

use crate::budget::{Budget, NoBudget};
use crate::checks::{self, Report};
use crate::source::{self, Document, SourceError, text};

/// A disclosure that was read and checked.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// What it says.
    pub budget: Budget,
    /// Whether its figures hold.
    pub report: Report,
}

/// Why bytes are no disclosure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no document.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The document is no budget.
    #[error(transparent)]
    NoBudget(#[from] NoBudget),
}

impl ReadError {
    /// The stable code that programs read: `unreadable` or `unsupported`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Source(error) => error.code(),
            Self::NoBudget(_) => "unreadable",
        }
    }
}

impl Disclosure {
    /// Reads and checks the bytes of a file. `decode_gb18030` is asked only for bytes that are not UTF-8.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes hold no budget.
    pub fn read(bytes: &[u8], decode_gb18030: text::Gb18030Decoder) -> Result<Self, ReadError> {
        Self::of(&source::read(bytes, decode_gb18030)?)
    }

    /// Reads and checks a text.
    ///
    /// # Errors
    /// [`ReadError`] when the text holds no budget.
    pub fn read_str(text: &str) -> Result<Self, ReadError> {
        Self::of(&source::read_str(text)?)
    }

    fn of(document: &Document) -> Result<Self, ReadError> {
        let budget = Budget::read(document)?;
        let report = checks::check(&budget);
        Ok(Self { budget, report })
    }
}
