//! Rows of a body as publishers draw them: numbers of columns among the rows, totals whose labels were merged away.

use super::pages::is_number_row;
use crate::amount::parse_figure;
use crate::source::GridCell;
use crate::tables::heads::Column;
use crate::tables::names::plain;
use crate::tables::spec::Kind;

/// Takes out the rows that number the columns and puts totals back under their columns; gives the lines of the latter.
pub fn settle(columns: &[Column], body: &mut Vec<Vec<GridCell>>) -> Vec<u32> {
    body.retain(|row| !is_number_row(row));
    realign_totals(columns, body)
}

/// Puts the amounts of a total row under their columns where the cells between them and its name were merged away, and
/// gives the lines of such rows.
fn realign_totals(columns: &[Column], body: &mut [Vec<GridCell>]) -> Vec<u32> {
    let labels = columns.iter().take_while(|column| column.kind != Kind::Amount).count();
    let amounts = columns.len() - labels;
    let mut lines = Vec::new();
    if labels < 2 || columns.iter().skip(labels).any(|column| column.kind != Kind::Amount) {
        return lines;
    }
    for row in body.iter_mut().filter(|row| row.len() == amounts + 1) {
        let [first, rest @ ..] = row.as_slice() else { continue };
        let is_total = matches!(plain(&first.text).as_str(), "合计" | "总计");
        if is_total && rest.iter().all(|cell| parse_figure(&cell.text).is_ok()) {
            let blank = GridCell { text: String::new(), ..first.clone() };
            lines.push(first.place.line);
            row.splice(1..1, std::iter::repeat_n(blank, labels - 1));
        }
    }
    lines
}
