//! Grids → typed tables: which published table it is, which column is which, and every figure with its address.
//!
//! Reading never fails: what could not be read is kept as text and noticed. A new table is one file and one line
//! of [`TABLES`].

pub mod captions;
pub mod codes;
pub mod corrections;
pub mod department_balance;
pub mod department_expenditure;
pub mod department_performance;
pub mod department_revenue;
pub mod economic_summary;
pub mod expenditure_columns;
pub mod fiscal_balance;
pub mod form;
pub mod fund_expenditure;
pub mod general;
pub mod general_basic;
pub mod general_expenditure;
pub mod heads;
pub mod items;
pub mod names;
pub mod performance;
pub mod pieces;
pub mod profiles;
pub mod project_performance;
pub mod projects;
pub mod reader;
pub mod spec;
pub mod state_capital_expenditure;
pub mod three_public;
pub mod vocabulary;

use crate::address::CellAddress;
use crate::amount::{Amount, Unit};
use crate::source::GridCell;
use heads::Column;
use spec::{Classes, Layout, Reading, Side, TableSpec};
use std::sync::Arc;

/// The tables of the official form, in its order.
pub static TABLES: &[&TableSpec] = &[
    &department_balance::TABLE,
    &department_revenue::TABLE,
    &department_expenditure::TABLE,
    &fiscal_balance::TABLE,
    &general_expenditure::TABLE,
    &general_basic::TABLE,
    &economic_summary::TABLE,
    &three_public::TABLE,
    &fund_expenditure::TABLE,
    &state_capital_expenditure::TABLE,
    &projects::TABLE,
    &department_performance::TABLE,
    &project_performance::TABLE,
];

/// How each of them is read.
pub static READINGS: &[&Reading] = &[
    &department_balance::READING,
    &department_revenue::READING,
    &department_expenditure::READING,
    &fiscal_balance::READING,
    &general_expenditure::READING,
    &general_basic::READING,
    &economic_summary::READING,
    &three_public::READING,
    &fund_expenditure::READING,
    &state_capital_expenditure::READING,
    &projects::READING,
    &department_performance::READING,
    &project_performance::READING,
];

/// A published table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Public id; `other-1`, `other-2` … for a table that is none of the known, `#2`, `#3` … behind the id of one that
    /// is printed again.
    pub id: Arc<str>,
    /// What is known of it, unless it is an `other`.
    pub spec: Option<&'static TableSpec>,
    /// How certain that is, in per cent; 100 for an `other`.
    pub confidence: u8,
    /// How its body is read here.
    pub layout: Layout,
    /// What the codes of its rows mean here.
    pub classes: Classes,
    /// 1-based position among the tables of the document.
    pub ordinal: u32,
    /// The printed caption.
    pub title: String,
    /// The printed unit.
    pub unit: Option<Unit>,
    /// The department that the table names.
    pub department: Option<String>,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// The printed rows of the head.
    pub head: Vec<Vec<GridCell>>,
    /// The printed rows of the body.
    pub body: Vec<Vec<GridCell>>,
    /// The lines of the table, one for each side of each row.
    pub items: Vec<Item>,
    /// The printed note below it.
    pub note: Option<Note>,
    /// The sheet or file that it stands in, counted from 1; 0 in a document of one part.
    pub part: usize,
    /// First and last line of the source or of its part, caption and note included.
    pub lines: (u32, u32),
}

impl Table {
    /// All amounts that are printed in it, in reading order.
    pub fn figures(&self) -> impl Iterator<Item = (&Item, &Figure)> {
        self.items.iter().flat_map(|item| item.figures.iter().map(move |figure| (item, figure)))
    }

    /// The lines with that role.
    #[must_use]
    pub fn with_role(&self, role: Role) -> Vec<&Item> {
        self.items_where(&|item| item.role == role)
    }

    /// The lines of which `wanted` is true.
    #[must_use]
    pub fn items_where(&self, wanted: &dyn Fn(&Item) -> bool) -> Vec<&Item> {
        let mut found = Vec::new();
        for item in &self.items {
            if wanted(item) {
                found.push(item);
            }
        }
        found
    }

    /// Whether no amount is printed in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figures().all(|(_, figure)| figure.value == Value::Blank)
    }
}

/// What a table was told to be.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The known table; none for one that is none of them.
    pub spec: Option<&'static TableSpec>,
    /// How certain that is, in per cent. 100: the caption names it and its columns and rows are those of the table.
    pub confidence: u8,
    /// How its body is read.
    pub layout: Layout,
    /// What the codes of its rows mean.
    pub classes: Classes,
}

/// A note printed below a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The printed words.
    pub text: String,
    /// 1-based line of the source.
    pub line: u32,
}

/// What a line of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The total of all lines.
    Total,
    /// The total of the year before what is carried over (本年收入合计, 一、本年支出).
    YearTotal,
    /// What is carried over (上年结转, 年终结转结余).
    Carried,
    /// A budget unit.
    Unit,
    /// A part (其中) of the line above it.
    Part,
    /// Any other line.
    Line,
}

/// A line of a table.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its key in addresses.
    pub key: Arc<str>,
    /// The half it stands in.
    pub side: Side,
    /// What it is.
    pub role: Role,
    /// Its code, the pieces joined.
    pub code: Option<Arc<str>>,
    /// Its code in the second classification.
    pub second_code: Option<Arc<str>>,
    /// Its printed name.
    pub name: String,
    /// Its printed name in the second classification.
    pub second_name: Option<String>,
    /// Its depth by numbering: 1 for `一、`, 2 for `（一）` …; 0 without numbering.
    pub level: u8,
    /// The number in its numbering.
    pub number: Option<u32>,
    /// Its cells in the amount columns, left to right.
    pub figures: Vec<Figure>,
}

impl Item {
    /// Whether its code extends that of `above`.
    #[must_use]
    pub fn is_below(&self, above: &Self) -> bool {
        match (self.code.as_deref(), above.code.as_deref()) {
            (Some(code), Some(above)) => code.len() > above.len() && code.starts_with(above),
            _ => false,
        }
    }

    /// The cell in the column with that key.
    #[must_use]
    pub fn figure(&self, column: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| &*figure.at.column == column)
    }

    /// The same, looked for first at `place` among the figures: lines print their columns in one order.
    #[must_use]
    pub fn figure_near(&self, column: &str, place: usize) -> Option<&Figure> {
        let there = self.figures.get(place).filter(|figure| &*figure.at.column == column);
        there.or_else(|| self.figure(column))
    }
}

/// What an amount cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: exactly zero.
    Blank,
    /// An amount.
    Amount(Amount),
    /// Something that is no amount; the text is kept.
    Unreadable(String),
}

/// Where a figure is kept: table, item, figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FigureId {
    /// Index of the table.
    pub table: u32,
    /// Index into the table's items.
    pub item: u32,
    /// Index into the item's figures.
    pub figure: u32,
}

impl FigureId {
    /// The figure.
    #[must_use]
    pub fn of(self, tables: &[Table]) -> Option<&Figure> {
        tables.get(self.table as usize)?.items.get(self.item as usize)?.figures.get(self.figure as usize)
    }
}

/// A cell of an amount column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Where it is kept; known once the document is whole.
    pub id: FigureId,
    /// Where it stands.
    pub at: CellAddress,
    /// The printed text.
    pub printed: String,
    /// What it holds.
    pub value: Value,
}

impl Figure {
    /// A figure of a document that is still being read.
    #[must_use]
    pub fn new(at: CellAddress, printed: String, value: Value) -> Self {
        Self { id: FigureId::default(), at, printed, value }
    }

    /// The amount, if one is printed.
    #[must_use]
    pub const fn amount(&self) -> Option<Amount> {
        match self.value {
            Value::Amount(amount) => Some(amount),
            Value::Blank | Value::Unreadable(_) => None,
        }
    }
}

/// Something that was noticed while reading tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The table it concerns.
    pub table: Arc<str>,
    /// 1-based line of the source.
    pub line: u32,
    /// What it is.
    pub what: What,
}

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The labels of the head stood in wrong columns and were put right.
    HeadShifted,
    /// As above, and these columns of the form are missing.
    HeadCut(String),
    /// The head leaves these columns (1-based) without a meaning.
    HeadUnknown(String),
    /// A row began in another column than its neighbours and was put right.
    RowShifted,
    /// Blank columns of the body were lost, so that text stood left of its head; put right.
    ColumnsLost(u32),
    /// A row ends before its last column; the text is cut there.
    RowCut,
    /// The row's name is missing; it was told by its place.
    NameLost,
    /// A name or another text that a page break had cut in two was joined.
    NameJoined,
    /// A figure that is not one number.
    FigureUnreadable(CellAddress, String),
    /// No unit is printed; the figures are kept but not compared.
    UnitMissing,
    /// The table is none of the known.
    Unrecognised,
    /// No caption names the table; its head and rows told which it is, with this certainty in per cent.
    ToldByContents(u8),
    /// A row was printed again behind a page break; it counts once.
    RowRepeated,
    /// The table has a caption but no rows.
    NoRows,
    /// Markup of a web page was left in a cell and was taken out.
    Markup,
    /// People decided this about the table.
    Corrected(String),
}
