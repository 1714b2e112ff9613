//! Expenditure by economic class, both classifications side by side.

use crate::amount::Unit;
use crate::budget::Budget;
use crate::export::report::AddressData;
use crate::export::wording::Wording;
use crate::i18n::{Locale, format};
use crate::views::economic;
use serde::Serialize;

#[derive(Serialize)]
pub struct EconomicData {
    table: String,
    classes: Vec<LineData>,
}

/// A class with its lines, or a line.
#[derive(Serialize)]
pub struct LineData {
    code: String,
    name: String,
    /// Code and name in the government's classification.
    second: Option<(String, String)>,
    value: String,
    share: Option<String>,
    at: Option<AddressData>,
    lines: Vec<LineData>,
}

pub fn economic(budget: &Budget, locale: &'static Locale, unit: Unit) -> Option<EconomicData> {
    let found = economic::economic(budget)?;
    let whole = found.whole.as_ref().map(|whole| whole.amount);
    let share = |amount| format::share(amount, whole?);
    let mut classes = Vec::new();
    for class in found.classes {
        let mut lines = Vec::new();
        for line in class.lines {
            lines.push(LineData {
                value: format::amount(line.amount, unit),
                share: share(line.amount),
                code: line.code,
                name: line.name,
                second: line.second,
                at: Some((&line.at).into()),
                lines: Vec::new(),
            });
        }
        classes.push(LineData {
            value: format::amount(class.amount, unit),
            share: share(class.amount),
            name: class.name,
            code: class.code,
            second: None,
            at: class.at.as_ref().map(Into::into),
            lines,
        });
    }
    Some(EconomicData { table: Wording { budget, locale }.table(found.table), classes })
}
