//! Files as they are named on the command line.

use budget_widget::disclosure::{Disclosure, ReadError, Unread};
use budget_widget::export::wording;
use budget_widget::i18n::Locale;
use budget_widget::source::text::gb18030;
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

/// Fetches, reads and checks the files of one disclosure.
///
/// # Errors
/// What to say of the file that is not there or cannot be read.
pub fn fetch_all(paths: &[PathBuf], locale: &'static Locale) -> Result<Disclosure, String> {
    let fetched = paths.iter().map(|path| File::fetch(path)).collect::<Result<Vec<_>, _>>()?;
    read_all(&fetched.iter().collect::<Vec<_>>(), locale)
}

/// Reads and checks files as one disclosure.
///
/// # Errors
/// What to say of the file that cannot be read, or of all of them.
pub fn read_all(files: &[&File], locale: &'static Locale) -> Result<Disclosure, String> {
    let named: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    Disclosure::read_all(&named, gb18030).map_err(|Unread { file, error }| {
        let given = |file: &&File| file.given.clone();
        let about = match file.and_then(|file| files.get(file)) {
            Some(file) => given(file),
            None => files.iter().map(given).collect::<Vec<_>>().join(", "),
        };
        format!("{about}: {}", wording::read_error(&error, locale))
    })
}
