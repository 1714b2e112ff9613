//! A WebAssembly module with its bytes grouped by what they mean, and put in order again. Opcodes, variables, offsets and
//! constants compress a tenth better apart than mixed. No byte changes, only its place. What a byte means follows from those
//! before it, so that the same walk groups a module and restores it.

use crate::memory::{Bytes, get, put};

const FRAME: usize = 0;
const HEAD: usize = 1;
const OPCODE: usize = 2;
const BRANCH: usize = 3;
const CALL: usize = 4;
const VARIABLE: usize = 5;
const OFFSET: usize = 6;
const CONSTANT: usize = 7;
const LONG: usize = 8;
const GROUPS: usize = 9;

/// Bytes of the lengths of the groups, which stand before them.
pub const PREFIX: usize = 4 * GROUPS;

/// What a walk does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Counts the bytes of each group.
    Count,
    /// Puts each byte of a module into its group.
    Group,
    /// Puts each byte of the groups into the module.
    Restore,
}

/// A walk through a module.
struct Walk<'a> {
    way: Way,
    module: &'a Bytes,
    grouped: &'a Bytes,
    length: usize,
    at: usize,
    /// Where the next byte of each group stands, or how many there are.
    places: [usize; GROUPS],
}

/// The groups of a module of `length` bytes, behind their lengths.
pub fn group(module: &Bytes, length: usize, grouped: &Bytes) {
    let walk = |way, places| {
        let mut walk = Walk { way, module, grouped, length, at: 0, places };
        walk.module();
        walk.places
    };
    let counts = walk(Way::Count, [0; GROUPS]);
    let bytes = counts.iter().flat_map(|count| (*count as u32).to_le_bytes());
    for (at, byte) in bytes.enumerate() {
        put(grouped, at, byte);
    }
    walk(Way::Group, places(grouped));
}

/// The module of `length` bytes that `group` was given.
pub fn restore(grouped: &Bytes, module: &Bytes, length: usize) {
    Walk { way: Way::Restore, module, grouped, length, at: 0, places: places(grouped) }.module();
}

/// Where the groups begin.
fn places(grouped: &Bytes) -> [usize; GROUPS] {
    let mut places = [0; GROUPS];
    let mut next = PREFIX;
    for (at, place) in places.iter_mut().enumerate() {
        *place = next;
        let length = [0, 1, 2, 3].map(|byte| get(grouped, 4 * at + byte));
        next = next.wrapping_add(u32::from_le_bytes(length) as usize);
    }
    places
}

impl Walk<'_> {
    fn byte(&mut self, group: usize) -> u8 {
        let Some(place) = self.places.get_mut(group) else { return 0 };
        let byte = match self.way {
            Way::Count => get(self.module, self.at),
            Way::Group => {
                let byte = get(self.module, self.at);
                put(self.grouped, *place, byte);
                byte
            }
            Way::Restore => {
                let byte = get(self.grouped, *place);
                put(self.module, self.at, byte);
                byte
            }
        };
        *place += 1;
        self.at += 1;
        byte
    }

    fn bytes(&mut self, group: usize, count: u32) {
        for _ in 0..count {
            // A count that is none ends with the module.
            if self.at >= self.length {
                return;
            }
            self.byte(group);
        }
    }

    /// LEB128; of longer ones than 32 bits nobody asks the value.
    fn number(&mut self, group: usize) -> u32 {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte(group);
            value |= u32::from(byte & 127).wrapping_shl(shift);
            shift += 7;
            if byte < 128 || self.at >= self.length {
                return value;
            }
        }
    }

    fn numbers(&mut self, group: usize, count: u32) {
        for _ in 0..count {
            if self.at >= self.length {
                return;
            }
            self.number(group);
        }
    }

    fn instruction(&mut self) {
        match self.byte(OPCODE) {
            // Loads and stores: alignment and offset.
            0x28..=0x3e => {
                self.number(OPCODE);
                self.number(OFFSET);
            }
            0x20..=0x24 => self.numbers(VARIABLE, 1),
            0x41 => self.numbers(CONSTANT, 1),
            0x42 => self.numbers(LONG, 1),
            0x43 => self.bytes(LONG, 4),
            0x44 => self.bytes(LONG, 8),
            0x02..=0x04 => self.numbers(OPCODE, 1),
            0x0c | 0x0d => self.numbers(BRANCH, 1),
            0x0e => {
                let targets = self.number(BRANCH);
                self.numbers(BRANCH, targets.saturating_add(1));
            }
            0x10 => self.numbers(CALL, 1),
            0x11 => self.numbers(CALL, 2),
            0x3f | 0x40 => self.bytes(OPCODE, 1),
            // Copying memory names two memories, filling it one.
            0xfc => match self.number(OPCODE) {
                10 => self.bytes(OPCODE, 2),
                11 => self.bytes(OPCODE, 1),
                _ => {}
            },
            _ => {}
        }
    }

    fn module(&mut self) {
        self.bytes(FRAME, 8);
        while self.at < self.length {
            let section = self.byte(FRAME);
            let size = self.number(FRAME);
            if section != 10 {
                self.bytes(FRAME, size);
                continue;
            }
            for _ in 0..self.number(FRAME) {
                if self.at >= self.length {
                    return;
                }
                let size = self.number(HEAD) as usize;
                let end = self.at.saturating_add(size).min(self.length);
                let runs = self.number(HEAD);
                self.numbers(HEAD, runs.saturating_mul(2));
                while self.at < end {
                    self.instruction();
                }
            }
        }
    }
}
