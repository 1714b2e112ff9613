//! Reads, proves and shows a department's budget disclosure.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod address;
pub mod amount;
pub mod budget;
pub mod catalogue;
pub mod charts;
pub mod checks;
pub mod disclosure;
pub mod embedded;
pub mod export;
pub mod i18n;
pub mod narrative;
pub mod order;
pub mod package;
pub mod search;
pub mod source;
pub mod tables;
pub mod views;
#[cfg(all(target_arch = "wasm32", any(feature = "viewer", feature = "reader")))]
pub mod web;
