//! Web pages, and what a browser or office program puts on the clipboard.
//!
//! Read as a stream of tags: publishers' pages close little and nest wrongly, and only paragraphs and cells matter.

use super::clean::is_unseen;
use super::flow::{self, Cell, Piece};
use super::{Format, Reader};
use crate::source::{Document, Limit, Remark, Remarked, SourceError};
use html5gum::{DefaultEmitter, EndTag, HtmlString, StartTag, Token, Tokenizer};

pub const FORMAT: Format = Format { id: "html", sniff, read };

/// How far into the file its kind is looked for.
const LOOK_AT: usize = 4096;

/// Tags with which no other kind of file begins.
const SIGNS: [&str; 15] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<table",
    "<div",
    "<p>",
    "<p ",
    "<span",
    "<h1",
    "<h2",
    "<h3",
    "<style",
    "<!--startfragment",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "ul",
];

/// Elements whose content is not on the page.
const UNSEEN: [&str; 9] =
    ["script", "style", "title", "template", "noscript", "svg", "textarea", "iframe", "xml"];
/// What Word prints around a page: what it marks so is no part of the text.
const AROUND: [&str; 5] = [
    "mso-element:header",
    "mso-element:footer",
    "mso-element:comment-list",
    "mso-element:footnote-list",
    "mso-element:endnote-list",
];
/// Where the marks of notes and comments lead, which stand behind words and figures.
const NOTES: [&str; 3] = ["#_ftn", "#_edn", "#_msocom"];

fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOK_AT).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let clipboard = head.starts_with("version:") && head.contains("starthtml:");
    clipboard || (head.starts_with('<') && SIGNS.iter().any(|sign| head.contains(sign)))
}

fn read(bytes: &[u8], reader: &Reader) -> Result<Document, SourceError> {
    let (text, encoding) = reader.decode(bytes)?;
    // A clipboard fragment has a heading of its own before the first tag.
    let page = text.find('<').and_then(|start| text.get(start..)).unwrap_or_default();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page_reader = Page { nesting: reader.limits.nesting, ..Page::default() };
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => page_reader.open(&tag)?,
            Ok(Token::EndTag(tag)) => page_reader.close(&tag),
            Ok(Token::String(text)) => page_reader.text(&text.value),
            Ok(Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) => {}
            Err(never) => match never {},
        }
    }
    let changes = page_reader.changes;
    let document = flow::document(page_reader.finish(), reader)?;
    let remark = Remark { part: "".into(), what: Remarked::TrackedChanges(changes) };
    let remarks = if changes > 0 { vec![remark] } else { Vec::new() };
    Ok(Document { encoding, remarks, ..document })
}

/// Text as it comes in, and the pieces that are complete.
#[derive(Default)]
struct Flow {
    pieces: Vec<Piece>,
    text: String,
}

impl Flow {
    /// Ends the paragraph.
    fn flush(&mut self) {
        let text = collapse(&std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.pieces.push(Piece::Text(text));
        }
    }
}

/// A table that is not closed yet.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<Cell>>,
    row: Option<Vec<Cell>>,
    cell: Option<(Cell, Flow)>,
    /// Captions, and text that stands between the cells.
    outside: Flow,
}

impl OpenTable {
    fn close_cell(&mut self) {
        if let Some((mut cell, mut flow)) = self.cell.take() {
            flow.flush();
            cell.content = flow.pieces;
            self.row.get_or_insert_default().push(cell);
        }
    }

    fn close_row(&mut self) {
        self.close_cell();
        self.rows.extend(self.row.take());
    }

    fn finish(mut self) -> Vec<Piece> {
        self.close_row();
        self.outside.flush();
        let mut pieces = self.outside.pieces;
        pieces.push(Piece::Table(self.rows));
        pieces
    }
}

#[derive(Default)]
struct Page {
    flow: Flow,
    /// Tables within tables, the innermost last.
    tables: Vec<OpenTable>,
    /// The element whose content is not read, and how often it is open.
    unseen: Option<(HtmlString, usize)>,
    nesting: usize,
    /// Changes that are tracked and not accepted.
    changes: u32,
}

impl Page {
    /// Where text goes now.
    fn current(&mut self) -> &mut Flow {
        match self.tables.last_mut() {
            Some(OpenTable { cell: Some((_, flow)), .. }) => flow,
            Some(table) => &mut table.outside,
            None => &mut self.flow,
        }
    }

    fn text(&mut self, text: &HtmlString) {
        if self.unseen.is_none() {
            let text = String::from_utf8_lossy(text);
            self.current().text.push_str(&text);
        }
    }

    fn open(&mut self, tag: &StartTag<()>) -> Result<(), SourceError> {
        if let Some((name, open)) = &mut self.unseen {
            *open += usize::from(*name == tag.name && !tag.self_closing);
            return Ok(());
        }
        let name = name(&tag.name);
        self.changes += u32::from(matches!(name, "ins" | "del"));
        match name {
            _ if UNSEEN.contains(&name) || name == "del" || is_beside(tag, name) => {
                self.unseen = (!tag.self_closing).then(|| (tag.name.clone(), 1));
            }
            "table" => {
                self.current().flush();
                if self.tables.len() >= self.nesting {
                    return Err(SourceError::TooLarge { limit: Limit::Nesting, most: self.nesting });
                }
                self.tables.push(OpenTable::default());
            }
            "tr" | "thead" | "tbody" | "tfoot" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_row();
                    table.row = (name == "tr").then(Vec::new);
                }
            }
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell();
                    let (columns, rows) = (number(tag, "colspan"), number(tag, "rowspan"));
                    table.cell = Some((Cell { columns, rows, content: Vec::new() }, Flow::default()));
                } else {
                    self.flow.flush();
                }
            }
            _ if BLOCKS.contains(&name) => self.current().flush(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, tag: &EndTag<()>) {
        if let Some((name, open)) = &mut self.unseen {
            *open -= usize::from(*name == tag.name);
            if *open == 0 {
                self.unseen = None;
            }
            return;
        }
        match name(&tag.name) {
            "table" => self.close_table(),
            "tr" | "thead" | "tbody" | "tfoot" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_row();
                }
            }
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell();
                }
            }
            name if BLOCKS.contains(&name) => self.current().flush(),
            _ => {}
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.tables.pop() {
            let pieces = table.finish();
            self.current().pieces.extend(pieces);
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.flow.flush();
        self.flow.pieces
    }
}

/// Whether an element stands beside the text: around the page, or the mark of a note.
fn is_beside(tag: &StartTag<()>, name: &str) -> bool {
    let value = |attribute: &str| {
        let value = tag.attributes.get(attribute.as_bytes());
        value.and_then(|value| std::str::from_utf8(&value.value).ok()).unwrap_or_default()
    };
    match name {
        "div" => {
            let style: String = value("style").chars().filter(|c| !c.is_whitespace()).collect();
            AROUND.iter().any(|around| style.contains(around))
        }
        "a" => NOTES.iter().any(|note| value("href").contains(note)),
        _ => false,
    }
}

fn name(name: &HtmlString) -> &str {
    std::str::from_utf8(name).unwrap_or_default()
}

/// A span; 0 in `rowspan` means all the rows that follow.
fn number(tag: &StartTag<()>, attribute: &str) -> u32 {
    let value = tag.attributes.get(attribute.as_bytes());
    let text = value.and_then(|value| std::str::from_utf8(&value.value).ok()).unwrap_or_default();
    match text.trim().parse() {
        Ok(0) if attribute == "rowspan" => u32::MAX,
        Ok(count) => count,
        Err(_) => 1,
    }
}

/// The text as a browser shows it: blanks in a row are one, none at the ends, and none for a line break of the
/// source between two characters that are written without blanks.
fn collapse(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut blanks = String::new();
    for c in text.chars() {
        if c.is_whitespace() || is_unseen(c) {
            blanks.push(c);
            continue;
        }
        let wide = |c: char| c as u32 >= 0x2E80;
        let broken = blanks.contains('\n') && wide(c) && shown.chars().next_back().is_some_and(wide);
        let invisible = blanks.chars().all(is_unseen);
        if !shown.is_empty() && !invisible && !broken {
            shown.push(' ');
        }
        blanks.clear();
        shown.push(c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Block, Grid, Span, text::gb18030};

    fn page(html: &str) -> Document {
        let reader = Reader::new(gb18030);
        assert!(sniff(html.as_bytes()), "{html}");
        read(html.as_bytes(), &reader).unwrap()
    }

    fn grids(document: &Document) -> Vec<Vec<Vec<&str>>> {
        let mut grids = Vec::new();
        for block in &document.blocks {
            if let Block::Grid(Grid { rows }) = block {
                grids.push(
                    rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect(),
                );
            }
        }
        grids
    }

    fn text(block: &Block) -> Option<&str> {
        match block {
            Block::Paragraph(paragraph) => Some(&paragraph.text),
            Block::Grid(_) | Block::Part(_) => None,
        }
    }

    fn lines(document: &Document) -> Vec<&str> {
        document.blocks.iter().filter_map(text).collect()
    }

    #[test]
    fn merged_cells_stand_at_their_first_place() {
        let document = page(
            "<table><tr><td rowspan=2>项目<td colspan=2>支出</tr><tr><td>合计<td>小计</tr><tr><td>甲<td>1<td>2</table>",
        );
        assert_eq!(grids(&document), [[["项目", "支出", ""], ["", "合计", "小计"], ["甲", "1", "2"]]]);
        let Block::Grid(grid) = &document.blocks[0] else { panic!("no grid") };
        assert_eq!(grid.rows[0][0].span, Some(Span { columns: 1, rows: 2 }));
        assert_eq!(grid.rows[0][1].span, Some(Span { columns: 2, rows: 1 }));
        assert_eq!((grid.rows[1][1].place.line, grid.rows[1][1].place.cell), (2, 2));
    }

    #[test]
    fn paragraphs_are_told_and_blanks_are_as_shown() {
        let document = page(
            "<html><title>不在页上</title><style>p{}</style><p>&nbsp;&nbsp;一、甲<br>二、\n乙 丙<script>x<y</script><div>丁&lt;戊",
        );
        assert_eq!(lines(&document), ["一、甲", "二、乙 丙", "丁<戊"]);
    }

    #[test]
    fn a_spreadsheet_s_clipboard_is_read_as_shown() {
        let document = page(
            "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000999\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
             <head><!--[if gte mso 9]><xml><x:Name>表五</x:Name></xml><![endif]--><style>td{mso-ignore:padding}</style></head>\
             <body><table><!--StartFragment--><col width=72><tr height=19><td class=xl65>项目</td><td x:str>金&shy;额<br>（万元）</td></tr>\
             <tr><td>甲&nbsp;</td><td align=right x:num=\"6273\">6,273.0&#8203;</td></tr>\
             <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td><td></td></tr><![endif]>\
             <!--EndFragment--></table></body></html>",
        );
        assert_eq!(grids(&document), [[["项目", "金额\n（万元）"], ["甲", "6,273.0"]]]);
        assert_eq!(lines(&document), [""; 0]);
    }

    #[test]
    fn what_word_prints_around_the_page_is_no_text() {
        let document = page(
            "<html><div class=WordSection1><p>支出 6,273.0<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a> 万元<del>5</del><ins>6</ins></p></div>\
             <div style='mso-element:footnote-list'><p>[1] 上年 5.0 万元</p></div>\
             <div style='mso-element: header'><div><p>第 1 页</p></div></div><p>尾</p></html>",
        );
        assert_eq!(lines(&document), ["支出 6,273.0 万元6", "尾"]);
        assert_eq!(document.remarks[0].what, Remarked::TrackedChanges(2));
    }

    #[test]
    fn spans_go_no_further_than_the_table() {
        let document =
            page("<table><tr><td rowspan=9>甲<td colspan=2>1<tr><td rowspan=0>2<td>3<tr><td>4</table><p>尾");
        assert_eq!(grids(&document), [[["甲", "1", ""], ["", "2", "3"], ["", "", "4"]]]);
        let Block::Grid(grid) = &document.blocks[0] else { panic!("no grid") };
        assert_eq!(grid.rows[0][0].span, Some(Span { columns: 1, rows: 3 }));
        assert_eq!(grid.rows[1][1].span, Some(Span { columns: 1, rows: 2 }));
    }

    #[test]
    fn a_page_of_paragraphs_in_a_cell_is_no_table() {
        let words = "<p>一般公共预算支出 6,273.0 万元，与上年相比增加，主要原因是人员经费和项目支出增加，其中基本支出增加较多。</p>".repeat(10);
        let document = page(&format!("<table><tr><td>导航<td>{words}<tr><td colspan=2>版权所有</table>"));
        assert_eq!(lines(&document).len(), 12);
        assert!(grids(&document).is_empty());
    }

    #[test]
    fn layout_tables_are_read_through() {
        let document = page("<table><tr><td>左<td><p>表一</p><table><tr><td>甲<td>1</table><p>尾</table>");
        assert_eq!(lines(&document), ["左", "表一", "尾"]);
        assert_eq!(grids(&document), [[["甲", "1"]]]);
    }

    #[test]
    fn a_box_in_a_cell_is_text() {
        let document = page("<table><tr><td><p>甲</p><p>乙</p><td><table><tr><td>1</table></table>");
        assert_eq!(grids(&document), [[["甲\n乙", "1"]]]);
    }

    #[test]
    fn tables_stand_in_tables_only_so_deep() {
        let deep = "<table><tr><td>".repeat(1000);
        let error = read(deep.as_bytes(), &Reader::new(gb18030)).unwrap_err();
        assert_eq!(error, SourceError::TooLarge { limit: Limit::Nesting, most: 64 });
    }
}
