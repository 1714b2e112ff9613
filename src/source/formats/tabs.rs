//! Rows of cells that are separated by tabs, as spreadsheets copy them to the clipboard and programs list tables.
//!
//! A cell in quotes may hold line ends and doubled quotes. Quotes also stand in plain words, and one that is never
//! closed must not swallow the rest of the text: a cell is quoted only if its last quote is followed by its end. The
//! readers of comma-separated files know no such caution, so that this one is our own.

use super::Reader;
use super::clean::clean;
use crate::address::Place;
use crate::source::{GridCell, SourceError};

/// Reads rows from the front of a text.
pub struct Rows<'a> {
    rest: &'a str,
    /// The line that comes next.
    line: u32,
    /// So many bytes before the end a search for the end of a quoted cell gave up. What begins before is searched for
    /// in its own line only, so that no stretch of text is searched again and again.
    gave_up: usize,
}

/// What stands at the front.
pub enum Next<'a> {
    /// A row of cells.
    Row(Vec<GridCell>),
    /// A line of text and its number.
    Line(&'a str, u32),
}

impl<'a> Rows<'a> {
    /// Reads `text` from its first line on.
    pub const fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1, gave_up: usize::MAX }
    }

    /// The next row or line; nothing at the end.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] when there are too many cells.
    pub fn next(&mut self, reader: &Reader) -> Result<Option<Next<'a>>, SourceError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let number = self.line;
        let (line, behind) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        if !line.contains('\t') && !self.quoted().is_some_and(|(_, behind)| behind.starts_with('\t')) {
            self.rest = behind;
            self.line += 1;
            return Ok(Some(Next::Line(line.strip_suffix('\r').unwrap_or(line), number)));
        }
        let mut cells = Vec::new();
        loop {
            reader.spend_cells(1)?;
            let text = self.cell();
            let cell = u32::try_from(cells.len() + 1).unwrap_or(u32::MAX);
            cells.push(GridCell { text, place: Place::text(number, cell), span: None });
            let Some(behind) = self.rest.strip_prefix('\t') else { break };
            self.rest = behind;
        }
        cells.shrink_to_fit();
        self.rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
        self.line += 1;
        Ok(Some(Next::Row(cells)))
    }
    /// How many lines were read.
    pub const fn lines(&self) -> u32 {
        self.line - 1
    }

    /// Takes a cell from the front.
    fn cell(&mut self) -> String {
        if let Some((inside, behind)) = self.quoted() {
            self.rest = behind;
            self.line += u32::try_from(inside.matches('\n').count()).unwrap_or(u32::MAX);
            let inside = inside.replace("\"\"", "\"").replace("\r\n", "\n");
            return clean(&inside).into_owned();
        }
        let end = self.rest.find(['\t', '\n']).unwrap_or(self.rest.len());
        let (text, behind) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = behind;
        // Lists of cells write a line break inside a cell as two characters.
        clean(&text.replace("\\n", "\n")).into_owned()
    }

    /// What stands between the quotes of the cell at the front, and what follows it.
    fn quoted(&mut self) -> Option<(&'a str, &'a str)> {
        let whole = self.rest.strip_prefix('"')?;
        let own_line = self.rest.len() > self.gave_up;
        let end = if own_line { whole.find('\n').unwrap_or(whole.len()) } else { whole.len() };
        let searched = whole.get(..end)?;
        let mut at = 0;
        while let Some(next) = searched.get(at..)?.find('"') {
            at += next;
            let behind = whole.get(at + 1..)?;
            if behind.is_empty() || behind.starts_with(['\t', '\n']) || behind.starts_with("\r\n") {
                return Some((whole.get(..at)?, behind));
            }
            if !behind.starts_with('"') {
                break;
            }
            at += 2;
        }
        if !own_line {
            self.gave_up = whole.len().saturating_sub(at);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::gb18030;

    fn rows(text: &str) -> Vec<String> {
        let reader = Reader::new(gb18030);
        let mut rows = Rows::new(text);
        let mut all = Vec::new();
        while let Some(next) = rows.next(&reader).unwrap() {
            all.push(match next {
                Next::Row(cells) => {
                    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
                    format!("{}: {}", cells[0].place.line, texts.join("|"))
                }
                Next::Line(line, number) => format!("{number}: {line}"),
            });
        }
        all
    }

    #[test]
    fn quoted_cells_hold_line_ends_and_quotes() {
        assert_eq!(
            rows("\"金\r\n额\"\t\"甲 \"\"乙\"\"\"\t\r\n丙\t1\r\n"),
            ["1: 金\n额|甲 \"乙\"|", "3: 丙|1"]
        );
        assert_eq!(rows("甲\t\"a\nb\""), ["1: 甲|a\nb"]);
        assert_eq!(rows("甲\\n乙\t1"), ["1: 甲\n乙|1"]);
    }

    #[test]
    fn quotes_in_words_are_words() {
        assert_eq!(rows("\"三公\"经费\t1\n\"乙\n丙\t2\n"), ["1: \"三公\"经费|1", "2: \"乙", "3: 丙|2"]);
        assert_eq!(rows("甲\t\"a\n乙\t\"b\"\n"), ["1: 甲|\"a", "2: 乙|b"]);
    }

    #[test]
    fn many_quotes_take_no_longer() {
        let text = "甲\t\"\"\"x\"\"\n".repeat(50_000) + "\"\n";
        assert_eq!(rows(&text).len(), 50_001);
    }
}
