//! Two classifications of the same money against each other: rows, columns, their totals, and in each cell what they
//! share, tinted by its share of the whole.
//!
//! Where the columns have no room for their names, the rows are bars with the columns that they go to below them.

use super::frame::{Frame, Mark, Rect, Role, Stop, Value};
use super::metrics;
use super::pen::{Pen, Style, record, snapped};
use super::pieces::{self, Look, MOST, Row};
use super::scale::{Scale, remainder, within, yuan};
use super::{Chart, Options};
use crate::address::{Address, CellAddress};
use crate::amount::Amount;
use crate::i18n::format;
use crate::order;
use crate::views::flow::Tone;
use crate::views::matrix::{Class, Matrix};
use std::cmp::Reverse;

/// Between the edge of a cell and its amount.
const PAD: f64 = 10.0;
/// Lines of a head at most.
const LINES: usize = 4;

impl Chart for Matrix {
    fn frame(&self, options: &Options) -> Frame {
        if self.cells.is_empty() {
            return Frame::empty(options.room());
        }
        match Layout::new(self, options) {
            Some(layout) => layout.frame(self, options),
            None => pieces::frame(&rows(self, options), self.whole, options, &|_, _| {}),
        }
    }
}

/// The classes as bars, each with the classes that it goes to below it.
fn rows(matrix: &Matrix, options: &Options) -> Vec<Row> {
    let mut rows = Vec::new();
    let is_short = matrix.rows.len() + matrix.cells.len() <= MOST;
    let by_size = |amount: Amount| Reverse(yuan(amount));
    let mut classes: Vec<usize> = (0..matrix.rows.len()).collect();
    order::by_key(&mut classes, |&i| matrix.rows.get(i).map(|class| by_size(class.amount)));
    for i in classes {
        let Some(class) = matrix.rows.get(i) else { continue };
        rows.push(Row {
            code: class.code.clone(),
            opens: true,
            ..row(&class.code, class, class.amount, &class.at)
        });
        let mut cells: Vec<_> = matrix.cells.iter().filter(|cell| cell.row == i && is_short).collect();
        order::by_key(&mut cells, |cell| by_size(cell.amount));
        for cell in cells {
            let Some(column) = matrix.columns.get(cell.column) else { continue };
            let key = format!("{}/{}", class.code, column.code);
            let opens = cell.at.is_none();
            rows.push(Row { depth: 1, opens, ..row(&key, column, cell.amount, &cell.at) });
        }
    }
    if let Some(left) = left(matrix) {
        rows.push(Row::new("remainder", options.remainder().to_owned(), left, None, Look::Hatched));
    }
    pieces::capped(rows, options)
}

fn row(key: &str, class: &Class, amount: Amount, at: &Option<CellAddress>) -> Row {
    let name = if class.name.is_empty() { class.code.clone() } else { class.name.clone() };
    Row::new(key, name, amount, at.clone().map(Address::Cell), Look::Solid(Tone::Total))
}

/// What the cells leave of the printed total.
fn left(matrix: &Matrix) -> Option<Amount> {
    let amounts: Vec<Amount> = matrix.cells.iter().map(|cell| cell.amount).collect();
    remainder(matrix.whole?, &amounts)
}

struct Layout {
    width: f64,
    /// Where the first column begins.
    head: f64,
    /// The width of a column.
    column: f64,
    /// Where the first row begins.
    top: f64,
    /// The height of each row.
    heights: Vec<f64>,
    names: Vec<Vec<String>>,
    heads: Vec<Vec<String>>,
}

impl Layout {
    fn new(matrix: &Matrix, options: &Options) -> Option<Self> {
        let (width, sizes) = (options.room(), &options.theme.sizes);
        let columns = matrix.columns.len() as f64 + 1.0;
        let code = metrics::width("000", sizes.small) + PAD;
        let mut names = 0f64;
        for class in &matrix.rows {
            names = names.max(metrics::width(&class.name, sizes.body));
        }
        let head =
            names.max(metrics::width(options.locale.text("chart.department-classes"), sizes.small) - code);
        let head = (head + code + 16.0).min(width * 0.28);
        let column = ((width - head) / columns).min(200.0);
        let mut needed = 0f64;
        let amounts = matrix.cells.iter().map(|cell| cell.amount);
        let totals = matrix.rows.iter().chain(&matrix.columns).map(|class| class.amount);
        for amount in amounts.chain(totals).chain(matrix.whole).chain(left(matrix)) {
            needed = needed.max(metrics::width(&options.amount(amount), sizes.body));
        }
        let room = column - 2.0 * PAD;
        if needed > room || room < sizes.body * 6.0 || matrix.rows.len() > MOST {
            return None;
        }
        let mut heads: Vec<Vec<String>> = Vec::new();
        for class in &matrix.columns {
            let lines = metrics::wrap(&class.name, room, sizes.small, LINES);
            if !metrics::is_whole(&lines, &class.name) {
                return None;
            }
            heads.push(lines);
        }
        heads.push(metrics::wrap(options.locale.text("chart.sum"), room, sizes.small, LINES));
        let most = heads.iter().map(Vec::len).max().unwrap_or_default() as f64;
        let mut wrapped = Vec::new();
        let mut heights = Vec::new();
        for class in &matrix.rows {
            let lines = metrics::wrap(&class.name, head - code - 8.0, sizes.body, 3);
            if !metrics::is_whole(&lines, &class.name) || head < code + sizes.body * 8.0 {
                return None;
            }
            heights.push((sizes.line * lines.len() as f64 + 12.0).max(sizes.row));
            wrapped.push(lines);
        }
        heights.push(sizes.row);
        heights.extend(left(matrix).map(|_| sizes.row));
        // The name of the classification, the codes, the names.
        let top = sizes.line * (most + 2.0) + 20.0;
        Some(Self { width: head + column * columns, head, column, top, heights, names: wrapped, heads })
    }

    fn place(&self, row: usize, column: usize) -> Rect {
        let above: f64 = self.heights.iter().take(row).sum();
        let height = self.heights.get(row).copied().unwrap_or_default();
        Rect::new(self.head + self.column * column as f64, self.top + above, self.column, height)
    }

    fn frame(&self, matrix: &Matrix, options: &Options) -> Frame {
        let height = self.top + self.heights.iter().sum::<f64>() + 1.0;
        let width = options.room();
        let mut marks = Vec::new();
        let ops = record(width, height, |pen| {
            self.write_heads(pen, matrix, options);
            marks = self.cells(pen, matrix, options);
        });
        Frame { width, height, ops, marks }
    }

    fn write_heads(&self, pen: &Pen, matrix: &Matrix, options: &Options) {
        let (sizes, palette) = (&options.theme.sizes, &options.theme.palette);
        let (body, soft) = (Style::new(sizes.body, palette.ink), Style::new(sizes.small, palette.ink_soft));
        let words = |key: &str, room: f64| metrics::fit(options.locale.text(key), room, sizes.small);
        let first = sizes.line / 2.0;
        let last = self.top - 6.0 - sizes.line / 2.0;
        pen.text(&words("chart.government-classes", self.width - self.head), (self.head + PAD, first), soft);
        pen.rule(self.head + PAD, self.width, sizes.line + 4.0, palette.line);
        pen.text(&words("chart.department-classes", self.head - 8.0), (0.0, last), soft);
        for (i, lines) in self.heads.iter().enumerate() {
            let right = self.head + self.column * (i + 1) as f64 - PAD;
            for (k, line) in lines.iter().rev().enumerate() {
                pen.text(line, (right, last - sizes.line * k as f64), soft.right());
            }
            let code = matrix.columns.get(i).map_or("", |class| class.code.as_str());
            pen.text(code, (right, last - sizes.line * lines.len() as f64), soft.right());
        }
        pen.rule(0.0, self.width, self.top - 1.0, palette.ink_soft);
        for (i, class) in matrix.rows.iter().enumerate() {
            let place = self.place(i, 0);
            let lines = self.names.get(i).map_or(&[][..], Vec::as_slice);
            let level = place.y + (place.height - sizes.line * (lines.len() as f64 - 1.0)) / 2.0;
            pen.text(&class.code, (0.0, level), soft);
            let name = metrics::width("000", sizes.small) + PAD;
            for (k, line) in lines.iter().enumerate() {
                pen.text(line, (name, level + sizes.line * k as f64), body);
            }
            pen.rule(0.0, self.width, place.bottom(), palette.line);
        }
        let total = self.place(matrix.rows.len(), 0);
        pen.text(&words("chart.sum", self.head), (0.0, total.y + total.height / 2.0), body);
        pen.rule(0.0, self.width, total.y - 1.0, palette.ink_soft);
    }

    /// Draws the cells and the totals; returns their marks.
    fn cells(&self, pen: &Pen, matrix: &Matrix, options: &Options) -> Vec<Mark> {
        let (palette, sizes) = (&options.theme.palette, &options.theme.sizes);
        let (last_row, last_column) = (matrix.rows.len(), matrix.columns.len());
        for row in 0..last_row {
            for column in 0..last_column {
                if !matrix.cells.iter().any(|cell| (cell.row, cell.column) == (row, column)) {
                    let place = self.place(row, column);
                    let (x, y) = (place.right() - PAD - 2.0, place.y + place.height / 2.0 - 1.0);
                    pen.rect(Rect::new(x, y, 2.0, 2.0), palette.line);
                }
            }
        }
        let scale = matrix.whole.map(|whole| Scale::new(whole, 1.0));
        let mut marks = Vec::new();
        for entry in entries(matrix, options) {
            let place = self.place(entry.row, entry.column);
            let drawn = Rect::new(place.x + 1.0, place.y + 1.0, place.width - 2.0, place.height - 3.0);
            let level = place.y + place.height / 2.0;
            let mut ground = palette.surface;
            let mut reach = Vec::new();
            if entry.row < last_row && entry.column < last_column {
                let share = scale.map_or(0.0, |scale| within(scale.length(entry.amount), 0.0, 1.0));
                let part = if share > 0.0 { 0.06 + 0.7 * share.sqrt() } else { 0.0 };
                ground = palette.surface.mixed(palette.accent, part);
                pen.rect(drawn, ground);
            } else if entry.row < last_row {
                reach.push(Rect::new(0.0, place.y, self.head, place.height));
            } else if entry.column < last_column {
                let above = sizes.line + 6.0;
                reach.push(Rect::new(place.x, above, place.width, self.top - above));
            } else if entry.row > last_row {
                let word = metrics::fit(options.remainder(), self.head, sizes.body);
                pen.text(&word, (0.0, level), Style::new(sizes.body, palette.ink));
                pen.hatch(Rect::new(place.x, level - 6.0, PAD, 12.0), palette.ink_soft);
            }
            let style = Style::new(sizes.body, palette.text_on(ground, palette.ink)).right();
            let is_total = entry.row == last_row || (entry.column == last_column && entry.row < last_row);
            let style = if is_total { style.strong() } else { style };
            pen.text(&options.amount(entry.amount), (place.right() - PAD, level), style);
            let outline = snapped(&drawn.corners());
            marks.push(Mark {
                id: entry.id,
                role: Role::Cell,
                name: entry.name,
                value: Value::Amount(entry.amount),
                at: entry.at.map(Address::Cell),
                share: matrix.whole.and_then(|whole| format::share(entry.amount, whole)),
                opens: entry.opens,
                bounds: Rect::around(&outline),
                outline,
                reach,
                stop: Some(Stop { group: entry.column, order: entry.row }),
                ways: Vec::new(),
            });
        }
        marks
    }
}

/// An amount of the matrix or of its margins.
struct Entry {
    row: usize,
    column: usize,
    id: String,
    name: String,
    amount: Amount,
    at: Option<CellAddress>,
    opens: bool,
}

/// The cells, the totals of rows and columns, the whole, and what the cells leave of it.
fn entries(matrix: &Matrix, options: &Options) -> Vec<Entry> {
    let (last_row, last_column) = (matrix.rows.len(), matrix.columns.len());
    let total = options.locale.text("chart.sum");
    let full = |class: &Class| format!("{} {}", class.code, class.name).trim_end().to_owned();
    let mut entries = Vec::new();
    for cell in &matrix.cells {
        let (row, column) = (matrix.rows.get(cell.row), matrix.columns.get(cell.column));
        let (Some(row), Some(column)) = (row, column) else { continue };
        entries.push(Entry {
            row: cell.row,
            column: cell.column,
            id: format!("{}/{}", row.code, column.code),
            name: format!("{} → {}", full(row), full(column)),
            amount: cell.amount,
            at: cell.at.clone(),
            opens: cell.at.is_none(),
        });
    }
    for (i, class) in matrix.rows.iter().chain(&matrix.columns).enumerate() {
        let is_row = i < last_row;
        let (row, column) = if is_row { (i, last_column) } else { (last_row, i - last_row) };
        let before = if is_row { "" } else { "/" };
        entries.push(Entry {
            row,
            column,
            id: format!("{before}{}", class.code),
            name: format!("{} · {total}", full(class)),
            amount: class.amount,
            at: class.at.clone(),
            opens: true,
        });
    }
    let mut corner = |row: usize, id: &str, name: &str, amount: Option<Amount>, at: Option<CellAddress>| {
        let (id, name) = (id.to_owned(), name.to_owned());
        entries.extend(amount.map(|amount| Entry {
            row,
            column: last_column,
            id,
            name,
            amount,
            at,
            opens: false,
        }));
    };
    corner(last_row, "total", total, matrix.whole, matrix.at.clone());
    corner(last_row + 1, "remainder", options.remainder(), left(matrix), None);
    entries
}
