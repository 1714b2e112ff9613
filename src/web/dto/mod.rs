//! What crosses to JavaScript: plain mirrors of the core, already worded and formatted.

mod chart;
mod checks;
mod economic;
mod narrative;
mod overview;
mod projects;
mod published;
mod search;
mod sentences;
mod terms;
mod three_public;

pub use chart::{Painter, chart, mark, palette, rows, theme};
pub use checks::{check, check_groups, checks, inspection, quote, sentence};
pub use economic::economic;
pub use narrative::narrative;
pub use overview::{badge, level, overview};
pub use projects::projects;
pub use published::table;
pub use search::search;
pub use terms::terms;
pub use three_public::three_public;

use crate::address::Address;
use crate::amount::Unit;
use crate::budget::Budget;
use crate::export::report::{AddressData, PieceData, TableData, pieces, tables};
use crate::source::Encoding;
use crate::web::kept::Kept;
use serde::Serialize;
use std::rc::Rc;

/// A disclosure and those that it is compared with.
pub fn documents<'a>(disclosure: &'a Kept, others: &'a [Rc<Kept>]) -> Vec<&'a Budget> {
    let mut documents = vec![&disclosure.budget];
    documents.extend(others.iter().map(|other| &other.budget));
    documents
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    title: String,
    department: String,
    year: Option<u16>,
    unit: &'static str,
    encoding: &'static str,
    tables: Vec<TableData>,
}

pub fn head(disclosure: &Kept) -> Head {
    let budget = &disclosure.budget;
    let mut listed = tables(budget);
    for (data, table) in listed.iter_mut().zip(&budget.tables) {
        // A list of numbers alone says nothing.
        if let Some(spec) = table.spec.filter(|_| data.title.is_empty()) {
            spec.title.clone_into(&mut data.title);
        }
    }
    Head {
        title: budget.title.clone(),
        department: budget.department.clone(),
        year: budget.year,
        unit: unit(budget).label(),
        encoding: match budget.encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Gb18030 => "gb18030",
        },
        tables: listed,
    }
}

/// The unit that the first table with a unit prints.
fn unit(budget: &Budget) -> Unit {
    budget.tables.iter().find_map(|table| table.unit).unwrap_or_default()
}

/// A public address with positions in UTF-16 units.
fn address(budget: &Budget, at: &Address) -> AddressData {
    AddressData::from(at).in_utf16(budget)
}
