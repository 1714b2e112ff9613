//! What a rule needs of a document; without it the rule is not checked, and the report says why.

use crate::budget::Budget;
use crate::narrative::{Claim, Kind, Said, Statement};

/// Something that a document may lack. Its words are `needs.<id>`.
#[derive(Debug)]
pub struct Need {
    /// Stable name.
    pub id: &'static str,
    /// Whether a budget has it.
    pub is_met: fn(&Budget) -> bool,
}

/// A table that was recognised.
pub static TABLES: Need =
    Need { id: "tables", is_met: |budget| budget.tables.iter().any(|table| table.spec.is_some()) };

/// A figure in a sentence.
pub static SENTENCES: Need = Need { id: "sentences", is_met: |budget| !budget.narrative.claims.is_empty() };

/// A list of contents.
pub static CONTENTS: Need = Need { id: "contents", is_met: |budget| !budget.narrative.contents.is_empty() };

/// Performance targets.
pub static OBJECTIVES: Need = Need { id: "performance", is_met: |budget| !budget.objectives().is_empty() };

/// A sentence that compares with another year or stage.
pub static COMPARISONS: Need = Need { id: "comparisons", is_met: |budget| !budget.comparisons.is_empty() };

/// A sentence that says how much is bought.
pub static PROCUREMENT: Need = Need {
    id: "purchases",
    is_met: |budget| budget.narrative.claims.iter().any(super::procurement::is_whole),
};

/// A sentence that says that there is none of something.
pub static NOTHING_SAID: Need = Need {
    id: "none-said",
    is_met: |budget| {
        let nothing = |claim: &Claim| claim.said == Said::Statement(Statement::Nothing);
        budget.narrative.claims.iter().any(nothing)
    },
};

/// Performance indicators of projects.
pub static TARGETS: Need =
    Need { id: "targets", is_met: |budget| !super::targets_said::projects(budget).is_empty() };

/// A sentence that counts something.
pub static COUNTS: Need = Need {
    id: "things-counted",
    is_met: |budget| budget.narrative.claims.iter().any(|claim| claim.kind == Kind::Count),
};

/// An item that states its amount before and behind the one that it is compared with.
pub static REPEATED_AMOUNTS: Need = Need {
    id: "amounts-twice",
    is_met: |budget| budget.comparisons.iter().any(|comparison| comparison.stated_before.is_some()),
};

/// A sentence that names an item by its class, group and item.
pub static NAMED_ITEMS: Need = Need {
    id: "named-items",
    is_met: |budget| budget.narrative.claims.iter().any(super::item_names::is_named),
};

/// All needs.
pub static NEEDS: &[&Need] = &[
    &TABLES,
    &SENTENCES,
    &CONTENTS,
    &OBJECTIVES,
    &COMPARISONS,
    &PROCUREMENT,
    &NOTHING_SAID,
    &TARGETS,
    &COUNTS,
    &REPEATED_AMOUNTS,
    &NAMED_ITEMS,
];
