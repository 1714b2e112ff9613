//! The command line: reads and checks disclosures.
//!
//! Exit code 0 when nothing reaches `--fail-on`, 1 when something does, 2 when a file could not be read or written.

mod batch;
mod check;
mod compare;
mod input;
mod page;
mod read;
mod report;
mod rules;

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::path::Path;
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
    Check(check::Check),
    /// Read the files of one disclosure and write what they say: a package, tables or a workbook.
    Read(read::Read),
    /// Write a disclosure as one page that opens from the disk, without a server or network.
    Page(page::Page),
    /// Show years or departments beside each other: changed, new, gone and renamed lines.
    Compare(compare::Compare),
    /// List the rules: what is checked, why, with an example and the source.
    Rules(rules::Rules),
}

/// Why a command did not come to its end.
enum Failure {
    /// What to say on standard error.
    Said(String),
    /// Standard output or a file refused.
    Write(io::Error),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(check) => check.run(),
        Command::Read(read) => read.run().map(|()| ExitCode::SUCCESS),
        Command::Page(page) => page.run().map(|()| ExitCode::SUCCESS),
        Command::Compare(compare) => compare.run().map(|()| ExitCode::SUCCESS),
        Command::Rules(rules) => rules.run().map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        // Whoever reads us has heard enough, such as `head`.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Write(error)) => {
            complain(&error.to_string());
            ExitCode::from(2)
        }
        Err(Failure::Said(message)) => {
            complain(&message);
            ExitCode::from(2)
        }
    }
}

/// Writes to standard error; there is nobody left to tell when that fails too.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// What to say of a file that refuses.
fn at(path: &Path, error: &io::Error) -> Failure {
    Failure::Said(format!("{}: {error}", path.display()))
}
