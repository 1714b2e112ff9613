//! Names as rules compare them, and how findings list them.

use crate::budget::Budget;
use crate::tables::names::Name;
use crate::tables::{Item, Table, What};

/// How much two names have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They are one name: written alike, cut, or with more or fewer of the usual endings.
    Same,
    /// One character is another.
    Near,
    /// They are names of different things.
    Other,
}

/// Words with which the same name may end or not.
const ENDINGS: [&str; 8] = ["(类)", "(款)", "(项)", "支出", "事务", "等", "经费", "费用"];

/// The words of a name without numbering, blanks and the usual endings.
pub(super) fn bare(name: &str) -> String {
    let mut words = Name::parse(name).words;
    words.retain(|c| !matches!(c, '、' | ',' | '-' | '—' | '_'));
    let mut rest = words.as_str();
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
        if shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    rest.to_owned()
}

/// Compares two names. A name that has all characters of the other in their order may have lost some, or won some from
/// the line beside it, where lines of cells were put together.
pub(super) fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (bare(a), bare(b));
    if a == b || a.is_empty() || b.is_empty() || holds(&a, &b) || holds(&b, &a) {
        return Likeness::Same;
    }
    let mut others = 0;
    let mut behind = b.chars();
    for c in a.chars() {
        others += u32::from(behind.next() != Some(c));
    }
    let near = others == 1 && behind.next().is_none() && a.chars().count() >= 4;
    if near { Likeness::Near } else { Likeness::Other }
}

/// Whether the characters of `part` stand in `whole` in their order.
fn holds(whole: &str, part: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// The line of the source in which a line of a table stands.
pub(super) fn line_of(item: &Item, table: &Table) -> u32 {
    item.figures.first().map_or(table.lines.0, |figure| figure.at.place.line)
}

/// The most things that a finding lists.
const LISTED: usize = 8;

/// The things that a finding is about, one behind the other.
pub(super) fn list(things: &[String]) -> String {
    let mut text = String::new();
    for (at, thing) in things.iter().take(LISTED).enumerate() {
        if at > 0 {
            text.push('；');
        }
        text.push_str(thing);
    }
    if things.len() > LISTED {
        text.push('…');
    }
    text
}

/// A name as it stands behind another: `印出 → 应为`.
pub(super) fn instead(printed: &str, expected: &str) -> String {
    format!("{} → {}", one_line(printed), one_line(expected))
}

/// A printed text without line ends.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        if !line.is_empty()
            && line.ends_with(|c: char| c.is_ascii())
            && part.starts_with(|c: char| c.is_ascii())
        {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// Whether the rows of a table were read as they are printed: none was put right, cut or joined.
pub(super) fn is_certain(budget: &Budget, table: &Table) -> bool {
    budget.notices.iter().filter(|notice| notice.table == table.id).all(|notice| {
        matches!(
            notice.what,
            What::HeadShifted
                | What::HeadCut(_)
                | What::UnitMissing
                | What::ToldByContents(_)
                | What::Unrecognised
                | What::HeadUnknown(_)
                | What::Markup
                | What::Corrected(_)
        )
    })
}

/// What a project or a task is about: its name without the words that any of them may end with.
pub(super) fn core(name: &str) -> String {
    const ANY: [&str; 12] =
        ["项目", "经费", "管理", "建设", "维护", "工作", "支出", "专项", "资金", "运维", "服务", "费用"];
    let words = bare(name);
    let mut rest = words.as_str();
    // Of a name that is made of such words alone the first is kept.
    while let Some(shorter) =
        ANY.iter().find_map(|word| rest.strip_suffix(word)).filter(|rest| !rest.is_empty())
    {
        rest = shorter;
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_when_they_are_cut_or_shortened() {
        for (a, b) in [
            ("（十）卫生健康", "卫生健康支出"),
            ("农林水事务", "农林水支出"),
            ("政府办公厅(室)及相关机构事务", "政府办公厅（室）及相关机构事务"),
            ("其它社会保障和就业", "其他社会保障和就业支出"),
            ("机关事业单位基本养老", "机关事业单位基本养老保险缴费支出"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Same, "{a} {b}");
        }
        assert_eq!(likeness("社会保障与就业支出", "社会保障和就业支出"), Likeness::Near);
        assert_eq!(likeness("一般公共预算支出", "一般公共服务支出"), Likeness::Other);
        assert_eq!(likeness("文化体育旅游与传媒", "文化旅游体育与传媒"), Likeness::Other);
    }

    #[test]
    fn long_lists_are_cut() {
        let things: Vec<String> = (0..10).map(|i| i.to_string()).collect();
        assert_eq!(list(&things), "0；1；2；3；4；5；6；7…");
        assert_eq!(instead("a\nb", "c d"), "a b → c d");
    }
}
