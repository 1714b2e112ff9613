//! The checks in the order in which a person reads them.

use crate::checks::Report;
use crate::checks::report::{Basis, Check, Severity, Verdict};
use crate::order;

/// A heading of the check list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Contradictions, figures at the edge of rounding, and whatever else should be looked at.
    Findings,
    /// Relations that hold within rounding.
    Rounding,
    /// Relations that could not be checked.
    NotChecked,
    /// What was noticed while reading.
    Reading,
    /// Relations that hold as printed.
    Exact,
}

impl Group {
    /// All groups in reading order.
    pub const ALL: [Self; 5] = [Self::Findings, Self::Rounding, Self::NotChecked, Self::Reading, Self::Exact];

    /// The key of its words.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Rounding => "rounding",
            Self::NotChecked => "not-checked",
            Self::Reading => "reading",
            Self::Exact => "exact",
        }
    }

    /// Under which heading a check stands, or would stand if it did not follow from another.
    #[must_use]
    pub fn of(check: &Check) -> Self {
        match check.verdict {
            _ if check.is_finding() && check.severity > Severity::Info => Self::Findings,
            _ if check.rule.basis == Basis::Reading => Self::Reading,
            Verdict::Exact => Self::Exact,
            Verdict::Rounding => Self::Rounding,
            Verdict::Boundary | Verdict::Contradiction => Self::Findings,
            Verdict::NotChecked => Self::NotChecked,
        }
    }
}

/// The causes of one group in the order of the report, contradictions the most serious first.
#[must_use]
pub fn of_group(report: &Report, group: Group) -> Vec<usize> {
    let checks = report.checks.iter().enumerate();
    let mut causes: Vec<usize> = checks
        .filter(|(_, check)| check.cause.is_none() && Group::of(check) == group)
        .map(|(i, _)| i)
        .collect();
    if group == Group::Findings {
        order::by_key(&mut causes, |i| std::cmp::Reverse(report.checks.get(*i).map(|check| check.severity)));
    }
    causes
}

/// How many relations of figures have that verdict.
#[must_use]
pub fn relations(report: &Report, verdict: Verdict) -> usize {
    report.checks.iter().filter(|check| check.rule.kind.is_of_figures() && check.verdict == verdict).count()
}
