//! What stands in brackets: 28 万元（其中：…），比上年减少 2 万元.

use super::phrase::Name;
use super::{Carried, Walk};
use crate::tables::names::is_letter;

/// What was named when a bracket opened.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    carried: Carried,
    among: Option<(Name, Option<usize>)>,
    listing: bool,
    by_lines: bool,
}

impl Walk<'_> {
    /// What is said behind a bracket is of what was named before it.
    pub(super) fn brackets(&mut self, lead: &str) {
        let (mut said, mut opened) = (false, 0u32);
        for c in lead.chars() {
            match c {
                '（' | '(' => {
                    let outside = Outside {
                        carried: if said { Carried::default() } else { self.carried.clone() },
                        among: self.among.clone(),
                        listing: self.listing,
                        by_lines: self.by_lines,
                    };
                    self.outside.push(outside);
                    opened += 1;
                }
                '）' | ')' => {
                    let Some(outside) = self.outside.pop() else { continue };
                    // （项） holds no figure.
                    if opened > 0 {
                        opened -= 1;
                    } else {
                        (self.carried, self.fresh) = (outside.carried, false);
                        (self.among, self.listing) = (outside.among, outside.listing);
                        self.by_lines = outside.by_lines;
                    }
                }
                '\n' => self.outside.clear(),
                _ => said |= is_letter(c),
            }
        }
    }
}
