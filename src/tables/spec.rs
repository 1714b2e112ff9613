//! What is known of a published table before it is read: its captions, what it looks like, and its columns.

use super::READINGS;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A code of the table's classification, or a piece of it (类, 款, 项).
    Code,
    /// The second classification's code on the same row.
    SecondCode,
    /// The code of a budget unit.
    UnitCode,
    /// The row's name.
    Name,
    /// The second classification's name.
    SecondName,
    /// The name of the budget unit.
    UnitName,
    /// Money.
    Amount,
    /// The wording of a performance indicator.
    Indicator,
    /// The value that an indicator is to reach.
    Target,
    /// Anything else.
    Text,
}

/// The half of a two-sided table in which a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The table has one side.
    Whole,
    /// The left half, 收入.
    Revenue,
    /// The right half, 支出.
    Expenditure,
}

/// A column that a table may have.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSpec {
    /// The public id of an amount column; `None` keeps the printed head.
    pub id: Option<&'static str>,
    /// What stands in it.
    pub kind: Kind,
    /// The half it stands in.
    pub side: Side,
    /// What an amount column is about, in the words of [`super::vocabulary`]; blank where the table says it all.
    pub concept: &'static str,
    /// Heads it is known by, from the outermost to the innermost, separated by `/`. A head matches when its last
    /// piece is the innermost printed one and the others appear above it in order.
    pub heads: &'static [&'static str],
}

/// A column of labels.
#[must_use]
pub const fn label(kind: Kind, heads: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec { id: None, kind, side: Side::Whole, concept: "", heads }
}

/// A column of money.
#[must_use]
pub const fn amount(id: &'static str, heads: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec { id: Some(id), kind: Kind::Amount, side: Side::Whole, concept: id, heads }
}

/// A column of money that has no public id and keeps its printed head.
#[must_use]
pub const fn printed(concept: &'static str, heads: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec { id: None, kind: Kind::Amount, side: Side::Whole, concept, heads }
}

/// `column` in one half of a two-sided table.
#[must_use]
pub const fn on(side: Side, column: ColumnSpec) -> ColumnSpec {
    ColumnSpec { side, ..column }
}

/// How the body of a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Every row is one line of the table.
    Rows,
    /// Every row is a line of revenue beside a line of expenditure.
    Sides,
    /// A single row of figures without a name.
    OneRow,
    /// A form of labels and values, in which a figure belongs to the label before it.
    Form,
}

/// The classification whose codes a table's rows carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Classes {
    /// None.
    None,
    /// 支出功能分类: 3, 5 and 7 digits.
    Function,
    /// 部门预算支出经济分类 and 政府预算支出经济分类: 3 and 5 digits.
    Economic,
    /// Projects, by name.
    Project,
}

/// What all figures of a table have in common, unless a column says otherwise: column ids of the
/// source of the money and of the nature of the expenditure, `total` where nothing is singled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Such as `general` for 一般公共预算.
    pub source: &'static str,
    /// Such as `basic` for 基本支出.
    pub nature: &'static str,
}

/// A published table of the official form.
#[derive(Debug)]
pub struct TableSpec {
    /// Public id.
    pub id: &'static str,
    /// Official name, without year and department.
    pub title: &'static str,
    /// What a caption contains, as patterns of [`super::captions`]; the most words matched decide.
    pub captions: &'static [&'static str],
    /// How the body is read.
    pub layout: Layout,
    /// What its codes mean.
    pub classes: Classes,
    /// What all its figures have in common.
    pub scope: Scope,
}

/// How a table is told from the others and what its columns are. Apart from what is known of it, so that what reads no
/// tables carries neither.
#[derive(Debug)]
pub struct Reading {
    /// Which table it is.
    pub table: &'static TableSpec,
    /// How well what a table shows fits this one, in per cent, whatever its caption says.
    pub fits: fn(&super::general::Evidence) -> u8,
    /// Its columns in the order of the form, in groups that several tables share.
    pub columns: &'static [&'static [ColumnSpec]],
}

impl TableSpec {
    /// How it is read.
    #[must_use]
    pub fn reading(&self) -> Option<&'static Reading> {
        READINGS.iter().find(|reading| reading.table.id == self.id).copied()
    }

    /// All columns in order.
    pub fn columns(&self) -> impl Iterator<Item = &'static ColumnSpec> + use<> {
        self.reading().into_iter().flat_map(|reading| reading.columns.iter().flat_map(|group| group.iter()))
    }
}
