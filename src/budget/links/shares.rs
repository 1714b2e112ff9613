//! What takes a share, and of what: 基本支出 600 万元，占 66.67%.

use super::Walk;
use super::phrase::{Name, Named, before_figure};

impl Walk<'_> {
    /// What takes a share: what the words before 占 name, or what was named before.
    pub(super) fn part_of_share(&self, own: &str) -> Named {
        let part = own.split_once('占').map_or(own, |(part, _)| part);
        before_figure(&self.known.lexicon.tokens(part))
    }

    /// The last claim of the section that states the value of a name or of a quantity.
    pub(super) fn stated(&self, name: &Name, quantity: Option<usize>) -> Option<usize> {
        let same = |known: &&(Name, Vec<usize>, usize)| {
            known.0 == *name || quantity.is_some_and(|quantity| known.1 == [quantity])
        };
        self.values.iter().rev().find(same).map(|(.., at)| *at)
    }

    /// What it is a share of, and the claim that states it where the words only point back to it.
    pub(super) fn whole_of_share(&self, own: &str) -> Option<(Name, Option<usize>)> {
        let words = own.split_once('占').map_or("", |(_, whole)| whole);
        let words = words.strip_prefix('比').unwrap_or(words);
        match before_figure(&self.known.lexicon.tokens(words)) {
            Named::This(name) if name.is_weak() => Some((Name { source: None, ..name }, None)),
            Named::This(name) => Some((self.complete(name), None)),
            Named::Unknown => None,
            Named::Nothing => {
                let listed = self.among.clone().filter(|_| self.listing);
                listed.filter(|(whole, _)| Some(whole) != self.carried.name.as_ref())
            }
        }
    }
}
