//! Budget and report → files and words that leave the program.

pub mod cells;
#[cfg(feature = "exports")]
pub mod checklist;
pub mod comparison;
pub mod csv;
#[cfg(feature = "exports")]
pub mod datapackage;
#[cfg(feature = "exports")]
pub mod files;
#[cfg(feature = "exports")]
pub mod findings;
pub mod html;
#[cfg(feature = "cli")]
pub mod ndjson;
pub mod page;
pub mod report;
#[cfg(feature = "cli")]
pub mod rules;
#[cfg(feature = "exports")]
pub mod sarif;
#[cfg(feature = "cli")]
pub mod table;
pub mod text;
pub mod wording;
#[cfg(feature = "exports")]
pub mod workbook;
