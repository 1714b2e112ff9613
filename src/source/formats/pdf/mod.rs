//! PDF: a page says where glyphs and lines stand and nothing else, so that paragraphs and tables are made of them.
//!
//! Tables are what lines enclose, and words that stand below each other without lines. What a page does not show is not
//! read, and said.

mod cells;
mod content;
mod fonts;
mod marks;
mod matrix;
mod objects;
mod open;
mod pages;
mod paragraphs;
mod paths;
mod radicals;
mod rulings;
mod running;
mod streams;
mod text;
mod unruled;

use super::{Format, Reader};
use crate::source::{Document, SourceError};
use content::Budget;
use fonts::Fonts;
use pages::Pages;

pub const FORMAT: Format = Format { id: "pdf", sniff, read };

/// Some programs write blanks or a byte order mark before the first word.
fn sniff(bytes: &[u8]) -> bool {
    let begins = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0xEF | 0xBB | 0xBF);
    let blanks = bytes.iter().take(1024).take_while(|byte| begins(byte)).count();
    bytes.get(blanks..).is_some_and(|bytes| bytes.starts_with(b"%PDF-"))
}

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let pdf = open::open(bytes, reader)?;
    let fonts = Fonts::new(reader);
    let mut budget = Budget::default();
    let mut pages = Pages::default();
    for page in pdf.pages().iter() {
        pages.take(content::marks(page, &fonts, &mut budget)?, reader)?;
    }
    pages.finish(reader)
}
