//! 绩效指标表述: the projects have indicators of the kinds that the sentence claims.

use super::report::{Basis, Severity};
use super::words::Letters;
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::address::SentenceAddress;
use crate::budget::Budget;
use crate::narrative::Section;
use crate::search;
use crate::tables::performance::{IndicatorKind, Objective};

pub static RULE: Rule = Rule {
    id: "targets-said",
    version: 1,
    kind: Kind::Structure,
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
        for claimed in claimed(section) {
            relations.push(said(&projects, claimed));
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

fn said(projects: &[&Objective], claimed: Claimed) -> Relation {
    let (mut kinds, mut none, mut some) = (Vec::new(), Vec::new(), Vec::new());
    for (name, kind) in &claimed.kinds {
        kinds.push(*name);
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
        ("kinds", kinds.join("、")),
        ("none", none.join("、")),
        ("some", some.join("、")),
        ("projects", projects.len().to_string()),
    ];
    Relation::Said { saying, about: Vec::new(), spot: Spot::Words(claimed.at), words }
}

/// The kinds that a sentence says were set, and where.
struct Claimed {
    kinds: Vec<(&'static str, IndicatorKind)>,
    at: SentenceAddress,
}

/// No list of kinds is longer, in letters.
const LIST: usize = 40;

/// What the sentences of a section say was set: 从成本、产出、效益、满意度等方面设置了绩效指标.
fn claimed(section: &Section) -> Vec<Claimed> {
    let mut found = Vec::new();
    // A sentence goes on over the ends of lines.
    let letters = Letters::of(section);
    let words: String = letters.chars.iter().collect();
    if !search::contains(&words, "绩效") {
        return found;
    }
    let (mut start, mut rest) = (0, words.as_str());
    while let Some((before, behind)) = search::split_once(rest, "从") {
        start += before.chars().count();
        let ahead: String = behind.chars().take(LIST).collect();
        let listed = search::split_once(&ahead, "方面").map(|(list, _)| list);
        let kinds = listed.map(kinds_in).unwrap_or_default();
        let length = listed.map_or(0, |list| list.chars().count() + 3);
        let set: String = behind.chars().skip(length.saturating_sub(1)).take(12).collect();
        let is_set = search::contains_any(&set, &["设置", "设定", "编制", "制定"]);
        if let Some(&(line, first)) = letters.places.get(start)
            && is_set
            && kinds.len() > 1
        {
            let of_list = letters.places.iter().skip(start).take(length);
            let last = of_list.filter(|(of, _)| *of == line).map(|(_, at)| *at).max().unwrap_or(first);
            let at = SentenceAddress { section: section.id.clone(), line, start: first, end: last + 1 };
            found.push(Claimed { kinds, at });
        }
        start += 1;
        rest = behind;
    }
    found
}

fn kinds_in(list: &str) -> Vec<(&'static str, IndicatorKind)> {
    KINDS.into_iter().filter(|(name, _)| search::contains(list, name)).collect()
}
