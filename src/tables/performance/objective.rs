//! What is to be reached for the money: by the department as a whole, or by one project.

use super::ends_sentence;
use super::target::Target;
use crate::address::{CellAddress, Place};
use crate::search;
use crate::tables::Figure;
use crate::tables::names::{plain, split_ordinal};
use std::sync::Arc;

/// The performance targets of the department or of one project, with the money that is printed beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// The table that prints it.
    pub table: Arc<str>,
    /// Whose it is.
    pub of: Of,
    /// Where it begins.
    pub place: Place,
    /// The money: every total with what it consists of. The figures stand among the figures of the table, too.
    pub funds: Vec<Funds>,
    /// What is to be achieved, in words.
    pub goals: Vec<Goal>,
    /// What is to be done.
    pub tasks: Vec<Task>,
    /// By what it is measured.
    pub targets: Vec<Indicator>,
}

impl Objective {
    /// The money of the budget year: of several totals the one that says so.
    #[must_use]
    pub fn year_total(&self) -> Option<&Money> {
        let of_year =
            |funds: &&Funds| search::contains_any(&plain(&funds.total.label), &["年度", "当年", "本年"]);
        self.funds.iter().find(of_year).or_else(|| self.funds.first()).map(|funds| &funds.total)
    }

    /// The name of the project; nothing for the department as a whole.
    #[must_use]
    pub fn project(&self) -> Option<&str> {
        match &self.of {
            Of::Department => None,
            Of::Project { name, .. } => Some(name),
        }
    }

    /// The targets of one kind.
    pub fn of_kind(&self, kind: IndicatorKind) -> impl Iterator<Item = &Indicator> {
        self.targets.iter().filter(move |target| target.kind == kind)
    }
}

/// Whose an objective is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// The department's as a whole (整体绩效目标).
    Department,
    /// A project's.
    Project {
        /// Its printed name.
        name: String,
        /// Its code, where one is printed.
        code: Option<String>,
    },
}

/// A sum of money with the ways in which it is divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funds {
    /// The whole.
    pub total: Money,
    /// Each division of the whole, such as by source and by structure; the parts in their order.
    pub breakdowns: Vec<Vec<Money>>,
}

/// A figure with the label that it is printed behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The printed label.
    pub label: String,
    /// The cell, a blank one included.
    pub figure: Figure,
}

/// A goal in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The printed label: 年度履职目标, 项目总目标 ….
    pub label: String,
    /// The text; its paragraphs are lines.
    pub text: String,
    /// Where it begins.
    pub place: Place,
}

impl Goal {
    /// Appends `text` to the goals; says whether it goes on with a goal of that label inside a sentence.
    pub fn add(goals: &mut Vec<Self>, label: &str, text: &str, place: &Place) -> bool {
        let Some(goal) = goals.iter_mut().find(|goal| goal.label == label) else {
            goals.push(Self { label: label.to_owned(), text: text.to_owned(), place: place.clone() });
            return false;
        };
        let begins = text.starts_with("目标") || split_ordinal(&plain(text)).0.is_some();
        let inside = !begins && !ends_sentence(&goal.text);
        if !inside {
            goal.text.push('\n');
        }
        goal.text.push_str(text);
        inside
    }
}

/// A task that the department sets itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// What it consists of.
    pub content: String,
    /// The money for it, where the form has columns of it.
    pub money: Vec<Money>,
    /// Where it begins.
    pub place: Place,
}

/// What an indicator measures, by the first level of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IndicatorKind {
    /// 成本指标, also where older forms have it below 产出指标.
    Cost,
    /// 产出指标: number, quality, time.
    Output,
    /// 效益指标: economic, social, ecological, lasting.
    Benefit,
    /// 满意度指标
    Satisfaction,
    /// Any other, such as 投入管理指标.
    Other,
}

impl IndicatorKind {
    /// All kinds in the order of the form.
    pub const ALL: [Self; 5] = [Self::Cost, Self::Output, Self::Benefit, Self::Satisfaction, Self::Other];

    /// The kind of an indicator by its first and second level. A second level that says more is believed: 满意度 below
    /// 效益指标 is satisfaction.
    #[must_use]
    pub fn of_levels(first: &str, second: &str) -> Self {
        let (first, second) = (Self::named(first), Self::named(second));
        match (first, second) {
            (_, Some(second @ (Self::Cost | Self::Satisfaction))) => second,
            (first, second) => first.or(second).unwrap_or(Self::Other),
        }
    }

    /// The kind that the name of a level says, if it says one.
    #[must_use]
    pub fn named(level: &str) -> Option<Self> {
        let level = plain(level);
        let says = |words: &[&str]| search::contains_any(&level, words);
        if says(&["满意"]) {
            Some(Self::Satisfaction)
        } else if says(&["成本"]) {
            Some(Self::Cost)
        } else if says(&["产出", "数量指标", "质量指标", "时效指标"]) {
            Some(Self::Output)
        } else if says(&["效益", "效果", "影响"]) {
            Some(Self::Benefit)
        } else {
            None
        }
    }
}

/// An indicator and what it is to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// What it measures.
    pub kind: IndicatorKind,
    /// The printed second level, such as 数量指标 or 社会效益指标; blank where the form has none.
    pub group: Arc<str>,
    /// What is measured, as printed.
    pub name: String,
    /// The printed value; blank where none is printed.
    pub printed: String,
    /// What the value says.
    pub target: Target,
    /// The printed note.
    pub note: String,
    /// Where the value stands, or the name where there is no value.
    pub at: CellAddress,
}
