//! Document → tables: recognises the pieces, reads head and body of each.

use super::captions::Named;
use super::corrections::{Correction, Misplaced};
use super::heads::{Column, HeadState, Labels};
use super::items::{Context, read_rows};
use super::names::plain;
use super::pieces::{self, Piece, first_line, is_figure, used_width};
use super::profiles::Profile;
use super::spec::{Kind, Layout};
use super::{Note, Notice, Table, Told, What, form, heads};
use crate::amount::{Unit, parse_figure};
use crate::order::Counts;
use crate::search;
use crate::source::Block;
use crate::source::{Document, Grid, GridCell};
use std::sync::Arc;

/// What the tables of a document say.
#[derive(Debug)]
pub struct Tables {
    /// In the order of the document.
    pub tables: Vec<Table>,
    /// What was noticed on the way.
    pub notices: Vec<Notice>,
    /// How the place publishes.
    pub profile: &'static Profile,
}

/// The tables of a document, as far as people did not decide otherwise, and what was noticed on the way. Their rows are
/// taken out of the document.
///
/// # Errors
/// [`Misplaced`] when a correction is about a table or a column that is not there.
pub fn read(document: &mut Document, corrections: &[Correction]) -> Result<Tables, Misplaced> {
    let pieces = pieces::find(&mut document.blocks);
    let corrections = Correction::by_table(corrections, pieces.len())?;
    let profile = profile(document, &pieces);
    let mut tables: Vec<Table> = Vec::new();
    let mut notices = Vec::new();
    // The tables before, each id once, and how often each was found.
    let mut before: Vec<&'static str> = Vec::new();
    let mut counts = Counts::default();
    let mut others = 0;
    for ((piece, by_hand), ordinal) in pieces.into_iter().zip(corrections).zip(1..) {
        let labels = Labels::of(&piece.grid, piece.head, used_width(&piece.grid));
        let decided = by_hand.and_then(|(_, correction)| correction.form);
        let mut told = tell(&piece, &labels, &before, decided);
        let count = |id: &str| counts.of(id) + 1;
        let id: Arc<str> = match told.spec.map(|spec| (spec.id, count(spec.id))) {
            Some((id, 1)) => id.into(),
            // Without a caption a second table of a kind is more likely another one that looks alike.
            Some((id, count))
                if piece.named.is_some() || decided.is_some() || told.layout == Layout::Form =>
            {
                format!("{id}#{count}").into()
            }
            _ => {
                told = Told { spec: None, confidence: 100, ..told };
                others += 1;
                format!("other-{others}").into()
            }
        };
        if let Some(spec) = told.spec
            && counts.add(spec.id) == 1
        {
            before.push(spec.id);
        }
        let reading = Reading { piece, labels, told, profile, by_hand };
        tables.push(reading.table(id, ordinal, &mut notices)?);
    }
    Ok(Tables { tables, notices, profile })
}

/// Title, captions and the first lines name the place.
fn profile(document: &Document, pieces: &[Piece]) -> &'static Profile {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Grid(_) | Block::Part(_) => None,
    });
    let mut words = String::new();
    for paragraph in paragraphs.take(20).chain(pieces.iter().flat_map(|piece| &piece.captions)) {
        words.extend(paragraph.text.chars().take(200));
        words.push('\n');
    }
    for cell in pieces.iter().flat_map(|piece| piece.grid.rows.iter().take(4)).flatten() {
        words.extend(cell.text.chars().take(60));
        words.push('\n');
    }
    Profile::of(&words)
}

use super::general::tell;

/// A piece with what it was told to be.
struct Reading<'a> {
    piece: Piece,
    labels: Labels,
    told: Told,
    profile: &'static Profile,
    /// What people decided about it, with the index of the correction.
    by_hand: Option<(usize, &'a Correction)>,
}

impl Reading<'_> {
    fn table(self, id: Arc<str>, ordinal: u32, notices: &mut Vec<Notice>) -> Result<Table, Misplaced> {
        let Self { piece, labels, told, profile, by_hand } = self;
        let Told { spec, confidence, mut layout, classes } = told;
        let corrected = by_hand.map(|(_, correction)| correction);
        let Piece { part, named, captions, mut grid, head: head_rows, notes, repeated, extent: _ } = piece;
        let title = captions.first();
        let mut notice = |line: u32, what: What| notices.push(Notice { table: id.clone(), line, what });
        let title_line = title.map(|title| title.line).or_else(|| first_line(&grid)).unwrap_or(0);
        if let Some(correction) = corrected {
            notice(title_line, What::Corrected(correction.summary()));
        }
        match spec {
            _ if corrected.is_some_and(|correction| correction.form.is_some()) => {}
            None => notice(title_line, What::Unrecognised),
            Some(_) if !matches!(named, Some(Named::Known(_))) => {
                notice(title_line, What::ToldByContents(confidence))
            }
            Some(_) => {}
        }
        for line in strip_markup(&mut grid) {
            notice(line, What::Markup);
        }
        for line in repeated {
            notice(line, What::RowRepeated);
        }
        let department = captions.iter().find_map(|line| department(&line.text)).or_else(|| {
            let cells = grid.rows.iter().take(2).flatten();
            cells
                .filter(|cell| search::contains(&plain(&cell.text), "名称:"))
                .find_map(|cell| department(&cell.text))
        });
        let printed_unit = || {
            captions.iter().find_map(|line| caption_unit(&line.text)).or_else(|| {
                let mut cells = grid.rows.iter().take(12).flatten();
                cells.find_map(|cell| bracketed_unit(&cell.text))
            })
        };
        let unit = corrected.and_then(|correction| correction.unit).or_else(printed_unit);
        let is_form = layout == Layout::Form;
        let head_rows = if is_form { 0 } else { head_rows };
        let width = used_width(&grid);
        let own = spec.map_or(&[][..], |spec| profile.columns(spec.id));
        let mut columns = if is_form {
            form::columns(width)
        } else {
            let head = heads::read(&grid, head_rows, &labels, spec, own);
            let line = first_line(&grid).unwrap_or(title_line);
            match &head.state {
                HeadState::Intact => {}
                HeadState::Shifted => notice(line, What::HeadShifted),
                HeadState::Cut(lost) => notice(line, What::HeadCut(lost.join("、"))),
                HeadState::Unknown(columns) => {
                    let is_told = |at: usize| corrected.is_some_and(|correction| correction.tells(at));
                    let unknown = columns.iter().filter(|&&at| !is_told(at));
                    let list: Vec<String> = unknown.map(usize::to_string).collect();
                    if !list.is_empty() {
                        notice(line, What::HeadUnknown(list.join("、")));
                    }
                }
            }
            head.columns
        };
        let mut body = grid.rows.split_off(head_rows);
        if spec.is_none() {
            tell_columns(&mut columns, &body);
        }
        let may_hold_money =
            |at: usize| columns.get(at).is_none_or(|column| spec.is_some() || column.kind == Kind::Amount);
        let holds_money =
            |row: &Vec<GridCell>| (0..).zip(row).any(|(at, cell)| may_hold_money(at) && is_figure(cell));
        if unit.is_none() && body.iter().any(holds_money) {
            notice(title_line, What::UnitMissing);
        }
        if let Some((correction, decided)) = by_hand {
            layout = decided
                .correct(&mut columns, spec, own, layout)
                .map_err(|problem| Misplaced { correction, problem })?;
        }
        for line in super::general::rows::settle(&columns, &mut body) {
            notice(line, What::RowShifted);
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
            is_known: spec.is_some(),
            layout,
            classes,
            columns: &columns,
            unit,
            department: department.as_deref().map(plain),
        };
        if is_form {
            form::read(&context, &body, &mut items, notices);
        } else {
            read_rows(&context, &body, &mut items, notices);
        }

        let note = notes
            .into_iter()
            .find(|line| pieces::is_note(&line.text))
            .map(|p| Note { text: p.text.trim().to_owned(), line: p.line });
        let last_row =
            body.last().or(grid.rows.last()).and_then(|row| row.first()).map_or(title_line, |c| c.place.line);
        let last = note.as_ref().map_or(last_row, |note| note.line);
        let first = title.map_or_else(|| first_line(&grid).unwrap_or(last), |title| title.line);
        Ok(Table {
            id,
            spec,
            confidence,
            layout,
            classes,
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
        })
    }
}

/// The department that a line such as `部门名称：某局` names, the unit or the number of the table behind it left out.
fn department(text: &str) -> Option<String> {
    const LABELS: [&str; 8] =
        ["部门名称:", "单位名称:", "编制部门:", "编制单位:", "填报单位:", "预算部门:", "公开部门:", "部门:"];
    let text = plain(text);
    let name = LABELS.iter().find_map(|label| text.strip_prefix(label))?;
    let ends =
        ["金额单位:", "单位:", "公开", "编制日期"].iter().filter_map(|word| search::find(name, word)).min();
    let name = name.get(..ends.unwrap_or(name.len()))?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The unit of a caption line such as `单位：万元` or `金额单位:元`.
fn caption_unit(text: &str) -> Option<Unit> {
    let text = plain(text);
    let label = "单位:";
    let behind = text.get(search::rfind(&text, label)? + label.len()..)?;
    // The number of the table may stand behind it: 单位：万元 公开01表.
    let end = ["公开", "表"].iter().filter_map(|word| search::find(behind, word)).min();
    Unit::from_label(behind.get(..end.unwrap_or(behind.len()))?)
}

/// The unit that a head or label has in brackets, such as `部门预算总额（万元）`.
fn bracketed_unit(text: &str) -> Option<Unit> {
    let text = plain(text);
    let (_, rest) = text.rsplit_once('(')?;
    Unit::from_label(rest.strip_suffix(')')?)
}

/// In a table of no known form, the columns that hold figures and nothing else are amounts, unless they number the rows.
fn tell_columns(columns: &mut [Column], body: &[Vec<GridCell>]) {
    for (at, column) in columns.iter_mut().enumerate() {
        let printed = || body.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.text.is_empty());
        let figures = printed().all(|cell| matches!(parse_figure(&cell.text), Ok(Some(_))));
        let words = plain(column.head.last().map_or("", String::as_str));
        column.kind = if printed().next().is_some()
            && figures
            && !search::contains_any(&words, &["编码", "代码", "序号", "行次"])
        {
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
