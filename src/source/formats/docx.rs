//! Documents of Word from 2007 on, and of the programs that write the same files.
//!
//! Text in boxes that float over the page has no place in the order of reading; it is left out and counted.

use super::flow::{self, Cell, Piece};
use super::numbering::Numbering;
use super::unpack::{Package, has_part};
use super::xml::{Element, Node, Xml};
use super::{Format, Reader, within};
use crate::source::{Document, Limit, Remark, Remarked, SourceError};

pub const FORMAT: Format = Format { id: "docx", sniff: |bytes| has_part(bytes, DOCUMENT), read };

const DOCUMENT: &str = "word/document.xml";

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let package = Package::open(bytes, reader)?;
    let numbering = Numbering::read(&package, &reader.limits)?;
    let part = package.read(DOCUMENT)?;
    let mut xml = Xml::new(&part, DOCUMENT, &reader.limits)?;
    let mut page = Page { numbering, nesting: reader.limits.nesting, ..Page::default() };
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => page.open(&element, &mut xml)?,
            Node::Close(name) => page.close(&name),
            Node::Text(text) => {
                if page.in_text {
                    page.paragraph.text.push_str(&text);
                }
            }
        }
    }
    let mut remarks = Vec::new();
    let mut remark = |count: u32, what: Remarked| {
        if count > 0 {
            remarks.push(Remark { part: "".into(), what });
        }
    };
    remark(page.text_boxes, Remarked::TextBoxes(page.text_boxes));
    remark(page.changes, Remarked::TrackedChanges(page.changes));
    let document = flow::document(page.pieces, reader)?;
    Ok(Document { remarks, ..document })
}

/// The paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    /// The list and the level that the paragraph itself names.
    list: Option<String>,
    level: Option<usize>,
    hidden: bool,
}

/// A cell, and how it goes with the cell above.
struct TableCell {
    cell: Cell,
    /// Goes on with the cell above.
    continues: bool,
}

/// A table that is not closed yet.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<TableCell>>,
}

impl OpenTable {
    fn cell(&mut self) -> Option<&mut TableCell> {
        self.rows.last_mut().and_then(|row| row.last_mut())
    }

    /// The rows with the heights of merged cells; what goes on with a cell above is taken out.
    fn finish(self) -> Vec<Vec<Cell>> {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // For every column, the row and index of the cell that stands over it, and whether it may go on.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for (at, row) in self.rows.into_iter().enumerate() {
            let mut cells: Vec<Cell> = Vec::new();
            let mut column = 0;
            for TableCell { cell, continues } in row {
                let columns = cell.columns.clamp(1, 1000) as usize;
                if above.len() < column + columns {
                    above.resize(column + columns, None);
                }
                let over = above.get(column).copied().flatten().filter(|_| continues);
                match over.and_then(|(row, index)| rows.get_mut(row).and_then(|row| row.get_mut(index))) {
                    Some(over) => over.rows = over.rows.max(1) + 1,
                    None => {
                        let place = Some((at, cells.len()));
                        above.iter_mut().skip(column).take(columns).for_each(|slot| *slot = place);
                        cells.push(cell);
                    }
                }
                column += columns;
            }
            rows.push(cells);
        }
        rows
    }
}

#[derive(Default)]
struct Page {
    pieces: Vec<Piece>,
    tables: Vec<OpenTable>,
    paragraph: Paragraph,
    numbering: Numbering,
    in_text: bool,
    in_run: bool,
    text_boxes: u32,
    changes: u32,
    nesting: usize,
}

impl Page {
    fn open(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), SourceError> {
        match element.name() {
            "p" => self.paragraph = Paragraph::default(),
            "r" => {
                self.in_run = true;
                self.paragraph.hidden = false;
            }
            "vanish" if self.in_run => self.paragraph.hidden = !is_off(element),
            "t" => self.in_text = !self.paragraph.hidden,
            "tab" if self.in_run => self.paragraph.text.push(' '),
            "noBreakHyphen" => self.paragraph.text.push('-'),
            "br" | "cr" => self.break_line(),
            "pStyle" => self.paragraph.style = element.attribute("val"),
            "numId" => self.paragraph.list = element.attribute("val"),
            "ilvl" => self.paragraph.level = element.number("val").map(|level| level as usize),
            "tbl" => {
                within(Limit::Nesting, self.tables.len() + 1, self.nesting)?;
                self.tables.push(OpenTable::default());
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "gridBefore" => self.blank_cell(element.number("val").unwrap_or(1)),
            "tc" => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(TableCell { cell: Cell::default(), continues: false });
                }
            }
            "gridSpan" => {
                if let Some(cell) = self.cell() {
                    cell.cell.columns = element.number("val").unwrap_or(1);
                }
            }
            "vMerge" => {
                if let Some(cell) = self.cell() {
                    cell.continues = element.attribute("val").as_deref() != Some("restart");
                }
            }
            "txbxContent" => {
                self.text_boxes += u32::from(has_text(xml)?);
            }
            "del" | "moveFrom" => {
                self.changes += 1;
                xml.skip()?;
            }
            "ins" | "moveTo" => self.changes += 1,
            // The same once more for older programs.
            "Fallback" => xml.skip()?,
            // What the paragraph looked like before a change.
            "pPrChange" | "rPrChange" | "tblPrChange" | "tcPrChange" | "trPrChange" | "sectPrChange" => {
                xml.skip()?
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut TableCell> {
        self.tables.last_mut().and_then(OpenTable::cell)
    }

    fn blank_cell(&mut self, columns: u32) {
        if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
            row.push(TableCell { cell: Cell { columns, ..Cell::default() }, continues: false });
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.in_run = false,
            "p" => {
                let Paragraph { style, list, level, .. } = &self.paragraph;
                let text = self.paragraph.text.trim();
                // A paragraph without text still counts in its list, but it is not printed.
                let number = self.numbering.next(style.as_deref(), list.as_deref(), *level);
                let text = if text.is_empty() { String::new() } else { format!("{number}{text}") };
                self.put(text);
                self.paragraph = Paragraph::default();
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    let table = Piece::Table(table.finish());
                    self.push(table);
                }
            }
            _ => {}
        }
    }

    /// A line break within a paragraph begins another: publishers write whole sections so.
    fn break_line(&mut self) {
        if self.in_run && !self.paragraph.text.trim().is_empty() {
            let Paragraph { style, list, level, .. } = &mut self.paragraph;
            let number = self.numbering.next(style.take().as_deref(), list.take().as_deref(), level.take());
            let text = format!("{number}{}", std::mem::take(&mut self.paragraph.text).trim());
            // Only its first line carries the number.
            self.paragraph.list = Some("0".to_owned());
            self.put(text);
        }
    }

    fn put(&mut self, text: String) {
        if !text.is_empty() {
            self.push(Piece::Text(text));
        }
    }

    fn push(&mut self, piece: Piece) {
        match self.tables.last_mut() {
            Some(table) => {
                if let Some(cell) = table.cell() {
                    cell.cell.content.push(piece);
                }
            }
            None => self.pieces.push(piece),
        }
    }
}

fn is_off(element: &Element<'_>) -> bool {
    element.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// Passes over the element that was just opened, and says whether text stands in it.
fn has_text(xml: &mut Xml<'_>) -> Result<bool, SourceError> {
    let (mut depth, mut found, mut inside) = (1usize, false, false);
    while depth > 0 {
        match xml.next()? {
            Some(Node::Open(element)) => {
                depth += 1;
                inside = element.name() == "t";
            }
            Some(Node::Close(_)) => {
                depth -= 1;
                inside = false;
            }
            Some(Node::Text(text)) => found |= inside && !text.trim().is_empty(),
            None => break,
        }
    }
    Ok(found)
}
