//! 文中科目旧名: sentences call a class or group of expenditure by the name that it has now.

use super::naming::{instead, list};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::address::SentenceAddress;
use crate::budget::{Budget, DocumentKind};
use crate::catalogue::{self, Basis as Known, Classification};
use crate::narrative::Line;
use crate::search;
use crate::tables::names::bare;

const CURRENT: Saying = Saying::holds("current");
const OLD: Saying = Saying::fails("old", Severity::Warning);

pub static RULE: Rule = Rule {
    id: "old-names",
    version: 1,
    kind: Kind::Code,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::SENTENCES],
    says: &[CURRENT, OLD],
    find,
};

/// A name that is too short may be a word of any sentence.
const SHORTEST: usize = 7;

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let Some(year) = budget.year.filter(|_| budget.kind != DocumentKind::Form) else { return };
    let names = replaced(year);
    if names.is_empty() {
        return;
    }
    let (mut found, mut first, mut named) = (Vec::new(), None, 0u32);
    for section in &budget.narrative.sections {
        for line in &section.lines {
            if !names_class(&line.text) {
                continue;
            }
            named += 1;
            for (old, current) in &names {
                let Some(at) = place(line, old) else { continue };
                let shown = instead(old, current);
                if !found.contains(&shown) {
                    found.push(shown);
                }
                let start = line.text.get(..at).map_or(0, |before| before.chars().count());
                first = first.or_else(|| {
                    Some(SentenceAddress {
                        section: section.id.clone(),
                        line: line.line,
                        start: u32::try_from(start).unwrap_or(u32::MAX),
                        end: u32::try_from(start + old.chars().count()).unwrap_or(u32::MAX),
                    })
                });
            }
        }
    }
    let (saying, spot, names) = match first {
        Some(first) => (&OLD, Spot::Words(first), list(&found)),
        None if named > 0 => (&CURRENT, Spot::Document, named.to_string()),
        None => return,
    };
    relations.push(Relation::Said { saying, about: Vec::new(), spot, words: vec![("names", names)] });
}

/// The names that were replaced by that year, each with the present one.
fn replaced(year: u16) -> Vec<(&'static str, &'static str)> {
    let mut names = Vec::new();
    for (code, old, current) in catalogue::all_renamed() {
        let known = Classification::of(code).is_some_and(|of| {
            of.names(code)
                .any(|entry| entry.name == current && entry.basis == Known::Official && entry.holds_in(year))
        });
        if known && bare(old) != bare(current) && old.chars().count() >= SHORTEST {
            names.push((old, current));
        }
    }
    names
}

/// Where a line names a class or an item by that name: its rank or its number stands behind it.
fn place(line: &Line, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = line.text.get(from..).and_then(|rest| search::find(rest, name)) {
        let at = from + at;
        let behind = line.text.get(at + name.len()..).unwrap_or_default();
        let behind: String = behind.chars().filter(|c| !c.is_whitespace()).take(6).collect();
        if names_class(&behind) {
            return Some(at);
        }
        from = at + name.len();
    }
    None
}

/// Whether a text says of something that it is a class, a group or an item: （类）, （210类）.
fn names_class(text: &str) -> bool {
    search::contains_any(text, &["类）", "类)", "款）", "款)", "项）", "项)"])
}
