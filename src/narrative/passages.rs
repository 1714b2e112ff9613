//! Text whose sentences go on over line ends, every letter with its place in the source.

use super::Topic;
use crate::amount::half_width;

/// A letter and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub c: char,
    /// 1-based line of the source.
    pub line: u32,
    /// 0-based character of that line.
    pub at: u32,
}

/// A run of sentences without blanks and emphasis marks. Between two digits that a blank or a line end parts stands one
/// blank: they are two numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    pub topic: Topic,
    pub letters: Vec<Letter>,
}

impl Passage {
    /// A passage that is about `topic` and begins with `text`, which stands from character `from` of `line` on.
    pub fn new(topic: Topic, text: &str, line: u32, from: u32) -> Self {
        let mut passage = Self { topic, letters: Vec::new() };
        passage.push(text, line, from);
        passage
    }

    /// Goes on with a piece of a line.
    pub fn push(&mut self, text: &str, line: u32, from: u32) {
        let mut parted = true;
        for (c, at) in text.chars().zip(from..) {
            if is_blank(c) {
                parted = true;
                continue;
            }
            let in_number = |c: char| half_width(c).is_ascii_digit() || matches!(half_width(c), '.' | ',');
            if parted
                && half_width(c).is_ascii_digit()
                && self.letters.last().is_some_and(|last| in_number(last.c))
            {
                self.letters.push(Letter { c: ' ', line, at });
            }
            parted = false;
            self.letters.push(Letter { c, line, at });
        }
    }
}

/// Blanks of any kind, and marks that are not printed.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}
