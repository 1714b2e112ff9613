//! 误读: a table that was probably misread contradicts nobody.
//!
//! What such a table seems to contradict is not checked, and one finding on the reading stands for all of it. So it is with
//! a whole document whose file does not say what many of its letters are.

use super::report::{Check, Origin, Reason, Severity, Shape, Verdict};
use super::zeros::Zeros;
use super::{Operand, Relation, Spot, judge, reading};
use crate::budget::Budget;
use crate::order;
use crate::source::Remarked;
use crate::tables::{FigureId, Table, Value, What};

/// Below this certainty of what a table without a caption is, its own sums must bear it out, in per cent.
const CERTAIN: u8 = 70;
/// So few sums tell nothing of how a table was read.
const FEWEST: usize = 4;
/// A publisher's slips in one table are fewer than this.
const CAUSES: usize = 3;

/// Where so many letters of a document are not known, and more than one of a hundred, those that seem to be may be others.
const UNKNOWN_LETTERS: u32 = 20;

/// Takes back what tables that were probably misread seem to contradict, and adds a finding for each such table.
pub(super) fn excuse(checks: &mut Vec<Check>, budget: &Budget) {
    let failing: Vec<usize> = failing(checks);
    if failing.is_empty() {
        return;
    }
    let sums = Sums::of(checks, budget);
    let mut causes: Vec<Option<usize>> = vec![None; budget.tables.len()];
    let mut known: Vec<Option<bool>> = vec![None; budget.tables.len()];
    for at in failing {
        let is_info = checks.get(at).is_some_and(|check| check.severity == Severity::Info);
        let Some(table) = checks.get(at).and_then(|check| doubtful(check, budget, &sums, checks, &mut known))
        else {
            continue;
        };
        let cause = match causes.get(table).copied().flatten() {
            Some(cause) => cause,
            // What asks for nothing accuses nobody, so that it needs no excuse.
            None if is_info => continue,
            None => {
                let Some(found) = finding(table, budget) else { continue };
                checks.push(found);
                checks.len() - 1
            }
        };
        if let Some(known) = causes.get_mut(table) {
            *known = Some(cause);
        }
        if let Some(check) = checks.get_mut(at) {
            take_back(check, cause);
        }
    }
}

/// Takes back what a document seems to contradict of which many letters are not known, and says whether it is one.
pub(super) fn excuse_letters(checks: &mut [Check], budget: &Budget) -> bool {
    let unknown = |check: &Check| match &check.reason {
        Some(Reason::Remarked(remark)) => match remark.what {
            Remarked::UnknownText(count) => count,
            _ => 0,
        },
        _ => 0,
    };
    let Some(cause) = checks.iter().position(|check| unknown(check) >= UNKNOWN_LETTERS) else { return false };
    if checks.iter().map(unknown).sum::<u32>() as usize * 100 <= letters(budget) {
        return false;
    }
    let failing = checks.iter_mut().filter(|check| fails(check) && check.rule.id != reading::RULE.id);
    failing.for_each(|check| take_back(check, cause));
    true
}

/// How many characters the tables and the narrative have.
fn letters(budget: &Budget) -> usize {
    let cells = budget.tables.iter().flat_map(|table| table.head.iter().chain(&table.body)).flatten();
    let sections = budget.narrative.profile.iter().chain(&budget.narrative.sections);
    let lines = sections.flat_map(|section| &section.lines);
    let texts = cells.map(|cell| &cell.text).chain(lines.map(|line| &line.text));
    texts.map(|text| text.chars().count()).sum()
}

/// Leaves open what a check seemed to find; the check at `cause` says why.
fn take_back(check: &mut Check, cause: usize) {
    (check.verdict, check.severity, check.origin) = (Verdict::NotChecked, Severity::Info, Origin::Extraction);
    (check.said, check.note) = (None, None);
    (check.reason, check.cause) = (Some(Reason::Misread), Some(cause));
}

const fn fails(check: &Check) -> bool {
    matches!(check.verdict, Verdict::Contradiction | Verdict::Boundary)
}

fn failing(checks: &[Check]) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, check) in checks.iter().enumerate() {
        if fails(check) && check.said.is_none() && check.rule.kind.is_of_figures() {
            found.push(at);
        }
    }
    order::by_key(&mut found, |at| std::cmp::Reverse(checks.get(*at).map(|check| check.severity)));
    found
}

/// The first table of a check's figures that was probably misread.
fn doubtful(
    check: &Check,
    budget: &Budget,
    sums: &Sums,
    checks: &[Check],
    known: &mut [Option<bool>],
) -> Option<usize> {
    for term in &check.operands {
        let Operand::Cell(FigureId { table, .. }) = term.operand else { continue };
        let at = table as usize;
        let is_misread = match known.get(at).copied().flatten() {
            Some(is_misread) => is_misread,
            None => budget.tables.get(at).is_some_and(|table| is_misread(at, table, budget, sums, checks)),
        };
        if let Some(known) = known.get_mut(at) {
            *known = Some(is_misread);
        }
        if is_misread {
            return Some(at);
        }
    }
    None
}

fn finding(table: usize, budget: &Budget) -> Option<Check> {
    let table = budget.tables.get(table)?;
    let spot = Spot::Line { table: table.id.clone(), line: table.lines.0 };
    let noticed = Relation::Noticed { reason: Reason::Misread, about: None, spot };
    judge::judge(&reading::RULE, noticed, budget, &Zeros::default())
}

fn is_misread(at: usize, table: &Table, budget: &Budget, sums: &Sums, checks: &[Check]) -> bool {
    let held = sums.held.get(at).copied().unwrap_or_default();
    let failed: Vec<&Check> =
        sums.failed.iter().filter(|(of, _)| *of == at).filter_map(|(_, at)| checks.get(*at)).collect();
    if has_figures_without_head(table, budget) {
        return true;
    }
    if is_weak(table, budget) {
        return held < 2 || held <= failed.len();
    }
    held + failed.len() >= FEWEST && failed.len() > held && needs_causes(failed)
}

/// Whether amounts are printed in a column whose head says nothing.
fn has_figures_without_head(table: &Table, budget: &Budget) -> bool {
    let mut unknown = Vec::new();
    for notice in budget.notices.iter().filter(|notice| notice.table == table.id) {
        if let What::HeadUnknown(columns) = &notice.what {
            for column in columns.split('、').filter_map(|column| column.parse::<usize>().ok()) {
                unknown.extend(table.columns.get(column.wrapping_sub(1)).map(|column| &column.key));
            }
        }
    }
    !unknown.is_empty()
        && table.figures().any(|(_, figure)| {
            figure.value != Value::Blank && unknown.iter().any(|key| **key == figure.at.column)
        })
}

/// Whether only its contents tell what the table is, and not for sure, or words stand where figures belong.
fn is_weak(table: &Table, budget: &Budget) -> bool {
    budget.notices.iter().filter(|notice| notice.table == table.id).any(|notice| match &notice.what {
        What::ToldByContents(confidence) => *confidence < CERTAIN,
        What::FigureUnreadable(_, printed) => {
            Reason::FigureUnreadable { printed: printed.clone() }.is_misplaced()
        }
        _ => false,
    })
}

/// Whether no figure, and then no second one, explains why these sums fail.
fn needs_causes(mut failed: Vec<&Check>) -> bool {
    for _ in 1..CAUSES {
        let mut all: Vec<Operand> = Vec::new();
        for check in &failed {
            all.extend(check.operands.iter().map(|term| term.operand));
        }
        order::by_key(&mut all, |&operand| operand);
        let most = all.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).and_then(|same| same.first());
        let Some(&most) = most else { return false };
        failed.retain(|check| check.operands.iter().all(|term| term.operand != most));
    }
    !failed.is_empty()
}

/// The sums that stand within one table and are not of nothing.
struct Sums {
    /// How many of each table hold.
    held: Vec<usize>,
    /// Table and check of those that do not.
    failed: Vec<(usize, usize)>,
}

impl Sums {
    fn of(checks: &[Check], budget: &Budget) -> Self {
        let mut sums = Self { held: vec![0; budget.tables.len()], failed: Vec::new() };
        for (at, check) in checks.iter().enumerate().filter(|(_, check)| check.shape == Shape::Sum) {
            let printed = check
                .operands
                .iter()
                .filter(|term| term.operand.amount(budget).is_some_and(|amount| !amount.value().is_zero()));
            let Some(table) = table_of(check).filter(|_| printed.count() > 2) else { continue };
            match (check.verdict, sums.held.get_mut(table)) {
                (Verdict::Contradiction, _) => sums.failed.push((table, at)),
                (Verdict::Exact | Verdict::Rounding, Some(held)) => *held += 1,
                _ => {}
            }
        }
        sums
    }
}

/// The only table of a check's figures.
fn table_of(check: &Check) -> Option<usize> {
    let mut tables = check.operands.iter().map(|term| match term.operand {
        Operand::Cell(id) => Some(id.table),
        Operand::Claim(_) => None,
    });
    let first = tables.next()??;
    tables.all(|table| table == Some(first)).then_some(first as usize)
}
