//! Tables over pages and heads as publishers draw them: whether a grid goes on with the table before it, and which of
//! its rows are its head.

use crate::search;
use crate::source::{Grid, GridCell, Paragraph};
use crate::tables::captions;
use crate::tables::names::{plain, split_ordinal};
use crate::tables::pieces::{Piece, head_rows, is_figure, is_like_figure, is_note, used_width};
use crate::tables::vocabulary;

/// A row that is no row of cells but a caption or, above all rows, a line with the unit, the year, the department or the
/// number of the table.
#[must_use]
pub fn lone_line(row: &[GridCell], at_top: bool) -> Option<Paragraph> {
    let mut printed = row.iter().filter(|cell| !cell.text.is_empty());
    let cell = printed.next()?;
    if row.len() < 2 {
        return None;
    }
    let alone = printed.next().is_none();
    let is_caption = || captions::is_caption(&cell.text) && (at_top || captions::named(&cell.text).is_some());
    let labels = || {
        let mut printed = row.iter().filter(|cell| !cell.text.is_empty());
        // The name of the department alone may be the first row of a form.
        let more = !alone || !search::contains(&plain(&cell.text), "名称:");
        more && printed.all(|cell| is_caption_label(&cell.text))
    };
    if !(alone && is_caption() || at_top && labels()) {
        return None;
    }
    let texts = row.iter().filter(|cell| !cell.text.is_empty());
    let text = texts.map(|cell| cell.text.lines().collect::<String>()).collect::<Vec<_>>().join("  ");
    Some(Paragraph { text, line: cell.place.line })
}

/// Whether a cell holds what stands between a caption and its table: 单位：万元, 部门名称：某局, （2024年度）, 公开01表.
fn is_caption_label(text: &str) -> bool {
    if text.chars().take(61).count() > 60 {
        return false;
    }
    let text = plain(text);
    let year = text.strip_prefix('(').is_some_and(|text| text.ends_with("年度)") || text.ends_with("年)"));
    let number = text.chars().count() <= 10
        && search::contains(&text, "表")
        && text.chars().any(|c| c.is_ascii_digit())
        && split_ordinal(&text).0.is_none();
    let labelled = text.split_once(':').is_some_and(|(label, _)| {
        label.chars().count() <= 10 && search::contains_any(label, &["单位", "部门", "日期", "年度"])
    });
    year || number || labelled
}

/// Joins a caption that is broken over two lines: the line before it is short, no sentence and no caption of its own, and
/// both together name a table.
pub fn join_caption(before: &mut Vec<Paragraph>, caption: &mut [Paragraph]) {
    let (Some(above), Some(title)) = (before.last(), caption.first_mut()) else { return };
    let joined = format!("{}{}", above.text.trim(), title.text.trim());
    let is_open = !above.text.trim_end().ends_with(['。', '；', '：', '，', '表', ')', '）']);
    let longer = || {
        let length = |text: &str| captions::matched_length(text);
        captions::is_caption(&joined) && length(&joined) > length(&title.text)
    };
    if is_open && title.line <= above.line + 2 && longer() {
        *title = Paragraph { text: joined, line: above.line };
        before.pop();
    }
}

/// How many rows of a repeated head stand above the rows with which `grid` goes on; nothing if it is a new table.
#[must_use]
pub fn goes_on(last: &mut Piece, grid: &Grid, title: Option<&str>) -> Option<usize> {
    last.extent.look(&last.grid, last.head, &last.notes);
    let last = &*last;
    let same_head = repeats(last, grid);
    if let Some(title) = title {
        let before = last.captions.first().map(|title| captions::compared(&title.text));
        let same_title = before.is_some_and(|before| before == captions::compared(title));
        let said = captions::goes_on(title) && (same_title || captions::named(title).is_none());
        // The tables of another unit have the same captions and heads.
        let repeated = same_title && same_head.is_some() && !last.extent.is_closed();
        return (said || repeated).then(|| same_head.unwrap_or(0));
    }
    // A total that comes first may have its parts on the next page.
    let alike = || grid.rows.first().is_some_and(|row| row.len() == last.extent.width);
    if last.extent.is_closed() && !(last.extent.is_only_total() && alike()) {
        return None;
    }
    if is_only_head(last) && alike() {
        return Some(0);
    }
    if same_head.is_some() {
        return same_head;
    }
    let head = grid.rows.get(..head_rows(grid)).unwrap_or_default();
    let has_own_head = head.first().is_some_and(|row| is_label_row(row))
        && head.iter().flatten().any(|cell| vocabulary::is_head_label(&cell.text));
    (!has_own_head && used_width(grid) <= last.extent.width).then_some(0)
}

/// Whether the page ends within the head, so that nothing of the table was read but a part of it.
fn is_only_head(last: &Piece) -> bool {
    last.head >= last.grid.rows.len() && last.notes.is_empty()
}

/// How many first rows of `grid` repeat the head of `last`, if they do: all of it, or its first rows with figures below.
fn repeats(last: &Piece, grid: &Grid) -> Option<usize> {
    let words = |row: &[GridCell]| -> String { row.iter().map(|cell| plain(&cell.text) + "\t").collect() };
    let head = last.grid.rows.get(..last.head).filter(|head| !head.is_empty())?;
    let same = |(a, b): &(&Vec<GridCell>, &Vec<GridCell>)| words(a).trim_end() == words(b).trim_end();
    let repeated = head.iter().zip(&grid.rows).take_while(same).count();
    let below = grid.rows.get(repeated);
    let of_body = || below.is_some_and(|row| row.iter().any(is_figure));
    (repeated == last.head || (repeated > 0 && of_body())).then_some(repeated)
}

/// Whether a cell is a figure that is not zero.
fn is_something(cell: &GridCell) -> bool {
    is_figure(cell) && cell.text.contains(|c: char| ('1'..='9').contains(&c))
}

/// What a table holds, looked at once however many pages it goes on over.
#[derive(Debug, Default)]
pub struct Extent {
    /// How many rows and notes were looked at.
    rows: usize,
    notes: usize,
    /// The number of cells of its widest row.
    width: usize,
    /// How many rows of its body have anything in them, and whether the first and the last of them are totals.
    printed: usize,
    first_total: bool,
    last_total: bool,
    /// Whether a total is not nothing, so that it has parts.
    has_parts: bool,
    /// Whether a row of its body begins with an amount.
    nameless: bool,
    /// Whether a note stands below it.
    noted: bool,
}

impl Extent {
    /// Looks at what was added since the last time.
    fn look(&mut self, grid: &Grid, head: usize, notes: &[Paragraph]) {
        for (at, row) in grid.rows.iter().enumerate().skip(self.rows) {
            self.width = self.width.max(row.len());
            if at >= head
                && let Some(first) = row.iter().find(|cell| !cell.text.is_empty())
            {
                self.last_total = is_total(row);
                self.first_total |= self.printed == 0 && self.last_total;
                self.has_parts |= self.last_total && row.iter().any(is_something);
                self.printed += 1;
                self.nameless |= search::contains(&first.text, ".") && is_figure(first);
            }
        }
        self.rows = grid.rows.len();
        self.noted |= notes.iter().skip(self.notes).any(|note| is_note(&note.text));
        self.notes = notes.len();
    }

    /// Whether a table is at its end: its last row is the total, it is a single row without a name, or its note follows.
    const fn is_closed(&self) -> bool {
        // A total in the first row says nothing of where the table ends.
        let total = self.last_total && (self.printed == 1 || !self.first_total);
        self.noted || self.nameless || total
    }

    /// Whether nothing but a total was printed yet.
    const fn is_only_total(&self) -> bool {
        self.first_total && self.printed == 1 && self.has_parts && !self.noted && !self.nameless
    }
}

fn is_total(row: &[GridCell]) -> bool {
    let first = row.iter().map(|cell| plain(&cell.text)).find(|text| !text.is_empty());
    first.is_some_and(|text| {
        let text = text.trim_end_matches(':');
        matches!(text, "合计" | "总计" | "收入总计" | "收入合计" | "收支总计")
    })
}

/// Appends the rows of `grid` below its repeated head; a row printed on both sides of the page break counts once.
pub fn join(last: &mut Piece, grid: Grid, skipped: usize) {
    let mut rows = grid.rows.into_iter().skip(skipped).peekable();
    let texts = |row: &[GridCell]| -> Vec<String> {
        row.iter().map(|cell| plain(&cell.text)).filter(|text| !text.is_empty()).collect()
    };
    let twice = match (last.grid.rows.last(), rows.peek()) {
        (Some(before), Some(first)) if last.grid.rows.len() > last.head => {
            let (before, first) = (texts(before), texts(first));
            first.len() > 2 && before == first && first.iter().any(|text| is_like_figure(text))
        }
        _ => false,
    };
    if twice && let Some(row) = rows.next() {
        last.repeated.extend(row.first().map(|cell| cell.place.line));
    }
    let is_only_head = is_only_head(last);
    last.grid.rows.extend(rows);
    if is_only_head {
        last.head = head_rows(&last.grid);
    }
}

/// Parts a row that ends the head with labels and opens the body with the total: 类 款 项 合计 2,946.25, or 合计 below
/// 科目编码 beside 基本支出 and 项目支出.
#[must_use]
pub fn parted_head(mut grid: Grid) -> Grid {
    let text = |cell: &GridCell| plain(&cell.text);
    let is_total = |cell: &GridCell| matches!(text(cell).as_str(), "合计" | "总计");
    let is_piece = |cell: &GridCell| matches!(text(cell).as_str(), "类" | "款" | "项" | "科目编码" | "栏次");
    let printed = |row: &Vec<GridCell>| row.iter().position(|cell| !cell.text.is_empty());
    let is_first_total = |row: &Vec<GridCell>| printed(row).and_then(|at| row.get(at)).is_some_and(is_total);
    let rows = grid.rows.iter().take(12);
    let has_figure = |row: &Vec<GridCell>| row.iter().any(|cell| is_like_figure(&cell.text));
    let Some(at) = rows.clone().position(|row| has_figure(row) || is_first_total(row)) else { return grid };
    let Some(row) = grid.rows.get(at) else { return grid };
    let labels_above = || {
        let column = printed(row).unwrap_or_default();
        let above = grid.rows.iter().take(at).filter_map(|row| row.get(column));
        above.filter(|cell| vocabulary::is_line_label(&cell.text)).count() > 0
    };
    let heads_amounts =
        |cell: &GridCell| !is_total(cell) && vocabulary::is_label(&cell.text) && !is_like_figure(&cell.text);
    let pieces = row.iter().any(is_piece) && row.iter().any(is_total);
    let amounts = is_first_total(row) && !has_figure(row) && row.iter().any(heads_amounts) && labels_above();
    if !pieces && !amounts {
        return grid;
    }
    let first = printed(row);
    let is_head =
        |column: usize, cell: &GridCell| if pieces { is_piece(cell) } else { Some(column) != first };
    let (mut head, mut body) = (row.clone(), row.clone());
    for (column, cell) in row.iter().enumerate() {
        let emptied = if is_head(column, cell) { body.get_mut(column) } else { head.get_mut(column) };
        if let Some(cell) = emptied {
            cell.text.clear();
        }
    }
    grid.rows.splice(at..=at, [head, body]);
    grid
}

/// Whether a row is the first of a body: it holds a figure, a code or a numbered name.
#[must_use]
pub fn opens_body(row: &[GridCell]) -> bool {
    let opens = |cell: &GridCell| is_like_figure(&cell.text) || is_numbered_line(&cell.text);
    !is_number_row(row) && row.iter().any(opens)
}

/// How many rows are the head of a table in which no row opens the body.
#[must_use]
pub fn head_without_figures(grid: &Grid) -> usize {
    merged_head_rows(grid).unwrap_or_else(|| label_rows(grid))
}

/// Whether a cell is a line such as `一、财政拨款收入` and no label of a head.
fn is_numbered_line(text: &str) -> bool {
    let text = plain(text);
    let (ordinal, words) = split_ordinal(&text);
    ordinal.is_some() && !words.is_empty()
}

/// Whether a row numbers the columns: 栏次 1 2 3 …, ** ** 1 2 3 ….
#[must_use]
pub fn is_number_row(row: &[GridCell]) -> bool {
    let texts = || row.iter().map(|cell| plain(&cell.text)).filter(|text| !text.is_empty());
    let numbers = || texts().filter_map(|text| text.parse::<u32>().ok());
    let words = texts().count() - numbers().count();
    let rising = numbers().zip(numbers().skip(1)).all(|(a, b)| b == a + 1);
    let labelled = texts().any(|text| matches!(text.as_str(), "栏次" | "列次" | "行次" | "**"));
    let count = numbers().count();
    rising
        && (labelled && count > 0 || words <= 3 && count >= 3 && numbers().next().is_some_and(|n| n <= 2))
        && texts().all(|text| {
            // ** stands below the heads of names.
            let stars = text.chars().all(|c| matches!(c, '*' | '＊'));
            stars || text.parse::<u32>().is_ok() || vocabulary::is_label(&text)
        })
}

/// In a table without figures, how many first rows hold labels; all of them where none is known.
fn label_rows(grid: &Grid) -> usize {
    let rows = grid.rows.iter().take_while(|row| is_label_row(row)).count();
    if rows == 0 { grid.rows.len() } else { rows }
}

/// Whether at least half of what a row prints is labels of heads.
fn is_label_row(row: &[GridCell]) -> bool {
    let printed = || row.iter().filter(|cell| !cell.text.is_empty());
    let labels =
        printed().filter(|cell| !is_numbered_line(&cell.text) && vocabulary::is_label(&cell.text)).count();
    labels > 0 && labels * 2 >= printed().count() && !row.iter().any(|cell| is_like_figure(&cell.text))
}

/// How many rows the merged cells of the first row hold together, in a table without figures.
fn merged_head_rows(grid: &Grid) -> Option<usize> {
    let mut rows = 1;
    let mut at = 0;
    while at < rows {
        for cell in grid.rows.get(at)?.iter().filter(|cell| !cell.text.is_empty()) {
            let span = cell.span?;
            let below = if span.columns > 1 { 1 } else { 0 };
            rows = rows.max(at + span.rows as usize + below);
        }
        at += 1;
    }
    (rows > 1 && rows <= grid.rows.len()).then_some(rows)
}
