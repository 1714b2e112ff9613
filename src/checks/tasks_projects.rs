//! 主要任务与项目: the tasks that the department sets itself and its projects are the same things.

use super::naming::{core, list, one_line};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::search;
use crate::tables::Role;
use crate::tables::names::plain;
use crate::tables::performance::{Of, Task};

const MATCH: Saying = Saying::holds("match");
const UNFUNDED: Saying = Saying::fails("unfunded", Severity::Info);
const UNNAMED: Saying = Saying::fails("unnamed", Severity::Info);

pub static RULE: Rule = Rule {
    id: "tasks-projects",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Practice,
    severity: Severity::Info,
    needs: &[&needs::TABLES, &needs::OBJECTIVES],
    says: &[MATCH, UNFUNDED, UNNAMED],
    find,
};

/// Tasks that basic expenditure pays.
const BASIC: [&str; 6] = ["人员经费", "公用经费", "基本支出", "日常运转", "人员支出", "人员类"];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let Some(table) = budget.table("projects").filter(|_| budget.kind == DocumentKind::Budget) else {
        return;
    };
    let mut projects: Vec<(&str, String, bool)> = Vec::new();
    for item in table.with_role(Role::Line) {
        let core = core(&item.name);
        if !core.is_empty() && !projects.iter().any(|(_, known, _)| *known == core) {
            projects.push((&item.name, core, false));
        }
    }
    let department = budget.objectives().iter().find(|objective| objective.of == Of::Department);
    let Some(department) = department.filter(|_| !projects.is_empty()) else { return };
    let (mut unfunded, mut matched) = (Vec::new(), 0usize);
    for task in &department.tasks {
        let name = name_of(task);
        if name.is_empty() || search::contains_any(&plain(name), &BASIC) {
            continue;
        }
        let task = core(name);
        let mut any = false;
        for (_, project, has) in &mut projects {
            if search::contains(project, &task) || search::contains(&task, project) {
                *has = true;
                any = true;
            }
        }
        if any {
            matched += 1;
        } else {
            unfunded.push(one_line(name));
        }
    }
    // Where most tasks are no projects, the document does not mean them to be.
    if matched < 2 || matched < unfunded.len() {
        return;
    }
    let mut unnamed = Vec::new();
    for (name, ..) in projects.iter().filter(|(_, _, has)| !has) {
        unnamed.push(one_line(name));
    }
    let line = department.tasks.first().map_or(department.place.line, |task| task.place.line);
    let mut say = |saying: &'static Saying, tasks: String| {
        let spot = Spot::Line { table: department.table.clone(), line };
        relations.push(Relation::Said { saying, about: Vec::new(), spot, words: vec![("tasks", tasks)] });
    };
    if !unfunded.is_empty() {
        say(&UNFUNDED, list(&unfunded));
    }
    // A department may have many more projects than main tasks.
    if !unnamed.is_empty() && unnamed.len() * 2 <= projects.len() {
        say(&UNNAMED, list(&unnamed));
    }
    if unfunded.is_empty() && unnamed.is_empty() {
        say(&MATCH, matched.to_string());
    }
}

/// What a task is called: 任务 3 is a number, its content is the name.
fn name_of(task: &Task) -> &str {
    let name = plain(&task.name);
    let numbered = name.strip_prefix("任务").is_some_and(|rest| rest.chars().count() <= 2);
    if name.is_empty() || numbered { task.content.lines().next().unwrap_or_default() } else { &task.name }
}
