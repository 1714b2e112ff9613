//! 科目名称: a code has one name throughout the document, and it is the one of the classification.

use super::naming::{instead, is_certain, line_of, list, one_line};
use super::report::{Basis, Origin, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::catalogue::{self, Classification, Entry};
use crate::order;
use crate::tables::names::{Likeness, bare, likeness};
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
    /// Nothing is known of the code in that year.
    Unknown,
    /// It is the name.
    Right,
    /// It is another thing's name; the right one.
    Wrong(Likeness, Entry),
    /// It was the name once; the name now.
    Old(&'static str),
}

/// What was found of all codes.
#[derive(Default)]
struct Found {
    findings: Vec<Relation>,
    /// Names that may have been lost or mixed up on the way to the text.
    unsure: Vec<String>,
    /// How many codes have the name of the classification.
    right: usize,
    /// Names of other things: finding, code and names.
    wrong: Vec<(Relation, String)>,
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
    let mut found = Found::default();
    let mut rest = printed.as_slice();
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|other| other.code == first.code).count();
        let (same, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        found.of_code(same, budget.year);
        rest = behind;
    }
    found.settle(count, relations);
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

impl Found {
    /// One code in all its lines: a name against the classification is one finding, two names of the document another.
    fn of_code(&mut self, same: &[Printed<'_>], year: Option<u16>) {
        let mut distinct: Vec<&Printed<'_>> = Vec::new();
        for printed in same {
            if !distinct.iter().any(|known| known.name == printed.name) {
                distinct.push(printed);
            }
        }
        for printed in &distinct {
            let shown = |expected| format!("{} {}", printed.code, instead(printed.name, expected));
            let (saying, expected) = match judge(printed, year) {
                Said::Unknown => continue,
                Said::Right => {
                    self.right += 1;
                    continue;
                }
                Said::Wrong(Likeness::Near, entry) => (&NEAR, entry.name),
                Said::Wrong(_, entry) => (&OTHER, entry.name),
                Said::Old(current) => (&OLD, current),
            };
            if !printed.certain {
                self.unsure.push(shown(expected));
            } else if *saying == OTHER {
                self.wrong.push((finding(printed, saying, expected), shown(expected)));
            } else {
                self.findings.push(finding(printed, saying, expected));
            }
            return;
        }
        let Some((first, others)) = distinct.split_first() else { return };
        for other in others {
            if likeness(first.name, other.name) == Likeness::Other {
                if first.certain && other.certain {
                    self.findings.push(finding(other, &DIFFERS, first.name));
                } else {
                    self.unsure.push(format!("{} {}", other.code, instead(other.name, first.name)));
                }
                return;
            }
        }
    }

    fn settle(mut self, count: String, relations: &mut Vec<Relation>) {
        // Where half of the known codes have other names, codes and names of different lines were put together.
        let shifted = self.wrong.len() > 1 && self.wrong.len() >= self.right;
        for (relation, shown) in self.wrong {
            if shifted {
                self.unsure.push(shown);
            } else {
                self.findings.push(relation);
            }
        }
        let (saying, words) = match (self.findings.is_empty(), self.unsure.is_empty()) {
            (true, true) => (&AGREE, ("codes", count)),
            (_, false) => (&UNSURE, ("names", list(&self.unsure))),
            (false, true) => return relations.append(&mut self.findings),
        };
        relations.append(&mut self.findings);
        let (spot, words) = (Spot::Document, vec![words]);
        relations.push(Relation::Said { saying, about: Vec::new(), spot, words });
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
        return Said::Unknown;
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
    let Some(entry) = wrong else { return Said::Unknown };
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
