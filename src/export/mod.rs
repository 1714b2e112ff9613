//! Budget and report → files and words that leave the program.

pub mod cells;
pub mod csv;
#[cfg(feature = "exports")]
pub mod datapackage;
#[cfg(feature = "exports")]
pub mod files;
pub mod report;
pub mod text;
pub mod wording;
#[cfg(feature = "exports")]
pub mod workbook;
