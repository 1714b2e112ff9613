//! Pieces of lines, and which of them are headings.

use super::numbers::has_money;
use crate::search;
use crate::source::Paragraph;
use crate::tables::names::{plain, split_ordinal};

/// What a part of the document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Before the first heading.
    Front,
    Profile,
    Narrative,
    Glossary,
    Tables,
}

/// A line, or where a line holds several headings or numbered sentences the piece that begins with one of them.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub paragraph: &'a Paragraph,
    pub text: &'a str,
    /// Where it begins in its line, in characters.
    pub from: u32,
    /// The sheet or file that it stands in, counted from 1, which has a name unless it is the whole document.
    pub part: usize,
    pub name: Option<&'a str>,
    /// Whether a table stands between it and the piece before.
    pub apart: bool,
}

impl Piece<'_> {
    /// Whether it begins its line.
    pub const fn is_first(&self) -> bool {
        self.from == 0
    }

    /// Whether a sentence may go on behind it.
    pub fn is_open(&self) -> bool {
        !self.text.trim_end().ends_with(['。', '；', '：', ';', ':', '！', '？', '…'])
    }

    /// The rank of its numbering: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 without one.
    pub fn level(&self) -> u8 {
        level(self.text)
    }

    /// Whether it is the number of a page.
    pub fn is_page_number(&self) -> bool {
        let words = plain(self.text);
        let bare = words.trim_matches(['-', '第', '页', '·', '/', '共']);
        bare.len() <= 4 && !words.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())
    }
}

/// No heading is longer, in characters.
const LONGEST: usize = 60;
/// Words with which headings end.
const ENDS: [&str; 14] = [
    "说明", "情况", "职责", "职能", "构成", "设置", "解释", "概况", "事项", "目标", "任务", "(类)", "(款)",
    "公开",
];
/// Words with which the title of a part ends that has no number.
const TITLES: [&str; 14] = [
    "职能",
    "主要职责",
    "部门职责",
    "单位职责",
    "机构设置",
    "机构设置情况",
    "名词解释",
    "编制说明",
    "预算说明",
    "决算说明",
    "情况说明",
    "概况",
    "单位构成",
    "单位构成情况",
];

/// The rank of the numbering that a text begins with, 0 without one.
fn level(text: &str) -> u8 {
    let start: String = text.trim_start().chars().take(12).collect();
    let start = plain(&start);
    match split_ordinal(&start).0 {
        // A year or a code before 、 is no numbering.
        Some(ordinal) if ordinal.number < 100 => ordinal.level,
        _ => 0,
    }
}

/// Parts a line before the numberings within it. In a line that holds a whole document, blanks are all that is left of
/// its line ends.
pub(super) fn pieces(text: &str) -> Vec<(u32, &str)> {
    /// Longer than any paragraph without blanks of its own.
    const DOCUMENT: usize = 1500;
    let by_blanks = text.len() > DOCUMENT;
    let mut starts: Vec<(usize, u32)> = vec![(0, 0)];
    let (mut before, mut blank) = (None, true);
    for ((at, c), count) in text.char_indices().zip(0u32..) {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let after_mark = matches!(before, Some('。' | '；' | ';' | '：' | ':'));
        if before.is_some() && (after_mark || (by_blanks && blank)) && may_number(c) {
            let rest = text.get(at..).unwrap_or_default();
            let rank = level(rest);
            if (after_mark && rank > 0) || (1..=2).contains(&rank) || is_part_heading(rest) {
                starts.push((at, count));
            }
        }
        (before, blank) = (Some(c), false);
    }
    let ends = starts.iter().skip(1).map(|&(at, _)| at).chain([text.len()]);
    starts.iter().zip(ends).map(|(&(at, from), end)| (from, text.get(at..end).unwrap_or_default())).collect()
}

const fn may_number(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '(' | '（' | '第' | '附')
        || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether a text begins with 第一部分.
pub(super) fn is_numbered_part(text: &str) -> bool {
    is_part_heading(text.trim_start())
}

fn is_part_heading(text: &str) -> bool {
    let start: String = text.chars().take(8).collect();
    part_number(&plain(&start)).is_some()
}

/// What stands behind 第一部分, of a text in the form of [`plain`].
fn part_number(text: &str) -> Option<&str> {
    let (number, words) = search::split_once(text.strip_prefix('第')?, "部分")?;
    (number.chars().count() <= 2).then_some(words)
}

/// The words of the heading of a part: behind its number, with 附件, or a title without either.
pub(super) fn part_heading(piece: &Piece<'_>, opened: bool) -> Option<String> {
    let text = plain(piece.text);
    if is_long(&text) || text.contains(['。', '；']) {
        return None;
    }
    if let Some(words) = part_number(&text) {
        return Some(words.to_owned());
    }
    // Where a sentence may go on, the end of a longer heading is no title.
    let is_end = opened && text.chars().count() <= 6 && text.ends_with("说明");
    let is_title = !is_end
        && !text.contains([',', ':', ';'])
        && level(&text) == 0
        && text.chars().count() <= 40
        && TITLES.iter().any(|title| text.ends_with(title));
    (is_title || text.starts_with("附件")).then_some(text)
}

/// What the words of a heading or the name of a file say of its part.
pub(super) fn part_of(words: &str) -> Option<Part> {
    let has = |list: &[&str]| search::contains_any(words, list);
    if has(&["名词解释", "名词说明", "专业名词", "专业性名词"]) {
        Some(Part::Glossary)
    } else if has(&["情况说明", "预算说明", "编制说明", "决算说明", "文字说明"]) {
        Some(Part::Narrative)
    } else if has(&["概况", "职能", "职责", "机构设置", "单位构成", "基本情况"]) {
        Some(Part::Profile)
    } else if has(&["附件", "预算表", "表"]) {
        Some(Part::Tables)
    } else {
        None
    }
}

/// A heading of the first rank.
pub(super) struct Heading<'a> {
    /// Its words without the number, as printed.
    pub words: &'a str,
    /// What follows it in its line, and where that begins there, in characters.
    pub rest: Option<(&'a str, u32)>,
}

/// A heading of the first rank: numbered 一、 and no sentence, alone in its line or before its first sentence.
pub(super) fn heading<'a>(piece: &Piece<'a>) -> Option<Heading<'a>> {
    if piece.level() != 1 {
        return None;
    }
    let (number, words) = piece.text.split_once('、')?;
    let words_from = piece.from + u32::try_from(number.chars().count() + 1).ok()?;
    let compared = plain(words);
    if !is_long(&compared) && !compared.contains(['。', ':', ';', '；', ',', '.']) && !has_money(&compared)
    {
        return Some(Heading { words: words.trim(), rest: None });
    }
    // A sentence follows in the same line, behind a full stop or, where line ends were lost, behind a blank.
    let start = words.len() - words.trim_start().len();
    let body = words.get(start..)?;
    let end = body.find(|c: char| c == '。' || c.is_whitespace())?;
    let (head, rest) = body.split_at_checked(end)?;
    let head_words = plain(head);
    let is_heading = !is_long(&head_words)
        && !head_words.contains([':', ';', '；', ','])
        && ENDS.iter().any(|word| head_words.ends_with(word));
    let from = words_from + u32::try_from(words.get(..start + end)?.chars().count()).ok()?;
    let rest = match rest.strip_prefix('。') {
        Some(rest) => (rest, from + 1),
        None => (rest, from),
    };
    is_heading.then_some(Heading { words: head, rest: Some(rest) })
}

/// Whether a line below the first rank is a heading of its own rather than the beginning of a sentence.
pub(super) fn is_sub_heading(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> bool {
    let words = plain(piece.text);
    let bare = piece.level() >= 2
        && words.chars().count() <= 40
        && !words.contains([',', '。', '；', ':', ';'])
        && !has_money(&words);
    let begins_anew = |next: &Piece<'_>| {
        let year = plain(next.text).chars().take(5).collect::<String>();
        next.level() > 0 || next.apart || (year.starts_with("20") && year.ends_with('年'))
    };
    bare && (ENDS.iter().any(|word| words.ends_with(word)) || next.is_none_or(begins_anew))
}

/// Whether words end as headings do.
pub(super) fn ends_as_heading(words: &str) -> bool {
    let words = plain(words);
    ENDS.iter().any(|word| words.ends_with(word))
}

/// Whether a line is the end of a heading that its line cut.
pub(super) fn ends_heading(words: &str, next: Option<&Piece<'_>>) -> bool {
    let Some(next) = next.filter(|next| !next.apart && next.is_first() && next.level() == 0) else {
        return false;
    };
    let end = plain(next.text);
    !ends_as_heading(words)
        && end.chars().count() <= 20
        && !end.contains([',', '。', ':', '；', ';'])
        && ends_as_heading(&end)
}

/// Whether the words of a heading of the first rank say that it belongs to the profile.
pub(super) fn is_of_profile(words: &str) -> bool {
    let words = plain(words);
    let has = |list: &[&str]| search::contains_any(&words, list);
    has(&["职能", "职责", "机构设置", "单位构成", "机构构成", "单位基本情况", "部门基本情况", "部门概况"])
        && !is_of_narrative(&words)
}

/// Whether the words of a heading of the first rank say that it belongs to the narrative.
pub(super) fn is_of_narrative(words: &str) -> bool {
    let words = plain(words);
    search::contains(&words, "说明")
        && search::contains_any(&words, &["预算", "决算", "收入", "支出", "经费"])
}

fn is_long(text: &str) -> bool {
    text.chars().nth(LONGEST).is_some()
}
