//! The command line: reads and checks disclosures.
//!
//! Exit code 0 when nothing reaches `--fail-on`, 1 when something does, 2 when a file could not be read.

use budget_widget::checks::report::Severity;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::{report, text, wording};
use budget_widget::i18n::Locale;
use budget_widget::source::text::gb18030;
use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reads and checks the budget disclosures (部门预算公开) of Chinese government departments.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check the figures of disclosures against each other.
    Check {
        /// Files to check; `-` is standard input.
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
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// `budget-report/1`, one document per file.
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

fn main() -> ExitCode {
    let Command::Check { files, format, lang, fail_on } = Arguments::parse().command;
    let locale = Locale::of(&lang);
    let mut reached = false;
    let mut unread = false;
    for file in &files {
        match check(file, format, locale) {
            Ok(disclosure) => reached |= fail_on.is_reached(&disclosure),
            Err(Failure::Read(message)) => {
                unread = true;
                complain(&format!("{}: {message}", file.display()));
            }
            // Whoever reads us has heard enough, such as `head`.
            Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(Failure::Write(error)) => {
                complain(&error.to_string());
                return ExitCode::from(2);
            }
        }
    }
    match (unread, reached) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    }
}

enum Failure {
    Read(String),
    Write(io::Error),
}

fn check(file: &Path, format: Format, locale: &'static Locale) -> Result<Disclosure, Failure> {
    let bytes = read(file).map_err(|error| Failure::Read(error.to_string()))?;
    let disclosure = Disclosure::read(&bytes, gb18030)
        .map_err(|error| Failure::Read(wording::read_error(&error, locale)))?;
    let Disclosure { budget, report, .. } = &disclosure;
    let out = match format {
        Format::Text => text::text(budget, report, &wording::Wording { budget, locale }),
        Format::Json => {
            let json = serde_json::to_string_pretty(&report::data(budget, report));
            json.map_err(|error| Failure::Write(error.into()))? + "\n"
        }
    };
    io::stdout().write_all(out.as_bytes()).map_err(Failure::Write)?;
    Ok(disclosure)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(file)
}

/// Writes to standard error; there is nobody left to tell when that fails too.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
