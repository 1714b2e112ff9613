//! The words that stand for the variants of core types, each one line for both ways.

use super::fields::Fields;
use crate::amount::Unit;
use crate::budget::DocumentKind;
use crate::narrative::{Direction, Kind as ClaimKind, Stage, Statement, Topic};
use crate::source::Encoding;
use crate::tables::Role;
use crate::tables::performance::{Comparator, IndicatorKind};
use crate::tables::spec::{Classes, Kind, Layout, Side};

/// A module with the word of each variant; the compiler asks for the line of a new one.
macro_rules! names {
    ($module:ident: $type:ident { $first:ident = $first_word:literal, $($variant:ident = $word:literal,)+ }) => {
        pub mod $module {
            use super::$type;
            use crate::package::fields::Fields;

            pub const fn write(value: $type) -> &'static str {
                match value { $type::$first => $first_word, $($type::$variant => $word,)+ }
            }

            pub fn read(fields: &mut Fields<'_>, name: &str) -> $type {
                const VALUES: &[$type] = &[$type::$first, $($type::$variant,)+];
                let found = fields.choice(name, &[$first_word, $($word,)+]);
                VALUES.get(found).copied().unwrap_or($type::$first)
            }
        }
    };
}

names!(encoding: Encoding {
    Utf8 = "utf-8",
    Gb18030 = "gb18030",
});

names!(column: Kind {
    Code = "code",
    SecondCode = "second-code",
    UnitCode = "unit-code",
    Name = "name",
    SecondName = "second-name",
    UnitName = "unit-name",
    Amount = "amount",
    Indicator = "indicator",
    Target = "target",
    Text = "text",
});

names!(document: DocumentKind {
    Budget = "budget",
    Final = "final",
    Form = "form",
});

names!(layout: Layout {
    Rows = "rows",
    Sides = "sides",
    OneRow = "one-row",
    Form = "form",
});

names!(classes: Classes {
    None = "none",
    Function = "function",
    Economic = "economic",
    Project = "project",
});

names!(claim: ClaimKind {
    Value = "value",
    Change = "change",
    Rate = "rate",
    Share = "share",
    Completion = "completion",
    Percentage = "percentage",
    Count = "count",
    Statement = "statement",
});

names!(statement: Statement {
    Unchanged = "unchanged",
    NearlyUnchanged = "nearly-unchanged",
    Nothing = "nothing",
});

names!(stage: Stage {
    Budget = "budget",
    Execution = "execution",
    Final = "final",
});

names!(topic: Topic {
    Other = "other",
    Duties = "duties",
    Units = "units",
    Balance = "balance",
    Revenue = "revenue",
    Expenditure = "expenditure",
    Fiscal = "fiscal",
    General = "general",
    Basic = "basic",
    ThreePublic = "three-public",
    Fund = "fund",
    StateCapital = "state-capital",
    Operating = "operating",
    Procurement = "procurement",
    Assets = "assets",
    Performance = "performance",
    Projects = "projects",
});

names!(side: Side {
    Whole = "whole",
    Revenue = "revenue",
    Expenditure = "expenditure",
});

names!(role: Role {
    Total = "total",
    YearTotal = "year-total",
    Carried = "carried",
    Unit = "unit",
    Part = "part",
    Line = "line",
});

names!(indicator: IndicatorKind {
    Other = "other",
    Cost = "cost",
    Output = "output",
    Benefit = "benefit",
    Satisfaction = "satisfaction",
});

names!(comparator: Comparator {
    Exactly = "=",
    AtLeast = "≥",
    MoreThan = ">",
    AtMost = "≤",
    LessThan = "<",
    About = "≈",
});

names!(direction: Direction {
    Up = "up",
    Down = "down",
});

names!(unit: Unit {
    WanYuan = "万元",
    Yuan = "元",
    YiYuan = "亿元",
});

/// The unit in a field, nothing when the field is missing or null.
pub fn some_unit(fields: &mut Fields<'_>, name: &str) -> Option<Unit> {
    if fields.is_some(name) { Some(unit::read(fields, name)) } else { None }
}
