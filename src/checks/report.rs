//! What the checks found: verdicts, their figures, causes and findings. Words are put to it by the locales.

use super::{Kind, Operand, Rule, Saying, Spot, Term};
use crate::order;
use crate::source::Remark;
use rust_decimal::Decimal;

/// Whether printed figures satisfy a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// They do as they stand.
    Exact,
    /// They do not, but true values that round to them do.
    Rounding,
    /// Only ties at the edge of rounding could explain them.
    Boundary,
    /// No true values can explain them.
    Contradiction,
    /// Something needed is missing or unreadable.
    NotChecked,
}

impl Verdict {
    /// All verdicts, best first.
    pub const ALL: [Self; 5] =
        [Self::Exact, Self::Rounding, Self::Boundary, Self::Contradiction, Self::NotChecked];

    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Rounding => "rounding",
            Self::Boundary => "boundary",
            Self::Contradiction => "contradiction",
            Self::NotChecked => "not-checked",
        }
    }
}

/// How much a check asks of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be looked at.
    Warning,
    /// Must be put right.
    Error,
}

impl Severity {
    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Who caused what a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The document says it.
    Publisher,
    /// The form that the document fills in causes it.
    Template,
    /// Lost on the way from the official file to the text; repaired or named, never charged to the publisher.
    Extraction,
}

impl Origin {
    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Publisher => "publisher",
            Self::Template => "template",
            Self::Extraction => "extraction",
        }
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Parts make the whole.
    Arithmetic,
    /// The budget law and its regulations.
    Law,
    /// The official form and the ministry's notices on it.
    Form,
    /// What careful publishers do.
    Practice,
    /// How this program reads.
    Reading,
}

impl Basis {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Arithmetic, Self::Law, Self::Form, Self::Practice, Self::Reading];

    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Law => "law",
            Self::Form => "form",
            Self::Practice => "practice",
            Self::Reading => "reading",
        }
    }
}

/// What was noticed, or why something was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A figure of the relation is no number.
    OperandUnreadable,
    /// The table prints no unit.
    UnitMissing,
    /// The numbers are too large for exact arithmetic.
    TooLarge,
    /// None of the parts is printed.
    PartsBlank,
    /// What a percentage is taken of is nothing.
    WholeIsNothing,
    /// The text ends inside a character.
    TextCut,
    /// The text was decoded from GB18030.
    Decoded,
    /// No known table was found.
    NoTable,
    /// A head's labels were put back over their columns; lists the lost columns, if any.
    HeadShifted {
        /// Columns of the form that the text has lost.
        lost: Option<String>,
    },
    /// Columns (1-based) whose meaning the head does not tell.
    HeadUnknown(String),
    /// A row was put back under its head.
    RowShifted,
    /// So many blank columns were lost.
    ColumnsLost(u32),
    /// A row ends before its last figure.
    RowCut,
    /// A row's name is missing.
    NameLost,
    /// A text cut in two was joined.
    NameJoined,
    /// A cell that should hold a figure holds this.
    FigureUnreadable {
        /// The printed text.
        printed: String,
    },
    /// The table is none of the known.
    Unrecognised,
    /// No caption names the table; its head and rows told which it is, with this certainty in per cent.
    ToldByContents(u8),
    /// A row printed again behind a page break counts once.
    RowRepeated,
    /// The table has no rows.
    NoRows,
    /// Markup was taken out of a cell.
    Markup,
    /// People decided this about the table.
    Corrected(String),
    /// The file holds something that the page does not show, or that could not be read.
    Remarked(Remark),
    /// A table was probably misread, so that what it contradicts is not charged to anybody.
    Misread,
    /// The whole is blank while its parts are printed.
    WholeBlank,
    /// The rule needs something that the document lacks; the id of the need.
    Needs(&'static str),
    /// The place does not publish what the rule is about.
    NotUsual,
}

impl Reason {
    /// The public name, which is also the key of its wording.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::OperandUnreadable => "operand-unreadable",
            Self::UnitMissing => "unit-missing",
            Self::TooLarge => "too-large",
            Self::PartsBlank => "parts-blank",
            Self::WholeIsNothing => "whole-is-nothing",
            Self::TextCut => "text-cut",
            Self::Decoded => "decoded",
            Self::NoTable => "no-table",
            Self::HeadShifted { lost: None } => "head-shifted",
            Self::HeadShifted { lost: Some(_) } => "head-cut",
            Self::HeadUnknown(_) => "head-unknown",
            Self::RowShifted => "row-shifted",
            Self::ColumnsLost(_) => "columns-lost",
            Self::RowCut => "row-cut",
            Self::NameLost => "name-lost",
            Self::NameJoined => "name-joined",
            Self::FigureUnreadable { .. } => "figure-unreadable",
            Self::Unrecognised => "unrecognised",
            Self::ToldByContents(_) => "told-by-contents",
            Self::RowRepeated => "row-repeated",
            Self::NoRows => "no-rows",
            Self::Markup => "markup",
            Self::Corrected(_) => "corrected",
            Self::Remarked(remark) => remark.id(),
            Self::Misread => "misread",
            Self::WholeBlank => "whole-blank",
            Self::Needs(id) => id,
            Self::NotUsual => "not-usual",
        }
    }

    /// Whether words stand where a figure belongs, alone or behind one: a column was hardly meant to hold them.
    #[must_use]
    pub fn is_misplaced(&self) -> bool {
        let Self::FigureUnreadable { printed } = self else { return false };
        let is_word = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}');
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '①'..='⒛' | 'Ⅰ'..='ⅿ');
        let glued =
            printed.starts_with(|c: char| c.is_ascii_digit()) && printed.chars().filter(is_word).count() > 2;
        glued || !printed.chars().any(is_number)
    }

    /// Whether it is about the document, not about a rule.
    #[must_use]
    pub const fn is_noticed(&self) -> bool {
        !matches!(self, Self::Needs(_) | Self::NotUsual)
    }

    /// The detail that the wording shows, if there is one.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::HeadShifted { lost: Some(text) } | Self::HeadUnknown(text) | Self::Corrected(text) => {
                Some(text.clone())
            }
            Self::ColumnsLost(count) => Some(count.to_string()),
            Self::ToldByContents(confidence) => Some(confidence.to_string()),
            Self::FigureUnreadable { printed } => Some(printed.clone()),
            Self::Remarked(remark) => Some(remark.detail()),
            _ => None,
        }
    }
}

/// What else is to be said of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Note {
    /// Rounding cannot explain the figures; digits left off without rounding can.
    Truncated,
    /// A whole and its only part differ, which no rounding explains: they are one quantity.
    OnlyPart,
    /// Rounding could explain the figures, but hardly does: the difference is beyond four standard deviations.
    Improbable,
}

impl Note {
    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::OnlyPart => "only-part",
            Self::Improbable => "improbable",
        }
    }
}

/// What a check relates its figures by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The first is the sum of the others, by their signs.
    Sum,
    /// The first is at most the second.
    Order,
    /// All are the same.
    Copies,
    /// Something else.
    Other,
}

/// What a rule said, with what the wording shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which of its sayings.
    pub saying: &'static Saying,
    /// Parameter and words.
    pub words: Vec<(&'static str, String)>,
}

/// One figure that, printed otherwise, would put a contradiction in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// The figure.
    pub operand: Operand,
    /// What it would have to be, in its printed unit and with as many decimals.
    pub value: Decimal,
    /// How the printed one may have come from it.
    pub how: How,
    /// How many contradictions would be none then.
    pub settles: usize,
    /// How many relations would no longer hold.
    pub breaks: usize,
}

impl Repair {
    /// The better, the greater: how much it settles, then how likely such a slip is.
    #[must_use]
    pub fn rank(&self) -> (i64, How) {
        let weight = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        (weight(self.settles).saturating_sub(weight(self.breaks)), self.how)
    }
}

/// How a figure may have gone wrong, the least likely first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// In no way that is known.
    Other,
    /// Taken from the line above or below.
    Neighbour,
    /// One digit is another.
    Digit,
    /// The sign is missing or too much.
    Sign,
    /// The point stands one place too far.
    Tenfold,
    /// Two digits are swapped.
    Swap,
}

impl How {
    /// The public name, which is also the key of its wording.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Other => "other",
            Self::Neighbour => "neighbour",
            Self::Digit => "digit",
            Self::Sign => "sign",
            Self::Tenfold => "tenfold",
            Self::Swap => "swap",
        }
    }
}

/// A judged relation.
#[derive(Debug, Clone)]
pub struct Check {
    /// `rule:address`, unique in the report.
    pub id: String,
    /// The rule that found it.
    pub rule: &'static Rule,
    /// What its figures are to each other.
    pub shape: Shape,
    /// The verdict.
    pub verdict: Verdict,
    /// What it asks of the reader.
    pub severity: Severity,
    /// Who caused it.
    pub origin: Origin,
    /// The figures; the whole, the sentence, or the odd one out, first.
    pub operands: Vec<Term>,
    /// Where it is to be seen, where there is no operand.
    pub spot: Spot,
    /// Printed whole less printed parts, in the finest unit among the figures; of a percentage, in percent.
    pub residual: Option<Decimal>,
    /// What rounding can explain at the most.
    pub bound: Option<Decimal>,
    /// The smallest error that this check is sure to see.
    pub resolution: Option<Decimal>,
    /// What the other figures make of the first one, where that is not simply their sum.
    pub expected: Option<Decimal>,
    /// The indices of the checks whose relations together make up this one.
    pub from: Vec<usize>,
    /// What may put it in order, the likeliest first.
    pub repairs: Vec<Repair>,
    /// The index of the check that this one follows from.
    pub cause: Option<usize>,
    /// How many checks follow from this one.
    pub follows: usize,
    /// What was noticed, or why it was not checked.
    pub reason: Option<Reason>,
    /// What the rule said.
    pub said: Option<Said>,
    /// What else is to be said of the verdict.
    pub note: Option<Note>,
}

impl Check {
    /// Whether its rule asks for something which the document does not have.
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        self.reason.as_ref().is_some_and(|reason| !reason.is_noticed())
    }

    /// Whether it is a relation that all others can be put together with.
    #[must_use]
    pub const fn is_linear(&self) -> bool {
        !matches!(self.shape, Shape::Other)
    }

    /// Whether a person should look at it: everything that does not simply hold.
    #[must_use]
    pub fn is_finding(&self) -> bool {
        matches!(self.verdict, Verdict::Boundary | Verdict::Contradiction)
            || self.note.is_some()
            || (self.rule.kind == Kind::Structure && self.reason.as_ref().is_some_and(Reason::is_noticed))
    }
}

/// How many checks of each verdict, and how many findings of each severity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    verdicts: [u32; Verdict::ALL.len()],
    severities: [u32; 3],
}

impl Summary {
    pub(super) fn of(checks: &[Check]) -> Self {
        let mut summary = Self::default();
        for check in checks {
            raise(&mut summary.verdicts, check.verdict as usize);
            if check.is_finding() && check.cause.is_none() {
                raise(&mut summary.severities, check.severity as usize);
            }
        }
        summary
    }

    /// Checks with that verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> u32 {
        self.verdicts.get(verdict as usize).copied().unwrap_or_default()
    }

    /// Findings of that severity, consequences not counted.
    #[must_use]
    pub fn findings(&self, severity: Severity) -> u32 {
        self.severities.get(severity as usize).copied().unwrap_or_default()
    }
}

fn raise(counts: &mut [u32], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

/// The verdict on all relations together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    /// Whether all can hold at once.
    pub verdict: Verdict,
    /// The smallest multiple of the reach of rounding at which they can; four decimals. Nothing when it is not known.
    pub ratio: Option<Decimal>,
    /// The index of the check that proves that they cannot.
    pub proof: Option<usize>,
}

/// All checks of a document.
#[derive(Debug, Clone)]
pub struct Report {
    /// The counts.
    pub summary: Summary,
    /// All relations together.
    pub system: System,
    /// Every relation that was evaluated, also those that hold.
    pub checks: Vec<Check>,
    /// Indices of the checks that a person should look at, the most serious first, consequences behind their cause.
    pub findings: Vec<usize>,
}

impl Report {
    pub(super) fn of(mut checks: Vec<Check>, mut system: System) -> Self {
        let causes: Vec<usize> = checks.iter().filter_map(|check| check.cause).collect();
        for cause in causes {
            if let Some(check) = checks.get_mut(cause) {
                check.follows += 1;
            }
        }
        let findings = findings(&checks);
        if system.verdict == Verdict::Contradiction && system.proof.is_none() {
            let proves = |at: &&usize| {
                checks.get(**at).is_some_and(|check| check.is_linear() && check.verdict == system.verdict)
            };
            system.proof = findings.iter().find(proves).copied();
        }
        Self { summary: Summary::of(&checks), system, checks, findings }
    }

    /// The checks that a person should look at and that follow from no other, the most serious first.
    pub fn causes(&self) -> impl Iterator<Item = &Check> {
        self.findings.iter().filter_map(|&at| self.checks.get(at)).filter(|check| check.cause.is_none())
    }

    /// The id of the check that the given one follows from.
    #[must_use]
    pub fn cause_of(&self, check: &Check) -> Option<&str> {
        check.cause.and_then(|cause| self.checks.get(cause)).map(|cause| cause.id.as_str())
    }
}

/// Gives a repeated id `~2`, `~3` ….
pub(super) fn unique_ids(checks: &mut [Check]) {
    let mut by_id: Vec<usize> = (0..checks.len()).collect();
    let id = |at: usize| checks.get(at).map(|check| check.id.as_str());
    order::by(&mut by_id, &|a, b| id(*a).cmp(&id(*b)));
    let mut repeated = Vec::new();
    let (mut first, mut count) = (None, 1);
    for &at in &by_id {
        if first.is_some() && first == id(at) {
            count += 1;
            repeated.push((at, count));
        } else {
            (first, count) = (id(at), 1);
        }
    }
    for (at, count) in repeated {
        if let Some(check) = checks.get_mut(at) {
            check.id = format!("{}~{count}", check.id);
        }
    }
}

/// The findings in reading order: causes by severity, each followed by what follows from it.
fn findings(checks: &[Check]) -> Vec<usize> {
    let mut causes = Vec::new();
    let mut follows: Vec<(usize, usize)> = Vec::new();
    for (at, check) in checks.iter().enumerate().filter(|(_, check)| check.is_finding()) {
        match check.cause {
            None => causes.push(at),
            Some(cause) => follows.push((cause, at)),
        }
    }
    order::by(&mut follows, &Ord::cmp);
    order::by_key(&mut causes, |&i| {
        // Of equals, what is proved of figures comes before what is said of words.
        let rank = |check: &Check| {
            (check.severity, check.verdict == Verdict::Contradiction, check.rule.kind.is_of_figures())
        };
        std::cmp::Reverse(checks.get(i).map(rank))
    });
    let mut found = Vec::new();
    for at in causes {
        found.push(at);
        let first = follows.partition_point(|&(cause, _)| cause < at);
        found.extend(follows.iter().skip(first).take_while(|(cause, _)| *cause == at).map(|&(_, at)| at));
    }
    found
}
