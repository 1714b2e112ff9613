//! The columns of a head that no form has: by what its labels say, if the cells below bear it out.

use crate::amount::parse_figure;
use crate::order::Counts;
use crate::search;
use crate::source::GridCell;
use crate::tables::heads::{Column, column, parted};
use crate::tables::names::plain;
use crate::tables::pieces::is_figure;
use crate::tables::spec::{ColumnSpec, Kind, Scope, Side};
use crate::tables::vocabulary::{Aspects, Meaning, meaning};
use std::sync::Arc;

/// Columns by what their heads say, those `matched` to the form as the form has them.
#[must_use]
pub fn spoken(paths: &[Vec<String>], matched: &[Option<&'static ColumnSpec>], scope: Scope) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(paths.len());
    let latest = paths.iter().filter_map(|path| year_in(path)).max();
    let has_final = paths.iter().any(|path| says_stage(path, FINAL));
    // The form has the columns of its own year and stage only.
    let is_own = |path: &[String]| {
        let earlier = year_in(path).is_some_and(|year| latest.is_some_and(|latest| year < latest));
        let of_stage = meaning(path).is_some_and(|meaning| !Aspects::of(&meaning.concept).stage.is_empty());
        !(earlier || of_stage || (has_final && is_planned(path)))
    };
    let matched: Vec<Option<&'static ColumnSpec>> = paths
        .iter()
        .zip(matched.iter().copied().chain(std::iter::repeat(None)))
        .map(|(path, known)| known.filter(|_| is_own(path)))
        .collect();
    for (at, path) in paths.iter().enumerate() {
        if let Some(known) = matched.get(at).copied().flatten() {
            columns.push(column(Some(known), path.clone()));
            continue;
        }
        let mut found = column(None, path.clone());
        if let Some(meaning) = meaning(path) {
            found.kind = meaning.kind;
            found.concept = meaning.concept;
        }
        columns.push(found);
    }
    let mut columns = parted(columns);
    tell_sides(&mut columns);
    leave_out_scope(&mut columns, scope);
    tell_stages(&mut columns);
    tell_keys(&mut columns, &matched);
    columns
}

/// Takes out of the concepts what the whole table is about. Beside a column that says so itself, one that says nothing
/// is about more than that: 合计 beside “三公”经费 and 会议费.
fn leave_out_scope(columns: &mut [Column], scope: Scope) {
    let reduced = |column: &Column| {
        let Aspects { source, nature, .. } = column.aspects();
        let source = if source == scope.source { "" } else { source };
        let nature = if nature == scope.nature { "" } else { nature };
        let joint = if source.is_empty() || nature.is_empty() { "" } else { "+" };
        format!("{source}{joint}{nature}")
    };
    let said: Vec<u8> = columns
        .iter()
        .filter(|column| {
            let Aspects { source, nature, .. } = column.aspects();
            let spoken = !source.is_empty() || !nature.is_empty();
            column.kind == Kind::Amount && spoken && reduced(column).is_empty()
        })
        .map(|column| column.block)
        .collect();
    for column in columns.iter_mut().filter(|column| column.kind == Kind::Amount) {
        let stage = column.aspects().stage.to_owned();
        let rest = if column.concept.is_empty() && said.contains(&column.block) {
            "all".to_owned()
        } else {
            reduced(column)
        };
        column.concept = if stage.is_empty() { rest.into() } else { format!("{stage}:{rest}").into() };
    }
}

const FINAL: &str = "决算数";

/// Whether a label of a head names a stage.
fn says_stage(head: &[String], stage: &str) -> bool {
    head.iter().any(|label| search::contains(&plain(label), stage))
}

/// Whether a head, or the head of its group, says 预算数.
fn is_planned(head: &[String]) -> bool {
    says_stage(head, "预算数") && !says_stage(head, FINAL)
}

/// Beside 决算数 a 预算数 is of another stage, and beside figures of a later year those of an earlier one.
fn tell_stages(columns: &mut [Column]) {
    let is_amount = |column: &&Column| column.kind == Kind::Amount;
    let has_final = columns.iter().filter(is_amount).any(|column| says_stage(&column.head, FINAL));
    let latest = columns.iter().filter(is_amount).filter_map(|column| year_in(&column.head)).max();
    for column in columns.iter_mut().filter(|column| column.kind == Kind::Amount) {
        let budget = has_final && is_planned(&column.head);
        let earlier = year_in(&column.head).is_some_and(|year| latest.is_some_and(|latest| year < latest));
        let stage = match (budget, earlier) {
            (_, true) => "previous",
            (true, _) => "budget",
            _ => continue,
        };
        if !column.concept.contains(':') {
            column.concept = format!("{stage}:{}", column.concept).into();
        }
    }
}

fn year_in(head: &[String]) -> Option<u16> {
    head.iter().rev().find_map(|label| {
        let label = plain(label);
        // The first 年 may be that of 上年.
        label.match_indices('年').find_map(|(at, _)| {
            let digits = label.get(at.checked_sub(4)?..at)?;
            digits.parse().ok().filter(|year| (1990..2100).contains(year))
        })
    })
}

/// Revenue stands left of expenditure where the outermost heads say so.
fn tell_sides(columns: &mut [Column]) {
    let says = |column: &Column, words: &[&str]| {
        column.head.first().is_some_and(|label| search::contains_any(&plain(label), words))
    };
    let revenue =
        columns.iter().filter(|column| says(column, &["收入", "来源"])).map(|column| column.block).min();
    let Some(revenue) = revenue else { return };
    let is_spent = |column: &Column| column.block > revenue && says(column, &["支出", "运用", "用途"]);
    let Some(spent) = columns.iter().filter(|column| is_spent(column)).map(|column| column.block).min()
    else {
        return;
    };
    for column in columns {
        column.side = if column.block < spent { Side::Revenue } else { Side::Expenditure };
        // 本年收入 over a half names the half, not the source of each amount.
        if column.kind == Kind::Amount {
            let inner = column.head.get(1..).and_then(meaning);
            column.concept = inner.map_or_else(|| "".into(), |inner| inner.concept);
        }
    }
}

/// Public ids for the amounts that have one, each used once on its side; the others keep their printed head.
fn tell_keys(columns: &mut [Column], matched: &[Option<&'static ColumnSpec>]) {
    let amounts = amounts_by_block(columns);
    let mut used = Counts::default();
    // Those of the table's own stage come first.
    let is_other = |column: &Column| !column.aspects().stage.is_empty();
    let (own, other): (Vec<_>, Vec<_>) =
        columns.iter_mut().enumerate().partition(|(_, column)| !is_other(column));
    for (at, column) in own.into_iter().chain(other) {
        if column.kind != Kind::Amount {
            continue;
        }
        let innermost = column.head.last().map(|label| plain(label)).unwrap_or_default();
        let id: Option<Arc<str>> = if matched.get(at).copied().flatten().is_some() {
            Some(column.key.clone())
        } else if column.concept.is_empty() {
            let total = search::contains_any(&innermost, &["合计", "总计", "小计"]);
            let alone = amounts.get(usize::from(column.block)) == Some(&1);
            Some(if alone && !total { "amount".into() } else { "total".into() })
        } else {
            let meaning = Meaning { kind: Kind::Amount, concept: column.concept.clone(), number: false };
            meaning.id().map(Arc::from)
        };
        let own = if column.aspects().stage.is_empty() {
            column.key.clone()
        } else {
            let outermost = column.head.first().map(|label| plain(label)).unwrap_or_default();
            let stage = if plain(&column.key) == innermost { outermost } else { innermost };
            if plain(&column.key) == stage {
                column.key.clone()
            } else {
                format!("{}/{stage}", column.key).into()
            }
        };
        let whole = || column.head.iter().map(|label| plain(label)).collect::<Vec<_>>().join("/");
        // Side by side, the same column belongs to another line.
        let half = if column.side == Side::Whole { u32::from(column.block) } else { column.side as u32 };
        let mut is_new = |key: &str| used.add(&format!("{half}.{key}")) == 1;
        column.key = match id {
            Some(id) if is_new(&id) => id,
            _ if is_new(&own) => own,
            _ => whole().into(),
        };
    }
}

/// How many amount columns each block has.
fn amounts_by_block(columns: &[Column]) -> Vec<usize> {
    let mut amounts = vec![0; usize::from(u8::MAX) + 1];
    for column in columns.iter().filter(|column| column.kind == Kind::Amount) {
        if let Some(count) = amounts.get_mut(usize::from(column.block)) {
            *count += 1;
        }
    }
    amounts
}

/// Whether every column is known and holds what its head says.
#[must_use]
pub fn is_borne_out(columns: &[Column], body: &[Vec<GridCell>]) -> bool {
    let has = |kind: Kind| columns.iter().any(|column| column.kind == kind);
    has(Kind::Amount) && unknown(columns, body).is_empty()
}

/// The columns (1-based) whose head is not known, or whose cells are not what it says.
#[must_use]
pub fn unknown(columns: &[Column], body: &[Vec<GridCell>]) -> Vec<usize> {
    let mut unknown = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let (mut printed, mut figures) = (0usize, 0usize);
        for cell in body.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.text.is_empty()) {
            printed += 1;
            figures += usize::from(parse_figure(&cell.text).is_ok());
        }
        let holds = match column.kind {
            Kind::Amount => figures * 10 >= printed * 8,
            Kind::Name => printed == 0 || figures * 2 < printed,
            // A column that nobody heads and nobody fills is a seam of the drawing.
            // Words may stand below a label that nobody knows; figures below it were lost.
            Kind::Text => meaning(&column.head).is_some() || printed == 0 || figures * 2 < printed,
            _ => true,
        };
        if !holds {
            unknown.push(at + 1);
        }
    }
    unknown
}

/// Tells the columns again by what stands in them, where labels stand over other columns than their own: columns of
/// words are names, columns of figures are amounts. What these are about is certain only where a name has one amount.
/// Gives the columns (1-based) whose head was not believed.
pub fn tell_by_contents(columns: &mut Vec<Column>, body: &[Vec<GridCell>]) -> Vec<usize> {
    let doubted = unknown(columns, body);
    if doubted.is_empty() {
        return doubted;
    }
    for at in &doubted {
        let cells = || body.iter().filter_map(|row| row.get(at - 1)).filter(|cell| !cell.text.is_empty());
        let figures = cells().filter(|cell| is_figure(cell)).count();
        let printed = cells().count();
        let Some(column) = columns.get_mut(at - 1) else { continue };
        column.kind = match (printed, figures) {
            (0, _) => Kind::Text,
            (printed, figures) if figures * 2 > printed => Kind::Amount,
            _ => Kind::Name,
        };
    }
    *columns = parted(std::mem::take(columns));
    tell_sides(columns);
    let amounts = amounts_by_block(columns);
    for column in columns.iter_mut().filter(|column| column.kind == Kind::Amount) {
        let alone = amounts.get(usize::from(column.block)) == Some(&1);
        column.concept = if alone { "".into() } else { "all".into() };
    }
    tell_keys(columns, &[]);
    doubted
}
