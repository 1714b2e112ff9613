//! 总表类级名称: the classes that an overall table lists are those of the classification, by number and by name.

use super::code_names::{labels, old_name};
use super::naming::{line_of, one_line};
use super::report::{Basis, Origin, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::budget::classes::code_of;
use crate::budget::coordinates::numbers_as_catalogue;
use crate::catalogue::Classification;
use crate::tables::names::{Likeness, bare, likeness};
use crate::tables::spec::{Layout, Side};
use crate::tables::{Item, Role, Table};

const AGREE: Saying = Saying::holds("agree");
// The form prints its classes; a department only fills in the amounts.
const MISPLACED: Saying = Saying::fails("misplaced", Severity::Warning).from(Origin::Template);
const TWICE: Saying = Saying::fails("twice", Severity::Warning).from(Origin::Template);
const OLD: Saying = Saying::fails("old", Severity::Info).from(Origin::Template);

pub static RULE: Rule = Rule {
    id: "class-labels",
    version: 1,
    kind: Kind::Code,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[AGREE, MISPLACED, TWICE, OLD],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.with_layout(Layout::Sides) {
        of_table(table, budget.year, relations);
    }
}

fn of_table(table: &Table, year: Option<u16>, relations: &mut Vec<Relation>) {
    let by_number = numbers_as_catalogue(table);
    let (mut count, mut others) = (0u32, Vec::new());
    let before = relations.len();
    let is_class =
        |item: &&Item| item.side == Side::Expenditure && item.role == Role::Line && item.number.is_some();
    let mut classes: Vec<(&Item, Option<&str>)> = Vec::new();
    for item in table.items.iter().filter(is_class) {
        classes.push((item, code_of(&item.name)));
    }
    for (at, (item, named)) in classes.iter().enumerate() {
        let numbered = item.number.filter(|_| by_number).map(|number| (number + 200).to_string());
        let Some(code) = numbered.as_deref().or(*named) else { continue };
        count += 1;
        let Some(current) = name_in(code, year) else { continue };
        let words = bare(&item.name);
        // The short forms of the overall tables are no other names.
        let is_old = bare(current) != words && (old_name(code, &words).is_some() || had(code, &words));
        let mut same =
            classes.iter().enumerate().filter(|(other, (_, class))| *other != at && class == named);
        if named.is_some_and(|named| named != code) {
            // A form may number its last classes in a row; a class that stands there twice is out of place.
            if same.next().is_some() {
                let words = vec![("name", one_line(&item.name)), ("official", current.to_owned())];
                relations.push(said(&MISPLACED, table, line_of(item, table), words));
            }
        } else if let Some((_, (other, _))) = same.find(|(_, (other, _))| is_old && is_name(other, current)) {
            let words = vec![("name", one_line(&item.name)), ("beside", one_line(&other.name))];
            relations.push(said(&TWICE, table, line_of(item, table), words));
        } else if is_old || by_number && likeness(&item.name, current) == Likeness::Other {
            others.push((item.name.clone(), current));
        }
    }
    if !others.is_empty() {
        let words = vec![("labels", labels(&others))];
        relations.push(said(&OLD, table, table.lines.0, words));
    }
    if count > 0 && relations.len() == before {
        relations.push(said(&AGREE, table, table.lines.0, vec![("classes", count.to_string())]));
    }
}

fn said(saying: &'static Saying, table: &Table, line: u32, words: Vec<(&'static str, String)>) -> Relation {
    let spot = Spot::Line { table: table.id.clone(), line };
    Relation::Said { saying, about: Vec::new(), spot, words }
}

/// The name of a class in that year, if one is known: the form lists every class, so that those seen nowhere else count.
fn name_in(code: &str, year: Option<u16>) -> Option<&'static str> {
    let year = year?;
    Classification::Function.names(code).find(|entry| entry.holds_in(year)).map(|entry| entry.name)
}

/// Whether a class was called so in some year.
fn had(code: &str, words: &str) -> bool {
    Classification::Function.names(code).any(|entry| bare(entry.name) == words)
}

fn is_name(item: &Item, name: &str) -> bool {
    bare(&item.name) == bare(name)
}
