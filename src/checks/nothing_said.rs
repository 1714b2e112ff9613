//! 无支出声明: where a sentence says that there is none, the tables print none.

use super::report::{Basis, Severity};
use super::shares::three_public_adds_up;
use super::words::Words;
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind, Flow, Subject};
use crate::narrative::{Claim, Said, Stage, Statement, Year};
use crate::search;

pub static RULE: Rule = Rule {
    id: "nothing-said",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Practice,
    severity: Severity::Error,
    needs: &[&needs::NOTHING_SAID],
    says: &[NOTHING, SOMETHING],
    find,
};

const NOTHING: Saying = Saying::holds("nothing");
const SOMETHING: Saying = Saying::fails("something", Severity::Error);

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let words = Words::of(budget);
    for (at, claim) in budget.narrative.claims.iter().enumerate() {
        if claim.said == Said::Statement(Statement::Nothing) && is_of_now(budget, claim) {
            relations.extend(of_claim(budget, &words, at));
        }
    }
}

/// Whether it speaks of the document's own year and stage, and of the whole department.
fn is_of_now(budget: &Budget, claim: &Claim) -> bool {
    let own_year = match claim.year {
        None => true,
        Some(Year::Of(year)) => Some(year) == budget.year,
        Some(Year::Previous) => false,
    };
    let is_final = budget.kind == DocumentKind::Final;
    let planned = is_final
        && (claim.stage == Some(Stage::Budget)
            || search::contains_any(&claim.printed, &["安排"])
            || search::contains_any(&claim.subject, &["年初", "结转"]));
    // What is used for it, paid from it, changed in it or belongs to one of its units may be none.
    let partly =
        ["本级", "其中", "新增", "增减", "变化", "单位无", "用于", "调整", "结余", "结转", "其他", "项目"];
    own_year && !planned && !search::contains_any(&claim.subject, &partly)
}

fn of_claim(budget: &Budget, words: &Words<'_>, at: usize) -> Option<Relation> {
    let link = budget.link(at)?;
    let [quantity] = link.quantities.as_slice() else { return None };
    let (coordinate, _) = budget.nth_quantity(*quantity)?;
    let of_fund = matches!(coordinate.subject, Subject::Whole | Subject::WholeCarried)
        && matches!(&*coordinate.source, "fund" | "state-capital")
        && &*coordinate.nature == "total";
    let of_three_public =
        matches!(coordinate.subject, Subject::ThreePublic(_)) && three_public_adds_up(budget);
    let sentence = words.rest_of_sentence(at, 40);
    let spoken = coordinate.flow == Flow::Expenditure
        && search::contains_any(&sentence, &["支出", "购置", "出国", "接待", "运行"]);
    if !(of_fund || of_three_public) || !spoken {
        return None;
    }
    let cell = budget.cell_of_quantity(*quantity)?;
    let is_nothing = cell.amount().is_none_or(|amount| amount.value().is_zero());
    let saying = if is_nothing { &NOTHING } else { &SOMETHING };
    let about = vec![Operand::claim(at), cell.into()];
    Some(Relation::Said { saying, about, spot: Spot::Document, words: Vec::new() })
}
