//! 绩效指标表述: the projects have indicators of the kinds that the sentence claims.

use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::address::SentenceAddress;
use crate::budget::Budget;
use crate::narrative::Line;
use crate::search;
use crate::tables::names::plain;
use crate::tables::performance::{IndicatorKind, Objective};
use std::sync::Arc;

pub static RULE: Rule = Rule {
    id: "targets-said",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TARGETS],
    says: &[THERE, NONE, SOME, NONE_AND_SOME],
    find,
};

const THERE: Saying = Saying::holds("there");
const NONE: Saying = Saying::fails("none", Severity::Warning);
const SOME: Saying = Saying::fails("some", Severity::Warning);
const NONE_AND_SOME: Saying = Saying::fails("none-and-some", Severity::Warning);

/// What a sentence calls the kinds, and which they are.
const KINDS: [(&str, IndicatorKind); 4] = [
    ("成本", IndicatorKind::Cost),
    ("产出", IndicatorKind::Output),
    ("效益", IndicatorKind::Benefit),
    ("满意度", IndicatorKind::Satisfaction),
];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let projects = projects(budget);
    if projects.is_empty() {
        return;
    }
    for section in &budget.narrative.sections {
        for line in &section.lines {
            if let Some((start, length, kinds)) = claimed(line) {
                relations.push(said(&projects, &kinds, place(&section.id, line.line, start, start + length)));
            }
        }
    }
}

/// The objectives of projects that have any indicator.
pub fn projects(budget: &Budget) -> Vec<&Objective> {
    let mut projects = Vec::new();
    for objective in budget.objectives() {
        if objective.project().is_some() && !objective.targets.is_empty() {
            projects.push(objective);
        }
    }
    projects
}

fn said(projects: &[&Objective], kinds: &[(&str, IndicatorKind)], at: SentenceAddress) -> Relation {
    let (mut claimed, mut none, mut some) = (Vec::new(), Vec::new(), Vec::new());
    for (name, kind) in kinds {
        claimed.push((*name).to_owned());
        let mut without = Vec::new();
        for objective in projects {
            if objective.of_kind(*kind).next().is_none() {
                without.push(objective.project().unwrap_or_default());
            }
        }
        if without.len() == projects.len() {
            none.push((*name).to_owned());
        } else if !without.is_empty() {
            some.push(format!("{name}（{}）", without.join("、")));
        }
    }
    let saying = match (none.is_empty(), some.is_empty()) {
        (true, true) => &THERE,
        (false, true) => &NONE,
        (true, false) => &SOME,
        (false, false) => &NONE_AND_SOME,
    };
    let words = vec![
        ("kinds", claimed.join("、")),
        ("none", none.join("、")),
        ("some", some.join("、")),
        ("projects", projects.len().to_string()),
    ];
    Relation::Said { saying, about: Vec::new(), spot: Spot::Words(at), words }
}

/// The kinds that a line says were set, from which letter on and with how many letters: 从成本、产出、效益、满意度等方面
/// 设置了绩效指标.
fn claimed(line: &Line) -> Option<(usize, usize, Vec<(&'static str, IndicatorKind)>)> {
    if !search::contains(&line.text, "绩效") {
        return None;
    }
    let mut start = 0;
    let mut rest = line.text.as_str();
    while let Some((before, behind)) = search::split_once(rest, "从") {
        start += before.chars().count();
        if let Some((list, goes_on)) = search::split_once(behind, "方面") {
            let head: String = goes_on.chars().take(12).collect();
            let set = search::contains_any(&plain(&head), &["设置", "设定", "编制", "制定"]);
            let length = list.chars().count();
            let mut kinds = Vec::new();
            for kind in KINDS {
                if search::contains(list, kind.0) {
                    kinds.push(kind);
                }
            }
            if set && kinds.len() > 1 && length < LIST {
                return Some((start, length + 3, kinds));
            }
        }
        start += 1;
        rest = behind;
    }
    None
}

/// No list of kinds is longer, in letters.
const LIST: usize = 40;

fn place(section: &Arc<str>, line: u32, start: usize, end: usize) -> SentenceAddress {
    let at = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    SentenceAddress { section: section.clone(), line, start: at(start), end: at(end) }
}
