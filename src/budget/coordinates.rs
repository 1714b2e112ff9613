//! What a figure means: the same coordinate is the same quantity, wherever it is printed.

#[cfg(feature = "reader")]
use super::objectives::YearTotals;
use super::{Budget, FigureId};
use crate::order;
use crate::search;
use crate::tables::form::AMOUNT;
use crate::tables::names::{Name, plain};
use crate::tables::spec::{Classes, Layout, Side};
use crate::tables::{Item, Role, Table, Value};
use std::sync::Arc;

/// The direction of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flow {
    /// 收入
    Revenue,
    /// 支出
    Expenditure,
}

/// What a figure is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The whole department.
    Whole,
    /// The whole with what is carried over to the next year (支出总计).
    WholeCarried,
    /// A budget unit, by code.
    Unit(String),
    /// A function (支出功能分类), by code.
    Function(String),
    /// A pair of economic classes, department and government.
    Economic(String, String),
    /// A project, by name.
    Project(String),
    /// A part of the “三公” expenditure, by name; empty for all of it.
    ThreePublic(String),
}

/// The meaning of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Coordinate {
    /// Revenue or expenditure.
    pub flow: Flow,
    /// What it is about.
    pub subject: Subject,
    /// The source of the money as a column id; `total` for all sources.
    pub source: Arc<str>,
    /// The nature of the expenditure as a column id; `total` for all.
    pub nature: Arc<str>,
}

impl Coordinate {
    /// A coordinate by its parts.
    #[must_use]
    pub fn new(flow: Flow, subject: Subject, source: &str, nature: &str) -> Self {
        Self { flow, subject, source: source.into(), nature: nature.into() }
    }
}

/// Sources that are all of the money, or all of the government's, when nothing but the general budget pays.
const WHOLE_SOURCES: [&str; 4] = ["total", "current", "fiscal", "government"];

/// The sources that a revenue line or column names, by a word in its name; the first that fits.
const SOURCE_WORDS: [(&str, &str); 12] = [
    ("本年收入", "current"),
    ("政府预算资金", "government"),
    ("一般公共预算", "general"),
    ("政府性基金", "fund"),
    ("国有资本", "state-capital"),
    ("专户", "special-account"),
    ("经营收入", "business"),
    ("事业收入", "institution"),
    ("上级补助", "superior"),
    ("附属单位", "subordinate"),
    ("单位资金", "unit"),
    ("其他收入", "other"),
];

/// Resolves the figures of one document.
pub struct Resolver {
    general_only: bool,
}

impl Resolver {
    /// Looks at the whole document: when nothing but the general budget pays, its figures are those of the whole.
    #[must_use]
    pub fn new(budget: &Budget) -> Self {
        let general_only = budget.tables.iter().all(|table| {
            table.items.iter().all(|item| {
                item.figures.iter().all(|figure| {
                    let other =
                        is_other_source(source(table, item, &figure.at.column).as_deref().unwrap_or("total"));
                    !other
                        || matches!(&figure.value, Value::Blank)
                        || figure.amount().is_some_and(|a| a.value().is_zero())
                })
            })
        });
        Self { general_only }
    }

    /// The coordinate under which a quantity is kept in this document.
    #[must_use]
    pub fn settle(&self, coordinate: Coordinate) -> Coordinate {
        if self.general_only && WHOLE_SOURCES.contains(&&*coordinate.source) {
            let subject = match coordinate.subject {
                // Nothing is carried over either.
                Subject::WholeCarried => Subject::Whole,
                subject => subject,
            };
            return Coordinate { source: "general".into(), subject, ..coordinate };
        }
        coordinate
    }

    /// Every figure whose meaning is certain, by meaning. A meaning that one table prints on several lines, other than the
    /// whole, is none: such lines are addends, not copies.
    #[must_use]
    pub fn all(&self, budget: &Budget) -> Vec<(FigureId, Coordinate)> {
        let mut all = Vec::new();
        #[cfg(feature = "reader")]
        let mut year_totals = YearTotals::of(budget);
        for (t, table) in budget.tables.iter().enumerate() {
            let mut here: Vec<(FigureId, Coordinate)> = Vec::new();
            let department = plain(&budget.department);
            for (i, item) in table.items.iter().enumerate() {
                for (f, figure) in item.figures.iter().enumerate() {
                    let id = FigureId { table: t, item: i, figure: f };
                    let found = coordinate(table, item, &figure.at.column, &department);
                    #[cfg(feature = "reader")]
                    let found = found.or_else(|| year_totals.next(&figure.at));
                    here.extend(found.map(|coordinate| (id, self.settle(coordinate))));
                }
            }
            order::by(&mut here, &|(_, a), (_, b)| a.cmp(b));
            for same in here.chunk_by(|(_, a), (_, b)| a == b) {
                let certain = same.iter().all(|(id, coordinate)| {
                    matches!(coordinate.subject, Subject::Whole | Subject::WholeCarried)
                        || same.first().is_some_and(|(first, _)| first.item == id.item)
                });
                if certain {
                    all.extend_from_slice(same);
                }
            }
        }
        order::by(&mut all, &|(_, a), (_, b)| a.cmp(b));
        all
    }
}

fn is_other_source(source: &str) -> bool {
    !(source.starts_with("general") || WHOLE_SOURCES.contains(&source))
}

fn coordinate(table: &Table, item: &Item, column: &str, department: &str) -> Option<Coordinate> {
    let spec = table.spec?;
    let (flow, subject) = match spec.layout {
        Layout::OneRow => {
            let part = if column == "total" { String::new() } else { plain(column) };
            return Some(Coordinate::new(Flow::Expenditure, Subject::ThreePublic(part), "general", "total"));
        }
        Layout::Form if column == AMOUNT && spec.classes != Classes::Project => return form(item),
        // The money of a project or of a task.
        Layout::Form => return None,
        Layout::Sides => (side_flow(item.side), side_subject(table, item)?),
        Layout::Rows if spec.id == "department-revenue" => {
            (Flow::Revenue, row_subject(item, spec.classes, department)?)
        }
        Layout::Rows => (Flow::Expenditure, row_subject(item, spec.classes, department)?),
    };
    let nature =
        if column.starts_with("basic") || column.starts_with("project") { column } else { spec.scope.nature };
    Some(Coordinate { flow, subject, source: source(table, item, column)?, nature: nature.into() })
}

/// The source of the money of a figure: said by its column, by its line, or by its table.
fn source(table: &Table, item: &Item, column: &str) -> Option<Arc<str>> {
    let spec = table.spec?;
    let is_nature = column.starts_with("basic") || column.starts_with("project");
    let of_table = || Some(spec.scope.source.into());
    if spec.layout == Layout::Sides && item.side == Side::Revenue {
        return revenue_line_source(table, item);
    }
    match column {
        "total" | "amount" => of_table(),
        _ if is_nature => of_table(),
        _ if column.is_ascii() => Some(column.into()),
        _ if spec.layout == Layout::OneRow => of_table(),
        _ => named_source(&plain(column)),
    }
}

fn named_source(words: &str) -> Option<Arc<str>> {
    SOURCE_WORDS.iter().find(|(word, _)| search::contains(words, word)).map(|&(_, id)| id.into())
}

fn revenue_line_source(table: &Table, item: &Item) -> Option<Arc<str>> {
    let words = Name::parse(&item.name).words;
    match item.role {
        Role::Total => Some(table.spec?.scope.source.into()),
        Role::YearTotal => Some("current".into()),
        Role::Carried => Some("carry-over".into()),
        Role::Part if search::contains(&words, "财政拨款") => Some("general.fiscal".into()),
        Role::Line => {
            let source = named_source(&words)?;
            // Below 上年结转 the same names say what is carried over.
            let above = table.items.iter().take_while(|other| other.key != item.key);
            let group = above.filter(|other| other.side == Side::Revenue && other.level == 1).last();
            let carried = item.level == 2 && group.is_some_and(|group| group.role == Role::Carried);
            Some(if carried { format!("carry-over.{source}").into() } else { source })
        }
        Role::Part | Role::Unit => None,
    }
}

const fn side_flow(side: Side) -> Flow {
    match side {
        Side::Revenue => Flow::Revenue,
        Side::Expenditure | Side::Whole => Flow::Expenditure,
    }
}

fn side_subject(table: &Table, item: &Item) -> Option<Subject> {
    if item.side == Side::Revenue {
        return Some(Subject::Whole);
    }
    match item.role {
        Role::Total => Some(Subject::WholeCarried),
        Role::YearTotal => Some(Subject::Whole),
        // A table that prints all classes numbers them as the catalogue does: 一 is 201. One that prints only those
        // it uses numbers them in a row, which says nothing of their codes.
        Role::Line if !numbers_all_classes(table) => None,
        Role::Line => Some(Subject::Function(item.number?.checked_add(200)?.to_string())),
        Role::Carried | Role::Part | Role::Unit => None,
    }
}

/// Whether the numbers of the classes run beyond what one department could use.
fn numbers_all_classes(table: &Table) -> bool {
    let of_class = |item: &Item| item.side == Side::Expenditure && item.role == Role::Line;
    table.items.iter().any(|item| of_class(item) && item.number.is_some_and(|number| number > 20))
}

fn row_subject(item: &Item, classes: Classes, department: &str) -> Option<Subject> {
    match item.role {
        Role::Total => Some(Subject::Whole),
        Role::Unit => {
            let code = &*item.key;
            let top = code.len() <= 3;
            let whole = top && (item.name.is_empty() || plain(&item.name) == department);
            Some(if whole { Subject::Whole } else { Subject::Unit(code.to_owned()) })
        }
        Role::Line => match classes {
            Classes::Function => item.code.clone().map(Subject::Function),
            Classes::Economic => {
                let code = item.code.clone()?;
                Some(Subject::Economic(code, item.second_code.clone().unwrap_or_default()))
            }
            Classes::Project => Some(Subject::Project(plain(&item.name))),
            Classes::None => None,
        },
        Role::YearTotal | Role::Carried | Role::Part => None,
    }
}

/// The money of the overall performance form.
fn form(item: &Item) -> Option<Coordinate> {
    let words = Name::parse(&item.name).words;
    let whole =
        |flow, source: &str, nature: &str| Some(Coordinate::new(flow, Subject::Whole, source, nature));
    if words.starts_with("部门预算总额") {
        whole(Flow::Expenditure, "total", "total")
    } else if words.starts_with("基本支出") {
        whole(Flow::Expenditure, "total", "basic")
    } else if words.starts_with("项目支出") {
        whole(Flow::Expenditure, "total", "project")
    } else {
        whole(Flow::Revenue, &named_source(&words)?, "total")
    }
}
