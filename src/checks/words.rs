//! The words of the narrative around its claims.

use crate::budget::Budget;
use crate::narrative::{Claim, Section};
use crate::tables::names::plain;
use std::cell::OnceCell;

/// The words of the sections, in which those behind a claim are found at once; of each only once they are asked for.
pub struct Words<'a> {
    budget: &'a Budget,
    sections: Vec<OnceCell<Letters>>,
    /// The index of the section of each claim.
    of_claims: Vec<usize>,
}

/// The letters of a section without blanks, and where they stand: line and character.
#[derive(Clone)]
pub struct Letters {
    pub chars: Vec<char>,
    pub places: Vec<(u32, u32)>,
}

impl Letters {
    /// Those of a section.
    pub fn of(section: &Section) -> Self {
        let mut letters = Self { chars: Vec::new(), places: Vec::new() };
        for line in &section.lines {
            for (at, c) in (0..).zip(line.text.chars()) {
                if !c.is_whitespace() {
                    letters.chars.push(c);
                    letters.places.push((line.line, at));
                }
            }
        }
        letters
    }

    /// The letters from the one with that index on, `most` at the most.
    fn words(&self, from: usize, most: usize) -> String {
        self.chars.iter().skip(from).take(most).collect()
    }
}

impl<'a> Words<'a> {
    /// Those of a disclosure.
    pub fn of(budget: &'a Budget) -> Self {
        let sections = &budget.narrative.sections;
        let mut of_claims = Vec::with_capacity(budget.narrative.claims.len());
        // Claims and sections stand in one order.
        let mut at = 0;
        for claim in &budget.narrative.claims {
            if sections.get(at).is_none_or(|section| section.id != claim.at.section) {
                at = sections.iter().position(|section| section.id == claim.at.section).unwrap_or(at);
            }
            of_claims.push(at);
        }
        Self { budget, sections: vec![OnceCell::new(); sections.len()], of_claims }
    }

    fn letters(&self, section: usize) -> Option<&Letters> {
        let known = self.budget.narrative.sections.get(section)?;
        Some(self.sections.get(section)?.get_or_init(|| Letters::of(known)))
    }

    /// The words behind a claim to the end of its section, in the form of [`plain`]: `most` letters at the most, quotation
    /// marks counted.
    pub fn behind(&self, at: usize, most: usize) -> String {
        let claim = self.budget.narrative.claims.get(at);
        let letters = self.of_claims.get(at).and_then(|&section| self.letters(section));
        let Some((claim, letters)) = claim.zip(letters) else { return String::new() };
        plain(&letters.words(begin(letters, claim), most))
    }

    /// The words behind a claim to the end of its sentence, `most` letters at the most.
    pub fn rest_of_sentence(&self, at: usize, most: usize) -> String {
        let behind = self.behind(at, most);
        behind.split('。').next().unwrap_or_default().to_owned()
    }

    /// All words of the section with that index.
    pub fn of_section(&self, section: usize) -> String {
        self.letters(section).map(|letters| letters.words(0, usize::MAX)).unwrap_or_default()
    }
}

/// The first letter behind a claim.
fn begin(letters: &Letters, claim: &Claim) -> usize {
    letters.places.partition_point(|&place| place < (claim.at.line, claim.at.end))
}
