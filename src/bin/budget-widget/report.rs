//! Reports as `check` prints them: one after the other, or all of them as one log.

use crate::Failure;
use crate::batch::hash;
use crate::input::File;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::{findings, ndjson, report, sarif, table, text, wording::Wording};
use budget_widget::i18n::Locale;
use clap::ValueEnum;
use std::io::{self, Write};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// `budget-report/1`, one document per disclosure.
    Json,
    /// The same as lines: the document, its checks, files that could not be read.
    Ndjson,
    /// SARIF 2.1.0, one run for all files.
    Sarif,
    /// The findings of all files as CSV.
    Csv,
    /// A table with a line for each file: how its checks ended and what was found.
    Summary,
}

/// What is to be printed for a file.
pub enum Output {
    Text(String),
    Log(sarif::Part),
    Line(table::Line),
}

/// Prints in the order of the files.
pub struct Reporter {
    pub format: Format,
    pub locale: &'static Locale,
    /// As `--fail-on` was written.
    pub fail_on: String,
    /// Whether reports are told apart by the names of their files.
    pub several: bool,
    /// What is printed in the end: a log, or the lines of a table.
    pub log: Vec<sarif::Part>,
    pub lines: Vec<table::Line>,
}

impl Reporter {
    /// What comes before the first file; behind a line that was `cut` off a new one begins.
    pub fn begin(&self, cut: bool) -> Result<(), Failure> {
        let head = match self.format {
            Format::Csv => findings::head(),
            Format::Ndjson if cut => "\n".to_owned(),
            _ => String::new(),
        };
        io::stdout().write_all(head.as_bytes()).map_err(Failure::Write)
    }

    /// The report on a disclosure that was read from `files`.
    pub fn report(&self, files: &[&File], disclosure: &Disclosure, fails: bool) -> Output {
        let Disclosure { budget, report, .. } = disclosure;
        let held = files;
        let files: Vec<&str> = held.iter().map(|file| file.given.as_str()).collect();
        let files = files.as_slice();
        let locale = self.locale;
        Output::Text(match self.format {
            Format::Text => {
                let mut out = String::new();
                if self.several {
                    out = format!("── {}\n", files.join(" · "));
                }
                out.push_str(&text::text(budget, report, &Wording { budget, locale }));
                out.push_str(&text::conclusion(report, &self.fail_on, fails, locale));
                if self.several {
                    out.push('\n');
                }
                out
            }
            Format::Json => {
                // Texts, numbers and lists always become JSON.
                serde_json::to_string_pretty(&report::data(budget, report)).unwrap_or_default() + "\n"
            }
            Format::Ndjson => {
                let hashes: Vec<String> = held.iter().map(|file| hash(file)).collect();
                ndjson::report(files, &hashes, &report::data(budget, report))
            }
            Format::Csv => findings::lines(&files.join(" · "), disclosure, locale),
            Format::Sarif => return Output::Log(sarif::part(files, disclosure, locale)),
            Format::Summary => return Output::Line(table::line(&files.join(" · "), report)),
        })
    }

    /// What standard output says of a file that could not be read.
    pub fn unread(&self, file: &str, message: &str) -> Option<Output> {
        match self.format {
            Format::Text | Format::Json => None,
            Format::Ndjson => Some(Output::Text(ndjson::error(file, message))),
            Format::Csv => Some(Output::Text(findings::unread(file, message))),
            Format::Sarif => Some(Output::Log(sarif::unread(file, message))),
            // The message begins with the file.
            Format::Summary => {
                let why =
                    message.strip_prefix(file).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(message);
                Some(Output::Line((file.to_owned(), Err(why.to_owned()))))
            }
        }
    }

    pub fn print(&mut self, output: Output) -> Result<(), Failure> {
        match output {
            Output::Text(report) => io::stdout().write_all(report.as_bytes()).map_err(Failure::Write),
            Output::Log(part) => {
                self.log.push(part);
                Ok(())
            }
            Output::Line(line) => {
                self.lines.push(line);
                Ok(())
            }
        }
    }

    /// What comes when all files are read.
    pub fn finish(self, exit_code: u8) -> Result<(), Failure> {
        let written = match self.format {
            Format::Sarif => {
                let log = sarif::log(self.log, exit_code, self.locale);
                serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
            }
            Format::Summary => table::table(&self.lines, self.locale),
            Format::Text | Format::Json | Format::Ndjson | Format::Csv => return Ok(()),
        };
        io::stdout().write_all(written.as_bytes()).map_err(Failure::Write)
    }
}
