//! 科目名称: a code has one name throughout the document, and it is the one of the classification.

use super::naming::{Likeness, bare, instead, is_certain, likeness, line_of, list, one_line};
use super::report::{Basis, Origin, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::catalogue::{self, Classification, Entry};
use crate::order;
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Item, Role, Table};

const AGREE: Saying = Saying::holds("agree");
const OTHER: Saying = Saying::fails("other", Severity::Warning);
const OLD: Saying = Saying::fails("old", Severity::Warning);
const NEAR: Saying = Saying::fails("near", Severity::Info);
const DIFFERS: Saying = Saying::fails("differs", Severity::Warning);
const UNSURE: Saying = Saying::fails("unsure", Severity::Info).from(Origin::Extraction);

pub static RULE: Rule = Rule {
    id: "code-names",
    version: 1,
    kind: Kind::Code,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[AGREE, OTHER, OLD, NEAR, DIFFERS, UNSURE],
    find,
};

/// A code with its name as it is printed in a line.
struct Printed<'a> {
    code: &'a str,
    name: &'a str,
    table: &'a Table,
    line: u32,
    certain: bool,
}

/// What the classification says of a name.
enum Said {
    /// It is the name, or nothing is known against it.
    Right,
    /// It is another thing's name; the right one.
    Wrong(Likeness, Entry),
    /// It was the name once; the name now.
    Old(&'static str),
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let mut printed = Vec::new();
    for table in budget.with_layout(Layout::Rows) {
        if matches!(table.classes, Classes::Function | Classes::Economic) {
            let certain = is_certain(budget, table);
            for item in &table.items {
                add(item, table, certain, &mut printed);
            }
        }
    }
    if printed.is_empty() {
        return;
    }
    let count = printed.len().to_string();
    order::by(&mut printed, &|a, b| a.code.cmp(b.code));
    let before = relations.len();
    let mut unsure = Vec::new();
    let mut rest = printed.as_slice();
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|other| other.code == first.code).count();
        let (same, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        of_code(same, budget.year, relations, &mut unsure);
        rest = behind;
    }
    if !unsure.is_empty() {
        let (spot, words) = (Spot::Document, vec![("names", list(&unsure))]);
        relations.push(Relation::Said { saying: &UNSURE, about: Vec::new(), spot, words });
    }
    if relations.len() == before {
        let words = vec![("codes", count)];
        relations.push(Relation::Said { saying: &AGREE, about: Vec::new(), spot: Spot::Document, words });
    }
}

/// Adds the codes of a line in both classifications.
fn add<'a>(item: &'a Item, table: &'a Table, certain: bool, printed: &mut Vec<Printed<'a>>) {
    if !matches!(item.role, Role::Line | Role::Part) {
        return;
    }
    let line = line_of(item, table);
    let pairs = [
        (item.code.as_deref(), Some(item.name.as_str())),
        (item.second_code.as_deref(), item.second_name.as_deref()),
    ];
    for (code, name) in pairs {
        let (Some(code), Some(name)) = (code, name) else { continue };
        let function = Classification::of(code) == Some(Classification::Function);
        let fits = match table.classes {
            Classes::Function => function,
            _ => Classification::of(code).is_some() && !function,
        };
        if fits && !bare(name).is_empty() {
            printed.push(Printed { code, name, table, line, certain });
        }
    }
}

/// One code in all its lines: a name against the classification is one finding, two names of the document another.
fn of_code(same: &[Printed<'_>], year: Option<u16>, relations: &mut Vec<Relation>, unsure: &mut Vec<String>) {
    let Some(first) = same.first() else { return };
    for (at, printed) in same.iter().enumerate() {
        let known = same.iter().take(at).any(|earlier| bare(earlier.name) == bare(printed.name));
        let said = if known { Said::Right } else { judge(printed, year) };
        let (saying, expected) = match said {
            Said::Right => continue,
            Said::Wrong(Likeness::Near, entry) => (&NEAR, entry.name),
            Said::Wrong(_, entry) => (&OTHER, entry.name),
            Said::Old(current) => (&OLD, current),
        };
        if printed.certain {
            relations.push(finding(printed, saying, expected));
        } else {
            unsure.push(format!("{} {}", printed.code, instead(printed.name, expected)));
        }
        return;
    }
    for other in same {
        if likeness(first.name, other.name) == Likeness::Other {
            if first.certain && other.certain {
                relations.push(finding(other, &DIFFERS, first.name));
            } else {
                unsure.push(format!("{} {}", other.code, instead(other.name, first.name)));
            }
            return;
        }
    }
}

fn finding(printed: &Printed<'_>, saying: &'static Saying, expected: &str) -> Relation {
    let words = vec![
        ("code", printed.code.to_owned()),
        ("name", one_line(printed.name)),
        ("official", one_line(expected)),
    ];
    let spot = Spot::Line { table: printed.table.id.clone(), line: printed.line };
    Relation::Said { saying, about: Vec::new(), spot, words }
}

/// What the classification says of a name in that year. Nothing is said of years for which the name is not known.
fn judge(printed: &Printed<'_>, year: Option<u16>) -> Said {
    let (Some(year), Some(classification)) = (year, Classification::of(printed.code)) else {
        return Said::Right;
    };
    let words = bare(printed.name);
    let (mut wrong, mut earlier) = (None, false);
    for entry in classification.names(printed.code) {
        let official = entry.basis == catalogue::Basis::Official;
        if words == bare(entry.name) && (entry.holds_in(year) || !official) {
            return Said::Right;
        }
        if official && entry.holds_in(year) {
            wrong = Some(entry);
        }
        earlier |= words == bare(entry.name);
    }
    let Some(entry) = wrong else { return Said::Right };
    if earlier || old_name(printed.code, &words).is_some() {
        return Said::Old(entry.name);
    }
    match likeness(printed.name, entry.name) {
        Likeness::Same => Said::Right,
        likeness => Said::Wrong(likeness, entry),
    }
}

/// The name that replaced a functional class's old one.
pub(super) fn old_name(code: &str, words: &str) -> Option<&'static str> {
    catalogue::renamed(code).find(|(old, _)| bare(old) == words).map(|(_, current)| current)
}

/// What a list of labels shows: as printed, and as they are called.
pub(super) fn labels(pairs: &[(String, &str)]) -> String {
    let mut shown = Vec::with_capacity(pairs.len());
    for (printed, expected) in pairs {
        shown.push(instead(printed, expected));
    }
    list(&shown)
}
