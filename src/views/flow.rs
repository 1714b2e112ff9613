//! Where the money comes from and where it goes: source → nature → function → item or project.

use super::printed;
use crate::address::CellAddress;
use crate::amount::Amount;
use crate::budget::Budget;
use crate::order;
use crate::tables::codes::Codes;
use crate::tables::heads::Column;
use crate::tables::{Figure, Item, Role, Table};

/// What a mark stands for; the theme gives it its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A total of both natures.
    Total,
    /// Project expenditure (项目支出).
    Project,
    /// Basic expenditure (基本支出).
    Basic,
}

/// The stages of the flow, in reading order; each is one column of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 资金来源
    Source,
    /// 支出性质
    Nature,
    /// 功能分类
    Function,
    /// 项目与科目
    Item,
}

/// A node of the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowNode {
    /// Stable within the view, such as `function/201`.
    pub id: String,
    /// The column it stands in.
    pub stage: Stage,
    /// Printed name.
    pub name: String,
    /// What it stands for.
    pub tone: Tone,
    /// The printed amount.
    pub amount: Amount,
    /// Where that amount is printed.
    pub at: CellAddress,
}

/// Money that passes from one node to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowLink {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it reaches.
    pub to: usize,
    /// What it stands for.
    pub tone: Tone,
    /// The printed amount.
    pub amount: Amount,
    /// Where that amount is printed.
    pub at: CellAddress,
}

/// The flow of money through a budget.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// All nodes, stage by stage, the largest of a stage first.
    pub nodes: Vec<FlowNode>,
    /// All links.
    pub links: Vec<FlowLink>,
}

/// The sources that are stations of their own, with the table that tells what each is spent on.
const SOURCES: [(&str, Option<&str>); 10] = [
    ("general", Some("general-expenditure")),
    ("fund", Some("fund-expenditure")),
    ("state-capital", Some("state-capital-expenditure")),
    ("special-account", None),
    ("institution", None),
    ("business", None),
    ("superior", None),
    ("subordinate", None),
    ("other", None),
    ("carry-over", None),
];

/// The natures of expenditure.
const NATURES: [(&str, Tone); 2] = [("project", Tone::Project), ("basic", Tone::Basic)];

/// Follows the money through the tables of a budget. Only printed amounts: where a document does not say how much
/// passes from one station to the next, there is no link.
#[must_use]
pub fn flow(budget: &Budget) -> Flow {
    let mut flow = Flow::default();
    let Some(table) = super::function_table(budget) else { return flow };
    let Some(total) = super::total_row(table) else { return flow };

    let natures: Vec<(&str, Tone, usize)> = NATURES
        .into_iter()
        .filter_map(|(column, tone)| {
            let figure = printed(total, column)?;
            Some((column, tone, flow.node(Stage::Nature, column, column_name(table, column), tone, figure)?))
        })
        .collect();
    flow.add_sources(budget, &natures);
    let codes = Codes::of(table);
    let classes = Codes::of_lines(table).top();
    let projects = projects_of_one_item(budget, &codes, &classes);
    for class in classes {
        let Some(figure) = printed(class, "total") else { continue };
        let code = class.code.as_deref().unwrap_or(&class.key);
        let Some(node) = flow.node(Stage::Function, code, class.name.clone(), tone_of(class), figure) else {
            continue;
        };
        for &(column, tone, nature) in &natures {
            flow.link(nature, node, tone, printed(class, column));
        }
        for leaf in leaves(&codes, class) {
            flow.add_item(node, leaf, &projects);
        }
    }
    flow.sort();
    flow
}

impl Flow {
    fn node(&mut self, stage: Stage, key: &str, name: String, tone: Tone, figure: &Figure) -> Option<usize> {
        let amount = figure.amount()?;
        let id = format!("{}/{key}", stage.id());
        self.nodes.push(FlowNode { id, stage, name, tone, amount, at: figure.at.clone() });
        Some(self.nodes.len() - 1)
    }

    fn link(&mut self, from: usize, to: usize, tone: Tone, figure: Option<&Figure>) {
        let found = figure.and_then(|figure| Some((figure.amount()?, figure.at.clone())));
        self.links.extend(found.map(|(amount, at)| FlowLink { from, to, tone, amount, at }));
    }

    fn add_sources(&mut self, budget: &Budget, natures: &[(&str, Tone, usize)]) {
        let Some(table) = budget.table("department-revenue") else { return };
        let Some(total) = super::total_row(table).or_else(|| table.items.first()) else { return };
        for (source, spent) in SOURCES {
            let Some(figure) = printed(total, source) else { continue };
            let name = column_name(table, source);
            let Some(node) = self.node(Stage::Source, source, name, Tone::Total, figure) else { continue };
            let row = spent.and_then(|id| budget.table(id)).and_then(super::total_row);
            for &(column, tone, nature) in natures {
                self.link(node, nature, tone, row.and_then(|row| printed(row, column)));
            }
        }
    }

    /// The last stage: an item, or the projects in its place.
    fn add_item(&mut self, class: usize, leaf: &Item, projects: &[&Item]) {
        let code = leaf.code.as_deref().unwrap_or(&leaf.key);
        let (project, basic) = (printed(leaf, "project"), printed(leaf, "basic"));
        if project.is_some() && !projects.is_empty() {
            for item in projects {
                let Some(figure) = printed(item, "total") else { continue };
                let to = self.node(
                    Stage::Item,
                    &format!("{code}/{}", item.key),
                    item.name.clone(),
                    Tone::Project,
                    figure,
                );
                if let Some(to) = to {
                    self.link(class, to, Tone::Project, Some(figure));
                }
            }
            let Some(figure) = basic else { return };
            if let Some(to) = self.node(Stage::Item, code, leaf.name.clone(), Tone::Basic, figure) {
                self.link(class, to, Tone::Basic, Some(figure));
            }
            return;
        }
        let Some(figure) = printed(leaf, "total") else { return };
        let Some(to) = self.node(Stage::Item, code, leaf.name.clone(), tone_of(leaf), figure) else { return };
        self.link(class, to, Tone::Project, project);
        self.link(class, to, Tone::Basic, basic);
    }

    /// Stage by stage, the largest first; links follow their nodes.
    fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order::by_key(&mut order, |&i| {
            self.nodes.get(i).map(|node| (node.stage, std::cmp::Reverse(node.amount.in_yuan())))
        });
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(old) {
                *slot = new;
            }
        }
        let moved = |old: usize| place.get(old).copied().unwrap_or(old);
        self.nodes = order.iter().filter_map(|&old| self.nodes.get(old).cloned()).collect();
        for link in &mut self.links {
            (link.from, link.to) = (moved(link.from), moved(link.to));
        }
    }
}

impl Stage {
    /// The stage as it begins the ids of its nodes.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Nature => "nature",
            Self::Function => "function",
            Self::Item => "item",
        }
    }
}

/// The words above a column, without those that only say subtotal or part.
pub(super) fn column_name(table: &Table, column: &str) -> String {
    let column = table.columns.iter().find(|known| &*known.key == column);
    column.map(Column::label).unwrap_or_default()
}

/// What a line spends on: one nature, or both.
fn tone_of(item: &Item) -> Tone {
    match (printed(item, "project").is_some(), printed(item, "basic").is_some()) {
        (true, false) => Tone::Project,
        (false, true) => Tone::Basic,
        _ => Tone::Total,
    }
}

/// The lines below `item` that have none below themselves; the item itself if it has none.
fn leaves<'a>(codes: &Codes<'a>, item: &'a Item) -> Vec<&'a Item> {
    let leaves = item.code.as_deref().map_or_else(Vec::new, |code| codes.leaves(code));
    if leaves.is_empty() { vec![item] } else { leaves }
}

/// The projects, where all project money of the table belongs to a single item: only then is it certain which item
/// a project belongs to.
fn projects_of_one_item<'a>(budget: &'a Budget, codes: &Codes<'_>, classes: &[&Item]) -> Vec<&'a Item> {
    let mut spending = 0;
    for class in classes {
        spending += leaves(codes, class).iter().filter(|leaf| printed(leaf, "project").is_some()).count();
    }
    let projects = budget.table("projects").filter(|_| spending == 1);
    projects.map(|table| table.with_role(Role::Line)).unwrap_or_default()
}
