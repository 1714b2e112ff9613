//! Where a page break may have cut a row in two.

use crate::source::GridCell;

/// What the places of rows tell of page breaks.
///
/// Sheets and documents that know the spans of their cells hold whole rows. On pages a row is cut where the page ends.
/// Extracted text leaves a gap at a page break; where it has no gap at all, any row may follow one.
#[derive(Debug, Clone, Copy)]
pub struct Cuts {
    gaps: bool,
}

impl Cuts {
    /// Looks at all rows of a table.
    #[must_use]
    pub fn of(body: &[Vec<GridCell>]) -> Self {
        let gap = |pair: &[Vec<GridCell>]| match pair {
            [above, below] => gap(above, below),
            _ => false,
        };
        Self { gaps: body.windows(2).any(gap) }
    }

    /// Whether a page ended between two neighbouring rows.
    #[must_use]
    pub fn between(self, above: &[GridCell], below: &[GridCell]) -> Cut {
        let (Some(a), Some(b)) = (above.first(), below.first()) else { return Cut::No };
        if a.place.sheet.is_some() || a.span.is_some() || b.span.is_some() {
            return Cut::No;
        }
        match (a.place.page, b.place.page) {
            (Some(a), Some(b)) if a == b => Cut::No,
            (Some(_), Some(_)) => Cut::Yes,
            _ if gap(above, below) => Cut::Yes,
            _ if self.gaps => Cut::No,
            _ => Cut::Perhaps,
        }
    }
}

/// Whether a page ended between two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// It did not.
    No,
    /// Nothing tells.
    Perhaps,
    /// The places of the rows say so.
    Yes,
}

fn gap(above: &[GridCell], below: &[GridCell]) -> bool {
    match (above.first(), below.first()) {
        (Some(above), Some(below)) => below.place.line > above.place.line.saturating_add(1),
        _ => false,
    }
}
