//! Document → tables: finds captions, joins what a page break parted, reads head and body.

use super::heads::{Column, HeadState};
use super::items::{Context, Keys, read_row};
use super::names::{plain, split_ordinal};
#[cfg(feature = "reader")]
use super::project_performance::SHEET;
use super::spec::{Kind, Layout, TableSpec};
use super::{Note, Notice, TABLES, Table, What, form, heads};
use crate::amount::{Unit, parse_figure};
use crate::search;
use crate::source::{Block, Document, Grid, GridCell, Paragraph};
use std::sync::Arc;

/// The tables of a document and what was noticed on the way.
#[must_use]
pub fn read(document: &Document) -> (Vec<Table>, Vec<Notice>) {
    let mut tables = Vec::new();
    let mut notices = Vec::new();
    let mut others = 0;
    for (found, ordinal) in find(&document.blocks).into_iter().zip(1..) {
        let id: Arc<str> = match found.spec {
            Some(spec) if tables.iter().all(|table: &Table| &*table.id != spec.id) => spec.id.into(),
            // One form for each project.
            #[cfg(feature = "reader")]
            Some(spec) if spec.id == SHEET.id && spec.layout == Layout::Form => {
                let same = tables.iter().filter(|table: &&Table| {
                    let id = &*table.id;
                    id == spec.id || id.strip_prefix(spec.id).is_some_and(|rest| rest.starts_with('#'))
                });
                format!("{}#{}", spec.id, same.count() + 1).into()
            }
            _ => {
                others += 1;
                format!("other-{others}").into()
            }
        };
        tables.push(read_table(found, id, ordinal, &mut notices));
    }
    (tables, notices)
}

/// A table before it is read: its caption lines, its joined grid, its note.
struct Found {
    part: usize,
    spec: Option<&'static TableSpec>,
    title: Option<Paragraph>,
    captions: Vec<Paragraph>,
    grid: Grid,
    notes: Vec<Paragraph>,
}

/// Parts the document into tables. Grids between which only blank lines stand are one table, unless they stand in
/// different sheets or files. The name of a sheet is the caption of a first table that has none.
fn find(blocks: &[Block]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut since: Vec<Paragraph> = Vec::new();
    let mut part = 0;
    let mut sheet = None;
    for block in blocks {
        match block {
            Block::Part(name) => {
                end_notes(&mut found, part, &mut since);
                part += 1;
                sheet = Some(name);
            }
            Block::Paragraph(paragraph) => since.push(paragraph.clone()),
            Block::Grid(grid) => {
                let between = std::mem::take(&mut since);
                let (mut caption, rest) = split_caption(between);
                if let Some(last) = found.last_mut().filter(|last| last.part == part) {
                    last.notes.extend(rest);
                    if caption.is_empty() {
                        last.grid.rows.extend(grid.rows.iter().cloned());
                        continue;
                    }
                } else if let Some(name) = sheet.filter(|_| caption.is_empty()) {
                    let line = first_line(grid).unwrap_or_default();
                    caption.push(Paragraph { text: name.to_string(), line });
                    caption.extend(rest);
                }
                let title = caption.first().cloned();
                let spec = title.as_ref().and_then(|title| recognise(&title.text));
                let (grid, notes) = (grid.clone(), Vec::new());
                found.push(Found { part, spec, title, captions: caption, grid, notes });
            }
        }
    }
    end_notes(&mut found, part, &mut since);
    found
}

/// Gives the paragraphs at the end of a part to its last table.
fn end_notes(found: &mut [Found], part: usize, since: &mut Vec<Paragraph>) {
    let since = std::mem::take(since);
    if let Some(last) = found.last_mut().filter(|last| last.part == part) {
        last.notes.extend(since);
    }
}

/// Splits the paragraphs before a grid into its caption lines (title first) and what belongs to the table before.
fn split_caption(mut between: Vec<Paragraph>) -> (Vec<Paragraph>, Vec<Paragraph>) {
    let at = between
        .iter()
        .rposition(|paragraph| recognise(&paragraph.text).is_some() && is_caption(&paragraph.text));
    let at = at.or_else(|| between.iter().rposition(|paragraph| is_caption(&paragraph.text)));
    let caption = at.map_or_else(Vec::new, |at| between.split_off(at));
    (caption, between)
}

/// Whether a line reads as the caption of a table: short, and ending in 表.
fn is_caption(text: &str) -> bool {
    let text = plain(text);
    let (_, words) = split_ordinal(&text);
    words.ends_with('表') && words.chars().count() <= 40
}

/// The known table that a caption names: the one with the longest matching words.
fn recognise(caption: &str) -> Option<&'static TableSpec> {
    let caption = plain(caption);
    let tables = TABLES.iter().copied();
    #[cfg(feature = "reader")]
    let tables = tables.chain([&SHEET]);
    tables
        .filter_map(|spec| {
            let longest = spec
                .captions
                .iter()
                .filter(|words| search::contains(&caption, words))
                .map(|words| words.len());
            longest.max().map(|length| (length, spec))
        })
        .max_by_key(|&(length, _)| length)
        .map(|(_, spec)| spec)
}

fn read_table(found: Found, id: Arc<str>, ordinal: u32, notices: &mut Vec<Notice>) -> Table {
    let Found { part, spec, title, captions, mut grid, notes } = found;
    let mut notice = |line: u32, what: What| notices.push(Notice { table: id.clone(), line, what });
    let title_line = title.as_ref().map(|title| title.line).or_else(|| first_line(&grid)).unwrap_or(0);
    if spec.is_none() || id.starts_with("other-") {
        notice(title_line, What::Unrecognised);
    }
    for line in strip_markup(&mut grid) {
        notice(line, What::Markup);
    }
    let labelled = |word: &str| captions.iter().find_map(|line| after_label(&line.text, word));
    let department = labelled("部门名称").or_else(|| labelled("单位名称")).or_else(|| {
        let cells = grid.rows.iter().take(2).flatten();
        cells.filter_map(|cell| after_label(&cell.text, "部门名称")).find(|name| !name.is_empty())
    });
    let unit = captions.iter().find_map(|line| caption_unit(&line.text)).or_else(|| {
        let mut cells = grid.rows.iter().take(12).flatten();
        cells.find_map(|cell| bracketed_unit(&cell.text))
    });
    let has_figures = grid.rows.iter().flatten().any(|cell| matches!(parse_figure(&cell.text), Ok(Some(_))));
    if unit.is_none() && has_figures {
        notice(title_line, What::UnitMissing);
    }

    let is_form = spec.is_some_and(|spec| spec.layout == Layout::Form);
    let head_rows = if is_form { 0 } else { head_rows(&grid) };
    let width = used_width(&grid);
    let mut columns = if is_form {
        form::columns(width)
    } else {
        let head = heads::read(&grid, head_rows, width, spec);
        let line = first_line(&grid).unwrap_or(title_line);
        match &head.state {
            HeadState::Intact => {}
            HeadState::Shifted => notice(line, What::HeadShifted),
            HeadState::Cut(lost) => notice(line, What::HeadCut(lost.join("、"))),
            HeadState::Unknown(columns) => {
                let list: Vec<String> = columns.iter().map(usize::to_string).collect();
                notice(line, What::HeadUnknown(list.join("、")));
            }
        }
        head.columns
    };
    let body = grid.rows.split_off(head_rows);
    if spec.is_none() {
        tell_columns(&mut columns, &body);
    }
    if body.is_empty() {
        notice(title_line, What::NoRows);
    }
    if let Some(lost) = realign_targets(&mut columns, &body) {
        notice(
            body.first().and_then(|row| row.first()).map_or(title_line, |cell| cell.place.line),
            What::ColumnsLost(lost),
        );
    }
    // A last row that ends before its figures do was cut off with the rest of the text.
    if let [.., before, last] = body.as_slice()
        && last.len() < before.len()
        && last.len() < columns.len()
        && columns.iter().skip(last.len()).any(|column| column.kind == Kind::Amount)
    {
        notice(last.first().map_or(title_line, |cell| cell.place.line), What::RowCut);
    }

    let mut items = Vec::new();
    let context = Context {
        table: id.clone(),
        spec,
        columns: &columns,
        unit,
        department: department.as_deref().map(plain),
    };
    if is_form {
        form::read(&context, &body, &mut items, notices);
    } else {
        let mut keys = Keys::default();
        for row in &body {
            read_row(&context, row, &mut keys, &mut items, notices);
        }
    }

    let note = notes
        .into_iter()
        .find(|line| is_note(&line.text))
        .map(|p| Note { text: p.text.trim().to_owned(), line: p.line });
    let last_row =
        body.last().or(grid.rows.last()).and_then(|row| row.first()).map_or(title_line, |c| c.place.line);
    let last = note.as_ref().map_or(last_row, |note| note.line);
    let first = title.as_ref().map_or_else(|| first_line(&grid).unwrap_or(last), |title| title.line);
    Table {
        id,
        spec,
        ordinal,
        title: title.map(|title| title.text.trim().to_owned()).unwrap_or_default(),
        unit,
        department,
        columns,
        head: grid.rows,
        body,
        items,
        note,
        part,
        lines: (first, last),
    }
}

fn first_line(grid: &Grid) -> Option<u32> {
    grid.rows.first().and_then(|row| row.first()).map(|cell| cell.place.line)
}

/// What stands after `label` and a colon, if the line begins so.
fn after_label(text: &str, label: &str) -> Option<String> {
    let text = plain(text);
    let rest = text.strip_prefix(label)?.strip_prefix(':')?;
    Some(rest.to_owned())
}

/// The unit of a caption line such as `单位：万元` or `金额单位:元`.
fn caption_unit(text: &str) -> Option<Unit> {
    let text = plain(text);
    let label = "单位:";
    Unit::from_label(text.get(search::rfind(&text, label)? + label.len()..)?)
}

/// The unit that a head or label has in brackets, such as `部门预算总额（万元）`.
fn bracketed_unit(text: &str) -> Option<Unit> {
    let text = plain(text);
    let (_, rest) = text.rsplit_once('(')?;
    Unit::from_label(rest.strip_suffix(')')?)
}

/// How many rows stand above the first one with a figure, a code or a lone total.
fn head_rows(grid: &Grid) -> usize {
    let is_body = |row: &Vec<GridCell>| {
        let mut printed = row.iter().filter(|cell| !cell.text.is_empty());
        let (first, second) = (printed.next(), printed.next());
        let lone_total = second.is_none()
            && first.is_some_and(|cell| matches!(plain(&cell.text).as_str(), "合计" | "总计"));
        lone_total || row.iter().any(|cell| is_like_figure(&cell.text))
    };
    grid.rows.iter().position(is_body).unwrap_or_else(|| merged_head_rows(grid).unwrap_or(grid.rows.len()))
}

/// Extracted text does not say it.
#[cfg(not(feature = "reader"))]
const fn merged_head_rows(_: &Grid) -> Option<usize> {
    None
}

/// How many rows the merged cells of the first row hold together, in a table without figures.
#[cfg(feature = "reader")]
fn merged_head_rows(grid: &Grid) -> Option<usize> {
    let mut rows = 1;
    let mut at = 0;
    while at < rows {
        for cell in grid.rows.get(at)?.iter().filter(|cell| !cell.text.is_empty()) {
            let span = cell.span?;
            let below = if span.columns > 1 { 1 } else { 0 };
            rows = rows.max(at + span.rows as usize + below);
        }
        at += 1;
    }
    (rows > 1 && rows <= grid.rows.len()).then_some(rows)
}

/// Whether a cell prints a figure or what was meant to be one, such as `1,2,3.4.5`.
fn is_like_figure(text: &str) -> bool {
    let text = plain(text);
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '(' | ')'))
}

/// The number of columns up to the last one in which anything is printed.
fn used_width(grid: &Grid) -> usize {
    let used =
        |row: &Vec<GridCell>| row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |at| at + 1);
    grid.rows.iter().map(used).max().unwrap_or(0)
}

/// In a table of no known form, the columns that hold figures and nothing else are amounts.
fn tell_columns(columns: &mut [Column], body: &[Vec<GridCell>]) {
    for (at, column) in columns.iter_mut().enumerate() {
        let printed = || body.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.text.is_empty());
        let figures = printed().all(|cell| matches!(parse_figure(&cell.text), Ok(Some(_))));
        let words = plain(column.head.last().map_or("", String::as_str));
        column.kind =
            if printed().next().is_some() && figures && !search::contains_any(&words, &["编码", "代码"]) {
                Kind::Amount
            } else if at == 0 || search::contains_any(&words, &["名称", "项目"]) {
                Kind::Name
            } else {
                Kind::Text
            };
    }
}

/// Moves the columns of indicators to the left where the body has lost blank columns before them, and says how many
/// were lost: values such as `≥90%` tell where the columns of targets really are.
fn realign_targets(columns: &mut Vec<Column>, body: &[Vec<GridCell>]) -> Option<u32> {
    let first = columns.iter().position(|column| column.kind == Kind::Indicator)?;
    let is_value = |text: &str| text.starts_with(['≥', '≤', '＜', '<', '>', '=', '＝']);
    let hits = |lost: usize| {
        let cells = body.iter().flatten().filter(|cell| is_value(&cell.text));
        let at = |cell: &GridCell| (cell.place.cell as usize).saturating_sub(1) + lost;
        cells.filter(|cell| columns.get(at(cell)).is_some_and(|column| column.kind == Kind::Target)).count()
    };
    let lost = (0..=2).max_by_key(|&lost| (hits(lost), std::cmp::Reverse(lost)))?;
    if lost == 0 {
        return None;
    }
    let blank_before = |at: usize| body.iter().all(|row| row.get(at).is_none_or(|cell| cell.text.is_empty()));
    // Which of the blank columns it was cannot be told; a money column that holds nothing stands for it.
    let is_money = |at: &usize| columns.get(*at).is_some_and(|column| column.kind == Kind::Amount);
    let removable: Vec<usize> =
        (0..first).rev().filter(|at| is_money(at) && blank_before(*at)).take(lost).collect();
    for at in removable {
        columns.remove(at);
    }
    u32::try_from(lost).ok()
}

/// Takes the tags of a web page out of cells and gives the lines where it did.
fn strip_markup(grid: &mut Grid) -> Vec<u32> {
    let mut lines = Vec::new();
    for cell in grid.rows.iter_mut().flatten() {
        if search::contains_any(&cell.text, &["<p>", "<br"]) {
            let mut breaks = search::replace(&cell.text, "<p>", "");
            for tag in ["</p>", "<br>", "<br/>", "<br />"] {
                breaks = search::replace(&breaks, tag, "\n");
            }
            cell.text.clear();
            for line in breaks.lines().map(str::trim).filter(|line| !line.is_empty()) {
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
                cell.text.push_str(line);
            }
            lines.push(cell.place.line);
        }
    }
    lines
}

/// Whether a line below a table is its note.
fn is_note(text: &str) -> bool {
    let text = plain(text);
    ["备注:", "注:", "说明:"].iter().any(|label| text.starts_with(label))
}
