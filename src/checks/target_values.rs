//! 绩效指标值: every indicator has a value that can be measured or judged.

use super::naming::{list, one_line};
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::order::Counts;
use crate::search;
use crate::tables::names::plain;
use crate::tables::performance::{Comparator, Indicator, Target};
use rust_decimal::Decimal;

const SOUND: Saying = Saying::holds("sound");
const BLANK: Saying = Saying::fails("blank", Severity::Info);
const SIGN: Saying = Saying::fails("sign", Severity::Info);
const HUNDRED: Saying = Saying::fails("hundred", Severity::Info);
const UNIT: Saying = Saying::fails("unit", Severity::Info);
const TWICE: Saying = Saying::fails("twice", Severity::Info);

pub static RULE: Rule = Rule {
    id: "target-values",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Practice,
    severity: Severity::Info,
    needs: &[&needs::OBJECTIVES],
    says: &[SOUND, BLANK, SIGN, HUNDRED, UNIT, TWICE],
    find,
};

/// Words that stand where a unit belongs and are none.
const NO_UNITS: [&str; 4] = ["数量", "得分", "指标", "数值"];
/// Shares of a whole, of which none is above 100 %. Rates of growth and of completion may be.
const SHARES: [&str; 8] = ["满意", "覆盖率", "合格率", "及时率", "准确率", "知晓率", "参与率", "达标率"];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    if budget.kind == DocumentKind::Form {
        return;
    }
    let (mut blank, mut sign, mut hundred) =
        (Indicators::new(&BLANK), Indicators::new(&SIGN), Indicators::new(&HUNDRED));
    let (mut unit, mut twice) = (Indicators::new(&UNIT), Indicators::new(&TWICE));
    let mut count = 0u32;
    for objective in budget.objectives() {
        let mut names = Counts::default();
        // Values of a table without any value were lost or are not asked for.
        let has_values = objective.targets.iter().any(|target| !target.printed.trim().is_empty());
        for indicator in &objective.targets {
            count += 1;
            if has_values && indicator.printed.trim().is_empty() && !indicator.name.is_empty() {
                blank.add(indicator);
            }
            if is_bare_sign(indicator) {
                sign.add(indicator);
            }
            if is_above_hundred(indicator) {
                hundred.add(indicator);
            }
            if indicator.target.unit.as_deref().is_some_and(|unit| NO_UNITS.contains(&unit)) {
                unit.add(indicator);
            }
            let key = format!("{}{}", indicator.kind as u8, plain(&indicator.name));
            if !indicator.name.is_empty() && names.add(&key) == 2 {
                twice.add(indicator);
            }
        }
    }
    // A form may have a column for the signs.
    if sign.shown.len() * 4 > count as usize {
        sign.shown.clear();
    }
    let before = relations.len();
    for kind in [blank, sign, hundred, unit, twice] {
        kind.say(relations);
    }
    if count > 0 && relations.len() == before {
        let words = vec![("indicators", count.to_string())];
        relations.push(Relation::Said { saying: &SOUND, about: Vec::new(), spot: Spot::Document, words });
    }
}

/// The indicators of one finding.
struct Indicators {
    saying: &'static Saying,
    shown: Vec<String>,
    spot: Spot,
}

impl Indicators {
    fn new(saying: &'static Saying) -> Self {
        Self { saying, shown: Vec::new(), spot: Spot::Document }
    }

    fn add(&mut self, indicator: &Indicator) {
        if self.shown.is_empty() {
            self.spot = Spot::Line { table: indicator.at.table.clone(), line: indicator.at.place.line };
        }
        self.shown.push(one_line(&format!("{} {}", indicator.name, indicator.printed)).trim().to_owned());
    }

    fn say(self, relations: &mut Vec<Relation>) {
        let Self { saying, shown, spot } = self;
        if !shown.is_empty() {
            let words = vec![("indicators", list(&shown)), ("times", shown.len().to_string())];
            relations.push(Relation::Said { saying, about: Vec::new(), spot, words });
        }
    }
}

/// Whether a sign of comparison stands without what it compares with.
fn is_bare_sign(indicator: &Indicator) -> bool {
    let Target { comparator, value, quality, .. } = &indicator.target;
    comparator.is_some() && value.is_none() && quality.as_deref().is_none_or(str::is_empty)
}

fn is_above_hundred(indicator: &Indicator) -> bool {
    let Target { comparator, value, unit, .. } = &indicator.target;
    matches!(comparator, Some(Comparator::AtLeast | Comparator::MoreThan | Comparator::Exactly))
        && unit.as_deref() == Some("%")
        && value.is_some_and(|value| value > Decimal::ONE_HUNDRED)
        && search::contains_any(&indicator.name, &SHARES)
}
