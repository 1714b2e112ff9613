//! How findings list names, and what rules compare of them.

use crate::budget::Budget;
use crate::tables::names::bare;
use crate::tables::{Item, Table, What};

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
    fn long_lists_are_cut() {
        let things: Vec<String> = (0..10).map(|i| i.to_string()).collect();
        assert_eq!(list(&things), "0；1；2；3；4；5；6；7…");
        assert_eq!(instead("a\nb", "c d"), "a b → c d");
    }
}
