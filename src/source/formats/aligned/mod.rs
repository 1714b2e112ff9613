//! Tables whose columns are separated by blanks: what PDF tools, mail and plain-text editors make of them.
//!
//! Consecutive lines whose pieces stand below each other are a table if enough of them agree; a caption, a note, a
//! sentence and the end of a page end it. Everything else stays a paragraph as it stands.

pub(super) mod body;
pub(super) mod columns;
pub(super) mod heads;
pub(super) mod line;
pub(super) mod region;

use super::Reader;
use crate::source::{Block, Grid, GridCell, Paragraph, SourceError};
use heads::Head;
use line::{Extent, Metric, Piece};
use region::{Region, Row};
use std::collections::BTreeSet;

/// A run of lines without tabs, each with its number, as paragraphs and grids.
///
/// # Errors
/// [`SourceError::TooLarge`] when there are too many cells.
pub fn blocks(lines: &[(&str, u32)], reader: &Reader) -> Result<Vec<Block>, SourceError> {
    let regions = region::regions(lines);
    let metric = metric(&regions);
    let mut blocks: Vec<Block> = Vec::new();
    // The head of the table before, of which the next page may repeat every label.
    let mut head: Vec<String> = Vec::new();
    for region in regions {
        match region {
            Region::Text(text, line) => {
                head.clear();
                let text = text.to_owned();
                blocks.push(Block::Paragraph(Paragraph { text, line }));
            }
            Region::Table(mut rows) => match table(&mut rows, metric, reader)? {
                Some((labels, mut grid)) => {
                    let texts: Vec<String> = labels.iter().flatten().map(|cell| cell.text.clone()).collect();
                    let repeated = matches!(blocks.last(), Some(Block::Grid(_))) && texts == head;
                    if !repeated {
                        grid.rows.splice(0..0, labels);
                    }
                    head = texts;
                    blocks.push(Block::Grid(grid));
                }
                None => {
                    head.clear();
                    let paragraphs =
                        rows.iter().map(|row| Paragraph { text: row.text.to_owned(), line: row.line });
                    blocks.extend(paragraphs.map(Block::Paragraph));
                }
            },
        }
    }
    Ok(blocks)
}

/// How the program that wrote the text counted places: the pieces of its tables begin and end at fewer of them.
fn metric(regions: &[Region<'_>]) -> Metric {
    let edges = |metric: Metric| -> usize {
        let of_region = |region: &Region<'_>| {
            let Region::Table(rows) = region else { return 0 };
            let pieces = || rows.iter().flat_map(|row| &row.pieces);
            // Numbers end below each other, words begin so.
            let edge = |piece: &Piece| {
                let Extent { left, right } = piece.extent(metric);
                if piece.is_number() { (true, right) } else { (false, left) }
            };
            pieces().map(edge).collect::<BTreeSet<_>>().len()
        };
        regions.iter().map(of_region).sum()
    };
    if edges(Metric::Even) < edges(Metric::Wide) { Metric::Even } else { Metric::Wide }
}

/// The rows of a head.
type Labels = Vec<Vec<GridCell>>;

/// The head and body of a table; nothing when its lines do not agree. The rows of a body are used up.
fn table(
    rows: &mut Vec<Row<'_>>,
    metric: Metric,
    reader: &Reader,
) -> Result<Option<(Labels, Grid)>, SourceError> {
    let mut begins = body::begins(rows);
    let mut head = head(rows, begins, metric);
    if head.is_form() {
        begins = 0;
        head = self::head(rows, begins, metric);
    }
    let width = head.columns().len();
    if width < 2 {
        return Ok(None);
    }
    reader.spend_cells(width.saturating_mul(rows.len()))?;
    let body = body::rows(rows.split_off(begins), head.columns(), metric);
    Ok(Some((head.rows(), Grid { rows: body })))
}

/// The head that ends where the body begins.
fn head(rows: &[Row<'_>], begins: usize, metric: Metric) -> Head {
    let (above, below) = rows.split_at_checked(begins).unwrap_or((rows, &[]));
    let of_body: Vec<&[Piece]> = below.iter().map(|row| row.pieces.as_slice()).collect();
    let columns = columns::of_body(&of_body, metric);
    let begin_alike = columns::begin_alike(&of_body, &columns, metric);
    let of_head: Vec<(u32, &[Piece])> = above.iter().map(|row| (row.line, row.pieces.as_slice())).collect();
    Head::read(columns, begin_alike, &of_head, metric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::gb18030;

    /// The blocks of a text: paragraphs as they stand, rows with `|` between their cells.
    fn read(text: &str) -> Vec<String> {
        let lines: Vec<(&str, u32)> = text.lines().zip(1..).collect();
        let blocks = blocks(&lines, &Reader::new(gb18030)).unwrap();
        let mut all = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => all.push(paragraph.text),
                Block::Grid(grid) => all.extend(
                    grid.rows
                        .iter()
                        .map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")),
                ),
                Block::Part(_) => {}
            }
        }
        all
    }

    /// A line with texts that begin at places where an ideograph takes two.
    fn line(texts: &[(usize, &str)]) -> String {
        let mut line = String::new();
        for (place, text) in texts {
            let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            line += &" ".repeat(place - width);
            line += text;
        }
        line + "\n"
    }

    #[test]
    fn labels_stand_over_the_columns_they_are_centred_on() {
        let text = [
            line(&[(20, "部门支出总表")]),
            line(&[(0, "编制部门：甲局"), (40, "单位：万元")]),
            line(&[(12, "项目"), (44, "支出预算")]),
            line(&[(1, "科目编码"), (18, "科目名称"), (34, "合计"), (44, "基本支出"), (56, "项目支出")]),
            line(&[(1, "类"), (7, "款")]),
            line(&[(0, "201"), (12, "一般公共服务支出"), (33, "1,405.1"), (49, "5.1"), (57, "1,400.0")]),
            line(&[(0, "201"), (7, "03"), (12, "行政运行"), (37, "5.1"), (49, "5.1")]),
        ];
        assert_eq!(
            read(&text.concat()),
            [
                text[0].trim_end(),
                "编制部门：甲局",
                "单位：万元",
                "项目|||支出预算||",
                "科目编码||科目名称|合计|基本支出|项目支出",
                "类|款||||",
                "201||一般公共服务支出|1,405.1|5.1|1,400.0",
                "201|03|行政运行|5.1|5.1|",
            ]
        );
    }

    #[test]
    fn a_broken_name_is_one_cell() {
        let centred = "\
部门支出总表
科目编码   科目名称    金额
           机关事业单
2080505    位基本养老   121.7
           保险缴费
           事业单位医
2101102                22.9
           疗
208        社会保障      15.0
";
        assert_eq!(
            read(centred)[2..],
            ["2080505|机关事业单位基本养老保险缴费|121.7", "2101102|事业单位医疗|22.9", "208|社会保障|15.0"]
        );
        let from_top = "\
部门支出总表
科目编码   科目名称             金额
2080505    机关事业单位基本养   121.7
           老保险缴费
208        社会保障              15.0
二、卫生健康支出
";
        assert_eq!(read(from_top)[2..4], ["2080505|机关事业单位基本养老保险缴费|121.7", "208|社会保障|15.0"]);
    }

    #[test]
    fn a_page_repeats_the_head_and_ends_with_its_number() {
        let page = "科目编码   科目名称   金额\n201        行政运行    5.1\n20103      事业运行   15.1\n\n          - 3 -\n\u{c}";
        let read = read(&format!("部门支出总表\n{page}{page}某项说明\n"));
        assert_eq!(
            read,
            [
                "部门支出总表",
                "科目编码|科目名称|金额",
                "201|行政运行|5.1",
                "20103|事业运行|15.1",
                "201|行政运行|5.1",
                "20103|事业运行|15.1",
                "某项说明",
            ]
        );
    }

    #[test]
    fn words_with_double_blanks_are_no_table() {
        for text in [
            "2024 年收入  6,273.0 万元，支出  1,405.1 万元。\n其中：基本支出  1,405.1 万元，项目  4,867.9 万元。\n与上年相比  增加  5.0 万元。\n",
            "第一部分  概况 ........ 1\n第二部分  预算 ........ 2\n第三部分  说明 ........ 3\n",
            "第一部分  概况   1\n第二部分  预算   2\n第三部分  说明   3\n",
            "联系人：甲  电话：1234\n地址：乙路  邮编：450000\n",
        ] {
            let read = read(text);
            let lines: Vec<&str> = text.lines().collect();
            assert!(read == lines || text.starts_with("联系人"), "{read:#?}");
            assert!(!read.iter().any(|line| line.contains('|')), "{read:#?}");
        }
    }

    #[test]
    fn long_lines_and_many_lines_take_no_longer() {
        assert_eq!(read(&"9".repeat(1_000_000)).len(), 1);
        assert_eq!(read(&"1.5  ".repeat(200_000)).len(), 1);
        let row = "201    行政运行    1,405.1    5.1\n";
        assert_eq!(read(&row.repeat(20_000)).len(), 20_000);
    }
}
