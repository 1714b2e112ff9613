//! What is compared with another year or stage.

use crate::narrative::{Base, Claim, Kind, Year};

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
    /// Year and stage of that value, as far as its words say.
    pub previous_time: Option<Base>,
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

    /// Whether a claim may belong to it, in a document for the year `own`.
    pub(super) fn is_free_for(&self, claim: &Claim, other_time: bool, own: Option<u16>) -> bool {
        // 年初预算 10，支出决算 9，比上年增加 1: the 10 are not those of the year before.
        let times = self.previous_time.zip(claim.base);
        let same_time = times.is_none_or(|(time, base)| is_same_time(time, base, own));
        let same_base = (self.base.is_none() || self.base == claim.base) && same_time;
        match claim.kind {
            Kind::Value if other_time => self.previous.is_none() && self.change.is_none(),
            Kind::Value => {
                !self.compares() || self.awaits_value() || (self.current.is_none() && self.change.is_none())
            }
            Kind::Change => self.change.is_none() && same_base,
            Kind::Rate => self.rate.is_none() && same_base,
            Kind::Completion => self.completion.is_none(),
            _ => self.unchanged.is_none() && self.change.is_none() && self.rate.is_none() && same_time,
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
        if claim.kind == Kind::Value && other_time {
            self.previous_time = Some(Base { year: claim.year, stage: claim.stage });
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

/// Whether two times are one as far as they are said.
fn is_same_time(one: Base, other: Base, own: Option<u16>) -> bool {
    let number = |base: Base| match (base.year, own) {
        (Some(Year::Previous), Some(own)) => Some(own.saturating_sub(1)),
        (Some(Year::Of(year)), _) => Some(year),
        _ => None,
    };
    let years = one.year == other.year
        || (one.year.is_some() && other.year.is_some() && number(one) == number(other));
    years && (one.stage == other.stage || one.stage.is_none() || other.stage.is_none())
}
