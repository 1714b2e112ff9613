//! Sentences → quantities: which printed quantity a figure of the narrative speaks of, by the words before it.

use super::coordinates::{Coordinate, Flow, Subject};
use crate::narrative::{Claim, Said};
use crate::tables::names::plain;

/// A name and what it means.
struct Phrase(&'static str, Flow, &'static str, &'static str);

use Flow::{Expenditure, Revenue};

const PHRASES: &[Phrase] = &[
    Phrase("收入总计", Revenue, "total", "total"),
    Phrase("收入合计", Revenue, "total", "total"),
    Phrase("支出总计", Expenditure, "total", "total"),
    Phrase("支出合计", Expenditure, "total", "total"),
    Phrase("一般公共预算", Revenue, "general", "total"),
    Phrase("政府性基金预算", Revenue, "fund", "total"),
    Phrase("专户管理的教育收费", Revenue, "special-account", "total"),
    Phrase("一般公共预算收支预算", Expenditure, "general", "total"),
    Phrase("政府性基金收支预算", Expenditure, "fund", "total"),
    Phrase("一般公共预算支出", Expenditure, "general", "total"),
    Phrase("一般公共预算基本支出", Expenditure, "general", "basic"),
    Phrase("基本支出", Expenditure, "total", "basic"),
    Phrase("项目支出", Expenditure, "total", "project"),
    Phrase("人员经费支出", Expenditure, "general", "basic.personnel"),
    Phrase("人员经费", Expenditure, "general", "basic.personnel"),
    Phrase("公用经费支出", Expenditure, "general", "basic.public"),
    Phrase("公用经费", Expenditure, "general", "basic.public"),
    Phrase("机构运转经费支出", Expenditure, "general", "basic.public"),
];

const THREE_PUBLIC: &[(&str, &str)] = &[
    ("三公经费支出", ""),
    ("三公经费", ""),
    ("因公出国(境)费", "abroad"),
    ("公务用车购置及运行费", "vehicles"),
    ("公务用车购置费", "vehicles.purchase"),
    ("公务用车运行维护费", "vehicles.running"),
    ("公务用车运行费", "vehicles.running"),
    ("公务接待费", "reception"),
];

/// Words that may stand between the name of a quantity and its figure.
const FILLERS: [&str; 8] = ["预算数", "年初预算", "预算", "安排", "支出", "为", "共", "是"];

/// The quantity that a claim states, if its subject names one. Changes and shares state another quantity.
#[must_use]
pub fn coordinate(claim: &Claim) -> Option<Coordinate> {
    if !matches!(claim.said, Said::Amount(_)) || claim.direction.is_some() {
        return None;
    }
    let subject = plain(&claim.subject);
    let mut rest = subject.as_str();
    loop {
        if let Some(found) = named(rest) {
            return Some(found);
        }
        rest = FILLERS.iter().find_map(|filler| rest.strip_suffix(filler))?;
    }
}

/// The quantity whose name `subject` ends with; of several the one with the longest name.
fn named(subject: &str) -> Option<Coordinate> {
    let three =
        THREE_PUBLIC.iter().filter(|(name, _)| subject.ends_with(name)).max_by_key(|(name, _)| name.len());
    if let Some((_, part)) = three {
        return Some(Coordinate::new(
            Expenditure,
            Subject::ThreePublic((*part).to_owned()),
            "general",
            "total",
        ));
    }
    let Phrase(_, flow, source, nature) = PHRASES
        .iter()
        .filter(|Phrase(name, ..)| subject.ends_with(name))
        .max_by_key(|Phrase(name, ..)| name.len())?;
    Some(Coordinate::new(*flow, Subject::Whole, source, nature))
}
