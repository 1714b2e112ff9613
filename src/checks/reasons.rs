//! 增减原因: where other changes are explained, every section that states one gives its reason.

use super::report::{Basis, Severity};
use super::words::Words;
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::narrative::{Claim, Kind as ClaimKind};
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
    let words = Words::of(budget);
    let (mut given, mut missing, mut names) = (Vec::new(), Vec::new(), String::new());
    let mut claims =
        budget.narrative.claims.iter().enumerate().filter(|(_, claim)| is_change(claim)).peekable();
    for (index, section) in budget.narrative.sections.iter().enumerate() {
        let mut first = None;
        while let Some((at, _)) = claims.next_if(|(_, claim)| claim.at.section == section.id) {
            first = first.or(Some(at));
        }
        let Some(at) = first else { continue };
        if search::contains_any(&words.of_section(index), &REASONS) {
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
    claim.kind == ClaimKind::Change
        && claim.base.is_some()
        && amount.is_some_and(|amount| !amount.value().is_zero())
}
