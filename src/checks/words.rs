//! The words of the narrative around its claims.

use crate::budget::Budget;
use crate::narrative::{Claim, Section};
use crate::tables::names::plain;

/// The words of all sections, in which the words behind a claim are found at once.
pub struct Words<'a> {
    budget: &'a Budget,
    sections: Vec<Letters>,
    /// The index of the section of each claim.
    of_claims: Vec<usize>,
}

/// The letters of a section without blanks, and where they stand: line and character.
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
        Self { budget, sections: sections.iter().map(Letters::of).collect(), of_claims }
    }

    /// The words behind a claim to the end of its section, in the form of [`plain`]: `most` letters at the most, quotation
    /// marks counted.
    pub fn behind(&self, at: usize, most: usize) -> String {
        let claim = self.budget.narrative.claims.get(at);
        let letters = self.of_claims.get(at).and_then(|&section| self.sections.get(section));
        let Some((claim, letters)) = claim.zip(letters) else { return String::new() };
        plain(&letters.words(begin(letters, claim), most))
    }

    /// The words behind a claim to the end of its sentence, `most` letters at the most.
    pub fn rest_of_sentence(&self, at: usize, most: usize) -> String {
        let behind = self.behind(at, most);
        behind.split('。').next().unwrap_or_default().to_owned()
    }

    /// All words of each section.
    pub fn sections(&self) -> impl Iterator<Item = (&Section, String)> {
        let words = self.sections.iter().map(|letters| letters.words(0, usize::MAX));
        self.budget.narrative.sections.iter().zip(words)
    }
}

/// The first letter behind a claim.
fn begin(letters: &Letters, claim: &Claim) -> usize {
    letters.places.partition_point(|&place| place < (claim.at.line, claim.at.end))
}
