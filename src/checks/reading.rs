//! 读取情况: what was repaired, lost or could not be read on the way from the document to its figures.

use super::report::{Basis, Reason, Severity};
use super::{Kind, Relation, Rule};
use crate::budget::Budget;
use crate::source::Encoding;
use crate::tables::{Notice, What};

pub static RULE: Rule = Rule {
    id: "reading",
    version: 1,
    kind: Kind::Structure,
    basis: Basis::Reading,
    severity: Severity::Info,
    find,
};

fn find(budget: &Budget, relations: &mut Vec<Relation>) {
    if budget.encoding == Encoding::Gb18030 {
        relations.push(Relation::Structure { reason: Reason::Decoded, at: None, place: None });
    }
    if budget.cut {
        relations.push(Relation::Structure { reason: Reason::TextCut, at: None, place: None });
    }
    if budget.tables.is_empty() {
        relations.push(Relation::Structure { reason: Reason::NoTable, at: None, place: None });
    }
    for remark in &budget.remarks {
        relations.push(Relation::Structure {
            reason: Reason::Remarked(remark.clone()),
            at: None,
            place: None,
        });
    }
    for notice in &budget.notices {
        relations.push(relation(notice));
    }
}

fn relation(notice: &Notice) -> Relation {
    let mut at = None;
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
            at = Some(cell.clone());
            Reason::FigureUnreadable { printed: printed.clone() }
        }
        What::UnitMissing => Reason::UnitMissing,
        What::Unrecognised => Reason::Unrecognised,
        What::ToldByContents(confidence) => Reason::ToldByContents(*confidence),
        What::RowRepeated => Reason::RowRepeated,
        What::NoRows => Reason::NoRows,
        What::Markup => Reason::Markup,
    };
    Relation::Structure { reason, at, place: Some((notice.table.to_string(), notice.line)) }
}
