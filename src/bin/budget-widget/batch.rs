//! Many files: those of folders, several at once, and those that an earlier run has done left out.

use crate::input::File;
use budget_widget::disclosure::{Disclosure, ReadError};
use budget_widget::export::wording;
use budget_widget::i18n::Locale;
use budget_widget::source::SourceFile;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Ends of the names of documents that are read, one a line; the page for those who publish offers the same.
const READ: &str = include_str!("../../source/formats/ends.txt");

/// Ends of the names of documents that are refused by name, so that none is missed.
const REFUSED: [&str; 13] =
    ["doc", "wps", "et", "xlsb", "rtf", "odt", "ofd", "ppt", "pptx", "rar", "7z", "gz", "mht"];

/// How many files are read before the first of them is reported: reports leave in the order of the files.
const AHEAD: usize = 16;

/// A file that was read, or what to say of one that cannot be.
pub type Read = Result<(File, Disclosure), (PathBuf, String)>;

/// The files to read, and those of folders that are no documents by their names.
#[derive(Default)]
pub struct Files {
    pub documents: Vec<PathBuf>,
    pub skipped: Vec<PathBuf>,
}

/// The files, with those of folders in the place of the folder: in the order of their names, hidden ones left out.
///
/// # Errors
/// A folder that cannot be listed.
pub fn files(paths: &[PathBuf]) -> Result<Files, String> {
    let mut found = Files::default();
    for path in paths {
        if path.is_dir() {
            below(path, &mut found).map_err(|error| format!("{}: {error}", path.display()))?;
        } else {
            found.documents.push(path.clone());
        }
    }
    Ok(found)
}

fn below(folder: &Path, found: &mut Files) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        let is_hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
        let is_document = |path: &Path| {
            let end = path.extension().unwrap_or_default();
            READ.lines().chain(REFUSED).any(|known| end.eq_ignore_ascii_case(known))
        };
        if is_hidden {
            continue;
        }
        // Links to folders could lead in circles.
        if kind.is_dir() {
            below(&path, found)?;
        } else if path.is_file() {
            let list = if is_document(&path) { &mut found.documents } else { &mut found.skipped };
            list.push(path);
        }
    }
    Ok(())
}

/// What the NDJSON of an earlier run has.
#[derive(Default)]
pub struct Done {
    /// The hashes of the files that are whole: disclosures of which all checks are there.
    pub hashes: HashSet<String>,
    /// Whether its last line was cut off.
    pub is_cut: bool,
}

/// What an earlier run has done.
///
/// # Errors
/// The file cannot be read.
pub fn done(path: &Path) -> io::Result<Done> {
    // It may have been cut within a character.
    let bytes = fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut hashes = HashSet::new();
    // The disclosure that is read, and how many of its checks are still to come.
    let mut open: (Vec<String>, u64) = (Vec::new(), 0);
    for line in text.lines() {
        // The last line may have been cut off.
        let Ok(line) = serde_json::from_str::<Value>(line) else { continue };
        match line.get("type").and_then(Value::as_str) {
            Some("document") => {
                let files = line.get("sha256").and_then(Value::as_array).into_iter().flatten();
                let count = |verdict| line.get("summary").and_then(|all| all.get(verdict)?.as_u64());
                let verdicts = ["exact", "rounding", "boundary", "contradiction", "not-checked"];
                let files = files.filter_map(Value::as_str).map(str::to_owned).collect();
                open = (files, verdicts.into_iter().filter_map(count).sum());
            }
            Some("check") => open.1 = open.1.saturating_sub(1),
            _ => {}
        }
        if open.1 == 0 {
            hashes.extend(open.0.drain(..));
        }
    }
    Ok(Done { hashes, is_cut: !text.is_empty() && !text.ends_with('\n') })
}

/// Reads and checks files, as many at once as there are processors, and gives them to `take` in their order. Those whose
/// hash is in `done` are left out.
///
/// # Errors
/// What `take` refuses ends the reading.
pub fn read_each<E>(
    paths: &[PathBuf],
    done: &HashSet<String>,
    locale: &'static Locale,
    mut take: impl FnMut(Read) -> Result<(), E>,
) -> Result<(), E> {
    for some in paths.chunks(AHEAD) {
        let read: Vec<Option<Read>> = some.par_iter().map(|path| read(path, done, locale)).collect();
        read.into_iter().flatten().try_for_each(&mut take)?;
    }
    Ok(())
}

fn read(path: &Path, done: &HashSet<String>, locale: &'static Locale) -> Option<Read> {
    let failed = |message: String| (path.to_owned(), message);
    let file = match File::fetch(path) {
        Ok(file) => file,
        Err(message) => return Some(Err(failed(message))),
    };
    if !done.is_empty() && done.contains(&hash(&file)) {
        return None;
    }
    // Whatever is in one file, the others are read.
    let read = catch_unwind(AssertUnwindSafe(|| file.read()));
    let words = |error: ReadError| wording::read_error(&error, locale);
    let read = read.map_or_else(|_| Err(locale.text("batch.broke").to_owned()), |read| read.map_err(words));
    Some(match read {
        Ok(disclosure) => Ok((file, disclosure)),
        Err(words) => Err(failed(format!("{}: {words}", file.given))),
    })
}

/// The SHA-256 of a file.
pub fn hash(file: &File) -> String {
    SourceFile::new("", &file.bytes).sha256.unwrap_or_default()
}
