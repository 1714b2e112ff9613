//! Whose disclosure it is: department, year, and whether it is a budget, final accounts or an empty form.

use crate::narrative::Narrative;
use crate::order::Counts;
use crate::search;
use crate::source::{Block, Document, Paragraph};
use crate::tables::Table;
use crate::tables::names::{plain, split_ordinal};

/// What a disclosure discloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentKind {
    /// 预算: what is to be spent.
    #[default]
    Budget,
    /// 决算: what was spent.
    Final,
    /// The form of the tables without figures.
    Form,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Budget, Self::Final, Self::Form];

    /// The public name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Final => "final",
            Self::Form => "form",
        }
    }
}

/// Lines at the beginning of a document in which its title and department are looked for.
const FIRST_LINES: usize = 40;
/// A title on a cover has no more lines above its last.
const COVER_LINES: usize = 4;
/// A title or the name of a department is not longer.
const LONGEST: usize = 60;

/// The title: the first short line that names a budget or final accounts, with the lines of the cover above it that say
/// whose and of which year; else the first line of words.
#[must_use]
pub fn title(document: &Document, narrative: &Narrative) -> String {
    let lines =
        || document.blocks.iter().filter_map(paragraph).take(FIRST_LINES).map(|line| line.text.trim());
    let first = narrative.title.as_ref().map(|line| line.text.as_str());
    let first = first.filter(|text| !text.starts_with('#') && letters(text) > 2);
    if let Some(first) = first.filter(|text| names_it(text))
        && is_whole(first)
    {
        return first.to_owned();
    }
    let is_title = |text: &&str| (4..=LONGEST).contains(&letters(text)) && names_it(text);
    match lines().position(|text| is_title(&text)) {
        Some(at) => {
            let found = lines().nth(at).unwrap_or_default();
            on_cover(lines().take(at), found).unwrap_or_else(|| found.to_owned())
        }
        None => first.unwrap_or_default().to_owned(),
    }
}

/// How many letters a line has, as far as it matters here.
fn letters(text: &str) -> usize {
    text.chars().take(LONGEST + 1).filter(|c| c.is_alphabetic()).count()
}

fn names_it(text: &str) -> bool {
    let plain = plain(text);
    search::contains_any(&plain, &["部门预算", "单位预算", "部门决算", "单位决算", "预算公开", "决算公开"])
        && !plain.contains(['。', '，', ',', ':', '…'])
        && !text.starts_with('#')
        // A numbered line is a heading or an entry of the contents.
        && split_ordinal(&plain).0.is_none()
}

/// Whether a title says whose it is and of which year.
fn is_whole(title: &str) -> bool {
    year_in(title).is_some() && !in_title(title).is_empty()
}

/// A title of which the first lines of a document say the beginning.
fn on_cover<'a>(above: impl Iterator<Item = &'a str>, title: &str) -> Option<String> {
    if is_whole(title) {
        return None;
    }
    let mut whole = String::new();
    for (count, line) in (1..).zip(above) {
        if count > COVER_LINES
            || letters(line) > LONGEST
            || line.contains(['。', '，', '：', ':', '>', '|', '#'])
        {
            return None;
        }
        let text = plain(line);
        if !text.starts_with("附件") && !text.starts_with("公开") {
            whole.push_str(line);
        }
    }
    whole.push_str(title);
    is_whole(&whole).then_some(whole)
}

const fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Grid(_) | Block::Part(_) => None,
    }
}

/// The department: what most tables name, else what a line such as 预算主管部门：… names, else what the title names.
#[must_use]
pub fn department(document: &Document, tables: &[Table], title: &str) -> String {
    let named = || tables.iter().filter_map(|table| table.department.as_deref());
    let mut counts = Counts::default();
    for name in named() {
        counts.add(name);
    }
    // Of equals the first.
    if let Some(most) = named().rev().max_by_key(|name| counts.of(name)) {
        return most.to_owned();
    }
    let labelled = |paragraph: &Paragraph| {
        let text: String = paragraph.text.chars().take(LONGEST * 2).collect();
        let text = plain(&text);
        let labels = ["主管部门:", "部门名称:", "单位名称:", "编制部门:", "编制单位:"];
        labels.iter().find_map(|label| search::split_once(&text, label)).map(|(_, name)| name.to_owned())
    };
    let found = document.blocks.iter().filter_map(paragraph).take(FIRST_LINES).find_map(labelled);
    found.filter(|name| !name.is_empty()).unwrap_or_else(|| in_title(title))
}

/// The name in 2024年某局部门预算公开 or 某局2024年部门预算.
fn in_title(title: &str) -> String {
    let text = plain(title);
    let ends =
        ["部门预算", "单位预算", "部门决算", "单位决算", "预算公开", "决算公开", "区级部门", "市级部门"];
    let end = ends.iter().filter_map(|word| search::find(&text, word)).min();
    let Some(text) = end.and_then(|end| text.get(..end)) else { return String::new() };
    let (_, text) = split_ordinal(text);
    let Some((before, after)) = text.split_once('年') else { return text.to_owned() };
    let before = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let after = after.strip_prefix('度').unwrap_or(after);
    let longer = if before.chars().count() > after.chars().count() { before } else { after };
    longer.to_owned()
}

/// The year: that of the title, else the one that most captions name, else the first of another line of a table.
#[must_use]
pub fn year(tables: &[Table], title: &str) -> Option<u16> {
    let named = || tables.iter().filter_map(|table| year_in(&table.title));
    let mut counts = Counts::default();
    for year in named() {
        counts.add(&year.to_string());
    }
    year_in(title).or_else(|| named().rev().max_by_key(|year| counts.of(&year.to_string()))).or_else(|| {
        tables
            .iter()
            .flat_map(|table| table.columns.iter().flat_map(|column| &column.head))
            .filter_map(|head| year_in(head))
            .max()
    })
}

/// The year that a text names, such as 2024年 or 2024 年度.
#[must_use]
pub fn year_in(text: &str) -> Option<u16> {
    let text = plain(text);
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('年') {
        let digits = before.len().checked_sub(4).and_then(|at| before.get(at..));
        let year = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(year) = year.and_then(|year| year.parse().ok()).filter(|year| (1990..2100).contains(year))
        {
            return Some(year);
        }
        rest = behind;
    }
    None
}

/// What it discloses: final accounts say so in the title, in most captions or over their amounts.
#[must_use]
pub fn kind(tables: &[Table], title: &str) -> DocumentKind {
    let says = |text: &str, word: &str| search::contains(&plain(text), word);
    let captions = |word: &str| tables.iter().filter(|table| says(&table.title, word)).count();
    let heads = tables.iter().any(|table| {
        table.columns.iter().any(|column| column.head.iter().any(|label| says(label, "决算数")))
    });
    let amounts = tables.iter().flat_map(Table::figures).any(|(_, figure)| figure.amount().is_some());
    if tables.len() > 2 && !amounts {
        DocumentKind::Form
    } else if says(title, "决算") || captions("决算") > captions("预算") || (heads && captions("预算") == 0)
    {
        DocumentKind::Final
    } else {
        DocumentKind::Budget
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_department_and_year() {
        assert_eq!(in_title("2024年郑州市大数据管理局部门预算公开"), "郑州市大数据管理局");
        assert_eq!(in_title("上海市普陀区财政局 2025 年部门预算"), "上海市普陀区财政局");
        assert_eq!(in_title("江苏省高级人民法院2018年度部门预算公开"), "江苏省高级人民法院");
        assert_eq!(year_in("三年行动计划 2018 年度"), Some(2018));
        assert_eq!(year_in("一九九九年"), None);
    }

    #[test]
    fn a_title_may_stand_in_several_lines_of_the_cover() {
        let whole = |above: &[&str], title: &str| on_cover(above.iter().copied(), title);
        assert_eq!(
            whole(&["某省高级", "人民法院2018年度部门"], "预算公开").unwrap(),
            "某省高级人民法院2018年度部门预算公开"
        );
        assert_eq!(whole(&["附件1", "某局"], "2024年度部门决算").unwrap(), "某局2024年度部门决算");
        assert_eq!(whole(&["首页 > 公开", "某局"], "2024年度部门决算"), None, "the way through a web site");
        assert_eq!(whole(&["信息公开指南"], "某局2024年度部门决算"), None, "nothing is missing");
        assert_eq!(whole(&["某局"], "部门决算"), None, "no year is said");
    }
}
