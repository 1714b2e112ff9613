//! Body rows → lines: code, name, role, key and figures.

use super::heads::Column;
use super::names::{Name, plain};
use super::spec::{Classes, Kind, Layout, Side};
use super::{Figure, Item, Notice, Role, Value, What};
use crate::address::CellAddress;
use crate::amount::{Amount, Unit, parse_figure};
use crate::order::Counts;
use crate::search;
use crate::source::GridCell;
use std::sync::Arc;

/// The address key of a total row whose name is not printed.
pub const TOTAL_KEY: &str = "合计";

/// What is common to all rows of the table being read.
pub struct Context<'a> {
    /// Table id.
    pub table: Arc<str>,
    /// Whether it is one of the known tables: of others nothing is told about what their rows are.
    pub is_known: bool,
    /// How its body is read.
    pub layout: Layout,
    /// What the codes of its rows mean.
    pub classes: Classes,
    /// Its columns.
    pub columns: &'a [Column],
    /// Its unit.
    pub unit: Option<Unit>,
    /// The department that the table names, in [`plain`] form.
    pub department: Option<String>,
}

/// Counts how often a row key was used, so that every key is unique.
#[derive(Default)]
pub struct Keys(Counts);

impl Keys {
    /// `key`, or `key#2`, `key#3` … when it was used before.
    pub fn unique(&mut self, key: &str) -> Arc<str> {
        match self.0.add(key) {
            1 => key.into(),
            count => format!("{key}#{count}").into(),
        }
    }
}

/// Reads the printed rows: each holds one line, or one for each block of columns. Lines side by side that are no halves
/// of revenue and expenditure are one list, of which the left block is the beginning.
pub fn read_rows(
    context: &Context<'_>,
    body: &[Vec<GridCell>],
    items: &mut Vec<Item>,
    notices: &mut Vec<Notice>,
) {
    let mut keys = Keys::default();
    let mut blocks: Vec<Block> = Vec::new();
    for column in context.columns {
        if blocks.last().is_none_or(|last| last.number != column.block) {
            blocks.push(Block {
                number: column.block,
                side: column.side,
                pieces: Vec::new(),
                totalled: false,
            });
        }
    }
    let is_list = blocks.len() > 1 && blocks.iter().all(|block| block.side == Side::Whole);
    if is_list {
        for block in &mut blocks {
            for cells in body {
                read_line(context, cells, block, &mut keys, items, notices);
            }
        }
    } else {
        for cells in body {
            for block in &mut blocks {
                read_line(context, cells, block, &mut keys, items, notices);
            }
        }
    }
    items.shrink_to_fit();
    tell_year_totals(items);
}

/// Columns that hold one line of each row.
struct Block {
    number: u8,
    side: Side,
    /// The pieces of the last code, which upper levels leave to the rows below.
    pieces: Vec<String>,
    /// Whether its total was read.
    totalled: bool,
}

/// Where a side prints several totals, the first ones are those of the year and the last holds what is carried over.
fn tell_year_totals(items: &mut [Item]) {
    for side in [Side::Revenue, Side::Expenditure] {
        let is_total = |item: &Item| item.side == side && item.role == Role::Total;
        let Some(last) = items.iter().rposition(is_total) else { continue };
        let carried = items.iter().any(|item| item.side == side && item.role == Role::Carried);
        let has_year = items.iter().any(|item| item.side == side && item.role == Role::YearTotal);
        for item in items.iter_mut().take(last) {
            if is_total(item) && carried && !has_year {
                item.role = Role::YearTotal;
            }
        }
    }
}

fn read_line(
    context: &Context<'_>,
    cells: &[GridCell],
    block: &mut Block,
    keys: &mut Keys,
    items: &mut Vec<Item>,
    notices: &mut Vec<Notice>,
) {
    let labels = labels(context, cells, block);
    let bare = labels.is_blank();
    let has_figures = amount_cells(context, cells, block.number).any(|(_, cell)| !cell.text.is_empty());
    if !has_figures && (bare || labels.says_nothing()) {
        return;
    }
    let line = cells.first().map_or(0, |cell| cell.place.line);
    if !has_figures && goes_on(context, &labels, items) {
        if let Some(last) = items.last_mut() {
            last.name.push_str(&labels.name);
        }
        notices.push(Notice { table: context.table.clone(), line, what: What::NameJoined });
        return;
    }
    let mut role = labels.role(context);
    if bare {
        // A second line without a name is no total: its name was lost.
        role = if block.totalled { Role::Line } else { Role::Total };
        if context.layout != Layout::OneRow && context.is_known {
            notices.push(Notice { table: context.table.clone(), line, what: What::NameLost });
        }
    }
    block.totalled |= role == Role::Total;
    let key = keys.unique(&labels.key());
    let mut figures = Vec::with_capacity(amount_cells(context, cells, block.number).count());
    for (column, cell) in amount_cells(context, cells, block.number) {
        let at = CellAddress {
            table: context.table.clone(),
            row: key.clone(),
            column: column.key.clone(),
            place: cell.place.clone(),
        };
        figures.push(read_figure(context, at, &cell.text, notices));
    }
    items.push(Item {
        side: block.side,
        role,
        level: labels.parsed.ordinal.map_or(0, |ordinal| ordinal.level),
        number: labels.parsed.ordinal.map(|ordinal| ordinal.number),
        code: labels.code.map(|code| if code == *key { key.clone() } else { code.into() }),
        second_code: labels.second_code.map(Arc::from),
        name: labels.name,
        second_name: labels.second_name,
        key,
        figures,
    });
}

/// Reads one amount cell; what is no amount is kept and noticed.
pub fn read_figure(
    context: &Context<'_>,
    at: CellAddress,
    printed: &str,
    notices: &mut Vec<Notice>,
) -> Figure {
    let value = match parse_figure(printed) {
        Ok(None) => Value::Blank,
        Ok(Some(value)) => Value::Amount(Amount::new(value, context.unit.unwrap_or_default())),
        Err(_) => {
            let what = What::FigureUnreadable(at.clone(), printed.to_owned());
            notices.push(Notice { table: context.table.clone(), line: at.place.line, what });
            Value::Unreadable(printed.to_owned())
        }
    };
    Figure::new(at, printed.to_owned(), value)
}

fn amount_cells<'a>(
    context: &'a Context<'_>,
    cells: &'a [GridCell],
    block: u8,
) -> impl Iterator<Item = (&'a Column, &'a GridCell)> {
    let wanted =
        move |(column, _): &(&Column, &GridCell)| column.kind == Kind::Amount && column.block == block;
    context.columns.iter().zip(cells).filter(wanted)
}

/// Whether a row is the rest of the name above it: a page break cuts names in two, and among rows that all carry
/// codes one with a bare name and no figure is no line of its own.
fn goes_on(context: &Context<'_>, labels: &Labels, items: &[Item]) -> bool {
    let coded =
        context.columns.iter().any(|column| column.kind == Kind::Code) && context.classes != Classes::None;
    coded
        && labels.code.is_none()
        && labels.unit_code.is_none()
        && labels.role(context) == Role::Line
        && items.last().is_some_and(|last| last.code.is_some())
}

/// The words of a row, before they are judged.
struct Labels {
    code: Option<String>,
    second_code: Option<String>,
    unit_code: Option<String>,
    name: String,
    second_name: Option<String>,
    parsed: Name,
}

fn labels(context: &Context<'_>, cells: &[GridCell], block: &mut Block) -> Labels {
    let number = block.number;
    let printed = |kind: Kind| {
        let columns = context.columns.iter().zip(cells);
        columns.filter(move |(column, _)| column.kind == kind && column.block == number).map(|(_, cell)| cell)
    };
    let spoken = |kind: Kind| {
        let found = printed(kind).find(|cell| !cell.text.is_empty());
        // A line break inside a cell is the width of the column, no part of the name.
        found.map(|cell| cell.text.lines().collect::<String>())
    };
    let pieces = |kind: Kind| printed(kind).map(|cell| plain(&cell.text)).collect::<Vec<_>>();
    let (mut code, mut name) = (whole_code(pieces(Kind::Code), &mut block.pieces), spoken(Kind::Name));
    let is_code = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
    // 合计 is printed in the code column where the form has no room for a name.
    if name.is_none() && code.as_ref().is_some_and(|text| !is_code(text)) {
        name = code.take().map(|text| {
            printed(Kind::Code)
                .map(|cell| cell.text.as_str())
                .find(|t| plain(t) == text)
                .map_or(text.clone(), str::to_owned)
        });
    }
    if code.is_none()
        && context.classes != Classes::None
        && let Some((digits, words)) = name.as_deref().and_then(leading_code)
    {
        (code, name) = (Some(digits), Some(words));
    }
    let mut unit_code = whole_code(pieces(Kind::UnitCode), &mut Vec::new());
    // A unit's code is printed in the name column where the form has no column for it.
    if code.is_none() && unit_code.is_none() && name.as_ref().is_some_and(|name| is_code(&plain(name))) {
        unit_code = name.take().map(|text| plain(&text));
        name = spoken(Kind::UnitName);
    }
    let is_total = |text: &String| matches!(plain(text).as_str(), "合计" | "总计");
    // A table of units has no other names; a total is named in the first column, whatever that holds.
    let elsewhere = || spoken(Kind::UnitName).or_else(|| spoken(Kind::Text).filter(is_total));
    let name = name.or_else(|| elsewhere().filter(|_| code.is_none())).unwrap_or_default();
    let parsed = Name::parse(&name);
    Labels {
        code,
        second_code: whole_code(pieces(Kind::SecondCode), &mut Vec::new()),
        unit_code,
        second_name: spoken(Kind::SecondName),
        name,
        parsed,
    }
    .settle(context)
}

/// The code that stands in pieces (类, 款, 项) beside each other, with the zeros that workbooks drop put back. A row that
/// leaves out the upper pieces has those of the row `before` it.
fn whole_code(mut pieces: Vec<String>, before: &mut Vec<String>) -> Option<String> {
    let printed = pieces.iter().position(|piece| !piece.is_empty())?;
    let is_number = |piece: &String| piece.bytes().all(|byte| byte.is_ascii_digit());
    let last = pieces.iter().rposition(|piece| !piece.is_empty()).unwrap_or(printed);
    let whole = pieces.get(..=last).unwrap_or_default();
    if !whole.iter().all(is_number) {
        return Some(pieces.concat());
    }
    for (piece, above) in pieces.iter_mut().zip(before.iter()).take(printed) {
        piece.clone_from(above);
    }
    let mut code = String::new();
    for (piece, at) in pieces.iter().zip(0..=last) {
        if at > 0 && piece.len() > code.len() && piece.starts_with(&code) {
            code.clear();
        } else if at > 0 && piece.len() == 1 && code.len() >= 3 {
            code.push('0');
        }
        code.push_str(piece);
    }
    *before = pieces;
    Some(code)
}

/// A code of the classifications and the name printed behind it in the same cell.
fn leading_code(text: &str) -> Option<(String, String)> {
    let trimmed = text.trim_start().trim_start_matches(['[', '［', '【']);
    let end = trimmed.find(|c: char| !c.is_ascii_digit())?;
    let (digits, words) = trimmed.split_at_checked(end)?;
    let words = words
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '－' | '—' | ']' | '］' | '】'));
    let fits = matches!(digits.len(), 3 | 5 | 7) && digits.starts_with(['2', '3', '5']);
    let is_name = words.chars().next().is_some_and(|c| c.is_alphabetic());
    (fits && is_name).then(|| (digits.to_owned(), words.to_owned()))
}

impl Labels {
    /// Tells a unit's code from a code of the table's classification.
    fn settle(mut self, context: &Context<'_>) -> Self {
        let classes = context.classes;
        let fits = |code: &str| match classes {
            Classes::Function => code.starts_with('2') && matches!(code.len(), 3 | 5 | 7),
            Classes::Economic => code.starts_with(['3', '5']) && matches!(code.len(), 3 | 5),
            Classes::Project => code.len() > 9,
            Classes::None => false,
        };
        let of_unit = self.code.as_ref().is_some_and(|code| !fits(code))
            && (classes == Classes::Project || self.names_department(context));
        if of_unit && self.unit_code.is_none() {
            self.unit_code = self.code.take();
        }
        self
    }

    fn names_department(&self, context: &Context<'_>) -> bool {
        context.department.as_deref() == Some(self.parsed.words.as_str())
    }

    fn is_blank(&self) -> bool {
        self.code.is_none() && self.unit_code.is_none() && self.name.is_empty()
    }

    /// Whether nothing but a sign for nothing stands there: 无, ….
    fn says_nothing(&self) -> bool {
        self.code.is_none()
            && self.unit_code.is_none()
            && (self.parsed.words == "无"
                || self.parsed.words.chars().all(|c| matches!(c, '…' | '.' | '-' | '/')))
    }

    fn key(&self) -> String {
        let code = self.code.as_ref().or(self.unit_code.as_ref());
        let bare = || self.name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        match code {
            Some(code) => code.clone(),
            None if self.name.is_empty() => TOTAL_KEY.to_owned(),
            None => bare(),
        }
    }

    fn role(&self, context: &Context<'_>) -> Role {
        let words = self.parsed.words.as_str();
        if self.parsed.part {
            return Role::Part;
        }
        if self.code.is_none() && self.unit_code.is_some()
            || self.code.is_none() && self.names_department(context)
        {
            return Role::Unit;
        }
        match words {
            "合计" | "总计" => Role::Total,
            "支出合计" | "收入合计" | "支出总计" | "收入总计" | "本年支出合计" | "本年收入合计"
                if context.layout != Layout::Sides =>
            {
                Role::Total
            }
            _ if context.layout != Layout::Sides => Role::Line,
            _ if words.ends_with("总计") => Role::Total,
            _ if words.starts_with("本年") || words.starts_with("当年") => Role::YearTotal,
            _ if words.ends_with("合计") => Role::Total,
            _ if search::contains_any(words, &["结转", "结余"]) => Role::Carried,
            _ => Role::Line,
        }
    }
}
