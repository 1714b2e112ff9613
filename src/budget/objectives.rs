//! Projects ↔ targets: whose money an objective speaks of.

use super::{Budget, Coordinate, Flow, Subject};
use crate::address::CellAddress;
use crate::order;
use crate::search;
use crate::tables::form::AMOUNT;
use crate::tables::names::plain;
use crate::tables::performance::{self, Objective, Of};
use crate::tables::spec::Classes;
use crate::tables::{Figure, Item, Notice, Role, Table};
use std::iter::Peekable;
use std::vec::IntoIter;

/// The table of projects that objectives are matched with.
const PROJECTS: &str = "projects";

/// The objectives of a document, in its order; what was noticed while reading them is added to the notices.
pub(super) fn read(tables: &[Table], mut notices: Vec<Notice>) -> (Vec<Objective>, Vec<Notice>) {
    let mut objectives = Vec::new();
    for table in tables {
        let (found, noticed) = performance::read(table);
        objectives.extend(found);
        notices.extend(noticed);
    }
    (objectives, notices)
}

/// For each objective the line of the table of projects that is its project, if there is one such line. A name that
/// several lines have says nothing.
pub(super) fn projects(objectives: &[Objective], tables: &[Table]) -> Vec<Option<usize>> {
    let projects = tables.iter().find(|table| &*table.id == PROJECTS);
    let mut names: Vec<(String, usize)> = Vec::new();
    for (at, item) in projects.map_or(&[][..], |table| &table.items).iter().enumerate() {
        if item.role == Role::Line {
            names.push((plain(&item.name), at));
            names.extend(item.code.iter().map(|code| (code.to_string(), at)));
        }
    }
    order::by(&mut names, &|(a, _), (b, _)| a.cmp(b));
    let find = |key: &str| {
        let first = names.partition_point(|(known, _)| known.as_str() < key);
        let mut same = names.iter().skip(first).take_while(|(known, _)| known == key && !key.is_empty());
        same.next().filter(|_| same.next().is_none()).map(|&(_, at)| at)
    };
    let mut found = Vec::with_capacity(objectives.len());
    for objective in objectives {
        found.push(match &objective.of {
            Of::Department => None,
            Of::Project { name, code } => code.as_deref().and_then(&find).or_else(|| find(&plain(name))),
        });
    }
    found
}

/// Whether a table of projects has a line for every project that the table of projects gives money to.
pub(super) fn lists_all_projects(table: &Table, tables: &[Table]) -> bool {
    if &*table.id == PROJECTS {
        return true;
    }
    let Some(projects) = tables.iter().find(|table| &*table.id == PROJECTS) else { return false };
    let mut names = Vec::new();
    for item in table.with_role(Role::Line) {
        names.push(plain(&item.name));
    }
    order::by(&mut names, &Ord::cmp);
    let has_money =
        |item: &Item| item.figures.iter().filter_map(Figure::amount).any(|amount| !amount.value().is_zero());
    let mut lines = projects.items.iter().filter(|item| item.role == Role::Line && has_money(item));
    lines.all(|item| names.binary_search(&plain(&item.name)).is_ok())
}

/// The figures of the forms of projects that say what is asked for in the year, and what they mean: the expenditure on
/// the project.
pub(super) struct YearTotals(Peekable<IntoIter<(CellAddress, Coordinate)>>);

impl YearTotals {
    /// Those of a document, in its order.
    pub(super) fn of(budget: &Budget) -> Self {
        let mut found = Vec::new();
        for objective in &budget.objectives {
            let (Some(project), Some(total)) = (objective.project(), objective.year_total()) else {
                continue;
            };
            let label = plain(&total.label);
            // 项目资金总额 is that of all its years.
            let of_year =
                search::contains_any(&label, &["年度", "当年", "本年"]) || !search::contains(&label, "项目");
            if of_year && !project.is_empty() && &*total.figure.at.column == AMOUNT {
                let subject = Subject::Project(plain(project).into());
                let coordinate = Coordinate::new(Flow::Expenditure, subject, "total", "project");
                found.push((total.figure.at.clone(), coordinate));
            }
        }
        Self(found.into_iter().peekable())
    }

    /// What the figure at an address means, if it is the next of them; asked in the order of the document.
    pub(super) fn next(&mut self, at: &CellAddress) -> Option<Coordinate> {
        self.0.next_if(|(next, _)| next == at).map(|(_, coordinate)| coordinate)
    }
}

impl Budget {
    /// The performance targets: of the department as a whole and of its projects, in the order of the document.
    #[must_use]
    pub fn objectives(&self) -> &[Objective] {
        &self.objectives
    }

    /// The performance targets, each with the line of the table of projects that it is about, matched by code, else by
    /// name.
    pub fn objectives_and_projects(&self) -> impl Iterator<Item = (&Objective, Option<&Item>)> {
        let items = self.table(PROJECTS).map_or(&[][..], |table| &table.items);
        let projects = self.objective_projects.iter().map(|at| items.get((*at)?));
        self.objectives.iter().zip(projects)
    }

    /// The objective of a line of any table of projects.
    #[must_use]
    pub fn objective_of(&self, table: &Table, item: &Item) -> Option<&Objective> {
        if &*table.id == PROJECTS {
            let at = table.items.iter().position(|other| other.key == item.key)?;
            let which = self.objective_projects.iter().position(|project| *project == Some(at))?;
            return self.objectives.get(which);
        }
        let of_projects = table.spec.is_some_and(|spec| spec.classes == Classes::Project);
        let same = |objective: &&Objective| {
            of_projects && objective.project().is_some_and(|name| plain(name) == plain(&item.name))
        };
        self.objectives.iter().find(same)
    }
}
