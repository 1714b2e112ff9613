//! Projects with their money and what is to be reached for it; before them what the department as a whole wants.

use super::bars::{Bar, BarPart, Bars};
use super::flow::Tone;
use super::{printed, total_row};
use crate::amount::Amount;
use crate::budget::Budget;
use crate::checks::Spot;
use crate::checks::{Report, report::Check};
use crate::order;
use crate::search;
use crate::tables::names::plain;
use crate::tables::performance::{Indicator, IndicatorKind, Objective, Of, Task};
use crate::tables::{Figure, Item, Role, Table};
use std::cmp::Reverse;

/// A project.
#[derive(Debug, Clone)]
pub struct Project<'a> {
    /// What it is found by: the key of its line, else its name.
    pub key: &'a str,
    /// Its printed name.
    pub name: &'a str,
    /// Its printed code.
    pub code: Option<&'a str>,
    /// Its money.
    pub figure: Option<&'a Figure>,
    /// Its line in the table of projects.
    pub line: Option<&'a Item>,
    /// What is to be reached for it.
    pub objective: Option<&'a Objective>,
}

/// All that is disclosed of projects and of performance.
#[derive(Debug, Clone)]
pub struct Projects<'a> {
    /// The table of projects.
    pub table: Option<&'a Table>,
    /// The money of all projects.
    pub whole: Option<&'a Figure>,
    /// The projects, those with the most money first.
    pub projects: Vec<Project<'a>>,
    /// What the department as a whole wants; several where units have forms of their own.
    pub department: Vec<&'a Objective>,
    /// The printed notes of performance tables that print no target.
    pub notes: Vec<&'a str>,
}

/// The projects of a document.
#[must_use]
pub fn projects(budget: &Budget) -> Projects<'_> {
    // Without its unit an amount cannot be shown beside others.
    let table = budget.table("projects").filter(|table| table.unit.is_some());
    let mut projects = Vec::new();
    let mut taken = Vec::new();
    for item in table.map(|table| table.with_role(Role::Line)).unwrap_or_default() {
        let objective = table.and_then(|table| budget.objective_of(table, item));
        taken.extend(objective.map(|objective| &objective.place));
        let (key, name, code) = (&*item.key, item.name.as_str(), item.code.as_deref());
        projects.push(Project { key, name, code, figure: money(item), line: Some(item), objective });
    }
    let mut department = Vec::new();
    for objective in budget.objectives() {
        match &objective.of {
            Of::Department => department.push(objective),
            Of::Project { name, code } if !taken.contains(&&objective.place) => projects.push(Project {
                key: name,
                name,
                code: code.as_deref(),
                figure: objective.year_total().map(|money| &money.figure),
                line: None,
                objective: Some(objective),
            }),
            Of::Project { .. } => {}
        }
    }
    order::by_key(&mut projects, |project| {
        Reverse(project.figure.and_then(Figure::amount).and_then(Amount::in_yuan))
    });
    let mut notes = Vec::new();
    for table in &budget.tables {
        let of_performance = table.spec.is_some_and(|spec| spec.id.ends_with("-performance"));
        let has_targets = budget.objectives().iter().any(|objective| objective.table == table.id);
        if of_performance && !has_targets {
            notes.extend(table.note.as_ref().map(|note| note.text.as_str()));
        }
    }
    let whole = table.and_then(total_row).and_then(money);
    Projects { table, whole, projects, department, notes }
}

/// The money of a line: its total, else the first column that prints any.
fn money(item: &Item) -> Option<&Figure> {
    printed(item, "total").or_else(|| item.figures.iter().find(|figure| !super::is_nothing(figure)))
}

impl<'a> Projects<'a> {
    /// The projects as bars; nothing where none has money.
    #[must_use]
    pub fn bars(&self) -> Bars {
        let mut bars = Vec::new();
        for project in &self.projects {
            let Some(figure) = project.figure else { continue };
            let Some(amount) = figure.amount() else { continue };
            bars.push(Bar {
                key: project.key.to_owned(),
                code: None,
                name: project.name.to_owned(),
                amount,
                at: figure.at.clone(),
                parts: vec![BarPart { tone: Tone::Project, amount, at: figure.at.clone() }],
                opens: true,
            });
        }
        Bars { whole: self.whole.and_then(Figure::amount), bars }
    }

    /// The project with that key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Project<'a>> {
        self.projects.iter().find(|project| project.key == key)
    }

    /// The project that a task is, if there is one of that name.
    #[must_use]
    pub fn of_task(&self, task: &Task) -> Option<&Project<'a>> {
        let named = |words: &str| {
            let words = core(words);
            self.projects.iter().find(|project| !words.is_empty() && core(project.name) == words)
        };
        named(&task.name).or_else(|| named(task.content.lines().next().unwrap_or_default()))
    }
}

fn core(name: &str) -> String {
    let name = plain(name);
    name.strip_suffix("项目").unwrap_or(&name).to_owned()
}

impl<'a> Project<'a> {
    /// The other columns of its line that print money, with their names; without a line the money of its form.
    #[must_use]
    pub fn money(&self, table: Option<&Table>) -> Vec<(String, &'a Figure)> {
        let mut money = Vec::new();
        for figure in self.line.map_or(&[][..], |line| &line.figures) {
            // The amount of the project is said above its parts.
            if super::is_nothing(figure) || self.figure.is_some_and(|whole| whole.at == figure.at) {
                continue;
            }
            let column =
                table.and_then(|table| table.columns.iter().find(|known| known.key == figure.at.column));
            let label = column.map_or_else(|| figure.at.column.to_string(), |column| column.label());
            money.push((label, figure));
        }
        if self.line.is_none()
            && let Some(objective) = self.objective
        {
            money = funds(objective);
        }
        money
    }
}

/// The money of a form: totals and parts that print any, with their labels.
#[must_use]
pub fn funds(objective: &Objective) -> Vec<(String, &Figure)> {
    let mut money = Vec::new();
    for funds in &objective.funds {
        for part in [&funds.total].into_iter().chain(funds.breakdowns.iter().flatten()) {
            if !super::is_nothing(&part.figure) {
                money.push((part.label.clone(), &part.figure));
            }
        }
    }
    money
}

/// The targets by the first level of the form, in its order; kinds without one are left out.
#[must_use]
pub fn by_kind(objective: &Objective) -> Vec<(IndicatorKind, Vec<&Indicator>)> {
    let mut kinds = Vec::new();
    for kind in IndicatorKind::ALL {
        let mut targets = Vec::new();
        for target in &objective.targets {
            if target.kind == kind {
                targets.push(target);
            }
        }
        if !targets.is_empty() {
            kinds.push((kind, targets));
        }
    }
    kinds
}

/// Rules that speak of projects and of targets.
const RULES: [&str; 6] =
    ["target-values", "targets-of-projects", "target-sums", "tasks-projects", "goals", "targets-said"];

/// Indices of the checks that found something about projects or targets.
#[must_use]
pub fn findings(report: &Report) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, check) in report.checks.iter().enumerate() {
        if RULES.contains(&check.rule.id) && check.is_finding() && check.cause.is_none() {
            found.push(at);
        }
    }
    found
}

/// Whether a check is about the objective of a project: it stands in its lines, or names it.
#[must_use]
pub fn is_about(check: &Check, project: &Project<'_>, budget: &Budget) -> bool {
    let Some(objective) = project.objective else { return false };
    let begins =
        |other: &&Objective| other.table == objective.table && other.place.line > objective.place.line;
    let end = budget.objectives().iter().find(begins).map_or(u32::MAX, |next| next.place.line);
    let stands =
        |table: &str, line: u32| table == &*objective.table && line >= objective.place.line && line < end;
    let in_lines = match &check.spot {
        Spot::Line { table, line } => check.operands.is_empty() && stands(table, *line),
        Spot::Document | Spot::Words(_) => false,
    };
    let name = plain(project.name);
    let named = check.said.as_ref().is_some_and(|said| {
        said.words.iter().any(|(_, words)| !name.is_empty() && search::contains(&plain(words), &name))
    });
    in_lines || named
}
