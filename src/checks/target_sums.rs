//! 整体与项目指标: a target of the whole department is the sum or the largest of its projects' targets of the same thing.

use super::naming::{core, list, one_line};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::amount;
use crate::budget::{Budget, DocumentKind};
use crate::tables::names::plain;
use crate::tables::performance::{Comparator, Indicator, Of};
use rust_decimal::Decimal;
use std::rc::Rc;

const HOLDS: Saying = Saying::holds("holds");
const DIFFERS: Saying = Saying::fails("differs", Severity::Info);

pub static RULE: Rule = Rule {
    id: "target-sums",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Practice,
    severity: Severity::Info,
    needs: &[&needs::OBJECTIVES],
    says: &[HOLDS, DIFFERS],
    find,
};

/// A number that a project asks for.
struct Part<'a> {
    /// What is measured, as names are compared.
    name: String,
    /// What the project is about.
    project: Rc<str>,
    value: Decimal,
    unit: &'a str,
    comparator: Option<Comparator>,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    if budget.kind == DocumentKind::Form {
        return;
    }
    let (mut parts, mut wholes): (Vec<Part<'_>>, Vec<&Indicator>) = (Vec::new(), Vec::new());
    for objective in budget.objectives() {
        if objective.of == Of::Department {
            wholes.extend(&objective.targets);
            continue;
        }
        let project: Rc<str> = core(objective.project().unwrap_or_default()).into();
        for indicator in &objective.targets {
            if let Some((value, unit)) = number(indicator) {
                let (name, project) = (plain(&indicator.name), project.clone());
                parts.push(Part { name, project, value, unit, comparator: indicator.target.comparator });
            }
        }
    }
    for indicator in wholes {
        let Some((value, unit)) = number(indicator) else { continue };
        let values = of_same(indicator, unit, &parts);
        if values.is_empty() {
            continue;
        }
        let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| amount::sum(sum, *value));
        // Parts may be targets of parts of the thing: any of them, or all together, may be the target of the whole.
        let holds = sum == Some(value) || values.contains(&value);
        let mut shown = Vec::with_capacity(values.len());
        for value in &values {
            shown.push(format!("{}{unit}", value.normalize()));
        }
        let spot = Spot::Line { table: indicator.at.table.clone(), line: indicator.at.place.line };
        let words = vec![
            ("name", one_line(&indicator.name)),
            ("target", one_line(&indicator.printed)),
            ("targets", list(&shown)),
        ];
        let saying = if holds { &HOLDS } else { &DIFFERS };
        relations.push(Relation::Said { saying, about: Vec::new(), spot, words });
    }
}

/// The number and the unit that an indicator asks for. A percentage adds up to nothing, a range is no single number.
fn number(indicator: &Indicator) -> Option<(Decimal, &str)> {
    let unit = indicator.target.unit.as_deref().filter(|unit| *unit != "%")?;
    indicator.target.value.filter(|_| indicator.target.upper.is_none()).map(|value| (value, unit))
}

/// The numbers in the same unit that projects ask for: of indicators of that name, else those of the project that the
/// indicator is named after.
fn of_same(indicator: &Indicator, unit: &str, parts: &[Part<'_>]) -> Vec<Decimal> {
    let (name, named_after) = (plain(&indicator.name), core(&indicator.name));
    let (mut same, mut of_project) = (Vec::new(), Vec::new());
    for part in parts {
        if part.unit != unit || part.comparator != indicator.target.comparator {
            continue;
        }
        if part.name == name {
            same.push(part.value);
        } else if *part.project == *named_after {
            of_project.push(part.value);
        }
    }
    if same.is_empty() { of_project } else { same }
}
