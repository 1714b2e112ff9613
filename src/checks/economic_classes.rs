//! 经济分类对照: the two economic classifications on one row go together, and personnel money is in its column.

use super::naming::{instead, is_certain, line_of, list};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::catalogue::{self, Classification};
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Item, Role, Table};

const AGREE: Saying = Saying::holds("agree");
const APART: Saying = Saying::fails("apart", Severity::Warning);
const UNUSUAL: Saying = Saying::fails("unusual", Severity::Info);
const COLUMN: Saying = Saying::fails("column", Severity::Info);

pub static RULE: Rule = Rule {
    id: "economic-classes",
    version: 1,
    kind: Kind::Code,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[AGREE, APART, UNUSUAL, COLUMN],
    find,
};

/// What a pair of classes says.
enum Pair {
    Known,
    /// The correspondence is not known, though the classes go together.
    Unusual,
    /// The classes do not go together.
    Apart,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    // The classification is that of 2018.
    if budget.year.is_some_and(|year| year < 2018) {
        return;
    }
    for table in budget.with_layout(Layout::Rows) {
        if table.classes == Classes::Economic {
            of_table(table, is_certain(budget, table), relations);
        }
    }
}

fn of_table(table: &Table, certain: bool, relations: &mut Vec<Relation>) {
    let (mut apart, mut unusual, mut columns) = (Vec::new(), Vec::new(), Vec::new());
    let (mut pairs, mut line) = (0u32, table.lines.0);
    for item in table.with_role(Role::Line) {
        let code = item.code.as_deref().unwrap_or_default();
        if is_misplaced(code, item) {
            columns.push(format!("{code} {}", item.name));
        }
        let Some(second) = item.second_code.as_deref() else { continue };
        let shown = || instead(&format!("{code} {}", item.name), second);
        match pair(code, second) {
            None => continue,
            Some(Pair::Known) => {}
            Some(Pair::Unusual) => unusual.push(shown()),
            Some(Pair::Apart) => {
                if apart.is_empty() {
                    line = line_of(item, table);
                }
                apart.push(shown());
            }
        }
        pairs += 1;
    }
    // Codes of different lines may have been put together.
    if !certain || apart.len() * 2 > pairs as usize {
        unusual.append(&mut apart);
    }
    let mut say = |saying: &'static Saying, line: u32, words: Vec<(&'static str, String)>| {
        let spot = Spot::Line { table: table.id.clone(), line };
        relations.push(Relation::Said { saying, about: Vec::new(), spot, words });
    };
    if !apart.is_empty() {
        say(&APART, line, vec![("pairs", list(&apart))]);
    }
    if !unusual.is_empty() {
        say(&UNUSUAL, table.lines.0, vec![("pairs", list(&unusual))]);
    }
    if !columns.is_empty() {
        say(&COLUMN, table.lines.0, vec![("rows", list(&columns))]);
    }
    if pairs > 0 && apart.is_empty() && unusual.is_empty() {
        say(&AGREE, table.lines.0, vec![("pairs", pairs.to_string())]);
    }
}

/// What is known of a pair of full codes; nothing of others, and nothing where the first has no known partner.
fn pair(code: &str, second: &str) -> Option<Pair> {
    let is = |code: &str, of| code.len() == 5 && Classification::of(code) == Some(of);
    if !is(code, Classification::Department) || !is(second, Classification::Government) {
        return None;
    }
    let class = |code: &str| code.get(..3).map(str::to_owned);
    let (mut any, mut same_class, mut official) = (false, false, false);
    for (partner, basis) in catalogue::partners(code) {
        if partner == second {
            return Some(Pair::Known);
        }
        any = true;
        same_class |= class(partner) == class(second);
        official |= basis == catalogue::Basis::Official;
    }
    match (any, same_class) {
        (false, _) => None,
        // Only an official row says what a code cannot stand beside.
        (true, false) if official => Some(Pair::Apart),
        (true, _) => Some(Pair::Unusual),
    }
}

/// Whether wages stand under public expenditure, or purchases under personnel, and nothing in the other column.
fn is_misplaced(code: &str, item: &Item) -> bool {
    let prints = |column: &str| {
        let amount = item.figure(column).and_then(|figure| figure.amount());
        amount.is_some_and(|amount| !amount.value().is_zero())
    };
    if code.len() != 5 {
        return false;
    }
    let (personnel, public) = (prints("basic.personnel"), prints("basic.public"));
    match code.get(..3) {
        Some("301") => public && !personnel,
        Some("310") => personnel && !public,
        _ => false,
    }
}
