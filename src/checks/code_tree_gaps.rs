//! 科目层级缺行: where a table prints classes and groups as rows, every item has its group and every group its class.

use super::naming::{is_certain, line_of, list};
use super::report::{Basis, Origin, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::catalogue::Classification;
use crate::order::Counts;
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Role, Table};

const WHOLE: Saying = Saying::holds("whole");
const MISSING: Saying = Saying::fails("missing", Severity::Warning);
const LOST: Saying = Saying::fails("lost", Severity::Info).from(Origin::Extraction);

pub static RULE: Rule = Rule {
    id: "code-tree-gaps",
    version: 1,
    kind: Kind::Code,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES],
    says: &[WHOLE, MISSING, LOST],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in budget.with_layout(Layout::Rows) {
        if table.classes == Classes::Function {
            of_table(budget, table, relations);
        }
    }
}

fn of_table(budget: &Budget, table: &Table, relations: &mut Vec<Relation>) {
    let (mut codes, mut lines) = (Counts::default(), Vec::new());
    let mut rows = [0usize; 3];
    for item in table.with_role(Role::Line) {
        let code = item.code.as_deref().unwrap_or_default();
        if Classification::of(code) == Some(Classification::Function) {
            codes.add(code);
            lines.push((code, line_of(item, table)));
            if let Some(count) = rows.get_mut((code.len() - 3) / 2) {
                *count += 1;
            }
        }
    }
    let [classes, groups, items] = rows;
    // A table of items alone, or of classes and items, prints no levels.
    if classes == 0 || groups == 0 || items == 0 {
        return;
    }
    let (mut missing, mut first, mut known) = (Vec::new(), 0, Counts::default());
    for (code, line) in lines {
        let above =
            code.len().checked_sub(2).and_then(|end| code.get(..end)).filter(|above| above.len() >= 3);
        let Some(above) = above.filter(|above| codes.of(above) == 0 && known.add(above) == 1) else {
            continue;
        };
        if missing.is_empty() {
            first = line;
        }
        missing.push(above.to_owned());
    }
    let (saying, words) = match missing.len() {
        0 => (&WHOLE, vec![("rows", (classes + groups + items).to_string())]),
        // Where as many are missing as are there, the table hardly means to print them.
        many if many * 2 > classes + groups => return,
        _ => {
            let certain = is_certain(budget, table);
            (if certain { &MISSING } else { &LOST }, vec![("codes", list(&missing))])
        }
    };
    let line = if first == 0 { table.lines.0 } else { first };
    let spot = Spot::Line { table: table.id.clone(), line };
    relations.push(Relation::Said { saying, about: Vec::new(), spot, words });
}
