//! Bytes written in the 92 characters that neither a string nor a page must escape. Of them 36 stand for 6 bits and 56 for 7,
//! as often as a compressor of text that meets them expects. `www/tools/packed.mjs` writes them.

use crate::memory::{Bytes, get};

/// The characters that stand for 6 bits.
const SHORT: u32 = 36;

/// What characters stand for, byte after byte.
pub struct Written<'a> {
    text: &'a Bytes,
    length: usize,
    at: usize,
    /// Bits that no byte has taken yet are the last `bits` of `held`.
    held: u32,
    bits: u32,
}

impl<'a> Written<'a> {
    /// The bytes of the first `length` characters.
    pub const fn new(text: &'a Bytes, length: usize) -> Self {
        Self { text, length, at: 0, held: 0, bits: 0 }
    }
}

impl Iterator for Written<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        while self.bits < 8 {
            if self.at >= self.length {
                return None;
            }
            let code = u32::from(get(self.text, self.at));
            self.at += 1;
            // The blank is the first; `"`, `<` and `\` are left out.
            let rank =
                code.wrapping_sub(32 + u32::from(code > 34) + u32::from(code > 60) + u32::from(code > 92));
            if rank < SHORT {
                self.held = self.held << 6 | rank;
                self.bits += 6;
            } else {
                self.held = self.held << 7 | (rank + SHORT) & 127;
                self.bits += 7;
            }
        }
        self.bits -= 8;
        Some((self.held >> self.bits) as u8)
    }
}
