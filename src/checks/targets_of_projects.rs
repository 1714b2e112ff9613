//! 项目与绩效目标: every project has its targets, and every target table of a project is about one of the projects.

use super::naming::{list, one_line};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::tables::names::{Likeness, likeness};
use crate::tables::{Item, Role};

const MATCH: Saying = Saying::holds("match");
const WITHOUT: Saying = Saying::fails("without", Severity::Info);
const UNKNOWN: Saying = Saying::fails("unknown", Severity::Info);

pub static RULE: Rule = Rule {
    id: "targets-of-projects",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::TABLES, &needs::OBJECTIVES],
    says: &[MATCH, WITHOUT, UNKNOWN],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let Some(table) = budget.table("projects").filter(|_| budget.kind == DocumentKind::Budget) else {
        return;
    };
    let mut projects: Vec<(&Item, bool)> = Vec::new();
    for item in table.with_role(Role::Line) {
        if !item.name.trim().is_empty() {
            projects.push((item, false));
        }
    }
    let (mut unknown, mut matched) = (Vec::new(), 0u32);
    for (objective, found) in budget.objectives_and_projects() {
        let Some(name) = objective.project() else { continue };
        let mut any = found.is_some();
        for (item, has) in &mut projects {
            // One project may stand on several lines, one for each unit.
            let same = match found {
                Some(found) => found.name == item.name,
                None => likeness(name, &item.name) != Likeness::Other,
            };
            *has |= same;
            any |= same;
        }
        if any {
            matched += 1;
        } else {
            unknown.push(one_line(name));
        }
    }
    // Where no name is found, the projects are called by other names, or are those of another year.
    if matched == 0 {
        return;
    }
    let mut without = Vec::new();
    for (item, _) in projects.iter().filter(|(_, has)| !has) {
        without.push(one_line(&item.name));
    }
    let mut say = |saying: &'static Saying, names: String| {
        let spot = Spot::Line { table: table.id.clone(), line: table.lines.0 };
        relations.push(Relation::Said { saying, about: Vec::new(), spot, words: vec![("projects", names)] });
    };
    if !without.is_empty() {
        say(&WITHOUT, list(&without));
    }
    if !unknown.is_empty() {
        say(&UNKNOWN, list(&unknown));
    }
    if without.is_empty() && unknown.is_empty() {
        say(&MATCH, matched.to_string());
    }
}
