//! Files as they are named on the command line.

use budget_widget::disclosure::{Disclosure, ReadError, Unread};
use budget_widget::export::wording;
use budget_widget::i18n::Locale;
use budget_widget::package::{self, PackageError};
use budget_widget::source::text::gb18030;
use budget_widget::tables::corrections::Correction;
use clap::Args;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file that was fetched.
pub struct File {
    /// As the caller wrote it, for messages.
    pub given: String,
    /// Its name without folders; empty for standard input.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    /// Fetches a file; `-` is standard input.
    ///
    /// # Errors
    /// What to say when there is none.
    pub fn fetch(path: &Path) -> Result<Self, String> {
        let given = path.display().to_string();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let fetched = if path == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map(|_| (String::new(), bytes))
        } else {
            std::fs::read(path).map(|bytes| (name.unwrap_or_default(), bytes))
        };
        match fetched {
            Ok((name, bytes)) => Ok(Self { given, name, bytes }),
            Err(error) => Err(format!("{given}: {error}")),
        }
    }

    /// Reads and checks the file by itself.
    ///
    /// # Errors
    /// Why it holds no disclosure.
    pub fn read(&self) -> Result<Disclosure, ReadError> {
        Disclosure::read_file(&self.name, &self.bytes, gb18030)
    }
}

/// What people decided about the tables of the files.
#[derive(Args)]
pub struct Corrections {
    /// What people decided about the tables: the list that a package keeps under `corrections`, or that package. The files
    /// are drafts, no packages, and are read as one disclosure.
    #[arg(long, value_name = "JSON")]
    corrections: Option<PathBuf>,
}

impl Corrections {
    /// The decisions; nothing where no file of them was named.
    ///
    /// # Errors
    /// What to say of a file that is not there or holds none.
    pub fn fetch(&self, locale: &'static Locale) -> Result<Option<Vec<Correction>>, String> {
        let Some(path) = &self.corrections else { return Ok(None) };
        let file = File::fetch(path)?;
        let read = package::corrections(&String::from_utf8_lossy(&file.bytes));
        let said =
            |error: PackageError| format!("{}: {}", file.given, wording::read_error(&error.into(), locale));
        read.map(Some).map_err(said)
    }
}

/// Fetches, reads and checks the files of one disclosure.
///
/// # Errors
/// What to say of the file that is not there or cannot be read.
pub fn fetch_all(
    paths: &[PathBuf],
    corrections: Option<Vec<Correction>>,
    locale: &'static Locale,
) -> Result<(Vec<File>, Disclosure), String> {
    let fetched = paths.iter().map(|path| File::fetch(path)).collect::<Result<Vec<_>, _>>()?;
    let disclosure = read_all(&fetched.iter().collect::<Vec<_>>(), corrections, locale)?;
    Ok((fetched, disclosure))
}

/// Reads and checks files as one disclosure.
///
/// # Errors
/// What to say of the file that cannot be read, or of all of them.
pub fn read_all(
    files: &[&File],
    corrections: Option<Vec<Correction>>,
    locale: &'static Locale,
) -> Result<Disclosure, String> {
    let named: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    let read = match corrections {
        Some(corrections) => Disclosure::read_corrected(&named, corrections, gb18030),
        None => Disclosure::read_all(&named, gb18030),
    };
    read.map_err(|Unread { file, error }| {
        let given = |file: &&File| file.given.clone();
        let about = match file.and_then(|file| files.get(file)) {
            Some(file) => given(file),
            None => files.iter().map(given).collect::<Vec<_>>().join(", "),
        };
        format!("{about}: {}", wording::read_error(&error, locale))
    })
}
