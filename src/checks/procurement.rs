//! 政府采购合计: what is bought consists of goods, works and services.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;
use crate::narrative::{Claim, Kind as ClaimKind};
use crate::search;

pub static RULE: Rule = Rule {
    id: "procurement",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Arithmetic,
    severity: Severity::Error,
    needs: &[&needs::PROCUREMENT],
    says: &[],
    find,
};

const PARTS: [&str; 3] = ["货物", "工程", "服务"];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let claims = &budget.narrative.claims;
    for (at, whole) in claims.iter().enumerate() {
        if is_whole(whole) {
            let behind = claims.get(at + 1..).unwrap_or_default();
            relations.extend(parts(whole, behind).map(|parts| {
                let parts = parts.map(|part| Operand::claim(at + 1 + part));
                Relation::sum(Operand::claim(at), parts)
            }));
        }
    }
}

/// 政府采购预算 4501.3 万元, with no kind of purchase in its clause.
pub fn is_whole(claim: &Claim) -> bool {
    let of_purchases = || {
        search::contains(&claim.subject, "采购")
            || (search::contains(&claim.context, "采购") && !claim.subject.chars().any(|c| c == '购'))
    };
    claim.kind == ClaimKind::Value
        && claim.said.amount().is_some()
        && search::contains(&claim.lead, "采购")
        && of_purchases()
        && !search::contains_any(&claim.subject, &PARTS)
}

/// Goods, works and services behind a whole, each once and next to each other: their indices.
fn parts(whole: &Claim, behind: &[Claim]) -> Option<[usize; 3]> {
    let mut found = [None; 3];
    for (at, claim) in behind.iter().enumerate().take(PARTS.len()) {
        let goes_on = !search::contains(&claim.lead, "。") || search::contains(&claim.lead, "其中");
        if claim.kind != ClaimKind::Value || claim.at.section != whole.at.section || !goes_on {
            return None;
        }
        let named = |part: &str| search::contains(&claim.subject, part);
        let part = PARTS.iter().position(|part| named(part))?;
        let others = PARTS.iter().skip(part + 1).any(|part| named(part));
        let only = !others && claim.said.amount().is_some();
        let slot = found.get_mut(part)?;
        if slot.is_some() || !only {
            return None;
        }
        *slot = Some(at);
    }
    let [Some(goods), Some(works), Some(services)] = found else { return None };
    Some([goods, works, services])
}
