//! 应公开的内容: duties, organisation, running costs, procurement, state assets, performance and terms are spoken of.

use super::naming::list;
use super::report::{Basis, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::budget::{Budget, DocumentKind};
use crate::narrative::{Narrative, Section, Topic};
use crate::search;

const THERE: Saying = Saying::holds("there");
const MISSING: Saying = Saying::fails("missing", Severity::Warning);
const UNSURE: Saying = Saying::fails("unsure", Severity::Info);

pub static RULE: Rule = Rule {
    id: "required-parts",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Form,
    severity: Severity::Warning,
    needs: &[&needs::SENTENCES],
    says: &[THERE, MISSING, UNSURE],
    find,
};

/// What a disclosure speaks of, what a section about it is about, and the words that show it elsewhere.
const PARTS: [(&str, Option<Topic>, &[&str]); 7] = [
    ("主要职责", Some(Topic::Duties), &["职责", "职能", "职权"]),
    ("机构设置", Some(Topic::Units), &["机构设置", "单位构成", "内设", "所属", "机构构成", "下属"]),
    ("机关运行（机构运转）经费", Some(Topic::Operating), &["运行经费", "运转经费"]),
    ("政府采购", Some(Topic::Procurement), &["采购"]),
    ("国有资产占用", Some(Topic::Assets), &["国有资产", "资产占", "固定资产", "车辆"]),
    ("绩效", Some(Topic::Performance), &["绩效"]),
    ("名词解释", None, &["名词解释", "名词说明", "专业名词", "名称解释", "专业性名词"]),
];

/// The year from which on performance is published everywhere.
const COMPLETE: u16 = 2019;

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let narrative = &budget.narrative;
    // A few paragraphs are the words between tables, not the text of a disclosure.
    if budget.kind == DocumentKind::Form || narrative.sections.len() < 3 {
        return;
    }
    let parts = spoken_of(budget);
    let missing = parts.iter().filter(|(_, is_said)| !is_said).map(|(part, _)| (*part).to_owned());
    let missing: Vec<String> = missing.collect();
    // One half of a disclosure, an old one or one that is hardly read may have the rest elsewhere.
    let whole = budget.tables.iter().filter(|table| table.spec.is_some()).count() >= 3
        && budget.kind == DocumentKind::Budget
        && budget.year.is_some_and(|year| year >= COMPLETE)
        && !narrative.profile.is_empty()
        && missing.len() <= 2;
    let (saying, words) = match (missing.is_empty(), whole) {
        (true, _) => (&THERE, vec![("parts_said", PARTS.len().to_string())]),
        (false, true) => (&MISSING, vec![("parts_said", list(&missing))]),
        (false, false) => (&UNSURE, vec![("parts_said", list(&missing))]),
    };
    relations.push(Relation::Said { saying, about: Vec::new(), spot: Spot::Document, words });
}

/// What a disclosure has to speak of, and whether it does.
#[must_use]
pub fn spoken_of(budget: &Budget) -> Vec<(&'static str, bool)> {
    let narrative = &budget.narrative;
    let mut parts = Vec::with_capacity(PARTS.len());
    for (part, topic, words) in &PARTS {
        let known = match topic {
            Some(topic) => is_about(narrative, *topic),
            None => !narrative.glossary.is_empty(),
        };
        parts.push((*part, known || is_said(budget, words)));
    }
    parts
}

/// Whether a section or a sentence is about something.
fn is_about(narrative: &Narrative, topic: Topic) -> bool {
    narrative.profile.iter().chain(&narrative.sections).any(|section| section.topic == topic)
        || narrative.claims.iter().any(|claim| claim.topic == topic)
}

/// Whether one of the words stands in a heading, a sentence, the list of contents or the name of a table.
fn is_said(budget: &Budget, words: &[&str]) -> bool {
    let says = |text: &str| search::contains_any(text, words);
    let in_section =
        |section: &Section| says(&section.heading) || section.lines.iter().any(|line| says(&line.text));
    let narrative = &budget.narrative;
    narrative.sections.iter().any(in_section)
        || narrative.profile.iter().any(in_section)
        || narrative.contents.iter().any(|line| says(&line.text))
        || budget.tables.iter().any(|table| says(&table.title))
}
