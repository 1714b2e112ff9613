use crate::common::{embedded, read, with};
use budget_widget::disclosure::Disclosure;
use budget_widget::views::narrative::{
    Chapter, Part, Run, Runs, Standing, Standings, What, chapters, is_heading, is_open, page,
};

const TERMS: [&str; 3] = ["基本支出", "政府性基金", "政府性基金预算"];

fn runs<'a>(
    disclosure: &'a Disclosure,
    standings: &'a Standings,
    chapter: &Chapter<'a>,
) -> Vec<(u32, Vec<Run<'a>>)> {
    let Disclosure { budget, report, .. } = disclosure;
    let mut runs = Runs::new(budget, report, standings, chapter, &TERMS);
    chapter.lines.iter().map(|(line, text)| (*line, runs.of_line(chapter, *line, text))).collect()
}

fn with_key<'a, 'b>(chapters: &'b [Chapter<'a>], key: &str) -> &'b Chapter<'a> {
    chapters.iter().find(|chapter| chapter.key == key).unwrap_or_else(|| panic!("no chapter {key}"))
}

#[test]
fn chapters_stand_in_the_order_of_the_document_with_their_counts() {
    let disclosure = embedded();
    let standings = Standings::of(&disclosure.budget, &disclosure.report);
    let found = chapters(&disclosure.budget, &disclosure.report, &standings);
    let told: Vec<_> = found
        .iter()
        .map(|chapter| (chapter.key, chapter.lines.len(), chapter.figures, chapter.findings))
        .collect();
    assert_eq!(
        told[..4],
        [("contents", 19, 0, 0), ("profile/1", 11, 0, 0), ("profile/2", 4, 0, 0), ("narrative/1", 1, 6, 0)]
    );
    assert_eq!(told[12..], [("narrative/10", 11, 14, 1), ("glossary", 10, 0, 0)]);
    let figures: usize = found.iter().map(|chapter| chapter.figures).sum();
    assert_eq!(figures, disclosure.budget.narrative.figures(), "every figure stands in one chapter");
    assert_eq!(found[13].part, Part::Glossary);
    assert!(found[13].lines[0].1.starts_with("财政拨款收入：是指"));
}

#[test]
fn a_sentence_is_put_together_again_from_its_runs() {
    for disclosure in [embedded(), read(include_str!("../fixtures/places/central.txt"))] {
        let standings = Standings::of(&disclosure.budget, &disclosure.report);
        for chapter in chapters(&disclosure.budget, &disclosure.report, &standings) {
            for ((_, text), (_, runs)) in chapter.lines.iter().zip(runs(&disclosure, &standings, &chapter)) {
                let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
                assert_eq!(whole, text.replace("**", ""));
            }
        }
    }
}

#[test]
fn figures_say_whether_a_table_has_them() {
    let disclosure = embedded();
    let standings = Standings::of(&disclosure.budget, &disclosure.report);
    let found = chapters(&disclosure.budget, &disclosure.report, &standings);
    let told = |key: &str| -> Vec<(String, Option<Standing>, u32)> {
        let lines = runs(&disclosure, &standings, with_key(&found, key));
        let runs = lines.into_iter().flat_map(|(_, runs)| runs);
        runs.filter_map(|run| match run.what {
            What::Figure { at, standing, .. } => Some((run.text, Some(standing), at.start)),
            What::Statement { at, .. } => Some((run.text, None, at.start)),
            _ => None,
        })
        .collect()
    };
    let (table, checked) = (Some(Standing::InTable), Some(Standing::Checked));
    let expected = |words: &[(&str, Option<Standing>, u32)]| -> Vec<(String, Option<Standing>, u32)> {
        words.iter().map(|(text, standing, start)| ((*text).to_owned(), *standing, *start)).collect()
    };
    assert_eq!(
        told("narrative/3"),
        expected(&[
            ("6273", table, 21),
            ("1405.1", table, 37),
            ("22.40", checked, 49),
            ("4867.9", table, 61),
            ("77.6", checked, 73),
        ])
    );
    assert_eq!(told("narrative/8"), expected(&[("无", None, 16)]));
    let cars = told("narrative/10");
    assert!(cars.contains(&("1".to_owned(), Some(Standing::Alone), 77)), "{cars:?}");
}

#[test]
fn a_term_is_marked_once_in_a_chapter_and_the_longest_first() {
    let disclosure = embedded();
    let standings = Standings::of(&disclosure.budget, &disclosure.report);
    let found = chapters(&disclosure.budget, &disclosure.report, &standings);
    let terms = |key: &str| -> Vec<String> {
        let lines = runs(&disclosure, &standings, with_key(&found, key));
        let runs = lines.into_iter().flat_map(|(_, runs)| runs);
        runs.filter_map(|run| match run.what {
            What::Term(term) => Some(term.to_owned()),
            _ => None,
        })
        .collect()
    };
    assert_eq!(terms("narrative/2"), ["政府性基金预算"]);
    assert_eq!(terms("narrative/4"), ["政府性基金"]);
    assert_eq!(terms("narrative/3"), ["基本支出"]);
    assert!(terms("glossary").is_empty());
}

#[test]
fn what_the_checks_found_stands_at_its_figure() {
    let disclosure = with(&[(
        "基本支出 1405.1 万元，占 22.40%；项目支出 4867.9 万元，占 77.6%。\n\n四",
        "基本支出 1409.1 万元，占 22.40%；项目支出 4867.9 万元，占 77.6%。\n\n四",
    )]);
    let standings = Standings::of(&disclosure.budget, &disclosure.report);
    let found = chapters(&disclosure.budget, &disclosure.report, &standings);
    let chapter = with_key(&found, "narrative/3");
    assert!(chapter.findings > 0);
    let lines = runs(&disclosure, &standings, chapter);
    let wrong = lines.iter().flat_map(|(_, runs)| runs).find(|run| run.text == "1409.1").unwrap();
    let What::Figure { finding: Some(finding), .. } = wrong.what else { panic!("{wrong:?}") };
    let check = &disclosure.report.checks[finding];
    assert!(check.is_finding(), "{}", check.id);
}

#[test]
fn a_long_narrative_comes_in_pages_that_hold_every_line_once() {
    let line = |at: usize| format!("本年度基本支出预算为 {at} 万元，比上年增加。\n\n");
    let text: String = (1..=2000).map(line).collect();
    let disclosure = read(&format!(
        "2024年某局部门预算公开\n\n一、收入情况说明\n\n{text}二、支出情况说明\n\n支出 5 万元。\n"
    ));
    let standings = Standings::of(&disclosure.budget, &disclosure.report);
    let found = chapters(&disclosure.budget, &disclosure.report, &standings);
    let mut key = None;
    let mut lines = Vec::new();
    let mut pages = 0;
    loop {
        let shown = page(&found, key.as_deref(), None);
        assert!(shown.pieces.iter().map(|(_, lines)| lines.len()).sum::<usize>() <= 120);
        for (chapter, range) in &shown.pieces {
            lines.extend(found[*chapter].lines[range.clone()].iter().map(|(line, _)| *line));
        }
        pages += 1;
        if let Some(before) = &shown.previous {
            assert_eq!(page(&found, Some(before), None).next, key);
        }
        let Some(next) = shown.next else { break };
        key = Some(next);
    }
    assert_eq!(pages, 17);
    let all: Vec<u32> =
        found.iter().flat_map(|chapter| chapter.lines.iter().map(|(line, _)| *line)).collect();
    assert_eq!(lines, all);
    // A line is found wherever it is, whatever the key says.
    let middle = page(&found, Some("narrative/1"), Some(2005));
    assert!(
        middle
            .pieces
            .iter()
            .any(|(at, range)| found[*at].lines[range.clone()].iter().any(|(line, _)| *line == 2005))
    );
    assert_eq!(page(&found, Some("nothing"), Some(9_999_999)), page(&found, None, None));
}

#[test]
fn headings_and_open_lines_are_told() {
    assert!(is_heading("（一）行政（事业）单位机构运转经费支出预算情况"));
    assert!(!is_heading("（十一）完成市委、市政府交办的其他任务。"));
    assert!(!is_heading("具体支出情况"));
    assert!(is_open(
        "郑州市大数据管理局2024年预算项目均按要求编制了绩效目标，从成本、产出、效益、满意度等方面设置了绩效"
    ));
    assert!(!is_open("（一）行政（事业）单位机构运转经费支出预算情况"));
}
