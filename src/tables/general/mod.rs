//! The general reader: tables of any place, told by caption, head and rows together.
//!
//! Every known table says in its own file how well given [`Evidence`] fits it; [`columns`] tells the columns of heads that
//! no form has.

pub mod columns;
mod evidence;
pub mod pages;
pub mod rows;

pub use evidence::Evidence;

use super::captions::Named;
use super::corrections::Form;
use super::heads::Labels;
use super::names::plain;
use super::pieces::Piece;
use super::spec::{Classes, Kind, Layout, TableSpec};
use super::{TABLES, Told};
use crate::search;
use crate::source::GridCell;

/// The least certainty with which a table without a caption is taken for a known one.
const WITHOUT_CAPTION: u8 = 50;
/// The same for one whose caption names something else.
const AGAINST_CAPTION: u8 = 80;

/// Tells which table `piece` is, whose head reads as `labels`; `before` are the ids of the tables before it. What people
/// `decided` is not asked again.
#[must_use]
pub fn tell(piece: &Piece, labels: &Labels, before: &[&'static str], decided: Option<Form>) -> Told {
    let evidence = Evidence::of(piece, labels, before);
    let (spec, confidence) = decided.map_or_else(|| recognise(piece, &evidence), |form| (form.spec(), 100));
    Told { spec, confidence, layout: layout(spec, piece, &evidence), classes: classes(spec, &evidence) }
}

fn recognise(piece: &Piece, evidence: &Evidence) -> (Option<&'static TableSpec>, u8) {
    let fits = |spec: &TableSpec| spec.reading().map_or(0, |reading| (reading.fits)(evidence).min(100));
    match piece.named {
        Some(Named::Known(spec)) => {
            (Some(spec), 60 + u8::try_from(u32::from(fits(spec)) * 2 / 5).unwrap_or(0))
        }
        Some(Named::Other) => (None, 100),
        None => {
            let least = if piece.captions.is_empty() { WITHOUT_CAPTION } else { AGAINST_CAPTION };
            // One that was found already is hardly printed again without a caption; of equals the first of the form.
            let again = |spec: &TableSpec| spec.layout == Layout::Form || spec.classes == Classes::Project;
            let left = TABLES.iter().rev().filter(|spec| again(spec) || !evidence.follows(spec.id));
            let best = left.map(|spec| (fits(spec), *spec)).max_by_key(|&(fit, _)| fit);
            match best.filter(|&(fit, _)| fit >= least) {
                Some((fit, spec)) => (Some(spec), fit),
                None => (None, 100),
            }
        }
    }
}

fn layout(spec: Option<&'static TableSpec>, piece: &Piece, evidence: &Evidence) -> Layout {
    let Some(spec) = spec else {
        return if evidence.sided { Layout::Sides } else { Layout::Rows };
    };
    let labels = [Kind::Name, Kind::Code, Kind::UnitName, Kind::UnitCode];
    let labels = labels.into_iter().any(|kind| evidence.labels(kind));
    match spec.layout {
        Layout::Form => Layout::Form,
        // One sheet for each project.
        _ if spec.classes == Classes::Project && is_sheet(piece) => Layout::Form,
        _ if evidence.sided => Layout::Sides,
        Layout::OneRow | Layout::Rows if !labels && evidence.rows <= 3 => Layout::OneRow,
        Layout::OneRow if labels => Layout::Rows,
        Layout::Sides => Layout::Rows,
        layout => layout,
    }
}

/// Whether labels and their values stand all over the table: the heads of its indicators stand below other rows.
fn is_sheet(piece: &Piece) -> bool {
    let has = |row: &Vec<GridCell>, words: &[&str]| {
        row.iter().any(|cell| search::contains_any(&plain(&cell.text), words))
    };
    let mut rows = piece.grid.rows.iter();
    let first = rows.next().is_some_and(|row| has(row, &["指标", "绩效目标"]));
    !first && rows.skip(1).any(|row| has(row, &["级指标"]))
}

fn classes(spec: Option<&'static TableSpec>, evidence: &Evidence) -> Classes {
    let usual = spec.map_or(Classes::None, |spec| spec.classes);
    match (evidence.functions, evidence.economics) {
        _ if usual == Classes::Project => usual,
        (0, 0) => usual,
        (functions, economics) if functions >= economics => Classes::Function,
        _ => Classes::Economic,
    }
}
