//! What is compared with another year or stage.

use crate::narrative::{Base, Claim, Kind};

/// What a narrative says of one quantity compared with another time or stage: indices into the claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The index of the quantity, where it is known.
    pub quantity: Option<usize>,
    /// What it is compared with.
    pub base: Option<Base>,
    /// The value of the document's year and stage.
    pub current: Option<usize>,
    /// The claim that stated it right before the value that it is compared with.
    pub stated_before: Option<usize>,
    /// The value that it is compared with.
    pub previous: Option<usize>,
    /// By how much it changed.
    pub change: Option<usize>,
    /// By how many percent it changed.
    pub rate: Option<usize>,
    /// How much of the base it is, in percent.
    pub completion: Option<usize>,
    /// That it did not change.
    pub unchanged: Option<usize>,
}

impl Comparison {
    /// Whether nothing but a value of another time is named yet.
    const fn awaits_value(&self) -> bool {
        self.previous.is_some()
            && self.stated_before.is_none()
            && self.change.is_none()
            && self.rate.is_none()
            && self.completion.is_none()
            && self.unchanged.is_none()
    }

    /// Whether anything is compared.
    pub(super) const fn compares(&self) -> bool {
        self.previous.is_some()
            || self.change.is_some()
            || self.rate.is_some()
            || self.completion.is_some()
            || self.unchanged.is_some()
    }

    /// Whether a claim may belong to it.
    pub(super) fn is_free_for(&self, claim: &Claim, other_time: bool) -> bool {
        let same_base = self.base.is_none() || self.base == claim.base;
        match claim.kind {
            Kind::Value if other_time => self.previous.is_none() && self.change.is_none(),
            Kind::Value => {
                !self.compares() || self.awaits_value() || (self.current.is_none() && self.change.is_none())
            }
            Kind::Change => self.change.is_none() && same_base,
            Kind::Rate => self.rate.is_none() && same_base,
            Kind::Completion => self.completion.is_none(),
            _ => self.unchanged.is_none() && self.change.is_none() && self.rate.is_none(),
        }
    }

    /// Takes a claim in.
    pub(super) fn put(&mut self, at: usize, claim: &Claim, other_time: bool) {
        if claim.base.is_some() {
            self.base = claim.base;
        }
        if claim.kind == Kind::Value && !other_time {
            let beside = |&before: &usize| self.previous == Some(before + 1);
            self.stated_before = self.current.filter(beside);
        }
        let slot = match claim.kind {
            Kind::Value if other_time => &mut self.previous,
            Kind::Value => &mut self.current,
            Kind::Change => &mut self.change,
            Kind::Rate => &mut self.rate,
            Kind::Completion => &mut self.completion,
            _ => &mut self.unchanged,
        };
        *slot = Some(at);
    }
}
