//! LZMA as one file (properties, dictionary, size, stream), after the specification beside the LZMA SDK. Crates that read it
//! bring an allocator, which is more than all of this.

use crate::memory::{Bytes, get, put};

/// States of what was decoded last, and positions that are told apart.
const STATES: usize = 12;
const POSITIONS: usize = 16;

// Where the probabilities of each decision begin.
const IS_MATCH: usize = 0;
const IS_REPEAT: usize = IS_MATCH + STATES * POSITIONS;
const IS_OLDER: usize = IS_REPEAT + STATES;
const IS_THIRD: usize = IS_OLDER + STATES;
const IS_FOURTH: usize = IS_THIRD + STATES;
const IS_LONG: usize = IS_FOURTH + STATES;
const SLOT: usize = IS_LONG + STATES * POSITIONS;
const SPECIAL: usize = SLOT + 4 * 64;
const ALIGN: usize = SPECIAL + 128;
const LENGTH: usize = ALIGN + 16;
const REPEAT_LENGTH: usize = LENGTH + LENGTHS;
const LITERAL: usize = REPEAT_LENGTH + LENGTHS;
/// Of one kind of lengths: two choices, short and middle ones by position, long ones.
const LENGTHS: usize = 2 + 2 * 8 * POSITIONS + 256;
/// Literals are told apart by four bits at most.
const ALL: usize = LITERAL + (0x300 << 4);

/// The range coder: decisions of `bytes` with probabilities that follow them.
struct Decisions<I> {
    bytes: I,
    range: u32,
    code: u32,
    probabilities: [u16; ALL],
}

impl<I: Iterator<Item = u8>> Decisions<I> {
    fn next_byte(&mut self) -> u32 {
        u32::from(self.bytes.next().unwrap_or_default())
    }

    #[inline(always)]
    fn normalise(&mut self) {
        if self.range < 1 << 24 {
            self.range <<= 8;
            self.code = self.code << 8 | self.next_byte();
        }
    }

    #[inline]
    fn bit(&mut self, at: usize) -> usize {
        let Some(probability) = self.probabilities.get_mut(at) else { return 0 };
        let bound = (self.range >> 11) * u32::from(*probability);
        let bit = if self.code < bound {
            self.range = bound;
            *probability += (2048 - *probability) >> 5;
            0
        } else {
            self.range -= bound;
            self.code -= bound;
            *probability -= *probability >> 5;
            1
        };
        self.normalise();
        bit
    }

    fn tree(&mut self, at: usize, bits: u32) -> usize {
        let mut node = 1;
        for _ in 0..bits {
            node = node << 1 | self.bit(at + node);
        }
        node - (1 << bits)
    }

    fn reversed(&mut self, at: usize, bits: u32) -> usize {
        let mut node = 1;
        let mut value = 0;
        for place in 0..bits {
            let bit = self.bit(at + node);
            node = node << 1 | bit;
            value |= bit << place;
        }
        value
    }

    /// Bits that are as often 1 as 0.
    fn even(&mut self, bits: u32) -> usize {
        let mut value = 0;
        for _ in 0..bits {
            self.range >>= 1;
            let bit = self.code >= self.range;
            if bit {
                self.code -= self.range;
            }
            value = value << 1 | usize::from(bit);
            self.normalise();
        }
        value
    }

    fn length(&mut self, at: usize, position: usize) -> usize {
        if self.bit(at) == 0 {
            2 + self.tree(at + 2 + position * 8, 3)
        } else if self.bit(at + 1) == 0 {
            10 + self.tree(at + 2 + (POSITIONS + position) * 8, 3)
        } else {
            18 + self.tree(at + 2 + 2 * POSITIONS * 8, 8)
        }
    }

    /// How far back a match begins.
    fn distance(&mut self, length: usize) -> usize {
        let slot = self.tree(SLOT + (length - 2).min(3) * 64, 6);
        if slot < 4 {
            return slot + 1;
        }
        let bits = (slot as u32 >> 1) - 1;
        let base = (2 | slot & 1) << bits;
        let rest = if slot < 14 {
            self.reversed(SPECIAL + base - slot, bits)
        } else {
            (self.even(bits - 4) << 4) + self.reversed(ALIGN, 4)
        };
        base.wrapping_add(rest).wrapping_add(1)
    }

    /// A byte after the probabilities at `at`; after a match the byte that would go on with it tells them apart as well.
    fn literal(&mut self, at: usize, expected: Option<u8>) -> u8 {
        let mut symbol = 1;
        if let Some(mut expected) = expected.map(usize::from) {
            while symbol < 0x100 {
                expected <<= 1;
                let bit = self.bit(at + 0x100 + (expected & 0x100) + symbol);
                symbol = symbol << 1 | bit;
                if bit != expected >> 8 & 1 {
                    break;
                }
            }
        }
        while symbol < 0x100 {
            symbol = symbol << 1 | self.bit(at + symbol);
        }
        symbol as u8
    }
}

/// Unpacks a file; the size of what it holds, as far as there is room in `out`.
pub fn unpack(mut bytes: impl Iterator<Item = u8>, out: &Bytes) -> usize {
    let properties = usize::from(bytes.next().unwrap_or_default());
    let (lc, lp, pb) = (properties % 9, properties / 9 % 5, properties / 45);
    let mut head = [0; 12];
    for byte in &mut head {
        *byte = bytes.next().unwrap_or_default();
    }
    let [_, _, _, _, a, b, c, d, ..] = head;
    let size = (u32::from_le_bytes([a, b, c, d]) as usize).min(out.len());
    // The first byte of the stream is none.
    bytes.next();
    let mut decisions = Decisions { bytes, range: u32::MAX, code: 0, probabilities: [1024; ALL] };
    for _ in 0..4 {
        decisions.code = decisions.code << 8 | decisions.next_byte();
    }

    let mut state = 0;
    let mut distances = [1; 4];
    let mut at = 0_usize;
    while at < size {
        let position = at & ((1 << pb) - 1) & (POSITIONS - 1);
        let [last, second, third, fourth] = distances;
        if decisions.bit(IS_MATCH + state * POSITIONS + position) == 0 {
            let before = usize::from(get(out, at.wrapping_sub(1)));
            let kind = (at & ((1 << lp) - 1)) << lc | before >> (8 - lc);
            let expected = (state >= 7).then(|| get(out, at.wrapping_sub(last)));
            put(out, at, decisions.literal(LITERAL + 0x300 * kind, expected));
            at += 1;
            state = match state {
                0..4 => 0,
                4..10 => state - 3,
                _ => state - 6,
            };
            continue;
        }
        let is_early = state < 7;
        let length = if decisions.bit(IS_REPEAT + state) == 0 {
            let length = decisions.length(LENGTH, position);
            distances = [decisions.distance(length), last, second, third];
            state = if is_early { 7 } else { 10 };
            length
        } else {
            let is_last = decisions.bit(IS_OLDER + state) == 0;
            if is_last && decisions.bit(IS_LONG + state * POSITIONS + position) == 0 {
                state = if is_early { 9 } else { 11 };
                1
            } else {
                if !is_last {
                    distances = if decisions.bit(IS_THIRD + state) == 0 {
                        [second, last, third, fourth]
                    } else if decisions.bit(IS_FOURTH + state) == 0 {
                        [third, last, second, fourth]
                    } else {
                        [fourth, last, second, third]
                    };
                }
                state = if is_early { 8 } else { 11 };
                decisions.length(REPEAT_LENGTH, position)
            }
        };
        let [distance, ..] = distances;
        for _ in 0..length {
            put(out, at, get(out, at.wrapping_sub(distance)));
            at += 1;
        }
    }
    size
}
