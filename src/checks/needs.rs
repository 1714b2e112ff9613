//! What a rule needs of a document; without it the rule is not checked, and the report says why.

use crate::budget::Budget;

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

/// All needs.
pub static NEEDS: &[&Need] = &[&TABLES, &SENTENCES, &CONTENTS, &OBJECTIVES];
