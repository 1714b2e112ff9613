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
    /// Rules that ask for something which the document does not have.
    LeftOut,
}

impl Group {
    /// All groups in reading order.
    pub const ALL: [Self; 6] =
        [Self::Findings, Self::Rounding, Self::NotChecked, Self::Reading, Self::Exact, Self::LeftOut];

    /// The key of its words.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Rounding => "rounding",
            Self::NotChecked => "not-checked",
            Self::Reading => "reading",
            Self::Exact => "exact",
            Self::LeftOut => "left-out",
        }
    }

    /// Under which heading a check stands, or would stand if it did not follow from another.
    #[must_use]
    pub fn of(check: &Check) -> Self {
        match check.verdict {
            _ if check.is_left_out() => Self::LeftOut,
            _ if check.is_finding() && check.severity > Severity::Info => Self::Findings,
            _ if check.rule.basis == Basis::Reading => Self::Reading,
            Verdict::Exact => Self::Exact,
            Verdict::Rounding => Self::Rounding,
            Verdict::Boundary | Verdict::Contradiction => Self::Findings,
            Verdict::NotChecked => Self::NotChecked,
        }
    }
}

/// How many causes there are, other than in relations of figures, that should be looked at.
#[must_use]
pub fn remarks(report: &Report) -> usize {
    let asks =
        |check: &&Check| matches!(Mark::of(check), Mark::Severity(severity) if severity > Severity::Info);
    report.causes().filter(asks).count()
}

/// How a check is marked: by a sign and by the words of a verdict or of what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A relation of figures, or something that is as it should be.
    Verdict(Verdict),
    /// Something that is said of the document, by what it asks for.
    Severity(Severity),
}

impl Mark {
    /// The mark of a check. Only of figures a verdict can be proved; what else is not as it should be says what it asks for.
    #[must_use]
    pub fn of(check: &Check) -> Self {
        let is_said = !check.rule.kind.is_of_figures() && check.verdict != Verdict::Exact;
        if is_said && !check.is_left_out() {
            Self::Severity(check.severity)
        } else {
            Self::Verdict(check.verdict)
        }
    }

    /// The name of its sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.id(),
            Self::Severity(Severity::Error) => Verdict::Contradiction.id(),
            Self::Severity(Severity::Warning) => "attention",
            Self::Severity(Severity::Info) => "note",
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
    let counts = |check: &&Check| check.rule.kind.is_of_figures() && !check.is_left_out();
    report.checks.iter().filter(counts).filter(|check| check.verdict == verdict).count()
}
