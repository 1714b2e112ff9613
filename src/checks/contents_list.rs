//! 目录与表名: the tables that the contents list names are those that follow, under the same names and in that order.

use super::naming::{instead, list, one_line};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::search;
use crate::tables::Table;
use crate::tables::captions::{Named, compared, is_caption, named};
use crate::tables::names::plain;
use crate::tables::spec::Layout;

const AGREE: Saying = Saying::holds("agree");
const RENAMED: Saying = Saying::fails("renamed", Severity::Warning);
const MISSING: Saying = Saying::fails("missing", Severity::Warning);
const UNFOUND: Saying = Saying::fails("unfound", Severity::Info);
const EXTRA: Saying = Saying::fails("extra", Severity::Info);
const ORDER: Saying = Saying::fails("order", Severity::Info);

pub static RULE: Rule = Rule {
    id: "contents-list",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Practice,
    severity: Severity::Warning,
    needs: &[&needs::TABLES, &needs::CONTENTS],
    says: &[AGREE, RENAMED, MISSING, UNFOUND, EXTRA, ORDER],
    find,
};

/// Fewer tables or entries are no list of tables.
const FEWEST: usize = 3;
/// Tables that are empty in most documents, so that a text may have lost them.
const OFTEN_EMPTY: [&str; 3] = ["three-public", "fund-expenditure", "state-capital-expenditure"];

/// An entry of the list that names a table.
struct Entry<'a> {
    printed: &'a str,
    key: String,
    /// The index of the table that it names.
    table: Option<usize>,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let mut entries = Vec::new();
    for line in &budget.narrative.contents {
        let words = without_page(&line.text);
        let key = key(words);
        // 第二部分 2024年部门预算表 names a part.
        let is_part =
            plain(words).starts_with(['第', '附']) || key.ends_with("预算表") && key.chars().count() <= 5;
        // A list that is printed twice says the same.
        let known = entries.iter().any(|entry: &Entry<'_>| entry.key == key);
        if key.ends_with('表') && !is_part && !known {
            entries.push(Entry { printed: words, key, table: None });
        }
    }
    let mut tables: Vec<(&Table, String, bool)> = Vec::new();
    for table in budget.tables.iter().filter(|table| is_caption(&table.title)) {
        tables.push((table, key(&table.title), false));
    }
    if entries.len() < FEWEST || tables.len() < FEWEST {
        return;
    }
    pair(&mut entries, &mut tables, &|a, b, _| a == b);
    pair(&mut entries, &mut tables, &|a, b, same| same && (a.ends_with(b) || b.ends_with(a)));
    pair(&mut entries, &mut tables, &|a, b, _| has_lost(a, b));
    let found = entries.iter().filter(|entry| entry.table.is_some()).count();
    // Names of another kind than the captions are no list of them.
    if found * 2 < entries.len().min(tables.len()) {
        return;
    }
    judge(budget, &mut entries, &mut tables, relations);
}

/// Gives the entries without a table the first one whose name is alike; both names and whether the kind is the same decide.
fn pair(
    entries: &mut [Entry<'_>],
    tables: &mut [(&Table, String, bool)],
    alike: &dyn Fn(&str, &str, bool) -> bool,
) -> Vec<String> {
    let mut pairs = Vec::new();
    for entry in entries.iter_mut().filter(|entry| entry.table.is_none()) {
        let fits = |(table, key, taken): &(&Table, String, bool)| {
            !taken && alike(&entry.key, key, kind(&entry.key) == table.spec.map(|spec| spec.id))
        };
        let Some(at) = tables.iter().position(fits) else { continue };
        if let Some((table, _, taken)) = tables.get_mut(at) {
            *taken = true;
            entry.table = Some(at);
            pairs.push(instead(entry.printed, &table.title));
        }
    }
    pairs
}

/// The id of the known table that a name means.
fn kind(name: &str) -> Option<&'static str> {
    match named(name) {
        Some(Named::Known(spec)) => Some(spec.id),
        Some(Named::Other) | None => None,
    }
}

fn judge(
    budget: &Budget,
    entries: &mut [Entry<'_>],
    tables: &mut [(&Table, String, bool)],
    relations: &mut Vec<Relation>,
) {
    let before = relations.len();
    let mut say = |saying: &'static Saying, tables: &[String]| {
        if !tables.is_empty() {
            let words = vec![("tables", list(tables))];
            relations.push(Relation::Said { saying, about: Vec::new(), spot: Spot::Document, words });
        }
    };
    // A table printed again may be another unit's, which the list need not name.
    for (table, _, taken) in tables.iter_mut() {
        *taken |= search::contains(&table.id, "#");
    }
    let is_known = |key: &str| kind(key).is_some();
    let renamed = pair(entries, tables, &|a, _, same| same && is_known(a));
    say(&RENAMED, &renamed);
    // A table whose caption was not read may be any of the entries.
    let doubtful = budget.tables.iter().any(|table| {
        table.title.is_empty()
            || (table.spec.is_none() && named(&table.title).is_none())
            || table.confidence < 50
    });
    let (mut missing, mut unfound) = (Vec::new(), Vec::new());
    for entry in entries.iter().filter(|entry| entry.table.is_none()) {
        let certain = !doubtful && kind(&entry.key).is_some_and(|id| !OFTEN_EMPTY.contains(&id));
        let absent = kind(&entry.key).is_none_or(|id| budget.table(id).is_none());
        let group = if certain && absent { &mut missing } else { &mut unfound };
        group.push(one_line(entry.printed));
    }
    say(&MISSING, &missing);
    say(&UNFOUND, &unfound);
    let mut extra = Vec::new();
    for (table, ..) in tables.iter().filter(|(table, _, taken)| !taken && table.layout != Layout::Form) {
        extra.push(one_line(&table.title));
    }
    say(&EXTRA, &extra);
    let mut astray = Vec::new();
    let mut last = None;
    for entry in entries.iter().filter(|entry| entry.table.is_some()) {
        if entry.table < last {
            astray.push(one_line(entry.printed));
        } else {
            last = entry.table;
        }
    }
    say(&ORDER, &astray);
    if relations.len() == before {
        let words = vec![("tables", entries.len().to_string())];
        relations.push(Relation::Said { saying: &AGREE, about: Vec::new(), spot: Spot::Document, words });
    }
}

/// Whether one name is the other with a character lost, as happens on the way to a text. 总 makes another table.
fn has_lost(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let mut rest = long.chars();
    let mut lost = Vec::new();
    for c in short.chars() {
        lost.extend(rest.by_ref().take_while(|other| *other != c));
    }
    lost.extend(rest);
    matches!(lost.as_slice(), [c] if *c != '总') && long.chars().count() == short.chars().count() + 1
}

/// An entry without the leaders and the number of the page behind it, or what a web page shows of the field for it.
fn without_page(text: &str) -> &str {
    let text = search::split_once(text, "PAGEREF").map_or(text, |(words, _)| words);
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '。' | '⋯' | '-' | '_')
    })
}

/// A name as list and captions are compared: without numbering, year, department and brackets behind it.
fn key(name: &str) -> String {
    let name = compared(name);
    let rest = match name.split_once('年') {
        Some((year, rest)) if year.chars().all(|c| c.is_ascii_digit()) => {
            rest.strip_prefix('度').unwrap_or(rest)
        }
        _ => &name,
    };
    rest.strip_prefix("本部门").unwrap_or(rest).to_owned()
}
