//! Figures side by side: 收入、支出分别为 10 万元、20 万元.

use crate::amount::half_width;
use crate::narrative::Claim;

/// What stands between the figures of several subjects: 分别为 10 万元、20 万元.
const JOINTS: [&str; 6] = ["、", "和", "及", "与", ",", "，"];

/// Whether a figure stands beside another of its kind without a word between, so that each is of another subject.
pub fn is_of_several(claims: &[Claim], at: usize) -> bool {
    let beside = |first: Option<&Claim>, second: Option<&Claim>| {
        first.zip(second).is_some_and(|(first, second)| {
            let alike = std::mem::discriminant(&first.said) == std::mem::discriminant(&second.said);
            alike && first.at.section == second.at.section && JOINTS.contains(&second.lead.trim())
        })
    };
    let claim = claims.get(at);
    let before = at.checked_sub(1).and_then(|at| claims.get(at));
    // The first of two may stand without a unit: 4125.49,4143.91 万元.
    let behind_figure = claim.is_some_and(|claim| {
        let mut before = claim.lead.chars().rev();
        matches!(before.next(), Some(',' | '，' | '、'))
            && before.next().is_some_and(|c| half_width(c).is_ascii_digit())
    });
    behind_figure || beside(before, claim) || beside(claim, claims.get(at + 1))
}
