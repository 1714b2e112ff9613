//! 年度目标: the goals of the department are numbered without a gap, and each has the indicator that measures it.

use super::naming::list;
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::search;
use crate::tables::names::{chinese_number, plain};
use crate::tables::performance::{Objective, Of};

const WHOLE: Saying = Saying::holds("whole");
const GAP: Saying = Saying::fails("gap", Severity::Info);
const UNMEASURED: Saying = Saying::fails("unmeasured", Severity::Info);
const UNSTATED: Saying = Saying::fails("unstated", Severity::Info);

pub static RULE: Rule = Rule {
    id: "goals",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Form,
    severity: Severity::Info,
    needs: &[&needs::OBJECTIVES],
    says: &[WHOLE, GAP, UNMEASURED, UNSTATED],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    if budget.kind == DocumentKind::Form {
        return;
    }
    for objective in budget.objectives().iter().filter(|objective| objective.of == Of::Department) {
        of_department(objective, relations);
    }
}

fn of_department(objective: &Objective, relations: &mut Vec<Relation>) {
    let mut goals: Vec<u32> = Vec::new();
    for goal in &objective.goals {
        numbers(&plain(&goal.text), &mut goals);
    }
    let mut measured: Vec<u32> = Vec::new();
    for target in &objective.targets {
        let name = plain(&target.name);
        if let Some(goal) = name.strip_prefix("目标")
            && search::contains(goal, "实现")
            && let Some(number) = number_at(goal)
        {
            push(&mut measured, number);
        }
    }
    if goals.len() < 2 {
        return;
    }
    let line = objective.goals.first().map_or(objective.place.line, |goal| goal.place.line);
    let mut say = |saying: &'static Saying, numbers: String| {
        let spot = Spot::Line { table: objective.table.clone(), line };
        relations.push(Relation::Said { saying, about: Vec::new(), spot, words: vec![("goals", numbers)] });
    };
    let last = goals.iter().max().copied().unwrap_or(0);
    let gaps = shown(&mut (1..=last).filter(|number| !goals.contains(number)));
    // Where the form asks for no such indicator, none is missing.
    let unmeasured =
        shown(&mut goals.iter().copied().filter(|goal| !measured.is_empty() && !measured.contains(goal)));
    let unstated = shown(&mut measured.iter().copied().filter(|number| !goals.contains(number)));
    if !gaps.is_empty() {
        say(&GAP, list(&gaps));
    }
    if !unmeasured.is_empty() {
        say(&UNMEASURED, list(&unmeasured));
    }
    if !unstated.is_empty() {
        say(&UNSTATED, list(&unstated));
    }
    if gaps.is_empty() && unmeasured.is_empty() && unstated.is_empty() {
        say(&WHOLE, goals.len().to_string());
    }
}

fn shown(numbers: &mut dyn Iterator<Item = u32>) -> Vec<String> {
    let mut shown = Vec::new();
    for number in numbers {
        shown.push(number.to_string());
    }
    shown
}

/// The numbers of the goals in a text: 目标1: or 目标一、.
fn numbers(text: &str, found: &mut Vec<u32>) {
    let mut rest = text;
    while let Some((_, behind)) = search::split_once(rest, "目标") {
        let end = behind.find([':', '、', '.']).unwrap_or(0);
        if let Some(number) = behind.get(..end).and_then(number_of) {
            push(found, number);
        }
        rest = behind;
    }
}

fn push(found: &mut Vec<u32>, number: u32) {
    if !found.contains(&number) {
        found.push(number);
    }
}

/// The number that a text begins with.
fn number_at(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit() && chinese_number(&c.to_string()).is_none())?;
    number_of(text.get(..end)?)
}

fn number_of(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| chinese_number(text)).filter(|number| (1..30).contains(number))
}
