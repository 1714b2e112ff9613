//! Profiles of places: what the tables are called there, which are required, and heads that only that place uses.
//!
//! A new place is one file and one line of [`PROFILES`]. The general reader knows the usual words of heads; a profile
//! says what it cannot know.

mod generic;
mod jiangsu;
mod shanghai;
pub mod zhengzhou;

use super::spec::{ColumnSpec, TableSpec};
use crate::search;

/// All places, the one that fits every document last.
pub static PROFILES: &[&Profile] =
    &[&zhengzhou::PROFILE, &shanghai::PROFILE, &jiangsu::PROFILE, &generic::PROFILE];

/// How a place publishes.
#[derive(Debug)]
pub struct Profile {
    /// Public id.
    pub id: &'static str,
    /// Words that departments of the place have in their names; none fits every document.
    pub places: &'static [&'static str],
    /// The tables that the place requires of a budget, by id.
    pub required: &'static [&'static str],
    /// The rules that ask for something which the place does not publish, by id.
    pub without: &'static [&'static str],
    /// What its tables are called and made of where the general reader would not know.
    pub forms: &'static [Form],
}

/// A table as a place prints it.
#[derive(Debug)]
pub struct Form {
    /// Which table it is.
    pub table: &'static TableSpec,
    /// What its caption contains there, as patterns of [`super::captions`].
    pub captions: &'static [&'static str],
    /// Columns whose heads only this place uses.
    pub columns: &'static [ColumnSpec],
}

impl Default for &Profile {
    fn default() -> Self {
        &generic::PROFILE
    }
}

impl Profile {
    /// The captions of the place by table.
    pub fn captions(&self) -> impl Iterator<Item = (&'static TableSpec, &'static [&'static str])> + use<> {
        self.forms.iter().map(|form| (form.table, form.captions))
    }

    /// The columns that only this place uses in a table.
    #[must_use]
    pub fn columns(&self, table: &str) -> &'static [ColumnSpec] {
        self.forms.iter().find(|form| form.table.id == table).map_or(&[], |form| form.columns)
    }

    /// The profile with that id; the one that fits every document for an unknown one, as the viewer knows few.
    #[must_use]
    pub fn named(id: &str) -> &'static Self {
        PROFILES.iter().find(|profile| profile.id == id).copied().unwrap_or(&generic::PROFILE)
    }

    /// The profile of the place that is named first in `words`: title, department, captions.
    #[must_use]
    pub fn of(words: &str) -> &'static Self {
        let named = PROFILES.iter().filter_map(|profile| {
            let at = profile.places.iter().filter_map(|place| search::find(words, place)).min()?;
            Some((at, *profile))
        });
        named.min_by_key(|&(at, _)| at).map_or(&generic::PROFILE, |(_, profile)| profile)
    }
}
