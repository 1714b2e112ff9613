//! 未填写的文字: no placeholder, choice or unfinished sentence of the form is left in the text.

use super::naming::list;
use super::report::{Basis, Origin, Severity};
use super::{Kind, Relation, Rule, Saying, Spot, needs};
use crate::address::SentenceAddress;
use crate::amount::half_width;
use crate::budget::{Budget, DocumentKind};
use crate::narrative::{Line, Narrative, Section};
use crate::search;

const CLEAN: Saying = Saying::holds("clean");
const BLANK: Saying = Saying::fails("blank", Severity::Warning);
const CHOICE: Saying = Saying::fails("choice", Severity::Warning);
const UNIT: Saying = Saying::fails("unit", Severity::Warning);
const REASON: Saying = Saying::fails("reason", Severity::Warning);
const MARKS: Saying = Saying::fails("marks", Severity::Info);
const BRACKETS: Saying = Saying::fails("brackets", Severity::Info);
const UNFINISHED: Saying = Saying::fails("unfinished", Severity::Info);
const MARKUP: Saying = Saying::fails("markup", Severity::Info).from(Origin::Extraction);

pub static RULE: Rule = Rule {
    id: "placeholders",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Practice,
    severity: Severity::Warning,
    needs: &[&needs::SENTENCES],
    says: &[CLEAN, BLANK, CHOICE, UNIT, REASON, MARKS, BRACKETS, UNFINISHED, MARKUP],
    find,
};

/// The first place of a kind, and how many there are.
struct Found {
    saying: &'static Saying,
    first: SentenceAddress,
    words: String,
    count: usize,
}

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    // A workbook of empty tables is there to be filled in; a document was published as it is.
    let is_workbook = budget.files.is_empty() && budget.tables.iter().any(|table| table.part > 0);
    if budget.kind == DocumentKind::Form && is_workbook {
        return;
    }
    let narrative = &budget.narrative;
    let (mut found, mut lines) = (Vec::new(), 0u32);
    for section in narrative.profile.iter().chain(&narrative.sections) {
        for line in &section.lines {
            look(section, line, &mut found);
            lines += 1;
        }
    }
    let unfinished = unfinished(narrative);
    if !unfinished.is_empty() {
        let (saying, times) = (&UNFINISHED, unfinished.len().to_string());
        let words = vec![("words", list(&unfinished)), ("times", times)];
        relations.push(Relation::Said { saying, about: Vec::new(), spot: Spot::Document, words });
    } else if found.is_empty() && lines > 0 {
        let words = vec![("times", lines.to_string())];
        relations.push(Relation::Said { saying: &CLEAN, about: Vec::new(), spot: Spot::Document, words });
    }
    for Found { saying, first, words, count } in found {
        let words = vec![("words", words), ("times", count.to_string())];
        relations.push(Relation::Said { saying, about: Vec::new(), spot: Spot::Words(first), words });
    }
}

/// The terms whose definitions end without a mark, where nearly all others have one, and the sections that end with one
/// behind which something follows.
fn unfinished(narrative: &Narrative) -> Vec<String> {
    let ends = |text: &str, marks: &[char]| text.trim_end().ends_with(marks);
    let mut open = Vec::new();
    for term in &narrative.glossary {
        if !ends(&term.definition, &['。', '；', ';', '.', '！', '）', ')', '”', '：']) {
            open.push(term.term.clone());
        }
    }
    if open.len() * 5 > narrative.glossary.len() {
        open.clear();
    }
    for section in narrative.profile.iter().chain(&narrative.sections) {
        if section.lines.last().is_some_and(|line| ends(&line.text, &['，', '、'])) {
            open.push(section.heading.clone());
        }
    }
    open
}

/// What stands at a place, and how many characters it has.
fn left(chars: &[char], from: usize) -> Option<(&'static Saying, usize)> {
    let (saying, length) = match at(chars, from) {
        'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '_' | '＿' | '□' => (&BLANK, blank(chars, from)),
        '增' | '减' | '下' | '上' | '降' | '持' | '提' => (&CHOICE, choice(chars, from)),
        '万' | '%' | '％' | '亿' => (&UNIT, unit(chars, from)),
        '主' => (&REASON, reason(chars, from)),
        '，' | '。' | '；' | '、' | '：' => (&MARKS, marks(chars, from)),
        '（' | '(' => (&BRACKETS, brackets(chars, from)),
        '*' | '&' | '<' | '#' => (&MARKUP, markup(chars, from)),
        _ => return None,
    };
    (length > 0).then_some((saying, length))
}

/// Looks through a line.
fn look(section: &Section, line: &Line, found: &mut Vec<Found>) {
    /// How many characters are shown before and behind what was found.
    const CONTEXT: usize = 8;
    let chars: Vec<char> = line.text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let Some((saying, length)) = left(&chars, at) else {
            at += 1;
            continue;
        };
        if let Some(known) = found.iter_mut().find(|known| known.saying == saying) {
            known.count += 1;
        } else {
            let shown = chars.get(at.saturating_sub(CONTEXT)..(at + length + CONTEXT).min(chars.len()));
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            found.push(Found {
                saying,
                first: SentenceAddress {
                    section: section.id.clone(),
                    line: line.line,
                    start: place(at),
                    end: place(at + length),
                },
                words: shown.unwrap_or_default().iter().collect(),
                count: 1,
            });
        }
        at += length;
    }
}

fn at(chars: &[char], place: usize) -> char {
    chars.get(place).copied().unwrap_or('\n')
}

fn before(chars: &[char], place: usize) -> char {
    place.checked_sub(1).map_or('\n', |place| at(chars, place))
}

/// How long the run of characters is that `wanted` is true of.
fn run(chars: &[char], from: usize, wanted: fn(char) -> bool) -> usize {
    chars.iter().skip(from).take_while(|c| wanted(**c)).count()
}

/// XX, ××, ____: signs that stand for something to be filled in.
fn blank(chars: &[char], from: usize) -> usize {
    const fn is_cross(c: char) -> bool {
        matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×')
    }
    const fn is_other(c: char) -> bool {
        matches!(c, '_' | '＿' | '□')
    }
    let word = |c: char| c.is_ascii_alphanumeric();
    let crosses = run(chars, from, is_cross);
    if crosses > 0 && !is_cross(before(chars, from)) {
        // www.xx.gov.cn
        let address = matches!(before(chars, from), '.' | '/' | '@' | '-');
        let apart = !address && !word(before(chars, from)) && !word(at(chars, from + crosses));
        // A single one stands for a number; between numbers it is a sign of multiplication.
        let number =
            matches!(at(chars, from + crosses), '万' | '元' | '年' | '月' | '日' | '个' | '辆' | '项' | '%')
                && at(chars, from) != '×';
        return if apart && (crosses >= 2 || number) { crosses } else { 0 };
    }
    let others = run(chars, from, is_other);
    if others >= 2 && !is_other(before(chars, from)) { others } else { 0 }
}

/// 增加（减少）3%: a choice of the form that was not made. Without a figure behind it, it may be the name of a change.
fn choice(chars: &[char], from: usize) -> usize {
    const WORDS: [&str; 8] = ["增加", "减少", "增长", "下降", "上升", "降低", "持平", "提高"];
    let word_at = |place: usize| {
        let word: String = chars.iter().skip(place).take(2).collect();
        WORDS.contains(&word.as_str())
    };
    if !word_at(from) || !matches!(at(chars, from + 2), '（' | '(') || !word_at(from + 3) {
        return 0;
    }
    let length = match at(chars, from + 5) {
        '）' | ')' => 6,
        '、' | '/' | '或' | '，' if word_at(from + 6) && matches!(at(chars, from + 8), '）' | ')') => 9,
        _ => return 0,
    };
    let behind = chars.iter().skip(from + length).find(|c| !c.is_whitespace());
    let figure =
        |c: char| half_width(c).is_ascii_digit() || matches!(c, 'X' | 'x' | '×' | '_' | '万' | '元' | '%');
    // The figure may stand in the next line.
    if behind.is_none_or(|&c| figure(c)) { length } else { 0 }
}

/// 万万元, 元元: a unit twice.
fn unit(chars: &[char], from: usize) -> usize {
    for twice in ["万万元", "万元万元", "万元元", "%%", "％％", "亿亿元"] {
        let length = twice.chars().count();
        if chars.iter().skip(from).take(length).copied().eq(twice.chars()) {
            return length;
        }
    }
    0
}

/// 主要原因是：。: the reason was not written.
fn reason(chars: &[char], from: usize) -> usize {
    let text: String = chars.iter().skip(from).take(8).collect();
    let Some(rest) = text.strip_prefix("主要原因") else { return 0 };
    let rest = rest.trim_start_matches(['是', '为', '：', ':', '（', '）']);
    if rest.starts_with(['。', '；', ';']) { 4 } else { 0 }
}

/// ，， and 。。: a mark twice or two marks that cannot stand together. Three are leaders or an ellipsis.
fn marks(chars: &[char], from: usize) -> usize {
    const fn is_mark(c: char) -> bool {
        matches!(c, '，' | '。' | '；' | '、' | '：')
    }
    let length = run(chars, from, is_mark);
    let doubled = length == 2 && !is_mark(before(chars, from));
    // 等。、 and the like stand in lists of quotations.
    if doubled && (at(chars, from) == at(chars, from + 1) || at(chars, from) == '，') { 2 } else { 0 }
}

/// Brackets around nothing.
fn brackets(chars: &[char], from: usize) -> usize {
    if !matches!(at(chars, from), '（' | '(') {
        return 0;
    }
    let blanks = run(chars, from + 1, char::is_whitespace);
    if matches!(at(chars, from + 1 + blanks), '）' | ')') { blanks + 2 } else { 0 }
}

/// Marks of a text format that the published page does not show.
fn markup(chars: &[char], from: usize) -> usize {
    let text: String = chars.iter().skip(from).take(6).collect();
    for mark in ["**", "&nbsp;", "</p>", "<p>", "<br>", "##"] {
        if search::find(&text, mark) == Some(0) {
            return mark.len();
        }
    }
    0
}
