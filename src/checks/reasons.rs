//! 增减原因: where other changes are explained, every section that states one gives its reason.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs, words};
use crate::budget::Budget;
use crate::narrative::{Claim, Kind as ClaimKind, Section};
use crate::search;

pub static RULE: Rule = Rule {
    id: "reasons",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Practice,
    severity: Severity::Info,
    needs: &[&needs::COMPARISONS],
    says: &[GIVEN, MISSING],
    find,
};

const GIVEN: Saying = Saying::holds("given");
const MISSING: Saying = Saying::fails("missing", Severity::Info);

const REASONS: [&str; 8] = ["原因", "由于", "因为", "主要是", "主要为", "系", "因", "按照"];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let (mut given, mut missing, mut names) = (Vec::new(), Vec::new(), String::new());
    for section in &budget.narrative.sections {
        let changes = budget.claims_of(&section.id).filter(|(_, claim)| is_change(claim));
        let Some((at, _)) = changes.into_iter().next() else { continue };
        if explains(section) {
            given.push(Operand::claim(at));
        } else {
            missing.push(Operand::claim(at));
            if !names.is_empty() {
                names.push('、');
            }
            names.push_str(&section.heading);
        }
    }
    // Where nothing is explained the form does not ask for it.
    if given.is_empty() {
        return;
    }
    let times = missing.len().to_string();
    for (saying, about) in [(&GIVEN, given), (&MISSING, missing)] {
        if !about.is_empty() {
            let words = vec![("sections", names.clone()), ("times", times.clone())];
            relations.push(Relation::Said { saying, about, spot: Spot::Document, words });
        }
    }
}

fn is_change(claim: &Claim) -> bool {
    let amount = claim.said.amount();
    claim.kind == ClaimKind::Change && claim.base.is_some() && amount.is_some_and(|amount| !amount.value().is_zero())
}

fn explains(section: &Section) -> bool {
    search::contains_any(&words::of_section(section), &REASONS)
}
