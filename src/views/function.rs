//! Expenditure by function, one level at a time. The last level is never a dead end: a line that has none below it
//! shows its own columns.

use super::bars::{Bar, BarPart, Bars};
use super::flow::Tone;
use super::{function_table, is_nothing, printed, total_row};
use crate::address::CellAddress;
use crate::amount::Amount;
use crate::budget::Budget;
use crate::order;
use crate::tables::codes::Codes;
use crate::tables::{Figure, Item, Role, Table};
use std::cmp::Reverse;

/// A step of the way down from the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The key of the line; empty for the whole.
    pub key: String,
    /// Its code.
    pub code: Option<String>,
    /// Its printed name.
    pub name: String,
    /// Its printed total.
    pub amount: Amount,
    /// Where that is printed.
    pub at: CellAddress,
    /// Whether it leads to another level than the one that is shown.
    pub leads: bool,
}

/// One level of the classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The table it is read from.
    pub table: String,
    /// From the whole to the line that is open.
    pub trail: Vec<Stop>,
    /// The lines of this level, the largest first.
    pub bars: Bars,
    /// Whether the bars are the columns of the open line, which has no line below it.
    pub is_leaf: bool,
    /// How many classes the overall table prints without an amount; counted on the first level only.
    pub empty: usize,
}

/// A line with its place among all levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The line.
    pub bar: Bar,
    /// How many lines it belongs to, one below the other.
    pub depth: usize,
    /// The index of the line above.
    pub parent: Option<usize>,
}

/// All levels at once: 类, 款, 项.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Icicle {
    /// The printed total.
    pub whole: Option<Amount>,
    /// The lines, each before those below it, the largest of a level first.
    pub nodes: Vec<Node>,
}

impl Icicle {
    /// How many levels there are.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.nodes.iter().map(|node| node.depth + 1).max().unwrap_or_default()
    }

    /// The lines right below a line, or the first level.
    #[must_use]
    pub fn below(&self, parent: Option<usize>) -> Vec<usize> {
        let first = parent.map_or(0, |parent| parent + 1);
        let those = self.nodes.iter().enumerate().skip(first).filter(|(_, node)| node.parent == parent);
        those.map(|(i, _)| i).collect()
    }
}

/// All lines of the table by function with their levels. Nothing without that table.
#[must_use]
pub fn icicle(budget: &Budget) -> Option<Icicle> {
    let table = function_table(budget)?;
    let whole = total_row(table)?.figure("total").and_then(Figure::amount);
    let mut nodes = Vec::new();
    let codes = Codes::of(table);
    add_level(table, &codes, Codes::of_lines(table).top(), None, &mut nodes);
    Some(Icicle { whole, nodes })
}

fn add_level(
    table: &Table,
    codes: &Codes<'_>,
    lines: Vec<&Item>,
    parent: Option<usize>,
    nodes: &mut Vec<Node>,
) {
    let mut bars = Vec::new();
    for item in lines {
        bars.extend(bar(table, codes, item).map(|bar| (bar, item)));
    }
    order::by_key(&mut bars, |(bar, _)| Reverse(bar.amount.in_yuan()));
    let depth = parent.and_then(|parent| nodes.get(parent)).map_or(0, |node| node.depth + 1);
    for (bar, item) in bars {
        nodes.push(Node { bar, depth, parent });
        let at = nodes.len() - 1;
        add_level(table, codes, next(codes, item), Some(at), nodes);
    }
}

/// The columns that a last line is parted into, with their tone.
const LEAF_COLUMNS: [(&str, Tone); 6] = [
    ("basic.personnel.wages", Tone::Basic),
    ("basic.personnel.households", Tone::Basic),
    ("basic.public.goods", Tone::Basic),
    ("basic.public.capital", Tone::Basic),
    ("project.other-operations", Tone::Project),
    ("project.specific", Tone::Project),
];

/// The level below the line with that key, or the first one. Nothing without a table by function; an unknown key
/// opens the first level.
#[must_use]
pub fn level(budget: &Budget, key: Option<&str>) -> Option<Level> {
    let table = function_table(budget)?;
    let total = total_row(table)?;
    let asked =
        key.and_then(|key| table.items.iter().find(|item| item.role == Role::Line && &*item.key == key));
    let codes = Codes::of(table);
    let open = asked.map(|asked| through_only_lines(&codes, asked));
    let mut trail = vec![stop(total, String::new(), open.is_some())?];
    if let Some(open) = open {
        let mut above: Vec<&Item> = table.items.iter().filter(|item| open.is_below(item)).collect();
        order::by_key(&mut above, |item| item.key.len());
        for item in above.into_iter().chain([open]) {
            trail.extend(stop(item, item.key.to_string(), through_only_lines(&codes, item).key != open.key));
        }
    }
    let lines = open.map_or_else(|| Codes::of_lines(table).top(), |open| next(&codes, open));
    let is_leaf = open.is_some() && lines.is_empty();
    let mut bars: Vec<Bar> = match open {
        Some(open) if is_leaf => columns(table, open),
        _ => lines.iter().filter_map(|item| bar(table, &codes, item)).collect(),
    };
    order::by_key(&mut bars, |bar| Reverse(bar.amount.in_yuan()));
    let whole = trail.last().map(|stop| stop.amount);
    let empty = if open.is_none() { empty_classes(budget) } else { 0 };
    Some(Level { table: table.id.to_string(), trail, bars: Bars { whole, bars }, is_leaf, empty })
}

fn stop(item: &Item, key: String, leads: bool) -> Option<Stop> {
    let figure = item.figure("total")?;
    Some(Stop {
        key,
        code: item.code.as_deref().map(str::to_owned),
        name: item.name.clone(),
        amount: figure.amount()?,
        at: figure.at.clone(),
        leads,
    })
}

/// A line whose single line below prints the same money says nothing of its own: the first that does is opened.
fn through_only_lines<'a>(codes: &Codes<'a>, item: &'a Item) -> &'a Item {
    let amount = |item: &Item| item.figure("total").and_then(Figure::amount);
    let mut open = item;
    while let [only] = next(codes, open).as_slice()
        && amount(only) == amount(open)
    {
        open = only;
    }
    open
}

fn next<'a>(codes: &Codes<'a>, item: &Item) -> Vec<&'a Item> {
    item.code.as_deref().map_or_else(Vec::new, |code| codes.next(code))
}

fn bar(table: &Table, codes: &Codes<'_>, item: &Item) -> Option<Bar> {
    let figure = printed(item, "total")?;
    let parts = [("project", Tone::Project), ("basic", Tone::Basic)];
    let parts: Vec<BarPart> =
        parts.into_iter().filter_map(|(column, tone)| part(printed(item, column)?, tone)).collect();
    let opens = !next(codes, item).is_empty() || columns(table, item).len() > 1;
    Some(Bar {
        key: item.key.to_string(),
        code: item.code.as_deref().map(str::to_owned),
        name: item.name.clone(),
        amount: figure.amount()?,
        at: figure.at.clone(),
        parts,
        opens,
    })
}

fn part(figure: &Figure, tone: Tone) -> Option<BarPart> {
    Some(BarPart { tone, amount: figure.amount()?, at: figure.at.clone() })
}

/// The printed columns of a line as bars.
fn columns(table: &Table, item: &Item) -> Vec<Bar> {
    let bar = |(column, tone): (&str, Tone)| {
        let figure = printed(item, column)?;
        let known = table.columns.iter().find(|known| &*known.key == column)?;
        Some(Bar {
            key: column.to_owned(),
            code: None,
            name: known.label(),
            amount: figure.amount()?,
            at: figure.at.clone(),
            parts: vec![part(figure, tone)?],
            opens: false,
        })
    };
    LEAF_COLUMNS.into_iter().filter_map(bar).collect()
}

/// How many classes the overall table names without an amount.
fn empty_classes(budget: &Budget) -> usize {
    use crate::tables::spec::Side;
    let Some(table) = budget.table("department-balance") else { return 0 };
    let classes = table.items.iter().filter(|item| item.side == Side::Expenditure && item.role == Role::Line);
    classes.filter(|item| item.figures.iter().all(is_nothing)).count()
}
