//! 行内合计: along a row the amounts by nature and by source add up to their totals.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule, needs};
use crate::budget::Budget;
use crate::tables::Item;
use crate::tables::heads::Column;
use crate::tables::names::plain;
use crate::tables::spec::Kind as ColumnKind;
use crate::tables::vocabulary::Aspects;

pub static RULE: Rule = Rule {
    id: "row-sum",
    version: 1,
    kind: Kind::Sum,
    basis: Basis::Form,
    severity: Severity::Error,
    needs: &[&needs::TABLES],
    says: &[],
    find,
};

/// A total column and the columns that make it up, for tables that have all the needed ones; `optional` columns take
/// part where the table has them.
struct Split {
    whole: &'static str,
    /// Columns that a table must not have: there another split says more.
    without: &'static [&'static str],
    needed: &'static [&'static str],
    optional: &'static [&'static str],
}

/// Sources that hardly any form prints of what is carried over: the label 上年结转 stands too far left over them.
const CARRIED_BY_KIND: &[&str] = &[
    "carry-over.institution",
    "carry-over.business",
    "carry-over.superior",
    "carry-over.subordinate",
    "carry-over.other",
];

const SPLITS: &[Split] = &[
    Split {
        whole: "total",
        without: &[],
        needed: &["basic", "project"],
        optional: &["handed-up", "handed-down", "trading", "reserve", "carried-out"],
    },
    Split {
        whole: "basic",
        without: &[],
        needed: &["basic.personnel.wages", "basic.public.goods"],
        optional: &["basic.personnel.households", "basic.public.capital"],
    },
    Split { whole: "basic", without: &[], needed: &["basic.personnel", "basic.public"], optional: &[] },
    Split {
        whole: "total",
        without: &["basic", "project"],
        needed: &["basic.personnel", "basic.public"],
        optional: &[],
    },
    Split {
        whole: "total",
        without: &["basic"],
        needed: &["basic.personnel", "basic.public", "project"],
        optional: &["handed-up", "handed-down", "trading"],
    },
    Split {
        whole: "project",
        without: &[],
        needed: &["project.specific"],
        optional: &["project.other-operations"],
    },
    Split { whole: "total", without: &[], needed: &["current"], optional: &["carry-over"] },
    Split {
        whole: "current",
        without: CARRIED_BY_KIND,
        needed: &["general", "fund"],
        optional: &[
            "state-capital",
            "special-account",
            "institution",
            "business",
            "superior",
            "subordinate",
            "other",
            "unit",
        ],
    },
    Split {
        whole: "carry-over",
        without: CARRIED_BY_KIND,
        needed: &["carry-over.general"],
        optional: &[
            "carry-over.fund",
            "carry-over.state-capital",
            "carry-over.special-account",
            "carry-over.unit",
        ],
    },
    Split {
        whole: "total",
        without: &[],
        needed: &["general", "fund"],
        optional: &[
            "state-capital",
            "special-account",
            "institution",
            "business",
            "superior",
            "subordinate",
            "other",
            "carry-over",
            "surplus-used",
            "unit",
        ],
    },
    Split {
        whole: "total",
        without: &[],
        needed: &["general", "fund", "carry-over.general"],
        optional: &[
            "state-capital",
            "special-account",
            "carry-over.fund",
            "carry-over.state-capital",
            "unit",
        ],
    },
    Split {
        whole: "total",
        without: &["general", "current", "government"],
        needed: &["fiscal"],
        optional: &[
            "fund",
            "state-capital",
            "special-account",
            "institution",
            "business",
            "superior",
            "subordinate",
            "other",
            "carry-over",
            "surplus-used",
            "unit",
        ],
    },
    Split { whole: "total", without: &[], needed: &["government"], optional: &["special-account", "unit"] },
];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in &budget.tables {
        let amounts = table.columns.iter().filter(|column| column.kind == ColumnKind::Amount);
        let columns: Vec<_> = amounts.map(|column| (column, column.aspects())).collect();
        for (block, stage, source) in groups(&columns) {
            // Within one source the natures; across the sources all natures together.
            let mut members: Vec<(Place<'_>, &str, &str)> = Vec::new();
            for (place, (column, about)) in columns.iter().enumerate() {
                let apart =
                    if source.is_empty() { Some(about.source) } else { about.source.strip_prefix(source) };
                if let Some(apart) = apart.filter(|_| (column.block, about.stage) == (block, stage)) {
                    members.push(((*column, place), apart, about.nature));
                }
            }
            if members.len() < 2 {
                continue;
            }
            let column = |concept: &str| {
                let wanted = Aspects::of(concept);
                let found = members
                    .iter()
                    .find(|(_, source, nature)| (*source, *nature) == (wanted.source, wanted.nature));
                found.map(|(place, ..)| *place)
            };
            for split in SPLITS {
                if let Some(split) = split.of(&column) {
                    let items = table.items.iter().filter(|item| item.side == split.whole.0.side);
                    relations.extend(items.filter_map(|item| split.relation(item)));
                }
            }
        }
    }
}

/// The blocks of a table with the stages and, beside all together, the single sources that columns single out.
fn groups<'a>(columns: &[(&Column, Aspects<'a>)]) -> Vec<(u8, &'a str, &'a str)> {
    let mut groups = Vec::new();
    for (column, about) in columns {
        let Aspects { stage, source, nature } = *about;
        let source = if nature.is_empty() { "" } else { source };
        let group = (column.block, stage, source);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// A [`Split`] with the columns that a table has for it.
struct Columns<'a> {
    whole: Place<'a>,
    parts: Vec<Place<'a>>,
}

/// A column with its place among those of amounts.
type Place<'a> = (&'a Column, usize);

impl Split {
    fn of<'a>(&self, column: &dyn Fn(&str) -> Option<Place<'a>>) -> Option<Columns<'a>> {
        let whole = column(self.whole)?;
        let mut parts = Vec::new();
        for part in self.needed {
            parts.push(column(part)?);
        }
        // 总计 = 本年收入 + 上年结转 already holds the sources together.
        let by_source = self.needed.contains(&"general") && self.whole == "total";
        // What is carried over stands either in one column or by source.
        let carried_apart =
            column("carry-over.general").is_some() != self.needed.contains(&"carry-over.general");
        let elsewhere = self.without.iter().any(|concept| column(concept).is_some());
        if elsewhere || by_source && (column("current").is_some() || carried_apart) {
            return None;
        }
        // 年初结转 + 本年收入 = 本年支出 + 年末结转: there the expenditure is that of the year.
        let of_year = column("carried-out").is_some()
            && (column("current").is_some() || column("carry-over").is_some());
        if of_year && self.needed.contains(&"current") {
            return None;
        }
        let optional = self.optional.iter().filter(|part| !of_year || **part != "carried-out");
        parts.extend(optional.filter_map(|part| column(part)));
        Some(Columns { whole, parts: outermost(&parts) })
    }
}

/// Without the columns that stand below the label of another one: 单位资金 may print its 小计 and what that consists of.
fn outermost<'a>(parts: &[Place<'a>]) -> Vec<Place<'a>> {
    let mut outermost = Vec::with_capacity(parts.len());
    for inner in parts {
        let (column, _) = *inner;
        let is_below = |(outer, _): &Place<'_>| {
            let group = group(&outer.head);
            let is_longer = !group.is_empty() && column.head.len() > group.len();
            is_longer && outer.key != column.key && column.head.starts_with(group)
        };
        if !parts.iter().any(is_below) {
            outermost.push(*inner);
        }
    }
    outermost
}

/// The labels of the group that a column speaks for.
fn group(head: &[String]) -> &[String] {
    match head.split_last() {
        Some((last, group)) if matches!(plain(last).as_str(), "小计" | "合计") => group,
        _ => head,
    }
}

impl Columns<'_> {
    fn relation(&self, item: &Item) -> Option<Relation> {
        let figure = |&(column, place): &Place<'_>| item.figure_near(&column.key, place).map(Operand::from);
        Some(Relation::sum(figure(&self.whole)?, self.parts.iter().filter_map(figure)))
    }
}
