//! “三公”经费: parts, changes, the sentences about them, the definition.

use super::sentences::line_pieces;
use super::{PieceData, address, pieces};
use crate::amount::Unit;
use crate::budget::Budget;
use crate::export::report::AddressData;
use crate::export::wording::Wording;
use crate::i18n::{Locale, format};
use crate::views::overview::Shown;
use crate::views::three_public::{self, Part};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ThreePublicData {
    table: String,
    parts: Vec<PartData>,
    sentences: Vec<Vec<PieceData>>,
    definition: Option<DefinitionData>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartData {
    name: String,
    level: u8,
    /// Empty where the document prints none.
    value: String,
    at: Option<AddressData>,
    change: Vec<PieceData>,
}

#[derive(Serialize)]
pub struct DefinitionData {
    text: String,
    line: u32,
}

pub fn three_public(budget: &Budget, locale: &'static Locale, unit: Unit) -> Option<ThreePublicData> {
    let found = three_public::three_public(budget)?;
    let wording = Wording { budget, locale };
    let amount = |shown: &Shown| format::amount(shown.amount, unit);
    let part = |part: &Part| PartData {
        name: part.name.clone(),
        level: part.level,
        value: part.figure.as_ref().map(amount).unwrap_or_default(),
        at: part.figure.as_ref().map(|shown| address(budget, &shown.at)),
        change: part
            .change
            .as_ref()
            .map(|change| pieces(budget, wording.change(change, unit)))
            .unwrap_or_default(),
    };
    let mut sentences = Vec::new();
    for section in &found.sections {
        for line in section.lines.iter().filter(|line| !line.text.trim().is_empty()) {
            sentences.push(line_pieces(budget, section, line));
        }
    }
    Some(ThreePublicData {
        table: wording.table(found.table),
        parts: found.parts.iter().map(part).collect(),
        sentences,
        definition: found
            .definition
            .map(|term| DefinitionData { text: term.definition.clone(), line: term.line }),
    })
}
