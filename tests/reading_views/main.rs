//! What is read rather than looked at: the narrative, projects with their targets, search.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod narrative;
mod projects;
mod search;
