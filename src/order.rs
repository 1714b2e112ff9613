//! Order and number, each through one instance of its algorithm.
//!
//! Every type that is sorted or is a key of a map brings its own copy of the standard algorithm, two to five kilobytes
//! of WebAssembly each; here all callers share one sort over indices and one map of names.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Sorts `items` by `key`, equal ones as they stood.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, &|a, b| key(a).cmp(&key(b)));
}

/// Sorts `items`, equal ones as they stood.
#[inline(never)]
pub fn by<T>(items: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let places = places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for (to, mut from) in places.iter().copied().enumerate() {
        // What stood at a place already filled was swapped on to the place that it was filled from.
        while from < to
            && let Some(&further) = places.get(from)
        {
            from = further;
        }
        items.swap(to, from);
    }
}

/// Merges ever longer runs: in a tenth of the code of the standard sort, whose speed is not needed here.
#[inline(never)]
fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    let mut run = 1;
    while run < length {
        let mut merged = Vec::with_capacity(length);
        for pair in places.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            while let ([a, others @ ..], [b, further @ ..]) = (left, right) {
                if compare(*b, *a) == Ordering::Less {
                    merged.push(*b);
                    right = further;
                } else {
                    merged.push(*a);
                    left = others;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        places = merged;
        run *= 2;
    }
    places
}

/// How often each name was counted.
#[derive(Debug, Clone, Default)]
pub struct Counts(BTreeMap<String, usize>);

impl Counts {
    /// Counts `name` once more; returns how often it was counted by now.
    #[inline(never)]
    pub fn add(&mut self, name: &str) -> usize {
        let count = self.0.entry(name.to_owned()).or_insert(0);
        *count += 1;
        *count
    }

    /// How often `name` was counted.
    #[must_use]
    pub fn of(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, by_key};

    #[test]
    fn equal_keys_keep_their_order() {
        let mut words = vec!["bb", "a", "cc", "d"];
        by_key(&mut words, |word| word.len());
        assert_eq!(words, ["a", "d", "bb", "cc"]);
    }

    #[test]
    fn any_order_is_put_right() {
        for seed in 0..50u64 {
            let mut numbers: Vec<u64> = (0..40).map(|i| (i + 1) * (seed * 2 + 7) % 41 / 2).collect();
            let mut sorted = numbers.clone();
            sorted.sort();
            by_key(&mut numbers, |number| *number);
            assert_eq!(numbers, sorted);
        }
    }

    #[test]
    fn names_are_counted() {
        let mut counts = Counts::default();
        assert_eq!((counts.add("a"), counts.add("b"), counts.add("a")), (1, 1, 2));
        assert_eq!((counts.of("a"), counts.of("c")), (2, 0));
    }
}
