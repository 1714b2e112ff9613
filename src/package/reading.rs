//! How the disclosure was read: its files, what was noticed in its tables, what its files do not show.

use super::Problem;
use super::fields::Fields;
use super::json::Json;
use super::tables::{read_place, with_place};
use crate::address::{CellAddress, Place};
use crate::order::Counts;
use crate::source::{FileStart, Remark, Remarked, SourceFile};
use crate::tables::{Notice, What};
use std::sync::Arc;

/// A file.
pub fn write_source(source: &SourceFile) -> Json {
    let SourceFile { name, bytes, sha256 } = source;
    Json::record().with("name", name.as_str()).with("bytes", *bytes).with("sha256", sha256.as_deref())
}

pub fn read_source(source: &mut Fields<'_>) -> SourceFile {
    let sha256 = source.some_text("sha256");
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if sha256.as_ref().is_some_and(|hash| hash.len() != 64 || !hash.bytes().all(is_digit)) {
        source.refuse("sha256", Problem::Outside);
    }
    SourceFile { name: source.text("name"), bytes: source.number("bytes"), sha256 }
}

/// Where a file of several begins.
pub fn write_file(file: &FileStart) -> Json {
    let FileStart { name, line } = file;
    Json::record().with("name", &**name).with("line", *line)
}

pub fn read_file(file: &mut Fields<'_>) -> FileStart {
    FileStart { name: file.word("name").into(), line: file.number("line") }
}

/// What was noticed in a table.
pub fn write_notice(notice: &Notice) -> Json {
    let Notice { table, line, what } = notice;
    let (mut detail, mut count, mut cell) = (None, None, None);
    let word = match what {
        What::HeadShifted => "head-shifted",
        What::HeadCut(lost) => {
            detail = Some(lost);
            "head-cut"
        }
        What::HeadUnknown(columns) => {
            detail = Some(columns);
            "head-unknown"
        }
        What::RowShifted => "row-shifted",
        What::ColumnsLost(lost) => {
            count = Some(*lost);
            "columns-lost"
        }
        What::RowCut => "row-cut",
        What::NameLost => "name-lost",
        What::NameJoined => "name-joined",
        What::FigureUnreadable(at, printed) => {
            (detail, cell) = (Some(printed), Some(at));
            "figure-unreadable"
        }
        What::UnitMissing => "unit-missing",
        What::Unrecognised => "unrecognised",
        What::ToldByContents(confidence) => {
            count = Some(u32::from(*confidence));
            "told-by-contents"
        }
        What::RowRepeated => "row-repeated",
        What::NoRows => "no-rows",
        What::Markup => "markup",
        What::Corrected(decided) => {
            detail = Some(decided);
            "corrected"
        }
    };
    Json::record()
        .with("table", &**table)
        .with("line", *line)
        .with("what", word)
        .with_some("detail", detail.map(String::as_str))
        .with_some("count", count)
        .with_some("figure", cell.map(write_cell))
}

/// `tables` are the ids of all tables.
pub fn read_notice(notice: &mut Fields<'_>, tables: &Counts) -> Notice {
    let id = notice.word("table");
    if tables.of(id) == 0 {
        notice.unknown("table", id);
    }
    let table: Arc<str> = id.into();
    let what = match notice.word("what") {
        "head-shifted" => What::HeadShifted,
        "head-cut" => What::HeadCut(notice.text("detail")),
        "head-unknown" => What::HeadUnknown(notice.text("detail")),
        "row-shifted" => What::RowShifted,
        "columns-lost" => What::ColumnsLost(notice.number("count")),
        "row-cut" => What::RowCut,
        "name-lost" => What::NameLost,
        "name-joined" => What::NameJoined,
        "figure-unreadable" => What::FigureUnreadable(read_cell(notice, &table), notice.text("detail")),
        "unit-missing" => What::UnitMissing,
        "unrecognised" => What::Unrecognised,
        "told-by-contents" => What::ToldByContents(notice.number_to("count", 100) as u8),
        "row-repeated" => What::RowRepeated,
        "no-rows" => What::NoRows,
        "markup" => What::Markup,
        "corrected" => What::Corrected(notice.text("detail")),
        other => {
            notice.unknown("what", other);
            What::Markup
        }
    };
    Notice { table, line: notice.number("line"), what }
}

fn write_cell(cell: &CellAddress) -> Json {
    let CellAddress { table: _, row, column, place } = cell;
    with_place(Json::record().with("row", &**row).with("column", &**column), place)
}

/// The cell of a table in the field `figure`.
fn read_cell(notice: &mut Fields<'_>, table: &Arc<str>) -> CellAddress {
    let (row, column) = (table.clone(), table.clone());
    let mut found = CellAddress { table: table.clone(), row, column, place: Place::default() };
    notice.inside("figure", &mut |cell| {
        found.row = cell.word("row").into();
        found.column = cell.word("column").into();
        found.place = read_place(cell);
    });
    found
}

/// What the page does not show as it is in the file.
pub fn write_remark(remark: &Remark) -> Json {
    Json::record().with("part", &*remark.part).with("what", remark.id()).with_some("count", remark.count())
}

pub fn read_remark(remark: &mut Fields<'_>) -> Remark {
    let what = match remark.word("what") {
        "hidden-sheet" => Remarked::HiddenSheet,
        "hidden-rows" => Remarked::HiddenRows(remark.number("count")),
        "hidden-columns" => Remarked::HiddenColumns(remark.number("count")),
        "text-boxes" => Remarked::TextBoxes(remark.number("count")),
        "tracked-changes" => Remarked::TrackedChanges(remark.number("count")),
        "unread" => Remarked::Unread,
        "read-together" => Remarked::ReadTogether,
        "unseen-text" => Remarked::UnseenText(remark.number("count")),
        "doubled-text" => Remarked::DoubledText(remark.number("count")),
        "unknown-text" => Remarked::UnknownText(remark.number("count")),
        "picture-pages" => Remarked::PicturePages(remark.number("count")),
        "recognised-text" => Remarked::RecognisedText(remark.number("count")),
        other => {
            remark.unknown("what", other);
            Remarked::Unread
        }
    };
    Remark { part: remark.word("part").into(), what }
}
