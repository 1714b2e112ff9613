//! Words and number formats, one text file per locale.

pub mod format;
