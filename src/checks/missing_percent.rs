//! 比率漏百分号: a rate of change stands with its percent sign.

use super::report::{Basis, Severity};
use super::words::Words;
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs};
use crate::budget::Budget;
use crate::narrative::Kind as ClaimKind;
use crate::search;

pub static RULE: Rule = Rule {
    id: "missing-percent",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Practice,
    severity: Severity::Warning,
    needs: &[&needs::COMPARISONS],
    says: &[PRESENT, MISSING],
    find,
};

const PRESENT: Saying = Saying::holds("present");
const MISSING: Saying = Saying::fails("missing", Severity::Warning);

/// How many letters behind a change the rate is looked for.
const NEAR: usize = 16;

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let words = Words::of(budget);
    let mut present = Vec::new();
    for (at, claim) in budget.narrative.claims.iter().enumerate() {
        match claim.kind {
            ClaimKind::Rate => present.push(Operand::claim(at)),
            ClaimKind::Change => {
                if let Some(number) = bare_rate(&words, at) {
                    relations.push(Relation::Said {
                        saying: &MISSING,
                        about: vec![Operand::claim(at)],
                        spot: Spot::Document,
                        words: vec![("number", number)],
                    });
                }
            }
            _ => {}
        }
    }
    if !present.is_empty() {
        let words = vec![("times", present.len().to_string())];
        relations.push(Relation::Said { saying: &PRESENT, about: present, spot: Spot::Document, words });
    }
}

/// The number of 增长13.95。 right behind a change.
fn bare_rate(words: &Words<'_>, change: usize) -> Option<String> {
    let behind = words.behind(change, NEAR);
    let (_, rest) = behind.split_once(',')?;
    let words = ["增长", "下降", "增幅", "降幅", "降低", "增加", "减少"];
    let rest = words.iter().find_map(|word| rest.strip_prefix(word))?;
    let rest = rest.trim_start_matches(['为', '约', '了', '达']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, mark) = rest.split_at_checked(end)?;
    let (whole, decimals) = number.split_once('.')?;
    let is_number = !whole.is_empty() && !decimals.is_empty() && !search::contains(decimals, ".");
    (is_number && mark.starts_with(['。', ',', ';', '；'])).then(|| number.to_owned())
}
