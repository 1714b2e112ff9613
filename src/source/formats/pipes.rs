//! Tables whose columns are ruled with strokes, as Markdown and mail write them.

use super::Reader;
use super::clean::clean;
use crate::address::Place;
use crate::source::{Grid, GridCell, SourceError};

const STROKES: [char; 4] = ['|', '│', '┃', '║'];

/// Whether a line is a row of such a table, or a rule between two of them.
pub fn is_row(line: &str) -> bool {
    let line = line.trim();
    is_rule(line) || (line.len() > 1 && line.starts_with(STROKES) && line.ends_with(STROKES))
}

/// Whether a line draws and says nothing.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| matches!(c, '+' | '-' | '=' | '|' | ':' | ' ' | '\u{2500}'..='\u{257f}');
    let corner = |c: char| matches!(c, '+' | '|' | '\u{2500}'..='\u{257f}');
    line.contains(['-', '=', '─', '━', '═']) && line.starts_with(corner) && line.chars().all(drawn)
}

/// The rows as a grid; nothing when they are not at least two, or none has two cells.
///
/// # Errors
/// [`SourceError::TooLarge`] when there are too many cells.
pub fn grid(lines: &[(&str, u32)], reader: &Reader) -> Result<Option<Grid>, SourceError> {
    let rows = lines.iter().filter(|(line, _)| !is_rule(line.trim()));
    let rows: Vec<Vec<GridCell>> = rows.map(|(line, number)| cells(line.trim(), *number)).collect();
    reader.spend_cells(rows.iter().map(Vec::len).sum())?;
    let is_table = rows.len() >= 2 && rows.iter().any(|row| row.len() >= 2);
    Ok(is_table.then_some(Grid { rows }))
}

fn cells(line: &str, number: u32) -> Vec<GridCell> {
    let line = line.strip_prefix(STROKES).unwrap_or(line);
    let line = line.strip_suffix(STROKES).unwrap_or(line);
    // A stroke that is meant is written with a backslash.
    let mut texts = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        let Some(text) = texts.last_mut() else { break };
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            c if STROKES.contains(&c) && !escaped => texts.push(String::new()),
            c => {
                if escaped && !STROKES.contains(&c) {
                    text.push('\\');
                }
                text.push(c);
            }
        }
        escaped = false;
    }
    let cell = |(text, cell): (String, u32)| GridCell {
        text: clean(&text.replace("<br>", "\n")).into_owned(),
        place: Place::text(number, cell),
        span: None,
    };
    texts.into_iter().zip(1..).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::gb18030;

    fn texts(table: &str) -> Option<Vec<String>> {
        let lines: Vec<(&str, u32)> = table.lines().zip(1..).collect();
        assert!(lines.iter().all(|(line, _)| is_row(line)), "{table}");
        let grid = grid(&lines, &Reader::new(gb18030)).unwrap()?;
        let row =
            |row: &Vec<GridCell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(",");
        Some(grid.rows.iter().map(row).collect())
    }

    #[test]
    fn rules_are_no_rows() {
        assert_eq!(
            texts("| 项目 | 金额 |\n|:---|---:|\n| 甲\\|乙 | 1.0 |").unwrap(),
            ["项目,金额", "甲|乙,1.0"]
        );
        assert_eq!(texts("┌──┬──┐\n│甲│ 1│\n├──┼──┤\n│乙│  │\n└──┴──┘").unwrap(), ["甲,1", "乙,"]);
        assert_eq!(texts("+---+---+\n| 甲 | 1 |\n+---+---+"), None);
    }

    #[test]
    fn words_between_strokes_are_no_table() {
        assert!(!is_row("—— 甲 | 乙"));
        assert!(!is_row("- 甲"));
        assert!(!is_row("----"));
    }
}
