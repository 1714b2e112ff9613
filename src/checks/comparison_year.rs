//! 对比年度: a comparison names the year before that of the document.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::narrative::{Base, Claim, Kind as ClaimKind, Stage, Year};
use crate::search;
use crate::tables::names::plain;

pub static RULE: Rule = Rule {
    id: "comparison-year",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Practice,
    severity: Severity::Error,
    needs: &[&needs::COMPARISONS],
    says: &[YEAR_BEFORE, OWN_YEAR, LATER_YEAR, OLDER_YEAR, OLDER_YEAR_NOTED],
    find,
};

const YEAR_BEFORE: Saying = Saying::holds("year-before");
const OWN_YEAR: Saying = Saying::fails("own-year", Severity::Error);
const LATER_YEAR: Saying = Saying::fails("later-year", Severity::Error);
const OLDER_YEAR: Saying = Saying::fails("older-year", Severity::Warning);
const OLDER_YEAR_NOTED: Saying = Saying::fails("older-year-noted", Severity::Info);

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let Some(own) = budget.year.filter(|&own| speaks_of(budget, own)) else { return };
    let (mut before, mut same, mut later, mut older) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (at, claim) in budget.narrative.claims.iter().enumerate() {
        let Some((year, base)) = compared_with(claim) else { continue };
        // 比2024年年初预算 is what final accounts of 2024 are compared with.
        let plan =
            budget.kind == DocumentKind::Final && base.stage.is_some_and(|stage| stage != Stage::Final);
        let list = match own.checked_sub(year) {
            Some(0) if plan => continue,
            Some(0) => &mut same,
            Some(1) => &mut before,
            Some(_) => &mut older,
            None => &mut later,
        };
        list.push((at, year));
    }
    // A form filled in a year ago: all others name the year before.
    let stale = before.len() > older.len() && before.len() > 1;
    let saying = if stale { &OLDER_YEAR } else { &OLDER_YEAR_NOTED };
    for (saying, list) in [(&YEAR_BEFORE, before), (&OWN_YEAR, same), (&LATER_YEAR, later), (saying, older)] {
        let Some(&(_, year)) = list.first() else { continue };
        let words = vec![
            ("year", year.to_string()),
            ("own", own.to_string()),
            ("previous", own.saturating_sub(1).to_string()),
            ("times", list.len().to_string()),
        ];
        let about = list.iter().map(|&(at, _)| Operand::claim(at)).collect();
        relations.push(Relation::Said { saying, about, spot: Spot::Document, words });
    }
}

/// The year that the clause of a claim itself compares with by its number.
fn compared_with(claim: &Claim) -> Option<(u16, Base)> {
    let base = claim.base?;
    let Some(Year::Of(year)) = base.year else { return None };
    let words = plain(&claim.lead);
    let named = |sign: &str| search::contains(&words, &format!("{sign}{year}年"));
    ["比", "较", "与", "同", "和"].iter().any(|sign| named(sign)).then_some((year, base))
}

/// Whether the values of the sentences are those of a year rather than of a later one, for which the year of the document
/// may have been read wrong.
pub fn speaks_of(budget: &Budget, own: u16) -> bool {
    let (mut of_year, mut later) = (0usize, 0usize);
    for claim in &budget.narrative.claims {
        match claim.year {
            Some(Year::Of(year)) if claim.kind == ClaimKind::Value && year > own => later += 1,
            Some(Year::Of(year)) if claim.kind == ClaimKind::Value && year == own => of_year += 1,
            _ => {}
        }
    }
    later <= of_year
}
