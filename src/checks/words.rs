//! The words of the narrative around a claim, in the form of [`plain`].

use crate::budget::Budget;
use crate::narrative::{Claim, Section};
use crate::search;
use crate::tables::names::plain;

/// The section in which a claim stands.
pub fn section<'a>(budget: &'a Budget, claim: &Claim) -> Option<&'a Section> {
    budget.narrative.sections.iter().find(|section| section.id == claim.at.section)
}

/// The letters behind a claim to the end of its section, `most` at the most.
pub fn behind(budget: &Budget, claim: &Claim, most: usize) -> String {
    let lines = section(budget, claim).map_or(&[][..], |section| &section.lines);
    let mut words = String::new();
    for line in lines.iter().filter(|line| line.line >= claim.at.line) {
        let skipped = if line.line == claim.at.line { claim.at.end as usize } else { 0 };
        for c in line.text.chars().skip(skipped).take(most * 4) {
            words.push(c);
        }
        if words.chars().count() >= most * 4 {
            break;
        }
    }
    plain(&words).chars().take(most).collect()
}

/// The letters behind a claim to the end of its sentence, `most` at the most.
pub fn rest_of_sentence(budget: &Budget, claim: &Claim, most: usize) -> String {
    let behind = behind(budget, claim, most);
    search::split_once(&behind, "。").map_or(behind.clone(), |(sentence, _)| sentence.to_owned())
}

/// All words of a section.
pub fn of_section(section: &Section) -> String {
    let mut words = String::new();
    for line in &section.lines {
        words.push_str(&plain(&line.text));
    }
    words
}
