//! What a figure means: the same coordinate is the same quantity, wherever it is printed.

#[cfg(feature = "reader")]
use super::objectives::YearTotals;
use super::{Budget, FigureId, classes};
use crate::order;
use crate::search;
use crate::tables::form::AMOUNT;
use crate::tables::heads::Column;
use crate::tables::names::{Name, plain};
use crate::tables::spec::{Classes, Kind, Layout, Side};
use crate::tables::vocabulary::{self, Aspects, Meaning, is_within};
use crate::tables::{Figure, Item, Role, Table, Value};
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
    /// A part of the “三公” expenditure: `abroad`, `reception`, `vehicles`, `vehicles.purchase`, `vehicles.running`; empty
    /// for all of it.
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

/// Resolves the figures of one document.
pub struct Resolver {
    general_only: bool,
}

impl Resolver {
    /// Looks at the whole document: when nothing but the general budget pays, its figures are those of the whole.
    #[must_use]
    pub fn new(budget: &Budget) -> Self {
        let general_only = budget.tables.iter().all(|table| {
            let meant = Meant::of(table, "");
            let nothing = |figure: &Figure| match figure.value {
                Value::Blank => true,
                Value::Amount(amount) => amount.value().is_zero(),
                Value::Unreadable(_) => false,
            };
            table.items.iter().enumerate().all(|(at, item)| {
                item.figures.iter().all(|figure| {
                    let source = || meant.source(at, item, &figure.at.column);
                    nothing(figure) || !is_other_source(source().as_deref().unwrap_or("total"))
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
            let meant = Meant::of(table, &plain(&budget.department));
            for (i, item) in table.items.iter().enumerate() {
                let mut line: Vec<(FigureId, Coordinate)> = Vec::new();
                for (f, figure) in item.figures.iter().enumerate() {
                    let id = FigureId { table: t, item: i, figure: f };
                    let found = meant.coordinate(i, item, &figure.at.column);
                    #[cfg(feature = "reader")]
                    let found = found.or_else(|| year_totals.next(&figure.at));
                    line.extend(found.map(|coordinate| (id, coordinate)));
                }
                order::by(&mut line, &|(_, a), (_, b)| a.cmp(b));
                for same in line.chunk_by(|(_, a), (_, b)| a == b) {
                    // Two columns that say the same of one line were not told apart.
                    if let [(id, coordinate)] = same {
                        here.push((*id, self.settle(coordinate.clone())));
                    }
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

/// A table whose figures are given a meaning.
struct Meant<'a> {
    table: &'a Table,
    /// The department, in the form of [`plain`].
    department: String,
    /// The amount columns, ordered by key and half.
    columns: Vec<((&'a str, Side), &'a Column)>,
    /// Whether the classes are numbered as in the catalogue.
    catalogue: bool,
    /// The indices of the lines of revenue that say what is carried over.
    carried: Vec<usize>,
}

impl<'a> Meant<'a> {
    fn of(table: &'a Table, department: &str) -> Self {
        let amounts = table.columns.iter().filter(|column| column.kind == Kind::Amount);
        let mut columns: Vec<_> = amounts.map(|column| ((&*column.key, column.side), column)).collect();
        order::by(&mut columns, &|(a, _), (b, _)| a.cmp(b));
        let catalogue = table.layout == Layout::Sides && numbers_as_catalogue(table);
        Self { table, department: department.to_owned(), columns, catalogue, carried: carried_over(table) }
    }

    fn column(&self, item: &Item, key: &str) -> Option<&'a Column> {
        let at = self.columns.binary_search_by(|(known, _)| known.cmp(&(key, item.side))).ok()?;
        self.columns.get(at).map(|(_, column)| *column)
    }

    fn coordinate(&self, at: usize, item: &Item, column: &str) -> Option<Coordinate> {
        let table = self.table;
        let spec = table.spec?;
        // A table printed again may be that of one unit of the department.
        if table.id.contains('#') {
            return None;
        }
        match table.layout {
            Layout::Form if column == AMOUNT && table.classes != Classes::Project => return form(item),
            // The money of a project or of a task.
            Layout::Form => return None,
            _ => {}
        }
        let about = self.column(item, column)?.aspects();
        if !about.stage.is_empty() {
            return None;
        }
        if table.layout == Layout::Rows && spec.scope.nature == THREE_PUBLIC {
            return three_public_line(item);
        }
        let (flow, subject) = match table.layout {
            Layout::OneRow => (table_flow(table), Subject::Whole),
            Layout::Sides => (side_flow(item.side), self.side_subject(item)?),
            Layout::Rows | Layout::Form => {
                (table_flow(table), row_subject(item, table.classes, &self.department)?)
            }
        };
        let mut nature: &str = if about.nature.is_empty() { spec.scope.nature } else { about.nature };
        if is_within(nature, THREE_PUBLIC) {
            return (subject == Subject::Whole).then(|| three_public(nature));
        }
        // A line such as 基本支出 names the nature itself.
        let of_line = line_meaning(item);
        let named = of_line.as_ref().map_or("", |meaning| Aspects::of(&meaning.concept).nature);
        if table.layout == Layout::Sides && item.side == Side::Expenditure && !named.is_empty() {
            nature = named;
        }
        let source = self.source(at, item, column)?;
        Some(Coordinate { flow, subject, source, nature: nature.into() })
    }

    /// The source of the money of a figure: said by its column, by its line, or by its table.
    fn source(&self, at: usize, item: &Item, column: &str) -> Option<Arc<str>> {
        let table = self.table;
        let spec = table.spec?;
        if table.layout == Layout::Sides && item.side == Side::Revenue {
            return self.revenue_line_source(at, item);
        }
        let about = self.column(item, column)?.aspects();
        match about.source {
            "" => Some(spec.scope.source.into()),
            // More than the table is about.
            "all" => None,
            source => Some(source.into()),
        }
    }

    fn revenue_line_source(&self, at: usize, item: &Item) -> Option<Arc<str>> {
        let words = Name::parse(&item.name).words;
        match item.role {
            Role::Total => Some(self.table.spec?.scope.source.into()),
            Role::YearTotal => Some("current".into()),
            Role::Carried => named_source(&words),
            Role::Part if search::contains(&words, "财政拨款") => Some("general.fiscal".into()),
            Role::Line => {
                let source = named_source(&words)?;
                let carried = self.carried.binary_search(&at).is_ok();
                Some(if carried { format!("carry-over.{source}").into() } else { source })
            }
            Role::Part | Role::Unit => None,
        }
    }

    fn side_subject(&self, item: &Item) -> Option<Subject> {
        if item.side == Side::Revenue {
            return Some(Subject::Whole);
        }
        match item.role {
            Role::Total => Some(Subject::WholeCarried),
            Role::YearTotal => Some(Subject::Whole),
            Role::Line => self.class_of(item).or_else(|| {
                let about = line_meaning(item)?;
                is_nature(&about).then_some(Subject::Whole)
            }),
            Role::Carried | Role::Part | Role::Unit => None,
        }
    }

    /// The class that a line of an overall table is. A table that prints all classes numbers them as the catalogue does: 一 is
    /// 201. One that prints only those it uses numbers them in a row; there the name decides.
    fn class_of(&self, item: &Item) -> Option<Subject> {
        let code = if self.catalogue {
            item.number?.checked_add(200)?.to_string()
        } else {
            classes::code_of(&item.name)?.to_owned()
        };
        Some(Subject::Function(code))
    }
}

/// What the “三公” expenditure is called as a nature of expenditure.
const THREE_PUBLIC: &str = "three-public";

fn three_public(nature: &str) -> Coordinate {
    let part = nature.get(THREE_PUBLIC.len() + 1..).unwrap_or_default();
    Coordinate::new(Flow::Expenditure, Subject::ThreePublic(part.to_owned()), "general", "total")
}

/// In a table that prints the “三公” expenditure line by line the names say what they are.
fn three_public_line(item: &Item) -> Option<Coordinate> {
    let meaning = line_meaning(item)?;
    let nature = Aspects::of(&meaning.concept).nature;
    is_within(nature, THREE_PUBLIC).then(|| three_public(nature))
}

/// What the name of a line says, in the words of heads.
fn line_meaning(item: &Item) -> Option<Meaning> {
    let meaning = vocabulary::meaning(std::slice::from_ref(&item.name))?;
    (meaning.kind == Kind::Amount).then_some(meaning)
}

fn table_flow(table: &Table) -> Flow {
    if table.spec.is_some_and(|spec| spec.id == "department-revenue") {
        Flow::Revenue
    } else {
        Flow::Expenditure
    }
}

fn named_source(words: &str) -> Option<Arc<str>> {
    let meaning = vocabulary::meaning(&[words.to_owned()])?;
    let source = Aspects::of(&meaning.concept).source;
    (!source.is_empty()).then(|| source.into())
}

/// Below 上年结转 the names of sources say what is carried over: the indices of such lines.
fn carried_over(table: &Table) -> Vec<usize> {
    let (mut carried, mut below) = (Vec::new(), false);
    for (at, item) in table.items.iter().enumerate() {
        if item.level == 2 && below {
            carried.push(at);
        }
        if item.side == Side::Revenue && item.level == 1 {
            below = item.role == Role::Carried;
        }
    }
    carried
}

const fn side_flow(side: Side) -> Flow {
    match side {
        Side::Revenue => Flow::Revenue,
        Side::Expenditure | Side::Whole => Flow::Expenditure,
    }
}

fn is_nature(about: &Meaning) -> bool {
    !Aspects::of(&about.concept).nature.is_empty()
}

/// Whether the numbers of most classes are those of their codes.
fn numbers_as_catalogue(table: &Table) -> bool {
    let of_class = |item: &&Item| item.side == Side::Expenditure && item.role == Role::Line;
    let (mut agree, mut known) = (0u32, 0u32);
    for item in table.items.iter().filter(of_class) {
        if let (Some(number), Some(code)) = (item.number, classes::code_of(&item.name)) {
            known += 1;
            agree += u32::from(code == (number + 200).to_string());
        }
    }
    known > 20 && agree * 10 > known * 7
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
