//! 读取情况: what was repaired, lost or could not be read on the way from the document to its figures.

use super::report::{Basis, Reason, Severity};
use super::{Kind, Relation, Rule, Spot};
use crate::budget::Budget;
use crate::source::Encoding;
use crate::tables::{Notice, Table, What};

pub static RULE: Rule = Rule {
    id: "reading",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Reading,
    severity: Severity::Info,
    needs: &[],
    says: &[],
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    let mut document = |reason| {
        relations.push(Relation::Noticed { reason, about: None, spot: Spot::Document });
    };
    if budget.encoding == Encoding::Gb18030 {
        document(Reason::Decoded);
    }
    if budget.cut {
        document(Reason::TextCut);
    }
    if budget.tables.is_empty() {
        document(Reason::NoTable);
    }
    for remark in &budget.remarks {
        document(Reason::Remarked(remark.clone()));
    }
    for notice in &budget.notices {
        relations.push(relation(budget, notice));
    }
}

fn relation(budget: &Budget, notice: &Notice) -> Relation {
    let mut about = None;
    let reason = match &notice.what {
        What::HeadShifted => Reason::HeadShifted { lost: None },
        What::HeadCut(lost) => Reason::HeadShifted { lost: Some(lost.clone()) },
        What::HeadUnknown(columns) => Reason::HeadUnknown(columns.clone()),
        What::RowShifted => Reason::RowShifted,
        What::ColumnsLost(count) => Reason::ColumnsLost(*count),
        What::RowCut => Reason::RowCut,
        What::NameLost => Reason::NameLost,
        What::NameJoined => Reason::NameJoined,
        What::FigureUnreadable(cell, printed) => {
            let figures = budget.table(&cell.table).into_iter().flat_map(Table::figures);
            let found = figures.into_iter().find(|(_, figure)| figure.at == *cell);
            about = found.map(|(_, figure)| figure.into());
            Reason::FigureUnreadable { printed: printed.clone() }
        }
        What::UnitMissing => Reason::UnitMissing,
        What::Unrecognised => Reason::Unrecognised,
        What::ToldByContents(confidence) => Reason::ToldByContents(*confidence),
        What::RowRepeated => Reason::RowRepeated,
        What::NoRows => Reason::NoRows,
        What::Markup => Reason::Markup,
        What::Corrected(what) => Reason::Corrected(what.clone()),
    };
    Relation::Noticed { reason, about, spot: Spot::Line { table: notice.table.clone(), line: notice.line } }
}
