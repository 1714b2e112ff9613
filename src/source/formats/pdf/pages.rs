//! Pages → document: tables and lines in the order in which they are read, without heads, feet and page numbers.

use super::super::{Reader, rows};
use super::cells::Table;
use super::marks::{Area, Marks, Ruling};
use super::paragraphs::{Column, Open};
use super::text::{self, Line};
use super::{rulings, running, unruled};
use crate::address::Place;
use crate::order;
use crate::source::{Block, Document, GridCell, Paragraph, Remark, Remarked, SourceError, Span};

/// The tables of a page have no more lines.
const MOST_LINES: usize = 2000;

/// A piece of a page.
#[derive(Debug)]
pub enum Piece {
    /// A line of text that stands in no table.
    Line(Line),
    /// A table.
    Table(Table),
}

/// A page as it is read.
#[derive(Debug)]
pub struct Page {
    pub area: Area,
    /// From top to bottom.
    pub pieces: Vec<Piece>,
    /// Rules that are in no table, from top to bottom.
    pub rules: Vec<Ruling>,
    /// How much of it its largest picture takes up.
    picture: f64,
}

/// A large picture with fewer letters beside it is what the page is there for.
const FEW: usize = 4;
/// A picture that takes up more of a page is large.
const LARGE: f64 = 0.3;
/// Where so many letters have accents, and more than one of a hundred, they are others that the file names wrongly.
const FEWEST_ACCENTED: u32 = 20;

/// The characters of which the file does not say, or says wrongly, what they are.
fn unknown_letters(of_pages: &[(u32, u32)], letters: usize) -> Count {
    let accented: u32 = of_pages.iter().map(|(_, accented)| accented).sum();
    let is_wrong = accented >= FEWEST_ACCENTED && accented as usize * 100 > letters;
    let mut count = Count::default();
    for (&(unknown, accented), page) in of_pages.iter().zip(1..) {
        count.add(page, unknown.saturating_add(if is_wrong { accented } else { 0 }));
    }
    count
}

impl Page {
    /// Whether it is a picture, with at most a number beside it.
    fn is_picture(&self) -> bool {
        let letters = |line: &Line| line.text.chars().filter(|c| c.is_alphabetic()).count();
        let text: usize = self.pieces.iter().filter_map(Piece::line).map(letters).sum();
        let few = if self.picture > LARGE || self.pieces.is_empty() { FEW } else { 0 };
        let has_table = self.pieces.iter().any(|piece| piece.line().is_none());
        self.picture > 0.0 && text < few && !has_table
    }
}

/// The pages that were read, and what of them was not.
#[derive(Debug, Default)]
pub struct Pages {
    pages: Vec<Page>,
    unseen: Count,
    twice: Count,
    /// For each page, how many characters are not known, and how many have accents.
    unknown: Vec<(u32, u32)>,
    letters: usize,
    recognised: Count,
}

impl Pages {
    /// Takes in the next page.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] where its tables have more cells than may still be read.
    pub fn take(&mut self, marks: Marks, reader: &Reader) -> Result<(), SourceError> {
        let Marks { area, glyphs, rulings, unseen, unknown, accented, recognised, picture } = marks;
        let mut lines = rulings::whole(&rulings);
        if lines.len() > MOST_LINES {
            // A drawing, and no table.
            lines.clear();
        }
        let frames = rulings::frames(&lines);
        let made = frames.iter().filter_map(|frame| Table::new(frame, reader).transpose());
        let mut tables: Vec<Table> = made.collect::<Result<_, _>>()?;
        // What stands in a table within a table belongs to the inner one.
        order::by(&mut tables, &|one, other| size(one.area).total_cmp(&size(other.area)));
        self.letters += glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()).count();
        let mut outside = Vec::new();
        for glyph in glyphs {
            if !tables.iter_mut().any(|table| table.take(&glyph)) {
                outside.push(glyph);
            }
        }
        let mut twice: u32 = tables.iter_mut().map(Table::finish).sum();
        let (texts, again) = text::lines(outside);
        twice += again;
        tables.retain(Table::is_printed);
        let rules = unruled::rules(&lines, &tables);
        let mut pieces: Vec<Piece> = texts.into_iter().map(Piece::Line).collect();
        pieces.extend(tables.into_iter().map(Piece::Table));
        order::by(&mut pieces, &|one, other| one.area().top.total_cmp(&other.area().top));
        self.pages.push(Page { area, pieces, rules, picture });
        let page = self.pages.len();
        self.unseen.add(page, unseen);
        self.twice.add(page, twice);
        self.unknown.push((unknown, accented));
        self.recognised.add(page, recognised);
        Ok(())
    }

    /// The document that the pages are.
    ///
    /// # Errors
    /// [`SourceError::Unsupported`] where the pages are pictures, [`SourceError::Empty`] where they are blank,
    /// [`SourceError::TooLarge`] where the tables have too many cells.
    pub fn finish(self, reader: &Reader) -> Result<Document, SourceError> {
        let Self { mut pages, unseen, twice, unknown, letters, recognised } = self;
        let unknown = unknown_letters(&unknown, letters);
        running::drop(&mut pages);
        let mut pictures = Count::default();
        for (page, number) in pages.iter().zip(1..) {
            pictures.add(number, u32::from(page.is_picture()));
        }
        if pages.iter().all(|page| page.pieces.is_empty()) {
            let nothing = if pictures.total > 0 {
                SourceError::Unsupported { kind: "scanned" }
            } else if unknown.total > 0 {
                SourceError::Unsupported { kind: "unknown-text" }
            } else {
                SourceError::Empty
            };
            return Err(nothing);
        }
        unruled::find(&mut pages, reader)?;
        let columns = Column::of(&pages);
        let mut layout = Layout { document: Document::default(), reader, page: 0, open: None, held: None };
        for ((page, column), number) in pages.into_iter().zip(columns).zip(1..) {
            layout.page = number;
            for piece in page.pieces {
                match piece {
                    Piece::Line(line) => layout.line(line, column)?,
                    Piece::Table(table) => layout.table(table)?,
                }
            }
        }
        layout.end_table()?;
        layout.end_paragraph();
        let mut document = layout.document;
        for (count, what) in [
            (unseen, Remarked::UnseenText as fn(u32) -> Remarked),
            (twice, Remarked::DoubledText),
            (unknown, Remarked::UnknownText),
            (recognised, Remarked::RecognisedText),
            (pictures, Remarked::PicturePages),
        ] {
            if count.total > 0 {
                document.remarks.push(Remark { part: count.pages().into(), what: what(count.total) });
            }
        }
        Ok(document)
    }
}

impl Piece {
    /// The line, where it is one.
    pub const fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }

    /// Where it stands.
    pub fn area(&self) -> Area {
        match self {
            Self::Line(line) => line.area(),
            Self::Table(table) => table.area,
        }
    }
}

fn size(area: Area) -> f64 {
    area.width() * area.height()
}

/// How many there are, and on which pages.
#[derive(Debug, Default)]
struct Count {
    total: u32,
    pages: Vec<usize>,
}

impl Count {
    fn add(&mut self, page: usize, count: u32) {
        if count > 0 {
            self.total = self.total.saturating_add(count);
            self.pages.push(page);
        }
    }

    /// The pages, runs of them in short: `3, 5–8`.
    fn pages(&self) -> String {
        let mut text = String::new();
        for run in self.pages.chunk_by(|one, next| one + 1 == *next) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(&first.to_string());
            if last > first {
                text.push('–');
                text.push_str(&last.to_string());
            }
        }
        text
    }
}

struct Layout<'a> {
    document: Document,
    reader: &'a Reader,
    page: u32,
    open: Option<Open>,
    /// The table that was read last, on its page: the next page may complete it.
    held: Option<(u32, Table)>,
}

impl Layout<'_> {
    fn next_line(&mut self, page: u32) -> u32 {
        self.document.lines += 1;
        if self.document.pages.len() < page as usize {
            self.document.pages.resize(page as usize, self.document.lines);
        }
        self.document.lines
    }

    fn line(&mut self, line: Line, column: Column) -> Result<(), SourceError> {
        self.end_table()?;
        if let Some(open) = self.open.as_mut().filter(|open| open.goes_on(&line, column)) {
            open.push(line, column);
            return Ok(());
        }
        self.end_paragraph();
        let number = self.next_line(self.page);
        self.open = Some(Open::new(line, column, number));
        Ok(())
    }

    fn table(&mut self, mut table: Table) -> Result<(), SourceError> {
        self.end_paragraph();
        if let Some((page, held)) = &mut self.held {
            held.share_columns(&mut table);
            if *page < self.page {
                table.give_back(held);
            }
        }
        self.end_table()?;
        self.held = Some((self.page, table));
        Ok(())
    }

    fn end_paragraph(&mut self) {
        if let Some(Open { text, number, .. }) = self.open.take() {
            self.document.blocks.push(Block::Paragraph(Paragraph { text, line: number }));
        }
    }

    fn end_table(&mut self) -> Result<(), SourceError> {
        let Some((page, table)) = self.held.take() else { return Ok(()) };
        let (width, height) = (table.width(), table.height());
        self.reader.spend_cells(width.saturating_mul(height).saturating_sub(table.counted))?;
        let mut printed: Vec<Vec<GridCell>> = Vec::new();
        let mut cells = table.cells.iter().peekable();
        for row in 0..height {
            let here: Vec<_> = std::iter::from_fn(|| cells.next_if(|cell| cell.row == row)).collect();
            if here.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            let line = self.next_line(page);
            let place = |cell: u32| Place { page: Some(page), sheet: None, line, cell };
            let count = u32::try_from(width).unwrap_or(u32::MAX);
            let blank =
                |cell: u32| GridCell { text: String::new(), place: place(cell), span: Some(Span::ONE) };
            let mut cells: Vec<GridCell> = (1..=count).map(blank).collect();
            for cell in here {
                if let Some(place) = cells.get_mut(cell.column) {
                    place.text.clone_from(&cell.text);
                    place.span = Some(cell.span);
                }
            }
            printed.push(cells);
        }
        self.document.blocks.extend(rows::blocks(printed, false));
        Ok(())
    }
}
