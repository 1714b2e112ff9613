//! 行内合计: along a row the amounts by nature and by source add up to their totals.

use super::report::{Basis, Severity};
use super::{Kind, Operand, Relation, Rule};
use crate::budget::Budget;
use crate::tables::Item;

pub static RULE: Rule =
    Rule { id: "row-sum", version: 1, kind: Kind::Sum, basis: Basis::Form, severity: Severity::Error, find };

/// A total column and the columns that make it up, for tables that have all the needed ones; `optional` columns take
/// part where the table has them.
struct Split {
    whole: &'static str,
    needed: &'static [&'static str],
    optional: &'static [&'static str],
}

const SPLITS: &[Split] = &[
    Split { whole: "total", needed: &["basic", "project"], optional: &[] },
    Split {
        whole: "basic",
        needed: &["basic.personnel.wages", "basic.public.goods"],
        optional: &["basic.personnel.households", "basic.public.capital"],
    },
    Split { whole: "basic", needed: &["basic.personnel", "basic.public"], optional: &[] },
    Split { whole: "total", needed: &["basic.personnel", "basic.public"], optional: &[] },
    Split { whole: "project", needed: &["project.specific"], optional: &["project.other-operations"] },
    Split { whole: "total", needed: &["本年收入"], optional: &["carry-over"] },
    Split {
        whole: "本年收入",
        needed: &["general", "fund"],
        optional: &[
            "state-capital",
            "special-account",
            "institution",
            "business",
            "superior",
            "subordinate",
            "other",
        ],
    },
    Split {
        whole: "carry-over",
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
            "单位资金",
        ],
    },
    Split {
        whole: "total",
        needed: &["general", "fund", "carry-over.general"],
        optional: &[
            "state-capital",
            "special-account",
            "carry-over.fund",
            "carry-over.state-capital",
            "单位资金",
        ],
    },
    Split { whole: "total", needed: &["政府预算资金"], optional: &["special-account", "单位资金"] },
];

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    for table in &budget.tables {
        let has = |column: &&str| table.columns.iter().any(|known| &*known.key == *column);
        for split in SPLITS {
            // 总计 = 本年收入 + 上年结转 already holds the sources together.
            let by_source = split.needed.contains(&"general") && split.whole == "total";
            // What is carried over stands either in one column or by source.
            let carried_apart = has(&"carry-over.general") != split.needed.contains(&"carry-over.general");
            let nested = by_source && (has(&"本年收入") || carried_apart);
            if !nested && has(&split.whole) && split.needed.iter().all(has) {
                for item in &table.items {
                    relations.extend(of_item(split, item));
                }
            }
        }
    }
}

fn of_item(split: &Split, item: &Item) -> Option<Relation> {
    let whole = item.figure(split.whole)?.into();
    let mut parts = Vec::new();
    for column in split.needed.iter().chain(split.optional) {
        parts.extend(item.figure(column).map(Operand::from));
    }
    Some(Relation::Sum { whole, parts })
}
