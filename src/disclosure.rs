//! The whole way of the data in one call: bytes → budget → report.

use crate::budget::{Budget, NoBudget, Refused};
use crate::checks::{self, Report};
use crate::package::{self, Json, PackageError, Problem};
use crate::source::{self, Document, SourceError, SourceFile, text};
use crate::tables::corrections::Correction;
use crate::tables::names::may_be_one_department;

/// A disclosure that was read and checked.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// What it says.
    pub budget: Budget,
    /// Whether its figures hold.
    pub report: Report,
    /// The files that it was read from; none without the feature `reader`.
    pub sources: Vec<SourceFile>,
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
    /// The JSON is no budget package, or a correction as it stands in one does not fit the document.
    #[error(transparent)]
    Package(#[from] PackageError),
}

impl From<Refused> for ReadError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NoBudget(error) => Self::NoBudget(error),
            Refused::Correction(misplaced) => Self::Package(misplaced.into()),
        }
    }
}

/// Why several files are no disclosure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct Unread {
    /// The index of the file that cannot be read; nothing when all of them together are no disclosure.
    pub file: Option<usize>,
    /// Why.
    pub error: ReadError,
}

impl ReadError {
    /// The 0-based byte that cannot be read, where there is one.
    #[must_use]
    pub const fn offset(&self) -> Option<usize> {
        match self {
            Self::Source(SourceError::Binary { offset, .. } | SourceError::Encoding { offset }) => {
                Some(*offset)
            }
            _ => None,
        }
    }

    /// The stable code that programs read: `unreadable` or `unsupported`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Source(error) => error.code(),
            Self::Package(PackageError { problem: Problem::Schema(_), .. }) => "unsupported",
            Self::NoBudget(_) | Self::Package(_) => "unreadable",
        }
    }
}

impl Disclosure {
    /// Reads and checks the bytes of a file. `decode_gb18030` is asked only for bytes that are not UTF-8.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes hold no budget.
    pub fn read(bytes: &[u8], decode_gb18030: text::Gb18030Decoder) -> Result<Self, ReadError> {
        Self::read_file("", bytes, decode_gb18030)
    }

    /// As [`Disclosure::read`], with the name that the file is known by.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes hold no budget.
    pub fn read_file(
        name: &str,
        bytes: &[u8],
        decode_gb18030: text::Gb18030Decoder,
    ) -> Result<Self, ReadError> {
        // In the browser the page's own JSON parser reads packages.
        #[cfg(not(target_arch = "wasm32"))]
        if source::is_json(bytes) {
            return Self::from_package(&package::parse(bytes)?);
        }
        let document = source::read(bytes, decode_gb18030)?;
        Ok(Self::of(document, files(&[(name, bytes)]))?)
    }

    /// Reads and checks several files of one disclosure, given by name and bytes, in their order.
    ///
    /// # Errors
    /// [`Unread`] when a file cannot be read, or all of them together hold no budget.
    pub fn read_all(files: &[(&str, &[u8])], decode_gb18030: text::Gb18030Decoder) -> Result<Self, Unread> {
        if let [(name, bytes)] = files {
            let read = Self::read_file(name, bytes, decode_gb18030);
            return read.map_err(|error| Unread { file: Some(0), error });
        }
        Self::read_corrected(files, Vec::new(), decode_gb18030)
    }

    /// Reads and checks the files of one disclosure with what people decided about its tables. The tables of a package are as
    /// they were decided, so none is among the files.
    ///
    /// # Errors
    /// [`Unread`] when a file cannot be read, all of them together hold no budget, or a correction does not fit.
    pub fn read_corrected(
        files: &[(&str, &[u8])],
        corrections: Vec<Correction>,
        decode_gb18030: text::Gb18030Decoder,
    ) -> Result<Self, Unread> {
        let (budget, sources) = read_together(files, corrections, decode_gb18030, &mut |_| ())?;
        Ok(Self::checked(budget, sources))
    }

    /// Reads and checks a text.
    ///
    /// # Errors
    /// [`ReadError`] when the text holds no budget.
    pub fn read_str(text: &str) -> Result<Self, ReadError> {
        let document = source::read_str(text)?;
        Ok(Self::of(document, files(&[("", text.as_bytes())]))?)
    }

    /// The disclosure of a package, checked anew.
    ///
    /// # Errors
    /// [`ReadError::Package`] with the place of what cannot be read.
    pub fn from_package(package: &Json) -> Result<Self, ReadError> {
        let (budget, sources) = package::read(package)?;
        Ok(Self::checked(budget, sources))
    }

    /// The package of the disclosure, `budget-package/1`.
    #[must_use]
    pub fn to_package(&self) -> Json {
        package::write(&self.budget, &self.sources)
    }

    fn of(document: Document, sources: Vec<SourceFile>) -> Result<Self, Refused> {
        Ok(Self::checked(Budget::read(document)?, sources))
    }

    fn checked(budget: Budget, sources: Vec<SourceFile>) -> Self {
        let report = checks::check(&budget);
        Self { budget, report, sources }
    }
}

/// The package of the files of one disclosure, given by name and bytes, in their order, with what people decided about its
/// tables. Nothing is checked: who reads the package checks it. `on_file` is told how many files were read.
///
/// # Errors
/// [`Unread`] when a file cannot be read, all of them together hold no budget, or a correction does not fit.
pub fn read_package(
    files: &[(&str, &[u8])],
    corrections: Vec<Correction>,
    decode_gb18030: text::Gb18030Decoder,
    on_file: &mut dyn FnMut(usize),
) -> Result<Json, Unread> {
    let (budget, sources) = read_together(files, corrections, decode_gb18030, on_file)?;
    Ok(package::write(&budget, &sources))
}

fn read_together(
    files: &[(&str, &[u8])],
    corrections: Vec<Correction>,
    decode_gb18030: text::Gb18030Decoder,
    on_file: &mut dyn FnMut(usize),
) -> Result<(Budget, Vec<SourceFile>), Unread> {
    let document = source::read_all(files, &source::Reader::new(decode_gb18030), on_file)
        .map_err(|(file, error)| Unread { file: Some(file), error: error.into() })?;
    let budget = Budget::read_corrected(document, corrections)
        .map_err(|error| Unread { file: None, error: error.into() })?;
    Ok((budget, self::files(files)))
}

/// What is kept of files that are given by name and bytes.
fn files(files: &[(&str, &[u8])]) -> Vec<SourceFile> {
    files.iter().map(|(name, bytes)| SourceFile::new(name, bytes)).collect()
}

/// Whether a file holds only the tables or only the words of a disclosure.
#[must_use]
pub const fn is_half(budget: &Budget) -> bool {
    budget.tables.is_empty() || budget.narrative.claims.is_empty()
}

/// Whether one of two halves holds the tables and the other the words of what may be one disclosure: both name the
/// department, and the year agrees where both say it.
#[must_use]
pub fn are_halves(one: &Budget, other: &Budget) -> bool {
    let halves = is_half(one) && is_half(other) && one.tables.is_empty() != other.tables.is_empty();
    let department = may_be_one_department(&one.department, &other.department);
    let year = one.year.is_none() || other.year.is_none() || one.year == other.year;
    halves && department && year
}
