//! `read`: the files of one disclosure, written in another form.

use crate::input::{Corrections, fetch_all};
use crate::{Failure, at};
use budget_widget::disclosure::Disclosure;
use budget_widget::export::csv::{self, Records};
use budget_widget::export::files::{self, file_name};
use budget_widget::export::{datapackage, workbook};
use budget_widget::i18n::Locale;
use budget_widget::package;
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Read {
    /// The files of one disclosure, in the order in which they are read; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What to write.
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
    /// Where to write; without it standard output. For csv a name that ends in `.csv` takes all amounts, any other is a
    /// folder with a file for each table; for datapackage a name that ends in `.zip` is packed, any other is a folder.
    #[arg(short, long)]
    output: Option<PathBuf>,
    #[command(flatten)]
    corrections: Corrections,
    /// Language of the messages.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `budget-package/1`: everything that was read.
    Json,
    /// A line for each amount; into a folder every table as printed.
    Csv,
    /// A workbook with a sheet for each table.
    Xlsx,
    /// A Frictionless data package; packed unless it goes into a folder.
    Datapackage,
}

impl Read {
    pub fn run(self) -> Result<(), Failure> {
        let locale = Locale::of(&self.lang);
        let corrections = self.corrections.fetch(locale).map_err(Failure::Said)?;
        let (_, disclosure) = fetch_all(&self.files, corrections, locale).map_err(Failure::Said)?;
        let bytes = match (self.format, self.output.as_deref()) {
            (Format::Json, _) => {
                let mut bytes = Vec::new();
                package::print(&disclosure.to_package(), &mut bytes).map_err(Failure::Write)?;
                bytes
            }
            (Format::Csv, Some(folder)) if !ends_in(folder, "csv") => {
                return write_files(folder, &tables(&disclosure));
            }
            (Format::Csv, _) => csv::amounts(&disclosure.budget, Records::marked()).into_bytes(),
            (Format::Xlsx, _) => workbook::workbook(&disclosure.budget).map_err(Failure::Write)?,
            (Format::Datapackage, output) => {
                let files = datapackage::files(&disclosure).map_err(Failure::Write)?;
                match output {
                    Some(folder) if !ends_in(folder, "zip") => return write_files(folder, &files),
                    _ => files::zip(&files).map_err(Failure::Write)?,
                }
            }
        };
        match self.output {
            Some(path) => std::fs::write(&path, bytes).map_err(|error| at(&path, &error)),
            None if matches!(self.format, Format::Xlsx | Format::Datapackage)
                && io::stdout().is_terminal() =>
            {
                Err(Failure::Said("-o PATH: a terminal cannot show this format".to_owned()))
            }
            None => io::stdout().write_all(&bytes).map_err(Failure::Write),
        }
    }
}

/// Every table as printed.
fn tables(disclosure: &Disclosure) -> Vec<files::File> {
    let file = |table| files::File {
        name: format!("{}.csv", file_name(table)),
        bytes: csv::table(table).into_bytes(),
    };
    disclosure.budget.tables.iter().map(file).collect()
}

/// Writes files into a folder, which is made if it is not there.
fn write_files(folder: &Path, files: &[files::File]) -> Result<(), Failure> {
    for file in files {
        let path = folder.join(&file.name);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(|error| at(parent, &error))?;
        std::fs::write(&path, &file.bytes).map_err(|error| at(&path, &error))?;
    }
    Ok(())
}

fn ends_in(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|known| known.eq_ignore_ascii_case(extension))
}
