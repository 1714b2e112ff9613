//! 空表说明: an empty table says why it is empty, a filled one does not, and the note speaks of the table's own budget.

use super::naming::{list, one_line};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::search;
use crate::tables::names::plain;
use crate::tables::spec::Layout;
use crate::tables::{Note, Table};

const AGREE: Saying = Saying::holds("agree");
const FILLED: Saying = Saying::fails("filled", Severity::Warning);
const OTHER: Saying = Saying::fails("other", Severity::Info);
const SILENT: Saying = Saying::fails("silent", Severity::Info);

pub static RULE: Rule = Rule {
    id: "empty-notes",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[AGREE, FILLED, OTHER, SILENT],
    find,
};

/// Words with which a note says that its table is empty.
const EMPTY: [&str; 5] = ["本表无数据", "本表为空", "此表为空", "此表无数据", "本表无内容"];
/// Tables of one budget and its words.
const BUDGETS: [(&str, &str); 2] =
    [("fund-expenditure", "政府性基金"), ("state-capital-expenditure", "国有资本经营")];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    if budget.kind == DocumentKind::Form {
        return;
    }
    let (mut silent, mut first, mut notes) = (Vec::new(), None, 0u32);
    let before = relations.len();
    for table in budget.tables.iter().filter(|table| table.spec.is_some() && table.layout != Layout::Form) {
        let empty = !has_money(table);
        match &table.note {
            Some(note) if says_empty(note) => {
                notes += 1;
                let other = speaks_of_other(table, note);
                if !empty && !other {
                    relations.push(said(&FILLED, table, note.line, note.text.clone()));
                } else if empty && other {
                    relations.push(said(&OTHER, table, note.line, note.text.clone()));
                }
            }
            // Where the caption was lost, the note may be, too.
            None if empty && is_of_budget(table) && !table.title.is_empty() && !says_none(table) => {
                silent.push(one_line(&table.title));
                first = first.or(Some(table));
            }
            _ => {}
        }
    }
    if let Some(first) = first {
        relations.push(said(&SILENT, first, first.lines.0, list(&silent)));
    }
    if notes > 0 && relations.len() == before {
        let words = vec![("note", notes.to_string())];
        relations.push(Relation::Said { saying: &AGREE, about: Vec::new(), spot: Spot::Document, words });
    }
}

fn has_money(table: &Table) -> bool {
    table.figures().any(|(_, figure)| figure.amount().is_some_and(|amount| !amount.value().is_zero()))
}

/// Whether a note says that its table is empty. A note that says so of a single column does not.
fn says_empty(note: &Note) -> bool {
    search::contains_any(&plain(&note.text), &EMPTY)
}

/// Whether a note names the budget of another table, and not that of its own.
fn speaks_of_other(table: &Table, note: &Note) -> bool {
    let words = plain(&note.text);
    let is_own = |id: &str| table.spec.is_some_and(|spec| spec.id == id);
    let names =
        |own: bool| BUDGETS.iter().any(|(id, budget)| is_own(id) == own && search::contains(&words, budget));
    names(false) && !names(true)
}

fn is_of_budget(table: &Table) -> bool {
    BUDGETS.iter().any(|(id, _)| table.spec.is_some_and(|spec| spec.id == *id))
}

/// Whether a cell says 无 or the like.
fn says_none(table: &Table) -> bool {
    let mut cells = table.body.iter().flatten();
    cells.any(|cell| plain(&cell.text).starts_with(['无', '-', '—', '0', '注', '说', '备']))
}

fn said(saying: &'static Saying, table: &Table, line: u32, note: String) -> Relation {
    let spot = Spot::Line { table: table.id.clone(), line };
    Relation::Said { saying, about: Vec::new(), spot, words: vec![("note", one_line(&note))] }
}
