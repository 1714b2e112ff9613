//! `budget-package/1`: a whole disclosure as read, as one JSON file, written and read back.
//!
//! The package holds what was read, not what follows from it: reading it back runs neither the table nor the narrative
//! reader, so that what a person corrected by hand stays. What follows (what a figure means, which cell a sentence
//! repeats, the report) is worked out anew. Every part has `write` and `read` side by side: a new field of a core type
//! is one line in each, and the compiler asks for both.
//!
//! Everything is validated; fields that are not known are passed over, so that other programs may add their own.
//! `www/schema/budget-package-1.json` describes the format for them.

mod corrections;
mod fields;
pub mod json;
mod names;
mod narrative;
mod objectives;
mod parse;
mod reading;
mod tables;
#[cfg(any(not(target_arch = "wasm32"), feature = "exports"))]
mod text;

pub use corrections::read_list as corrections;
pub use json::Json;
pub use parse::parse;
#[cfg(any(not(target_arch = "wasm32"), feature = "exports"))]
pub use text::print;

use crate::budget::{Budget, Contents};
use crate::order::Counts;
use crate::source::SourceFile;
use crate::tables::profiles::Profile;
use fields::{Fields, Trail};
use std::fmt;

/// The format and its version.
pub const SCHEMA: &str = "budget-package/1";

/// Why a JSON value is no package that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("package, {path}: {problem}")]
pub struct PackageError {
    /// Where: `$.tables[3].items[0].role`.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// An object is expected.
    Record,
    /// A list is expected.
    List,
    /// A text is expected.
    Text,
    /// A whole number that is not too large is expected.
    Number,
    /// True or false is expected.
    Flag,
    /// An exact decimal as a text is expected.
    Decimal,
    /// An id or a word that is none of the known.
    Unknown(String),
    /// What must be there once is there again.
    Repeated(String),
    /// A position outside of what it points into, or a list of another length.
    Outside,
    /// Neither a table nor a figure is in it.
    Nothing,
    /// Another format, or a version that is not known.
    Schema(String),
    /// The text is no JSON.
    Syntax(String),
}

impl Problem {
    /// Its public name; the words `package.<id>` say it.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::List => "list",
            Self::Text => "text",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Decimal => "decimal",
            Self::Unknown(_) => "unknown",
            Self::Repeated(_) => "repeated",
            Self::Outside => "outside",
            Self::Nothing => "nothing",
            Self::Schema(_) => "schema",
            Self::Syntax(_) => "syntax",
        }
    }

    /// What was found there, if that helps.
    #[must_use]
    pub fn found(&self) -> &str {
        match self {
            Self::Unknown(found) | Self::Repeated(found) | Self::Schema(found) | Self::Syntax(found) => found,
            _ => "",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id(), self.found())
    }
}

impl PackageError {
    /// The value could not even be taken in: why.
    #[must_use]
    pub fn syntax(why: &dyn fmt::Display) -> Self {
        Self { path: "$".to_owned(), problem: Problem::Syntax(why.to_string()) }
    }
}

/// The package of a disclosure.
#[must_use]
pub fn write(budget: &Budget, sources: &[SourceFile]) -> Json {
    let engine =
        Json::record().with("name", env!("CARGO_PKG_NAME")).with("version", env!("CARGO_PKG_VERSION"));
    let document = Json::record()
        .with("title", budget.title.as_str())
        .with("department", budget.department.as_str())
        .with("year", budget.year.map(u32::from))
        .with("kind", names::document::write(budget.kind))
        .with("profile", budget.profile.id)
        .with("encoding", names::encoding::write(budget.encoding))
        .with("cut", Json::Flag(budget.cut))
        .with_some(
            "pages",
            (!budget.pages.is_empty()).then(|| Json::list(&budget.pages, |&line| line.into())),
        )
        .with_some(
            "files",
            (!budget.files.is_empty()).then(|| Json::list(&budget.files, reading::write_file)),
        );
    let corrections =
        (!budget.corrections.is_empty()).then(|| Json::list(&budget.corrections, corrections::write));
    Json::record()
        .with("schema", SCHEMA)
        .with("engine", engine)
        .with("sources", Json::list(sources, reading::write_source))
        .with("document", document)
        .with("tables", Json::list(&budget.tables, tables::write))
        .with("objectives", Json::list(budget.objectives(), objectives::write))
        .with("narrative", narrative::write(budget))
        .with("notices", Json::list(&budget.notices, reading::write_notice))
        .with("remarks", Json::list(&budget.remarks, reading::write_remark))
        .with_some(corrections::FIELD, corrections)
}

/// The disclosure of a package and the files that it was read from.
///
/// # Errors
/// [`PackageError`] with the place when anything is missing, unknown or does not fit.
pub fn read(package: &Json) -> Result<(Budget, Vec<SourceFile>), PackageError> {
    Trail::follow(package, read_contents).map(|(contents, sources)| (Budget::of(contents), sources))
}

fn read_contents(package: &mut Fields<'_>) -> (Contents, Vec<SourceFile>) {
    let schema = match package.value("schema") {
        Json::Text(schema) => schema.as_str(),
        _ => "",
    };
    let mut contents = Contents::default();
    if schema != SCHEMA {
        package.refuse("schema", Problem::Schema(schema.to_owned()));
        return (contents, Vec::new());
    }
    let sources = package.list("sources", reading::read_source);
    package.inside("document", &mut |document| {
        contents.title = document.text("title");
        contents.department = document.text("department");
        contents.year =
            document.some_number("year").map(|_| document.number_to("year", u32::from(u16::MAX)) as u16);
        contents.encoding = names::encoding::read(document, "encoding");
        contents.cut = document.flag("cut");
        if document.has("pages") {
            contents.pages = document.numbers("pages");
        }
        if document.has("files") {
            contents.files = document.list("files", reading::read_file);
        }
        contents.kind = names::document::read(document, "kind");
        contents.profile = Profile::named(document.word("profile"));
    });
    let mut ids = Counts::default();
    contents.tables = package.list("tables", |table| tables::read(table, &mut ids));
    // Packages of before they were kept lack them.
    if package.has("objectives") {
        package.each("objectives", &mut |objective| {
            contents.objectives.push(objectives::read(objective, &contents.tables));
        });
    }
    package.inside("narrative", &mut |narrative| contents.narrative = narrative::read(narrative));
    if contents.tables.is_empty() && contents.narrative.claims.is_empty() {
        package.refuse("tables", Problem::Nothing);
    }
    contents.notices = package.list("notices", |notice| reading::read_notice(notice, &ids));
    contents.remarks = package.list("remarks", reading::read_remark);
    // The viewer writes no packages, and the tables are as they were decided.
    #[cfg(any(not(target_arch = "wasm32"), feature = "reader"))]
    if package.is_some(corrections::FIELD) {
        contents.corrections = package.list(corrections::FIELD, corrections::read);
    }
    (contents, sources)
}
