//! Budget and report → files and words that leave the program.

pub mod report;
pub mod text;
pub mod wording;
