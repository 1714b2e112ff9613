//! `check`: every file by itself, but two halves of one disclosure together.

use crate::input::{File, read_all};
use crate::{Failure, complain};
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::{Disclosure, are_halves, is_half};
use budget_widget::export::{report, text, wording};
use budget_widget::i18n::Locale;
use clap::{Args, ValueEnum};
use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Check {
    /// Files to check; `-` is standard input. Every file is a disclosure, but one that holds only the tables and one that
    /// holds only the words of the same department and year are read together.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to report.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language of the text report.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
    /// The severity from which on the exit code is 1.
    #[arg(long, value_enum, default_value = "error")]
    fail_on: FailOn,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// `budget-report/1`, one document per disclosure.
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Never,
}

impl FailOn {
    fn is_reached(self, disclosure: &Disclosure) -> bool {
        let found = |severity| disclosure.report.summary.findings(severity) > 0;
        match self {
            Self::Error => found(Severity::Error),
            Self::Warning => found(Severity::Error) || found(Severity::Warning),
            Self::Never => false,
        }
    }
}

/// What is to be printed for a file.
enum Slot {
    /// This report.
    Report(String),
    /// Nothing: its other half's report is about both.
    Told,
    /// A half, as long as its other half may come.
    Half(File, Box<Disclosure>),
}

impl Check {
    pub fn run(self) -> Result<ExitCode, Failure> {
        let locale = Locale::of(&self.lang);
        let (mut unread, mut reached) = (false, false);
        // Reports leave in the order of the files; behind a half they wait until its other half was found or all is read.
        let mut slots: VecDeque<Slot> = VecDeque::new();
        for path in &self.files {
            match self.read(path, &mut slots, &mut reached, locale) {
                Ok(slot) => slots.push_back(slot),
                Err(message) => {
                    unread = true;
                    complain(&message);
                }
            }
            while slots.front().is_some_and(|slot| !matches!(slot, Slot::Half(..))) {
                print(slots.pop_front())?;
            }
        }
        for slot in slots {
            match slot {
                Slot::Half(_, disclosure) => print(Some(self.report(&disclosure, &mut reached, locale)))?,
                told => print(Some(told))?,
            }
        }
        Ok(match (unread, reached) {
            (true, _) => ExitCode::from(2),
            (false, true) => ExitCode::from(1),
            (false, false) => ExitCode::SUCCESS,
        })
    }

    /// Reads a file, together with its other half if that waits among `slots`.
    fn read(
        &self,
        path: &Path,
        slots: &mut VecDeque<Slot>,
        reached: &mut bool,
        locale: &'static Locale,
    ) -> Result<Slot, String> {
        let file = File::fetch(path)?;
        let disclosure = file
            .read()
            .map_err(|error| format!("{}: {}", file.given, wording::read_error(&error, locale)))?;
        if self.files.len() == 1 || !is_half(&disclosure.budget) {
            return Ok(self.report(&disclosure, reached, locale));
        }
        for slot in slots.iter_mut() {
            let Slot::Half(waiting, other) = slot else { continue };
            if are_halves(&other.budget, &disclosure.budget) {
                // The words open a disclosure, its tables follow.
                let words_first = other.budget.tables.is_empty();
                let files = if words_first { [&*waiting, &file] } else { [&file, &*waiting] };
                let whole = read_all(&files, locale)?;
                *slot = self.report(&whole, reached, locale);
                return Ok(Slot::Told);
            }
        }
        Ok(Slot::Half(file, Box::new(disclosure)))
    }

    fn report(&self, disclosure: &Disclosure, reached: &mut bool, locale: &'static Locale) -> Slot {
        *reached |= self.fail_on.is_reached(disclosure);
        let Disclosure { budget, report, .. } = disclosure;
        Slot::Report(match self.format {
            Format::Text => text::text(budget, report, &wording::Wording { budget, locale }),
            Format::Json => {
                // Texts, numbers and lists always become JSON.
                serde_json::to_string_pretty(&report::data(budget, report)).unwrap_or_default() + "\n"
            }
        })
    }
}

fn print(slot: Option<Slot>) -> Result<(), Failure> {
    match slot {
        Some(Slot::Report(report)) => io::stdout().write_all(report.as_bytes()).map_err(Failure::Write),
        _ => Ok(()),
    }
}
