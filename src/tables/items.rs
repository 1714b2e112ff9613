//! Body rows → lines: code, name, role, key and figures.

use super::heads::Column;
use super::names::{Name, plain};
use super::spec::{Classes, Kind, Layout, Side, TableSpec};
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
    /// What is known of the table.
    pub spec: Option<&'static TableSpec>,
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

/// Reads one printed row: one line, or one on each side of a two-sided table.
pub fn read_row(
    context: &Context<'_>,
    cells: &[GridCell],
    keys: &mut Keys,
    items: &mut Vec<Item>,
    notices: &mut Vec<Notice>,
) {
    let sides: &[Side] = match context.spec.map(|spec| spec.layout) {
        Some(Layout::Sides) => &[Side::Revenue, Side::Expenditure],
        _ => &[Side::Whole],
    };
    for &side in sides {
        let labels = labels(context, cells, side);
        let mut figures = Vec::new();
        let bare = labels.is_blank();
        let has_figures = amount_cells(context, cells, side).any(|(_, cell)| !cell.text.is_empty());
        if bare && !has_figures {
            continue;
        }
        if !has_figures && goes_on(context, &labels, items) {
            if let Some(last) = items.last_mut() {
                last.name.push_str(&labels.name);
            }
            let line = cells.first().map_or(0, |cell| cell.place.line);
            notices.push(Notice { table: context.table.clone(), line, what: What::NameJoined });
            continue;
        }
        let one_row = context.spec.is_some_and(|spec| spec.layout == Layout::OneRow);
        let mut role = labels.role(context);
        if bare {
            role = Role::Total;
            if !one_row {
                let line = cells.first().map_or(0, |cell| cell.place.line);
                notices.push(Notice { table: context.table.clone(), line, what: What::NameLost });
            }
        }
        let key = keys.unique(&labels.key());
        for (column, cell) in amount_cells(context, cells, side) {
            let at = CellAddress {
                table: context.table.clone(),
                row: key.clone(),
                column: column.key.clone(),
                place: cell.place.clone(),
            };
            figures.push(read_figure(context, at, &cell.text, notices));
        }
        items.push(Item {
            key,
            side,
            role,
            level: labels.parsed.ordinal.map_or(0, |ordinal| ordinal.level),
            number: labels.parsed.ordinal.map(|ordinal| ordinal.number),
            code: labels.code,
            second_code: labels.second_code,
            name: labels.name,
            second_name: labels.second_name,
            figures,
        });
    }
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
    Figure { at, printed: printed.to_owned(), value }
}

fn amount_cells<'a>(
    context: &'a Context<'_>,
    cells: &'a [GridCell],
    side: Side,
) -> impl Iterator<Item = (&'a Column, &'a GridCell)> {
    let wanted = move |(column, _): &(&Column, &GridCell)| column.kind == Kind::Amount && column.side == side;
    context.columns.iter().zip(cells).filter(wanted)
}

/// Whether a row is the rest of the name above it: a page break cuts names in two, and among rows that all carry
/// codes one with a bare name and no figure is no line of its own.
fn goes_on(context: &Context<'_>, labels: &Labels, items: &[Item]) -> bool {
    let coded = context.columns.iter().any(|column| column.kind == Kind::Code)
        && context.spec.is_some_and(|spec| spec.classes != Classes::None);
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

fn labels(context: &Context<'_>, cells: &[GridCell], side: Side) -> Labels {
    let joined = |kind: Kind| {
        let pieces = context.columns.iter().zip(cells).filter(|(c, _)| c.kind == kind && c.side == side);
        let text: String = pieces.map(|(_, cell)| plain(&cell.text)).collect();
        (!text.is_empty()).then_some(text)
    };
    let spoken = |kind: Kind| {
        let mut cells = context.columns.iter().zip(cells).filter(|(c, _)| c.kind == kind && c.side == side);
        cells.find(|(_, cell)| !cell.text.is_empty()).map(|(_, cell)| cell.text.clone())
    };
    let (mut code, mut name) = (joined(Kind::Code), spoken(Kind::Name));
    let is_code = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
    // 合计 is printed in the code column where the form has no room for a name.
    if name.is_none() && code.as_ref().is_some_and(|text| !is_code(text)) {
        name = code.take();
    }
    let mut unit_code = joined(Kind::UnitCode);
    // A unit's code is printed in the name column where the form has no column for it.
    if code.is_none() && unit_code.is_none() && name.as_ref().is_some_and(|name| is_code(&plain(name))) {
        unit_code = name.take().map(|text| plain(&text));
        name = spoken(Kind::UnitName);
    }
    let name = name.unwrap_or_default();
    let parsed = Name::parse(&name);
    Labels {
        code,
        second_code: joined(Kind::SecondCode),
        unit_code,
        second_name: spoken(Kind::SecondName),
        name,
        parsed,
    }
    .settle(context)
}

impl Labels {
    /// Tells a unit's code from a code of the table's classification.
    fn settle(mut self, context: &Context<'_>) -> Self {
        let classes = context.spec.map_or(Classes::None, |spec| spec.classes);
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
        let two_sided = context.spec.is_some_and(|spec| spec.layout == Layout::Sides);
        match words {
            "合计" | "总计" => Role::Total,
            _ if !two_sided => Role::Line,
            _ if words.ends_with("总计") => Role::Total,
            _ if words.starts_with("本年") => Role::YearTotal,
            _ if words.ends_with("合计") => Role::Total,
            _ if search::contains_any(words, &["结转", "结余"]) => Role::Carried,
            _ => Role::Line,
        }
    }
}
