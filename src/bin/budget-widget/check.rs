//! `check`: every file by itself, but two halves of one disclosure together.

use crate::batch::{self, Done, Files, Read};
use crate::input::{Corrections, File, fetch_all, read_all};
use crate::report::{Format, Output, Reporter};
use crate::{Failure, at, complain};
use budget_widget::checks::report::Severity;
use budget_widget::disclosure::{Disclosure, are_halves, is_half};
use budget_widget::i18n::Locale;
use clap::{Args, ValueEnum};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub struct Check {
    /// Files and folders to check; `-` is standard input. Every file is a disclosure, but one that holds only the tables and
    /// one that holds only the words of the same department and year, not far from each other, are read together.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to report.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language of the text report and of the SARIF log.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
    #[command(flatten)]
    corrections: Corrections,
    /// The severity from which on the exit code is 1.
    #[arg(long, value_enum, default_value = "error")]
    fail_on: FailOn,
    /// The ndjson of a run that was cut short: files that it has whole are left out, and whatever they held does not
    /// count for the exit code. `>>` appends what was missing.
    #[arg(long, value_name = "NDJSON", conflicts_with = "corrections")]
    resume: Option<PathBuf>,
}

/// Halves of one disclosure stand near each other: no more reports wait for the other half of the first.
const MOST_WAITING: usize = 64;

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
    Report(Output),
    /// Nothing: its other half's report is about both, or standard error said it.
    Told,
    /// A half, as long as its other half may come.
    Half(File, Box<Disclosure>),
}

impl Check {
    pub fn run(self) -> Result<ExitCode, Failure> {
        let locale = Locale::of(&self.lang);
        let Files { documents: paths, skipped } = batch::files(&self.files).map_err(Failure::Said)?;
        if !skipped.is_empty() {
            let names: Vec<String> = skipped.iter().map(|path| path.display().to_string()).collect();
            complain(&locale.fill("batch.skipped", &[("files", &names.join(", "))]));
        }
        let done = match &self.resume {
            // Nothing was done before the first run.
            Some(path) if path.exists() => batch::done(path).map_err(|error| at(path, &error))?,
            _ => Done::default(),
        };
        let corrections = self.corrections.fetch(locale).map_err(Failure::Said)?;
        let (mut unread, mut reached) = (false, false);
        let mut reporter = Reporter {
            format: self.format,
            locale,
            fail_on: self.fail_on.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default(),
            several: paths.len() > 1 && corrections.is_none(),
            log: Vec::new(),
            lines: Vec::new(),
        };
        reporter.begin(done.is_cut)?;
        if corrections.is_some() {
            let (files, whole) = fetch_all(&paths, corrections, locale).map_err(Failure::Said)?;
            let output = self.report(&files.iter().collect::<Vec<_>>(), &whole, &mut reached, &reporter);
            reporter.print(output)?;
            let code = u8::from(reached);
            reporter.finish(code)?;
            return Ok(ExitCode::from(code));
        }
        // Reports leave in the order of the files; behind a half they wait until its other half was found.
        let mut slots: VecDeque<Slot> = VecDeque::new();
        batch::read_each(&paths, &done.hashes, locale, |read| {
            let slot =
                self.slot(read, &mut slots, &mut reached, &reporter).unwrap_or_else(|(path, message)| {
                    unread = true;
                    complain(&message);
                    let file = path.display().to_string();
                    reporter.unread(&file, &message).map_or(Slot::Told, Slot::Report)
                });
            slots.push_back(slot);
            while slots.len() > MOST_WAITING
                || slots.front().is_some_and(|slot| !matches!(slot, Slot::Half(..)))
            {
                self.end(slots.pop_front(), &mut reached, &mut reporter)?;
            }
            Ok(())
        })?;
        for slot in slots {
            self.end(Some(slot), &mut reached, &mut reporter)?;
        }
        let code = match (unread, reached) {
            (true, _) => 2,
            (false, true) => 1,
            (false, false) => 0,
        };
        reporter.finish(code)?;
        Ok(ExitCode::from(code))
    }

    /// Prints what waited; a half that found no other one by itself.
    fn end(&self, slot: Option<Slot>, reached: &mut bool, reporter: &mut Reporter) -> Result<(), Failure> {
        let output = match slot {
            Some(Slot::Half(file, disclosure)) => self.report(&[&file], &disclosure, reached, reporter),
            Some(Slot::Report(output)) => output,
            Some(Slot::Told) | None => return Ok(()),
        };
        reporter.print(output)
    }

    /// What becomes of a file that was read, together with its other half if that waits among `slots`.
    fn slot(
        &self,
        read: Read,
        slots: &mut VecDeque<Slot>,
        reached: &mut bool,
        reporter: &Reporter,
    ) -> Result<Slot, (PathBuf, String)> {
        let (file, disclosure) = read?;
        if !reporter.several || !is_half(&disclosure.budget) {
            return Ok(Slot::Report(self.report(&[&file], &disclosure, reached, reporter)));
        }
        for slot in slots.iter_mut() {
            let Slot::Half(waiting, other) = slot else { continue };
            if are_halves(&other.budget, &disclosure.budget) {
                // The words open a disclosure, its tables follow.
                let words_first = other.budget.tables.is_empty();
                let files = if words_first { [&*waiting, &file] } else { [&file, &*waiting] };
                let whole = read_all(&files, None, reporter.locale)
                    .map_err(|message| (PathBuf::from(&file.given), message))?;
                *slot = Slot::Report(self.report(&files, &whole, reached, reporter));
                return Ok(Slot::Told);
            }
        }
        Ok(Slot::Half(file, Box::new(disclosure)))
    }

    fn report(
        &self,
        files: &[&File],
        disclosure: &Disclosure,
        reached: &mut bool,
        reporter: &Reporter,
    ) -> Output {
        let fails = self.fail_on.is_reached(disclosure);
        *reached |= fails;
        reporter.report(files, disclosure, fails)
    }
}
