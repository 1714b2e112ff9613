//! Order and number, each through one instance of its algorithm.
//!
//! Every type that is sorted or is a key of a map brings its own copy of the standard algorithm, two to five kilobytes
//! of WebAssembly each; here all callers share one sort over indices and one list of names.

use std::cmp::Ordering;

/// Sorts `items` by `key`, equal ones as they stood.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, &|a, b| key(a).cmp(&key(b)));
}

/// Sorts `items`, equal ones as they stood.
#[inline(never)]
pub fn by<T>(items: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut places = places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // Each cycle of places is walked once; a place that is filled names itself.
    for start in 0..items.len() {
        let mut to = start;
        while let Some(slot) = places.get_mut(to) {
            let from = std::mem::replace(slot, to);
            if from == start {
                break;
            }
            items.swap(to, from);
            to = from;
        }
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

/// How often each name was counted: a sorted list in blocks, so that a new name moves few others.
#[derive(Debug, Clone, Default)]
pub struct Counts(Vec<Vec<(String, usize)>>);

/// The most names of a block.
const BLOCK: usize = 512;

impl Counts {
    /// Counts `name` once more; returns how often it was counted by now.
    pub fn add(&mut self, name: &str) -> usize {
        self.add_up(name, 1)
    }

    /// Counts `name` so often more; returns how often it was counted by now.
    #[inline(never)]
    pub fn add_up(&mut self, name: &str, times: usize) -> usize {
        if self.0.is_empty() {
            self.0.push(Vec::new());
        }
        let (at, place) = self.place(name);
        let Some(block) = self.0.get_mut(at) else { return times };
        match place {
            Ok(known) => block.get_mut(known).map_or(times, |(_, count)| {
                *count += times;
                *count
            }),
            Err(gap) => {
                block.insert(gap, (name.to_owned(), times));
                if block.len() > BLOCK {
                    let upper = block.split_off(BLOCK / 2);
                    self.0.insert(at + 1, upper);
                }
                times
            }
        }
    }

    /// How often `name` was counted.
    #[must_use]
    pub fn of(&self, name: &str) -> usize {
        let (at, place) = self.place(name);
        let block = self.0.get(at).map_or(&[][..], Vec::as_slice);
        place.ok().and_then(|known| block.get(known)).map_or(0, |(_, count)| *count)
    }

    /// The block of a name, and where in it the name stands or would stand.
    #[inline(never)]
    fn place(&self, name: &str) -> (usize, Result<usize, usize>) {
        let begins =
            |block: &Vec<(String, usize)>| block.first().is_none_or(|(first, _)| first.as_str() <= name);
        let at = self.0.partition_point(begins).saturating_sub(1);
        let block = self.0.get(at).map_or(&[][..], Vec::as_slice);
        (at, block.binary_search_by(|(known, _)| known.as_str().cmp(name)))
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
        assert_eq!((counts.add_up("c", 5), counts.add("c")), (5, 6));
        assert_eq!(Counts::default().of("a"), 0);
    }

    #[test]
    fn any_number_of_names_in_any_order_is_counted() {
        for step in [1, 7919, 99_991] {
            let mut counts = Counts::default();
            for i in 0..10_000u64 {
                assert_eq!(counts.add(&(i * step % 10_007).to_string()), 1);
            }
            for i in 0..10_000u64 {
                assert_eq!(counts.add(&(i * step % 10_007).to_string()), 2);
            }
            assert_eq!(counts.of("10007"), 0);
        }
    }
}
