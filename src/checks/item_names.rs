//! 科目名称表述: an item of the classification that a sentence names has the names that the tables print for it.

use super::compared::in_yuan;
use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs};
use crate::amount::{self, Amount};
use crate::budget::Budget;
use crate::narrative::{Claim, Kind as ClaimKind};
use crate::order;
use crate::search;
use crate::tables::names::{Name, plain};
use crate::tables::spec::{Classes, Layout};
use crate::tables::{Figure, Item, Role};
use rust_decimal::Decimal;

pub static RULE: Rule = Rule {
    id: "item-names",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::NAMED_ITEMS],
    says: &[AS_PRINTED, OTHER_CLASS, OTHER_NAME],
    find,
};

const AS_PRINTED: Saying = Saying::holds("as-printed");
const OTHER_CLASS: Saying = Saying::fails("other-class", Severity::Warning);
const OTHER_NAME: Saying = Saying::fails("other-name", Severity::Info);

/// The digits of the codes of 类, 款 and 项, with the marks behind their names.
const RANKS: [(usize, &str); 3] = [(3, "类)"), (5, "款)"), (7, "项)")];

/// How many claims from the one behind the names on may say the amount.
const NEAR: usize = 3;

/// A name that is none of the table's: what is said, what is printed, and of which code.
struct Other<'a> {
    said: String,
    printed: &'a str,
    code: &'a str,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let items = Items::of(budget);
    let mut right = Vec::new();
    let mut wrong: Vec<(Other<'_>, Vec<Operand>)> = Vec::new();
    let claims = &budget.narrative.claims;
    for (at, claim) in claims.iter().enumerate() {
        let Some(path) = path(claim) else { continue };
        let near = claims.get(at..).unwrap_or_default().iter().take(NEAR);
        // The names of the next item end the amounts of this one.
        let near = near.enumerate().take_while(|(behind, claim)| *behind == 0 || self::path(claim).is_none());
        for (behind, claim) in near {
            let amount = claim.said.amount().filter(|_| claim.kind == ClaimKind::Value);
            let Some(found) = amount.and_then(|amount| items.compare(&path, amount)) else { continue };
            let operand = Operand::claim(at + behind);
            match found {
                None => right.push(operand),
                Some(other) => {
                    let same = |known: &&mut (Other<'_>, Vec<Operand>)| {
                        (known.0.said.as_str(), known.0.code) == (other.said.as_str(), other.code)
                    };
                    match wrong.iter_mut().find(same) {
                        Some((_, about)) => about.push(operand),
                        None => wrong.push((other, vec![operand])),
                    }
                }
            }
            break;
        }
    }
    if !right.is_empty() {
        let words = vec![("times", right.len().to_string())];
        relations.push(Relation::Said { saying: &AS_PRINTED, about: right, spot: Spot::Document, words });
    }
    for (other, about) in wrong {
        let saying = if other.code.len() == 3 { &OTHER_CLASS } else { &OTHER_NAME };
        let words = vec![
            ("said", other.said),
            ("name", other.printed.to_owned()),
            ("code", other.code.to_owned()),
            ("times", about.len().to_string()),
        ];
        relations.push(Relation::Said { saying, about, spot: Spot::Document, words });
    }
}

/// The lines of the tables by function.
struct Items<'a> {
    /// Ordered by their codes.
    by_code: Vec<(&'a str, &'a Item)>,
    /// What the lowest of them print, in 元, ordered, with their codes.
    amounts: Vec<(Decimal, &'a str, Amount)>,
}

impl<'a> Items<'a> {
    fn of(budget: &'a Budget) -> Self {
        let (mut by_code, mut amounts) = (Vec::new(), Vec::new());
        for table in budget.with_layout(Layout::Rows).filter(|table| table.classes == Classes::Function) {
            for item in table.items.iter().filter(|item| item.role == Role::Line) {
                let Some(code) = item.code.as_deref() else { continue };
                by_code.push((code, item));
                for amount in item.figures.iter().filter_map(Figure::amount) {
                    if let Some((yuan, _)) = in_yuan(amount).filter(|_| code.len() == 7) {
                        amounts.push((yuan, code, amount));
                    }
                }
            }
        }
        order::by(&mut by_code, &|(a, _), (b, _)| a.cmp(b));
        order::by(&mut amounts, &|(a, one, _), (b, other, _)| a.cmp(b).then_with(|| one.cmp(other)));
        Self { by_code, amounts }
    }

    /// The codes of the lowest items that print an amount.
    fn printing(&self, said: Amount) -> Vec<&'a str> {
        let mut codes: Vec<&str> = Vec::new();
        let Some((yuan, delta)) = in_yuan(said) else { return codes };
        // No table prints coarser than in whole 万元.
        let reach = delta.max(Decimal::from(5000u16));
        let (Some(least), Some(most)) = (amount::difference(yuan, reach), amount::sum(yuan, reach)) else {
            return codes;
        };
        let first = self.amounts.partition_point(|(yuan, ..)| *yuan < least);
        for (_, code, printed) in self.amounts.iter().skip(first).take_while(|(yuan, ..)| *yuan <= most) {
            if printed.may_be(said) && !codes.contains(code) {
                codes.push(code);
            }
        }
        codes
    }

    /// The one item with that amount that has two of the three names: nothing inside where it has all.
    #[expect(clippy::option_option, reason = "nothing found is not the same as nothing wrong")]
    fn compare(&self, path: &[String; 3], said: Amount) -> Option<Option<Other<'a>>> {
        let mut found: Option<Other<'a>> = None;
        for code in self.printing(said) {
            let mut others = Vec::new();
            let mut known = 0;
            for (said, (digits, _)) in path.iter().zip(RANKS) {
                let Some(code) = code.get(..digits) else { continue };
                let Some(printed) = self.name_of(code) else { continue };
                known += 1;
                if !is_same(said, printed) {
                    others.push(Other { said: said.clone(), printed, code });
                }
            }
            match (known, others.len()) {
                (3, 0) => return Some(None),
                (3, 1) => {
                    let other = others.pop()?;
                    // Two items may be meant, and a name that another item has is no other name of this one.
                    let is_another = self.by_code.iter().any(|(_, item)| is_same(&other.said, &item.name));
                    if is_another || found.as_ref().is_some_and(|found| found.code != other.code) {
                        return None;
                    }
                    found = Some(other);
                }
                _ => {}
            }
        }
        found.map(Some)
    }

    fn name_of(&self, code: &str) -> Option<&'a str> {
        let first = self.by_code.partition_point(|(known, _)| *known < code);
        self.by_code.get(first).filter(|(known, _)| *known == code).map(|(_, item)| item.name.as_str())
    }
}

/// Whether a claim is said of an item by the names of its class, group and item.
pub fn is_named(claim: &Claim) -> bool {
    path(claim).is_some()
}

/// The names of class, group and item that stand before a claim, if all three do.
fn path(claim: &Claim) -> Option<[String; 3]> {
    let line = claim.lead.rsplit('\n').find(|line| search::contains(line, "项"))?;
    let words = plain(line);
    let mut names = [const { String::new() }; 3];
    let mut rest = words.as_str();
    for (name, (_, mark)) in names.iter_mut().zip(RANKS) {
        let (before, behind) = search::split_once(rest, mark)?;
        let (before, code) = before.rsplit_once('(')?;
        if !code.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let start = before.rfind([',', '。', ':', ';', '；', '、']).map_or(0, |at| at + 1);
        *name = Name::parse(before.get(start..).unwrap_or(before).trim_start_matches(')')).words;
        rest = behind;
    }
    Some(names)
}

/// Whether two names may be one, of which letters are left out at the beginning or the end.
fn is_same(said: &str, printed: &str) -> bool {
    let bare = |name: &str| {
        let words = Name::parse(name).words;
        search::replace(&words, "支出", "")
    };
    let (said, printed) = (bare(said), bare(printed));
    search::contains(&said, &printed) || search::contains(&printed, &said)
}
