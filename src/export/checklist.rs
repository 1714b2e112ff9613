//! What a place asks a department to publish, and whether a disclosure has it.

use crate::budget::{Budget, DocumentKind};
use crate::checks::spoken_of;
use crate::tables::TABLES;
use crate::tables::captions::named;
use serde::Serialize;

/// Whether something that is asked for is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is.
    Done,
    /// It is not.
    Missing,
    /// What was read does not tell.
    Unknown,
}

/// Something that is to be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The public id of a table; none for a part of the text.
    pub table: Option<&'static str>,
    /// Its official name.
    pub name: &'static str,
    /// Whether it is there.
    pub state: State,
}

/// The required tables in the order of the form, then what the text has to speak of. The lists are those of the rules
/// `required-tables` and `required-parts`.
#[must_use]
pub fn entries(budget: &Budget) -> Vec<Entry> {
    let mut entries = Vec::new();
    // A table that nobody knows may be any of them; final accounts have other tables.
    let is_open = budget.kind != DocumentKind::Budget
        || budget.tables.iter().any(|table| table.spec.is_none() && named(&table.title).is_none());
    let absent = if is_open { State::Unknown } else { State::Missing };
    for spec in TABLES.iter().filter(|spec| budget.profile.required.contains(&spec.id)) {
        let state = if budget.table(spec.id).is_some() { State::Done } else { absent };
        entries.push(Entry { table: Some(spec.id), name: spec.title, state });
    }
    let has_words = !budget.narrative.sections.is_empty();
    let absent = if has_words { State::Missing } else { State::Unknown };
    for (name, is_said) in spoken_of(budget) {
        entries.push(Entry { table: None, name, state: if is_said { State::Done } else { absent } });
    }
    entries
}
