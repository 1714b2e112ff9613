//! Small PDF files: one font whose codes are UTF-16, pages as streams of operators.
#![allow(dead_code, missing_docs)]

use budget_widget::source::{self, Block, Document, text::gb18030};
use pdf_writer::types::{CidFontType, SystemInfo};
use pdf_writer::{Finish, Name, Pdf, Rect, Ref, Str};

/// Every code means the character of that number.
const TO_UNICODE: &[u8] = b"/CIDInit /ProcSet findresource begin begincmap \
    1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange \
    endcmap end";

/// How a page is shown.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Left, bottom, right, top of what is shown of 842 × 595 points.
    pub crop: [f32; 4],
    pub rotate: i32,
    /// The page itself, and how many points its unit is.
    pub media: [f32; 4],
    pub unit: f32,
}

impl Default for Sheet {
    fn default() -> Self {
        let whole = [0.0, 0.0, 842.0, 595.0];
        Self { crop: whole, rotate: 0, media: whole, unit: 1.0 }
    }
}

/// A file of pages, each a stream of operators in which `/F` is the font.
pub fn document(pages: &[&str]) -> Vec<u8> {
    let pages: Vec<(&str, Sheet)> = pages.iter().map(|page| (*page, Sheet::default())).collect();
    sheets(&pages)
}

/// A file of pages that are shown as told.
pub fn sheets(sheets: &[(&str, Sheet)]) -> Vec<u8> {
    let mut next = 1;
    let mut number = || {
        next += 1;
        Ref::new(next - 1)
    };
    let (catalog, tree, font, descendant, descriptor, map) =
        (number(), number(), number(), number(), number(), number());
    let pages: Vec<(Ref, Ref)> = sheets.iter().map(|_| (number(), number())).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    let count = i32::try_from(pages.len()).expect("few pages");
    pdf.pages(tree).kids(pages.iter().map(|(page, _)| *page)).count(count);
    for (&(page, content), (text, sheet)) in pages.iter().zip(sheets) {
        let mut writer = pdf.page(page);
        let area = |[left, bottom, right, top]: [f32; 4]| Rect::new(left, bottom, right, top);
        writer.media_box(area(sheet.media)).parent(tree).contents(content);
        writer.crop_box(area(sheet.crop)).rotate(sheet.rotate).user_unit(sheet.unit);
        writer.resources().fonts().pair(Name(b"F"), font);
        writer.finish();
        pdf.stream(content, text.as_bytes());
    }
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    let places = [font, descendant, descriptor];
    wide_font(&mut pdf, places, Name(b"Song"), Name(b"Identity-H"), CidFontType::Type2, system, Some(map));
    pdf.stream(map, TO_UNICODE);
    pdf.finish()
}

/// A file whose page is a form in a form, each moved and made smaller.
pub fn in_forms(page: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let stream =
        |dict: &str, text: &str| format!("<< {dict} /Length {} >> stream\n{text}\nendstream", text.len());
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 842 595]";
    let map = std::str::from_utf8(TO_UNICODE).expect("letters");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R \
            /Resources << /XObject << /X 5 0 R >> >> >>"
            .to_owned(),
        stream("", "q 0.8 0 0 0.8 20 30 cm /X Do Q"),
        stream(
            &format!("{form} /Matrix [0.9 0 0 0.9 5 5] /Resources << /XObject << /Y 6 0 R >> >>"),
            "/Y Do",
        ),
        stream(&format!("{form} /Resources << /Font << /F 7 0 R >> >>"), page),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [8 0 R] \
            /ToUnicode 9 0 R >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /CIDSystemInfo << /Registry (Adobe) \
            /Ordering (Identity) /Supplement 0 >> >>"
            .to_owned(),
        stream("", map),
    ];
    bytes.extend(b"%PDF-1.7\n");
    for (object, number) in objects.iter().zip(1..) {
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    bytes.extend(b"trailer << /Root 1 0 R /Size 10 >>\n%%EOF");
    bytes
}

/// A page with lines of codes in a font that is not embedded, whose codes are those of a predefined encoding.
pub fn predefined(encoding: &str, ordering: &[u8], lines: &[Vec<u8>]) -> Vec<u8> {
    let [catalog, tree, page, content, font, descendant, descriptor] = [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
    let mut text = String::new();
    for (line, codes) in lines.iter().enumerate() {
        let codes: String = codes.iter().map(|byte| format!("{byte:02X}")).collect();
        text += &format!("BT /F 10 Tf 100 {} Td <{codes}> Tj ET\n", 500 - 20 * line);
    }
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids([page]).count(1);
    let mut writer = pdf.page(page);
    writer.media_box(Rect::new(0.0, 0.0, 842.0, 595.0)).parent(tree).contents(content);
    writer.resources().fonts().pair(Name(b"F"), font);
    writer.finish();
    pdf.stream(content, text.as_bytes());
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(ordering), supplement: 2 };
    let (places, encoding) = ([font, descendant, descriptor], Name(encoding.as_bytes()));
    wide_font(&mut pdf, places, Name(b"STSong-Light"), encoding, CidFontType::Type0, system, None);
    pdf.finish()
}

/// Operators that write a text from a place on, ten points high.
pub fn text(x: f32, y: f32, text: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F 10 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n")
}

/// A ruled table of a budget with its caption.
pub fn table() -> String {
    rows(&[
        &["项目", "金额", "项目", "金额"],
        &["一、财政拨款收入", "60.0", "一、教育支出", "100.0"],
        &["二、事业收入", "40.0", "二、卫生健康支出", ""],
        &["收入总计", "100.0", "支出总计", "100.0"],
    ])
}

/// A ruled table with its caption above, in columns of 150 points where the page has room for them.
pub fn rows(rows: &[&[&str]]) -> String {
    let mut page = text(320.0, 550.0, "2024年部门收支总体情况表") + &text(500.0, 530.0, "单位：万元");
    let width = rows.first().map_or(0, |row| row.len()) as f32;
    let step = (640.0 / width).min(150.0);
    let (left, top, bottom) = (100.0, 520.0, 520.0 - 20.0 * rows.len() as f32);
    for (line, y) in (0..=rows.len()).map(|line| (line, top - 20.0 * line as f32)) {
        page += &format!("{left} {y} m {} {y} l S\n", left + step * width);
        for (cell, x) in rows.get(line).into_iter().copied().flatten().zip(0..) {
            page += &text(left + step * x as f32 + 5.0, y - 14.0, cell);
        }
    }
    for x in (0..=rows.first().map_or(0, |row| row.len())).map(|column| left + step * column as f32) {
        page += &format!("{x} {top} m {x} {bottom} l S\n");
    }
    page
}

/// The disclosure as programs print it, with lines around its cells.
pub const PRINTED: [&str; 5] = [
    "zhengzhou-2024-docx.pdf",
    "zhengzhou-2024-html.pdf",
    "zhengzhou-2024-xlsx.pdf",
    "zhengzhou-2024-chromium.pdf",
    "zhengzhou-2024-rules-chromium.pdf",
];

/// The printed disclosure without a line.
pub const PLAIN: [&str; 2] = ["zhengzhou-2024-plain-chromium.pdf", "zhengzhou-2024-plain-xlsx.pdf"];

/// What is read of a file.
pub fn document_of(bytes: &[u8]) -> Document {
    source::read(bytes, gb18030).expect("a file that can be read")
}

/// Paragraphs as they stand, rows with `|` between their cells.
pub fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Grid(grid) => lines.extend(grid.rows.iter().map(|row| {
                row.iter().map(|cell| cell.text.replace('\n', "/")).collect::<Vec<_>>().join("|")
            })),
            Block::Part(_) => {}
        }
    }
    lines
}

/// A font all of whose letters are as wide as they are high, at the places of the font, its descendant and its descriptor.
fn wide_font(
    pdf: &mut Pdf,
    [font, descendant, descriptor]: [Ref; 3],
    name: Name<'_>,
    encoding: Name<'_>,
    kind: CidFontType,
    system: SystemInfo<'_>,
    map: Option<Ref>,
) {
    let mut writer = pdf.type0_font(font);
    writer.base_font(name).encoding_predefined(encoding).descendant_font(descendant);
    if let Some(map) = map {
        writer.to_unicode(map);
    }
    writer.finish();
    pdf.cid_font(descendant)
        .subtype(kind)
        .base_font(name)
        .system_info(system)
        .font_descriptor(descriptor)
        .default_width(1000.0);
    pdf.font_descriptor(descriptor).name(name);
}
