//! What a reader may ask of a budget: exact amounts, each with the place where it is printed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod comparison;
mod drawn;
mod narrative;
mod projects;
mod search;
mod summaries;
