use crate::common::{embedded, read};
use budget_widget::disclosure::Disclosure;
use budget_widget::views::search::{Hit, Query, find};
use std::fmt::Write as _;

/// Every hit as one line, behind its kind and the number of hits.
fn found(disclosure: &Disclosure, typed: &str) -> Vec<String> {
    let budget = &disclosure.budget;
    let query = Query::new(typed).unwrap();
    let mut lines = Vec::new();
    for hits in find(budget, &query).into_iter().filter(|hits| hits.count > 0) {
        lines.push(format!("{} {}", hits.kind, hits.count));
        for hit in hits.first {
            lines.push(match hit {
                Hit::Cell(id) => budget.resolve_figure(id).unwrap().2.at.to_string(),
                Hit::Claim(at) => budget.narrative.claims[at].at.to_string(),
                Hit::Line(table, item) => {
                    format!("{}.{}", budget.tables[table].id, budget.tables[table].items[item].key)
                }
                Hit::Sentence(of_profile, section, line, (from, to)) => {
                    let narrative = &budget.narrative;
                    let sections = if of_profile { &narrative.profile } else { &narrative.sections };
                    let line = &sections[section].lines[line];
                    let words: String = line.text.chars().skip(from).take(to - from).collect();
                    format!("{}:{} {words}", sections[section].id, line.line)
                }
                Hit::Term(at) => budget.narrative.glossary[at].term.clone(),
                Hit::Table(at) => budget.tables[at].id.to_string(),
            });
        }
    }
    lines
}

#[test]
fn an_amount_is_found_with_any_decimals_and_in_any_unit() {
    let disclosure = embedded();
    let short = found(&disclosure, "64.6");
    assert_eq!(short[0], "amounts 10");
    assert!(short.contains(&"general-expenditure.21011.total".to_owned()), "{short:#?}");
    for typed in ["64.60", "６４．６", " 64.6 万元", "646,000", "646000元", "0.00646亿元"] {
        assert_eq!(found(&disclosure, typed)[..11], short[..11], "{typed}");
    }
    // The cells that print it, then the sentence, then what only begins so.
    let project = found(&disclosure, "4867.9");
    assert!(project.iter().any(|hit| hit.starts_with("department-expenditure.2010302.")), "{project:#?}");
    let percent = found(&disclosure, "22.4");
    assert!(percent.iter().any(|hit| hit == "narrative/3:95.49-54"), "{percent:#?}");
    assert!(Query::new("64.7元").is_some_and(|query| find(&disclosure.budget, &query)[0].count == 0));
}

#[test]
fn names_codes_sentences_terms_and_tables_are_found_by_kind() {
    let disclosure = embedded();
    let hits = found(&disclosure, "三公");
    assert_eq!(hits.iter().filter(|hit| hit.contains(' ') && !hit.contains(':')).count(), 3, "{hits:#?}");
    assert!(hits.contains(&"narrative/7:111 三公".to_owned()), "{hits:#?}");
    assert!(hits.contains(&"“三公”经费".to_owned()) && hits.contains(&"three-public".to_owned()));
    let coded = found(&disclosure, "21011");
    assert_eq!(coded[0], "lines 5", "{coded:#?}");
    assert_eq!(coded[1], "department-expenditure.2101101");
    // Folded: blanks, punctuation, width and case.
    assert_eq!(found(&disclosure, "机关 事业单位、基本养老"), found(&disclosure, "机关事业单位基本养老"));
    assert_eq!(found(&disclosure, "ｇｄｐ"), found(&disclosure, "GDP"));
}

#[test]
fn what_was_typed_is_found_where_it_stands() {
    let query = Query::new("2024年度").unwrap();
    assert_eq!(query.place_in("说明：2024 年（度）预算"), Some((3, 11)));
    assert_eq!(query.place_in("2024 年初"), None);
    assert!(Query::new("  ，。 ").is_none() && Query::new("").is_none());
}

#[test]
fn nothing_is_found_of_what_is_not_there() {
    let disclosure = read(include_str!("../fixtures/places/guangdong.txt"));
    assert!(found(&disclosure, "没有这个词").is_empty());
    let hits = found(&disclosure, "2050101");
    assert!(hits.contains(&"general-expenditure.2050101".to_owned()), "{hits:#?}");
}

#[test]
fn many_hits_are_counted_and_a_few_are_kept() {
    let mut text = "2024年某局部门预算公开\n\n一、支出情况说明\n\n".to_owned();
    for _ in 0..500 {
        writeln!(text, "基本支出预算为 7 万元，比上年增加。\n").unwrap();
    }
    let disclosure = read(&text);
    let hits = find(&disclosure.budget, &Query::new("7").unwrap());
    assert_eq!((hits[0].count, hits[0].first.len()), (500, 12));
}
