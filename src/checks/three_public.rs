//! “三公”经费合计: the total is travel abroad, official vehicles and reception; vehicles are purchase and running.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::heads::Column;
use crate::tables::spec::Kind as ColumnKind;

/// What the parts of the “三公” expenditure are called as natures of expenditure.
const NATURE: &str = "three-public";

pub static RULE: Rule = Rule {
    id: "three-public",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.tables.iter().filter(|table| table.spec.is_some()) {
        for item in &table.items {
            // Beside 决算数 the 预算数 have sums of their own.
            for stage in ["", "budget", "previous"] {
                let find = |part: &str| {
                    let of_part = |column: &&Column| {
                        let about = column.aspects();
                        let own = about.nature.strip_prefix(NATURE).unwrap_or(about.nature);
                        column.kind == ColumnKind::Amount
                            && (about.stage, about.source, own) == (stage, "", part)
                    };
                    let column = table.columns.iter().find(of_part)?;
                    item.figure(&column.key).map(Operand::from)
                };
                sum(find(""), [find(".abroad"), find(".vehicles"), find(".reception")], relations);
                let parts = [find(".vehicles.purchase"), find(".vehicles.running"), None];
                sum(find(".vehicles"), parts, relations);
            }
        }
    }
}

fn sum(whole: Option<Operand>, parts: [Option<Operand>; 3], relations: &mut Vec<Relation>) {
    let parts: Vec<Operand> = parts.into_iter().flatten().collect();
    if let Some(whole) = whole
        && parts.len() >= 2
    {
        relations.push(Relation::sum(whole, parts));
    }
}
