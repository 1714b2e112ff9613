//! 数量相符: counted things add up to what is counted, and as many projects are said as the tables list.

use super::report::{Basis, Severity};
use super::words::Words;
use super::{Kind, Operand, Relation, Rule, Saying, Spot, needs};
use crate::amount;
use crate::budget::Budget;
use crate::narrative::{Claim, Kind as ClaimKind, Said};
use crate::search;
use crate::tables::Role;
use crate::tables::names::plain;
use rust_decimal::Decimal;

pub static RULE: Rule = Rule {
    id: "counts",
    version: 1,
    kind: Kind::Claim,
    basis: Basis::Arithmetic,
    severity: Severity::Warning,
    needs: &[&needs::COUNTS],
    says: &[SUM, OTHER_SUM, PROJECTS, OTHER_PROJECTS],
    find,
};

const SUM: Saying = Saying::holds("sum");
const OTHER_SUM: Saying = Saying::fails("other-sum", Severity::Warning);
const PROJECTS: Saying = Saying::holds("projects");
const OTHER_PROJECTS: Saying = Saying::fails("other-projects", Severity::Warning);

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let words = Words::of(budget);
    let claims = &budget.narrative.claims;
    for (at, claim) in claims.iter().enumerate() {
        if claim.kind == ClaimKind::Count {
            relations.extend(sum(budget, &words, at, claim));
            relations.extend(projects(budget, &words, at, claim));
        }
    }
}

fn count(claim: &Claim) -> Option<Decimal> {
    match claim.said {
        Said::Count(count) => Some(count),
        _ => None,
    }
}

/// The letter that a count is followed by.
fn counter(around: &Words<'_>, at: usize) -> Option<char> {
    around.behind(at, 1).chars().next()
}

/// Words with which no kind of the list begins.
const NO_KINDS: [&str; 18] = [
    "主要是",
    "主要为",
    "包括",
    "用于",
    "以上",
    "其中",
    "新增",
    "购置",
    "报废",
    "处置",
    "更新",
    "拟",
    "增加",
    "减少",
    "计划",
    "本年",
    "当年",
    "共",
];

/// So many kinds are a whole list: one or two may be picked out of it.
const WHOLE_LIST: usize = 4;

/// 共有车辆3辆，其中：一般公务用车1辆、其他用车2辆.
fn sum(budget: &Budget, around: &Words<'_>, at: usize, whole: &Claim) -> Option<Relation> {
    let unit = counter(around, at)?;
    let begins = around.rest_of_sentence(at, 8);
    if !search::contains(&begins, "其中") {
        return None;
    }
    let (mut sum, mut parts) = (Decimal::ZERO, Vec::new());
    let mut is_whole_list = false;
    for (behind, part) in (at + 1..).zip(budget.narrative.claims.get(at + 1..)?) {
        let ends = search::contains_any(&part.lead, &["。", ";", "；"]);
        // What is bought, given back or explained is no further kind.
        let explains = search::contains_any(&part.subject, &NO_KINDS) && !parts.is_empty();
        if part.kind != ClaimKind::Count || part.at.section != whole.at.section || ends || explains {
            break;
        }
        if counter(around, behind)? != unit {
            break;
        }
        sum = amount::sum(sum, count(part)?)?;
        is_whole_list |= search::contains(&part.subject, "其他");
        parts.push(Operand::claim(behind));
    }
    let said = count(whole)?;
    if parts.len() < 2 {
        return None;
    }
    let is_whole_list = is_whole_list || parts.len() >= WHOLE_LIST;
    // Of people and things several divisions may stand one behind the other.
    let saying = if said == sum {
        &SUM
    } else if unit == '辆' && (sum > said || is_whole_list) {
        &OTHER_SUM
    } else {
        return None;
    };
    let words = vec![("total", sum.normalize().to_string()), ("kinds", parts.len().to_string())];
    let mut about = vec![Operand::claim(at)];
    about.extend(parts);
    Some(Relation::Said { saying, about, spot: Spot::Document, words })
}

/// 涉及预算拨款 4867.9 万元，共 4 个项目: the money of all projects.
fn projects(budget: &Budget, around: &Words<'_>, at: usize, claim: &Claim) -> Option<Relation> {
    let of_projects = around.behind(at, 3) == "个项目";
    let total = plain(&claim.subject).ends_with('共') || plain(&claim.subject).ends_with("共有");
    let before = at.checked_sub(1)?;
    let said_before = budget.narrative.claims.get(before)?;
    let goes_on = said_before.at.section == claim.at.section && !search::contains(&claim.lead, "。");
    let link = budget.link(before).filter(|link| link.repeats)?;
    let money = link.quantities.iter().filter_map(|&quantity| budget.nth_quantity(quantity));
    let of_all = money.into_iter().any(|(means, _)| &*means.nature == "project");
    if !(of_projects && total && goes_on && of_all) {
        return None;
    }
    let table = budget.table("projects")?;
    let mut listed = 0u32;
    for item in &table.items {
        let prints = item.figures.iter().any(|figure| figure.amount().is_some());
        listed += u32::from(item.role == Role::Line && prints);
    }
    if listed == 0 {
        return None;
    }
    let saying = if count(claim)? == Decimal::from(listed) { &PROJECTS } else { &OTHER_PROJECTS };
    let words = vec![("listed", listed.to_string()), ("table", table.title.clone())];
    Some(Relation::Said { saying, about: vec![Operand::claim(at)], spot: Spot::Document, words })
}
