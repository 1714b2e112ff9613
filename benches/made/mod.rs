//! Disclosures of any length in every format, made of the rows of the embedded document in real containers.
#![allow(missing_docs, dead_code)]

mod office;
#[path = "../../tests/common/pdf.rs"]
mod pdf;
mod records;

use budget_widget::embedded::DEFAULT;

/// A file as a publisher would put it on the web.
pub struct File {
    pub format: &'static str,
    pub bytes: Vec<u8>,
    /// How many bytes the parts that are read have after unpacking.
    pub unpacked: usize,
}

/// The table that is made longer.
const CAPTION: &str = "一般公共预算支出情况表";
const HEAD: &str = "科目编码\t科目名称\t合计\t基本支出";

/// Lines of cells: caption, unit, head, and `count` rows of the body with codes of their own.
pub struct Lines {
    pub caption: String,
    pub head: Vec<Vec<String>>,
    pub body: Vec<Vec<String>>,
}

/// The lines of a document with so many rows.
pub fn lines(count: usize) -> Lines {
    let lines =
        DEFAULT.lines().skip_while(|line| !line.starts_with(HEAD)).take_while(|line| line.contains('\t'));
    let cells = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let lines: Vec<Vec<String>> = lines.map(cells).collect();
    let (head, body) = lines.split_at(3);
    // Without the row of the total; every row has a code that no other has, as in a real classification.
    let rows = body.iter().skip(1).cycle().enumerate().take(count).map(|(at, row)| {
        let code = (2_010_000 + at).to_string();
        std::iter::once(code).chain(row.iter().skip(1).cloned()).collect()
    });
    Lines { caption: format!("2024年{CAPTION}"), head: head.to_vec(), body: rows.collect() }
}

impl Lines {
    /// Every line of cells.
    pub fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.head.iter().chain(&self.body)
    }

    fn plain(&self, line: impl Fn(&[String]) -> String) -> String {
        let rows: String = self.rows().map(|row| line(row) + "\n").collect();
        format!("{}\n单位：万元\n{rows}", self.caption)
    }
}

/// The document in every format.
pub fn files(count: usize) -> Vec<File> {
    let lines = lines(count);
    let quoted = |cell: &String| if cell.contains(',') { format!("\"{cell}\"") } else { cell.clone() };
    let width = lines.head.first().map_or(0, Vec::len);
    let commas = ",".repeat(width.saturating_sub(1));
    let csv = lines.plain(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
    let csv = csv.replacen('\n', &format!("{commas}\n"), 2);
    let plain = |format, text: String| File { format, unpacked: text.len(), bytes: text.into_bytes() };
    vec![
        plain("text", lines.plain(|row| row.join("\t"))),
        plain("blanks", aligned(&lines)),
        plain("csv", csv),
        plain("html", html(&lines)),
        office::docx(&lines),
        office::xlsx(&lines),
        office::ods(&lines),
        records::xls(&lines),
        pages(&lines),
    ]
}

/// Pages of as many rows as they have room for, the caption and the head on each.
fn pages(lines: &Lines) -> File {
    let page = |body: &[Vec<String>]| {
        let rows = lines.head.iter().chain(body);
        let rows: Vec<Vec<&str>> = rows.map(|row| row.iter().map(String::as_str).collect()).collect();
        pdf::rows(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let pages: Vec<String> = lines.body.chunks(20).map(page).collect();
    let bytes = pdf::document(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    File { format: "pdf", unpacked: bytes.len(), bytes }
}

/// Columns that blanks part, every character one place wide, numbers at the right.
fn aligned(lines: &Lines) -> String {
    let count = |cell: &String| cell.chars().count();
    let mut widths = vec![0; lines.head.first().map_or(0, Vec::len)];
    for row in lines.rows() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = count(cell).max(*width);
        }
    }
    let cell = |(cell, width): (&String, &usize)| {
        let blanks = " ".repeat(width - count(cell));
        if cell.contains('.') { format!("{blanks}{cell}   ") } else { format!("{cell}{blanks}   ") }
    };
    lines.plain(|row| row.iter().zip(&widths).map(cell).collect())
}

fn html(lines: &Lines) -> String {
    let cell = |cell: &String| format!("<td><p>{cell}</p></td>");
    let row = |row: &Vec<String>| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>());
    let rows: String = lines.rows().map(row).collect();
    format!(
        "<!DOCTYPE html><html><body><p>{}</p><p>单位：万元</p><table>{rows}</table></body></html>",
        lines.caption
    )
}
