//! Workbooks of Excel from 2007 on, and of the programs that write the same files.

use super::display;
use super::sheet::{self, Area, Sheet};
use super::unpack::{Package, has_part};
use super::xml::{Element, Node, Xml};
use super::{Format, Reader};
use crate::search;
use crate::source::{Document, SourceError};
use std::collections::HashMap;

pub const FORMAT: Format = Format { id: "xlsx", sniff: |bytes| has_part(bytes, WORKBOOK), read };

const WORKBOOK: &str = "xl/workbook.xml";

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let package = Package::open(bytes, reader)?;
    let targets = targets(&package, reader)?;
    let strings = match package.read_if_any("xl/sharedStrings.xml")? {
        Some(part) => strings(&part, reader)?,
        None => Vec::new(),
    };
    let formats = match package.read_if_any("xl/styles.xml")? {
        Some(part) => formats(&part, reader)?,
        None => Vec::new(),
    };
    let workbook = package.read(WORKBOOK)?;
    let mut xml = Xml::new(&workbook, WORKBOOK, &reader.limits)?;
    let mut from_1904 = false;
    let mut document = Document::default();
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        match element.name() {
            "workbookPr" => from_1904 = element.is_on("date1904"),
            "sheet" => {
                let target = relation(&element).and_then(|id| targets.get(&id));
                let Some(target) = target.filter(|target| target.contains("worksheets/")) else { continue };
                let mut sheet = Sheet {
                    name: element.attribute("name").unwrap_or_default(),
                    hidden: element.attribute("state").is_some_and(|state| state.contains("idden")),
                    ..Sheet::default()
                };
                Cells { strings: &strings, formats: &formats, from_1904, reader }.read(
                    &package.read(target)?,
                    target,
                    &mut sheet,
                )?;
                sheet::append(sheet, &mut document, reader)?;
            }
            _ => {}
        }
    }
    if document.blocks.is_empty() { Err(SourceError::Empty) } else { Ok(document) }
}

/// The id of the part that an element speaks of; `sheetId` is another thing.
fn relation(element: &Element<'_>) -> Option<String> {
    element.attribute("id")
}

/// The parts of the workbook by their ids.
fn targets(package: &Package<'_>, reader: &Reader) -> Result<HashMap<String, String>, SourceError> {
    const PART: &str = "xl/_rels/workbook.xml.rels";
    let part = package.read(PART)?;
    let mut xml = Xml::new(&part, PART, &reader.limits)?;
    let mut targets = HashMap::new();
    while let Some(node) = xml.next()? {
        if let Node::Open(element) = node
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, target);
        }
    }
    Ok(targets)
}

/// The texts that cells share.
fn strings(part: &[u8], reader: &Reader) -> Result<Vec<String>, SourceError> {
    let mut xml = Xml::new(part, "xl/sharedStrings.xml", &reader.limits)?;
    let mut strings = Vec::new();
    while let Some(node) = xml.next()? {
        if matches!(&node, Node::Open(element) if element.name() == "si") {
            strings.push(text(&mut xml, "si")?);
        }
    }
    Ok(strings)
}

/// The text up to the end of the element that was just opened, without the reading aids of Japanese.
fn text(xml: &mut Xml<'_>, end: &str) -> Result<String, SourceError> {
    let mut text = String::new();
    let mut inside = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) if element.name() == "rPh" => xml.skip()?,
            Node::Open(element) => inside = element.name() == "t",
            Node::Close(name) if name == end => break,
            Node::Close(_) => inside = false,
            Node::Text(run) if inside => text.push_str(&run),
            Node::Text(_) => {}
        }
    }
    Ok(unescaped(text))
}

/// A text whose characters that XML cannot hold are written as `_x000D_`.
fn unescaped(text: String) -> String {
    if !search::contains(&text, "_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, behind)) = search::split_once(rest, "_x") {
        plain.push_str(before);
        let code = behind.get(..4).filter(|_| behind.get(4..5) == Some("_"));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match c {
            Some(c) => plain.push(if c == '\r' { '\n' } else { c }),
            None => plain.push_str("_x"),
        }
        rest = behind.get(if c.is_some() { 5 } else { 0 }..).unwrap_or_default();
    }
    plain + rest
}

/// The number format of every cell style.
fn formats(part: &[u8], reader: &Reader) -> Result<Vec<String>, SourceError> {
    let mut xml = Xml::new(part, "xl/styles.xml", &reader.limits)?;
    let mut own: HashMap<u32, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.name() {
                "numFmt" => {
                    own.extend(element.number("numFmtId").zip(element.attribute("formatCode")));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = element.number("numFmtId").unwrap_or_default();
                    let format = own.get(&id).map_or_else(|| display::builtin(id), String::as_str);
                    formats.push(format.to_owned());
                }
                _ => {}
            },
            Node::Close(name) if name == "cellXfs" => in_cells = false,
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    Ok(formats)
}

/// What the cells of all sheets need.
struct Cells<'a> {
    strings: &'a [String],
    formats: &'a [String],
    from_1904: bool,
    reader: &'a Reader,
}

impl Cells<'_> {
    fn read(&self, part: &[u8], name: &str, sheet: &mut Sheet) -> Result<(), SourceError> {
        let mut xml = Xml::new(part, name, &self.reader.limits)?;
        // Rows and cells that do not say where they stand follow the one before.
        let (mut row, mut column) = (0, 0);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            match element.name() {
                "col" if element.is_on("hidden") => {
                    if let (Some(first), Some(last)) = (element.number("min"), element.number("max")) {
                        sheet.hidden_columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
                    }
                }
                "row" => {
                    row = element.number("r").map_or(row + 1, |row| row);
                    column = 0;
                    if element.is_on("hidden") {
                        sheet.hidden_rows.push(row.saturating_sub(1));
                    }
                }
                "c" => {
                    let at = element.attribute("r").and_then(|name| position(&name));
                    let (cell_row, cell_column) = at.unwrap_or((row.saturating_sub(1), column));
                    column = cell_column.saturating_add(1);
                    let text = self.cell(&element, &mut xml)?;
                    sheet.print(cell_row, cell_column, &text, self.reader)?;
                }
                "mergeCell" => sheet.merged.extend(element.attribute("ref").and_then(|name| area(&name))),
                _ => {}
            }
        }
        Ok(())
    }

    /// The text of the cell that was just opened, as it is shown.
    fn cell(&self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<String, SourceError> {
        let kind = element.attribute("t").unwrap_or_default();
        let style = element.number("s").unwrap_or_default();
        let mut stored = String::new();
        let mut inside = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(child) if child.name() == "is" => stored = text(xml, "is")?,
                Node::Open(child) => inside = child.name() == "v",
                Node::Close(name) if name == "c" => break,
                Node::Close(_) => inside = false,
                Node::Text(run) if inside => stored.push_str(&run),
                Node::Text(_) => {}
            }
        }
        Ok(match kind.as_str() {
            "s" => stored
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.strings.get(at))
                .cloned()
                .unwrap_or_default(),
            "str" | "inlineStr" | "e" | "d" => stored,
            "b" => (if stored.trim() == "1" { "TRUE" } else { "FALSE" }).to_owned(),
            _ => {
                let format = self.formats.get(style as usize).map_or("General", String::as_str);
                display::parse(&stored).map_or(stored, |value| display::show(value, format, self.from_1904))
            }
        })
    }
}

/// No sheet is larger than this.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// Row and column, 0-based, of a cell named like `AB12`.
fn position(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let mut column = 0u32;
    for letter in letters.bytes().filter(|&byte| byte != b'$') {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|&value| value < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
    }
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    let at = (row.checked_sub(1)?, column.checked_sub(1)?);
    (at.0 < MOST_ROWS && at.1 < MOST_COLUMNS).then_some(at)
}

fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (position(first)?, position(last)?);
    (top <= bottom && left <= right).then_some(Area { rows: top..=bottom, columns: left..=right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_characters_are_read() {
        assert_eq!(unescaped("金_x000D_\n额_x4E2D__xyz_".to_owned()), "金\n\n额中_xyz_");
        assert_eq!(unescaped("_x00".to_owned()), "_x00");
    }

    #[test]
    fn cells_are_named_by_letters_and_digits() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("$AB$12"), Some((11, 27)));
        assert_eq!(position("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(position("XFE1"), None);
        assert_eq!(position("1"), None);
        assert_eq!(position("A0"), None);
    }
}
