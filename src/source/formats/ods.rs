//! Workbooks of the OpenDocument format. They hold every cell's text as it is shown.

use super::sheet::{self, Area, Sheet};
use super::unpack::{MAGIC, Package};
use super::xml::{Element, Node, Xml};
use super::{Format, Reader};
use crate::source::{Document, SourceError};
use std::collections::HashSet;

pub const FORMAT: Format = Format { id: "ods", sniff, read };

const CONTENT: &str = "content.xml";
/// The first part of the file is its type, not compressed.
const TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fn sniff(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
        && bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetype"))
        && bytes.get(38..).is_some_and(|rest| rest.starts_with(TYPE))
}

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let package = Package::open(bytes, reader)?;
    let part = package.read(CONTENT)?;
    let mut xml = Xml::new(&part, CONTENT, &reader.limits)?;
    let mut document = Document::default();
    let mut hidden_styles = HashSet::new();
    let mut style = None;
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        match element.name() {
            "style" => style = element.attribute("name"),
            "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                hidden_styles.extend(style.take());
            }
            "encryption-data" => return Err(SourceError::Unsupported { kind: "encrypted" }),
            "table" => {
                let hidden =
                    element.attribute("style-name").is_some_and(|name| hidden_styles.contains(&name));
                let name = element.attribute("name").unwrap_or_default();
                let sheet = table(&mut xml, Sheet { name, hidden, ..Sheet::default() }, reader)?;
                sheet::append(sheet, &mut document, reader)?;
            }
            _ => {}
        }
    }
    if document.blocks.is_empty() { Err(SourceError::Empty) } else { Ok(document) }
}

fn repeated(element: &Element<'_>, attribute: &str) -> u32 {
    element.number(attribute).unwrap_or(1).max(1)
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|visibility| visibility != "visible")
}

/// Reads the table that was just opened.
fn table(xml: &mut Xml<'_>, mut sheet: Sheet, reader: &Reader) -> Result<Sheet, SourceError> {
    let (mut row, mut column, mut columns) = (0u32, 0u32, 0u32);
    let mut times = 1;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.name() {
                "table-column" => {
                    let count = repeated(&element, "number-columns-repeated");
                    if is_hidden(&element) {
                        sheet.hidden_columns.push(columns..=columns.saturating_add(count - 1));
                    }
                    columns = columns.saturating_add(count);
                }
                "table-row" => {
                    column = 0;
                    times = repeated(&element, "number-rows-repeated");
                    if is_hidden(&element) && times < 1000 {
                        sheet.hidden_rows.extend(row..row.saturating_add(times));
                    }
                }
                name @ ("table-cell" | "covered-table-cell") => {
                    let covered = name == "covered-table-cell";
                    let count = repeated(&element, "number-columns-repeated");
                    let (wide, high) = (
                        repeated(&element, "number-columns-spanned"),
                        repeated(&element, "number-rows-spanned"),
                    );
                    let text = text(xml)?;
                    if !covered && (wide > 1 || high > 1) {
                        sheet.merged.push(Area {
                            rows: row..=row.saturating_add(high - 1),
                            columns: column..=column.saturating_add(wide - 1),
                        });
                    }
                    if !covered && !text.trim().is_empty() {
                        for row in row..row.saturating_add(times) {
                            for column in column..column.saturating_add(count) {
                                sheet.print(row, column, &text, reader)?;
                            }
                        }
                    }
                    column = column.saturating_add(count);
                }
                // Pictures and forms float over the sheet.
                "shapes" | "forms" => xml.skip()?,
                _ => {}
            },
            Node::Close(name) if name == "table-row" => row = row.saturating_add(times),
            Node::Close(name) if name == "table" => break,
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    Ok(sheet)
}

/// The text of the cell that was just opened, a line for each paragraph, without its comments.
fn text(xml: &mut Xml<'_>) -> Result<String, SourceError> {
    let mut text = String::new();
    let (mut depth, mut paragraphs) = (1usize, 0);
    while depth > 0 {
        match xml.next()? {
            Some(Node::Open(element)) => match element.name() {
                "annotation" | "frame" | "object" => xml.skip()?,
                name => {
                    depth += 1;
                    match name {
                        "p" | "h" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                        }
                        "s" => {
                            let count = repeated(&element, "c").min(100);
                            text.extend(std::iter::repeat_n(' ', count as usize));
                        }
                        "tab" => text.push(' '),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                }
            },
            Some(Node::Close(_)) => depth -= 1,
            Some(Node::Text(run)) if paragraphs > 0 => text.push_str(&run),
            Some(Node::Text(_)) => {}
            None => break,
        }
    }
    Ok(text)
}
