//! Projects and performance: the department's goals, tasks and targets; each project with its money and its own.

use super::checks::{CheckLine, check_line};
use super::{PieceData, address};
use crate::address::Address;
use crate::amount::{Amount, Unit};
use crate::budget::Budget;
use crate::export::report::AddressData;
use crate::export::wording::Wording;
use crate::i18n::{Locale, format};
use crate::tables::Figure;
use crate::tables::performance::{Indicator, IndicatorKind, Objective, Of};
use crate::views::projects::{self, Project, Projects};
use crate::web::kept::Kept;
use serde::Serialize;

#[derive(Serialize)]
pub struct ProjectsData {
    table: Option<String>,
    whole: Option<PieceData>,
    /// How many projects there are, and whether any has a target; nothing where one is open.
    count: usize,
    targets: bool,
    /// The project that is open.
    open: Option<DetailData>,
    department: Vec<ObjectiveData>,
    notes: Vec<String>,
    findings: Vec<CheckLine>,
}

#[derive(Serialize)]
pub struct DetailData {
    name: String,
    code: Option<String>,
    amount: Option<PieceData>,
    share: Option<String>,
    money: Vec<MoneyData>,
    objective: Option<ObjectiveData>,
    findings: Vec<CheckLine>,
}

#[derive(Serialize)]
pub struct MoneyData {
    label: String,
    figure: PieceData,
}

#[derive(Serialize)]
pub struct ObjectiveData {
    table: String,
    /// The id of the table and the line that it begins with.
    id: String,
    line: u32,
    goals: Vec<WordsData>,
    tasks: Vec<TaskData>,
    money: Vec<MoneyData>,
    kinds: Vec<KindData>,
}

/// Words with the line of the table that prints them.
#[derive(Serialize)]
pub struct WordsData {
    label: String,
    text: String,
    line: u32,
}

#[derive(Serialize)]
pub struct TaskData {
    name: String,
    content: String,
    line: u32,
    money: Vec<MoneyData>,
}

#[derive(Serialize)]
pub struct KindData {
    kind: &'static str,
    targets: Vec<TargetData>,
}

#[derive(Serialize)]
pub struct TargetData {
    group: String,
    name: String,
    printed: String,
    note: String,
    /// Whether it asks for a number.
    number: bool,
    at: AddressData,
}

pub fn projects(disclosure: &Kept, locale: &'static Locale, unit: Unit, key: Option<&str>) -> ProjectsData {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let found = projects::projects(budget);
    let open = key.and_then(|key| found.find(key));
    let mut department = Vec::new();
    let listed = if open.is_none() { found.projects.as_slice() } else { &[] };
    if open.is_none() {
        for objective in &found.department {
            department.push(objective_data(&wording, &found, objective, unit));
        }
    }
    let mut findings = Vec::new();
    for at in projects::findings(disclosure.report()) {
        let check = disclosure.report().checks.get(at);
        let shown = check.filter(|check| open.is_none_or(|open| projects::is_about(check, open, budget)));
        findings.extend(shown.map(|check| check_line(&wording, check)));
    }
    let mut data = ProjectsData {
        table: found.table.map(|table| wording.table(table)),
        whole: found.whole.map(|figure| piece(budget, figure, unit)),
        count: listed.len(),
        targets: listed.iter().any(|project| project.objective.is_some_and(|one| !one.targets.is_empty())),
        open: None,
        department,
        notes: found.notes.iter().map(|note| (*note).to_owned()).collect(),
        findings: Vec::new(),
    };
    match open {
        Some(open) => data.open = Some(detail(&wording, &found, open, unit, findings)),
        None => data.findings = findings,
    }
    data
}

fn detail(
    wording: &Wording<'_>,
    found: &Projects<'_>,
    project: &Project<'_>,
    unit: Unit,
    findings: Vec<CheckLine>,
) -> DetailData {
    DetailData {
        name: project.name.to_owned(),
        code: project
            .objective
            .and_then(|objective| match &objective.of {
                Of::Project { code, .. } => code.as_deref(),
                Of::Department => None,
            })
            .or(project.code)
            .map(str::to_owned),
        amount: project.figure.map(|figure| piece(wording.budget, figure, unit)),
        share: share(found, project),
        money: money(wording.budget, project.money(found.table), unit),
        objective: project.objective.map(|objective| objective_data(wording, found, objective, unit)),
        findings,
    }
}

fn share(found: &Projects<'_>, project: &Project<'_>) -> Option<String> {
    format::share(project.figure.and_then(Figure::amount)?, found.whole.and_then(Figure::amount)?)
}

/// A printed amount in the reader's unit.
fn piece(budget: &Budget, figure: &Figure, unit: Unit) -> PieceData {
    let written = |amount: Amount| format::amount(amount, unit);
    PieceData {
        text: figure.amount().map_or_else(|| figure.printed.clone(), written),
        at: Some(address(budget, &Address::Cell(figure.at.clone()))),
    }
}

fn money(budget: &Budget, figures: Vec<(String, &Figure)>, unit: Unit) -> Vec<MoneyData> {
    let mut money = Vec::new();
    for (label, figure) in figures {
        money.push(MoneyData { label, figure: piece(budget, figure, unit) });
    }
    money
}

fn objective_data(
    wording: &Wording<'_>,
    found: &Projects<'_>,
    objective: &Objective,
    unit: Unit,
) -> ObjectiveData {
    let budget = wording.budget;
    let mut goals = Vec::new();
    for goal in &objective.goals {
        let (label, text) = (goal.label.clone(), goal.text.clone());
        goals.push(WordsData { label, text, line: goal.place.line });
    }
    let mut tasks = Vec::new();
    for task in &objective.tasks {
        let mut figures = Vec::new();
        for part in &task.money {
            figures.push((part.label.clone(), &part.figure));
        }
        if figures.is_empty() {
            let project = found.of_task(task);
            figures.extend(project.and_then(|project| Some((project.name.to_owned(), project.figure?))));
        }
        tasks.push(TaskData {
            name: task.name.clone(),
            content: task.content.clone(),
            line: task.place.line,
            money: money(budget, figures, unit),
        });
    }
    let mut kinds = Vec::new();
    for (kind, of_kind) in projects::by_kind(objective) {
        let mut targets = Vec::new();
        for target in of_kind {
            targets.push(target_data(target));
        }
        kinds.push(KindData { kind: kind_id(kind), targets });
    }
    ObjectiveData {
        table: budget.table(&objective.table).map(|table| wording.table(table)).unwrap_or_default(),
        id: objective.table.to_string(),
        line: objective.place.line,
        goals,
        tasks,
        money: money(budget, projects::funds(objective), unit),
        kinds,
    }
}

fn target_data(target: &Indicator) -> TargetData {
    TargetData {
        group: target.group.to_string(),
        name: target.name.clone(),
        printed: target.printed.clone(),
        note: target.note.clone(),
        number: target.target.value.is_some(),
        at: (&target.at).into(),
    }
}

const fn kind_id(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Cost => "cost",
        IndicatorKind::Output => "output",
        IndicatorKind::Benefit => "benefit",
        IndicatorKind::Satisfaction => "satisfaction",
        IndicatorKind::Other => "other",
    }
}
