//! Heads → columns: which column is which, also where the extraction moved the head's cells.
//!
//! A printed head has spans. Where the source knows them they decide. Text has lost them, and publishers draw heads
//! without merging cells: there a label is taken to reach to the next label of its row within the label above it.
//! The columns of the form come first, then what the words say in any place if the body bears it out. Where neither
//! tells all columns, those of the form whose innermost label is printed somewhere in the head are taken in the order
//! of the form, provided that they are as many as the columns.

use super::general::pages::is_number_row;
use super::names::Name;
use super::spec::{ColumnSpec, Kind, Scope, Side, TableSpec};
use super::vocabulary::{Aspects, Meaning, meaning};
use crate::order;
use crate::source::{Grid, GridCell};
use std::sync::Arc;

/// A column of a table as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The public id, else the printed head.
    pub key: Arc<str>,
    /// The printed head from the outermost to the innermost label.
    pub head: Vec<String>,
    /// What stands in it.
    pub kind: Kind,
    /// The half it stands in.
    pub side: Side,
    /// What an amount is about, in the words of [`super::vocabulary`]; blank for all that the table is about.
    pub concept: Arc<str>,
    /// Which of the lines that a printed row holds side by side it belongs to, counted from 0.
    pub block: u8,
}

impl Column {
    /// The parts of what its amounts are about.
    #[must_use]
    pub fn aspects(&self) -> Aspects<'_> {
        Aspects::of(&self.concept)
    }

    /// The words that name the column: the innermost label, or that of its group where it says 小计.
    #[must_use]
    pub fn label(&self) -> String {
        printed_key(&self.head).to_string()
    }
}

/// The columns of a head and how they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Left to right.
    pub columns: Vec<Column>,
    /// What the extraction did to it.
    pub state: HeadState,
}

/// What the extraction did to a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadState {
    /// As printed.
    Intact,
    /// Labels stood in other columns than their own; put right by the order of the form.
    Shifted,
    /// Labels stood in other columns than their own, and these columns of the form are lost.
    Cut(Vec<String>),
    /// These columns (1-based) could not be told.
    Unknown(Vec<usize>),
}

/// The labels over every column, outermost first, and what they say.
#[derive(Debug)]
pub struct Labels {
    /// As far as the source says how far its cells reach.
    merged: Option<Vec<Vec<String>>>,
    /// Where labels reach as far as they can.
    filled: Vec<Vec<String>>,
}

impl Labels {
    /// Reads the first `rows` rows of `grid` as the head of a table `width` columns wide.
    #[must_use]
    pub fn of(grid: &Grid, rows: usize, width: usize) -> Self {
        Self { merged: merged_paths(grid, rows, width), filled: paths(grid, rows, width) }
    }

    /// The labels over each column.
    #[must_use]
    pub fn paths(&self) -> &[Vec<String>] {
        self.merged.as_ref().unwrap_or(&self.filled)
    }

    /// What the labels over each column say.
    #[must_use]
    pub fn meanings(&self) -> Vec<Option<Meaning>> {
        self.paths().iter().map(|path| meaning(path)).collect()
    }
}

/// Tells the columns of the first `rows` rows of `grid`. `own` are columns that only the table's place uses.
#[must_use]
pub fn read(
    grid: &Grid,
    rows: usize,
    labels: &Labels,
    spec: Option<&'static TableSpec>,
    own: &'static [ColumnSpec],
) -> Head {
    let body = grid.rows.get(rows..).unwrap_or_default();
    let scope = spec.map_or(Scope { source: "", nature: "" }, |spec| spec.scope);
    let Some(spec) = spec else {
        let columns = general(labels, &[], scope, body, true)
            .unwrap_or_else(|| labels.filled.iter().map(|head| column(None, head.clone())).collect());
        return Head { columns, state: HeadState::Intact };
    };
    let known: Vec<&'static ColumnSpec> = own.iter().chain(spec.columns()).collect();
    for paths in labels.merged.iter().chain([&labels.filled]) {
        let matched = match_paths(paths, &known);
        if matched.iter().all(Option::is_some) {
            let columns =
                paths.iter().zip(matched).map(|(head, known)| column(known, head.clone())).collect();
            return Head { columns: parted(columns), state: HeadState::Intact };
        }
    }
    if let Some(columns) = general(labels, &known, scope, body, false) {
        return Head { columns, state: HeadState::Intact };
    }
    let (present, lost) = printed_columns(grid, rows, spec);
    if present.len() == labels.filled.len() {
        let columns = present.into_iter().map(|known| column(Some(known), canonical_head(known))).collect();
        let state = if lost.is_empty() { HeadState::Shifted } else { HeadState::Cut(lost) };
        return Head { columns: parted(columns), state };
    }
    if let Some(mut columns) = general(labels, &known, scope, body, true) {
        let state = doubt(&mut columns, body);
        return Head { columns, state };
    }
    let paths = labels.filled.iter();
    let columns: Vec<Column> = paths
        .zip(match_paths(&labels.filled, &known))
        .map(|(head, known)| column(known, head.clone()))
        .collect();
    let unknown =
        columns.iter().zip(1..).filter(|(column, _)| column.kind == Kind::Text).map(|(_, at)| at).collect();
    Head { columns: parted(columns), state: HeadState::Unknown(unknown) }
}

/// The columns by the words of any place; unless `anyhow`, only if the body bears them out.
fn general(
    labels: &Labels,
    known: &[&'static ColumnSpec],
    scope: Scope,
    body: &[Vec<GridCell>],
    anyhow: bool,
) -> Option<Vec<Column>> {
    let matched = match_paths(labels.paths(), known);
    let columns = super::general::columns::spoken(labels.paths(), &matched, scope);
    (anyhow || super::general::columns::is_borne_out(&columns, body)).then_some(columns)
}

/// Columns whose head and cells contradict each other are told by the cells.
fn doubt(columns: &mut Vec<Column>, body: &[Vec<GridCell>]) -> HeadState {
    match super::general::columns::tell_by_contents(columns, body) {
        doubted if doubted.is_empty() => HeadState::Intact,
        doubted => HeadState::Unknown(doubted),
    }
}

pub(super) fn column(known: Option<&'static ColumnSpec>, head: Vec<String>) -> Column {
    let (id, kind, side, concept) = known.map_or((None, Kind::Text, Side::Whole, ""), |known| {
        (known.id, known.kind, known.side, known.concept)
    });
    let key = id.map_or_else(|| printed_key(&head), Arc::from);
    Column { key, head, kind, side, concept: concept.into(), block: 0 }
}

/// Numbers the blocks: labels that begin again behind amounts begin a line of their own.
pub(super) fn parted(mut columns: Vec<Column>) -> Vec<Column> {
    let (mut block, mut money) = (0u8, false);
    for column in &mut columns {
        match column.kind {
            Kind::Amount => money = true,
            Kind::Code | Kind::Name if money => {
                block = u8::saturating_add(block, 1);
                money = false;
            }
            _ => {}
        }
        column.block = block;
    }
    columns
}

/// The printed head without blanks; a 小计 or 决算数 under a group speaks for the group.
pub(super) fn printed_key(head: &[String]) -> Arc<str> {
    let bare = |label: &String| -> String { label.chars().filter(|c| !c.is_whitespace()).collect() };
    let says_more =
        |label: &&String| !matches!(bare(label).as_str(), "小计" | "合计" | "预算数" | "决算数" | "金额");
    let label = head.iter().rev().find(says_more).or(head.last());
    label.map_or_else(|| "".into(), |label| bare(label).into())
}

pub(super) fn canonical_head(known: &ColumnSpec) -> Vec<String> {
    let head = known.heads.first().copied().unwrap_or_default();
    head.split('/').map(str::to_owned).collect()
}

/// For every column the labels of the cells that stand over it, outermost first; nothing where the source does not say
/// how far its cells reach.
fn merged_paths(grid: &Grid, rows: usize, width: usize) -> Option<Vec<Vec<String>>> {
    let mut paths: Vec<Vec<String>> = vec![Vec::new(); width];
    for row in grid.rows.iter().take(rows).filter(|row| !is_number_row(row)) {
        for (at, cell) in row.iter().enumerate() {
            let span = cell.span?;
            if !cell.text.is_empty() {
                let over = paths.iter_mut().skip(at).take(span.columns as usize);
                over.for_each(|path| path.push(cell.text.clone()));
            }
        }
    }
    Some(paths)
}

/// For every column the labels above it, outermost first, where labels reach as far as they can.
fn paths(grid: &Grid, rows: usize, width: usize) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<String>> = vec![Vec::new(); width];
    // The column where the label that covers each column begins, over all rows read so far.
    let mut starts: Vec<usize> = vec![0; width];
    for (row, cells) in grid.rows.iter().enumerate().take(rows) {
        // Numbers of columns are no labels.
        if is_number_row(cells) {
            continue;
        }
        let above = starts.clone();
        let mut current: Option<(usize, usize)> = None;
        for column in 0..width {
            let label = grid.text(row, column);
            let group = above.get(column).copied().unwrap_or_default();
            if !label.is_empty() {
                current = Some((column, group));
            } else if row > 0 && current.is_some_and(|(_, g)| g != group) {
                current = None;
            }
            let Some((start, _)) = current else { continue };
            let text = grid.text(row, start).to_owned();
            if let (Some(path), Some(slot)) = (paths.get_mut(column), starts.get_mut(column)) {
                path.push(text);
                *slot = start;
            }
        }
    }
    paths
}

/// The known column of each path, each used once, the best fit first.
fn match_paths(paths: &[Vec<String>], known: &[&'static ColumnSpec]) -> Vec<Option<&'static ColumnSpec>> {
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        let words: Vec<String> = path.iter().map(|label| Name::parse(label).words).collect();
        for (which, column) in known.iter().enumerate() {
            let fit = column.heads.iter().filter_map(|head| fit(head, &words)).max();
            candidates.extend(fit.map(|fit| (fit, at, which)));
        }
    }
    order::by_key(&mut candidates, |&(fit, at, which)| (std::cmp::Reverse(fit), at, which));
    let mut found: Vec<Option<&'static ColumnSpec>> = vec![None; paths.len()];
    let mut used = vec![false; known.len()];
    for (_, at, which) in candidates {
        let (Some(slot), Some(taken), Some(column)) =
            (found.get_mut(at), used.get_mut(which), known.get(which).copied())
        else {
            continue;
        };
        if slot.is_none() && !*taken {
            *slot = Some(column);
            *taken = true;
        }
    }
    found
}

/// How many labels of `head` (innermost last) stand in `words` in order; the innermost must be the same.
fn fit(head: &str, words: &[String]) -> Option<usize> {
    let mut wanted = head.rsplit('/');
    let (last, above) = words.split_last()?;
    if wanted.next()? != last {
        return None;
    }
    let mut fit = 1;
    let mut above = above.iter().rev();
    for label in wanted {
        above.find(|word| *word == label)?;
        fit += 1;
    }
    Some(fit)
}

/// The columns of the form whose innermost label is printed in the head, in the order of the form,
/// and the heads of the others.
fn printed_columns(
    grid: &Grid,
    rows: usize,
    spec: &'static TableSpec,
) -> (Vec<&'static ColumnSpec>, Vec<String>) {
    let mut printed: Vec<String> = grid
        .rows
        .iter()
        .take(rows)
        .flatten()
        .map(|cell| Name::parse(&cell.text).words)
        .filter(|w| !w.is_empty())
        .collect();
    let mut present = Vec::new();
    let mut lost = Vec::new();
    for column in spec.columns() {
        let innermost = |head: &&str| head.rsplit('/').next().unwrap_or_default().to_owned();
        let at =
            column.heads.iter().map(innermost).find_map(|label| printed.iter().position(|p| *p == label));
        match at {
            Some(at) => {
                printed.swap_remove(at);
                present.push(column);
            }
            None => lost.push(canonical_head(column).join(" / ")),
        }
    }
    (present, lost)
}
