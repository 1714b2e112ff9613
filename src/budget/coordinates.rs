//! What a figure means: the same coordinate is the same quantity, wherever it is printed.

use super::objectives::{YearTotals, lists_all_projects};
use super::quantities::{Found, Quantities};
use super::{Budget, FigureId, classes};
use crate::amount::Amount;
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
    Unit(Arc<str>),
    /// A function (支出功能分类), by code.
    Function(Arc<str>),
    /// A pair of economic classes, department and government.
    Economic(Arc<str>, Arc<str>),
    /// A project, by name.
    Project(Arc<str>),
    /// A part of the “三公” expenditure: `abroad`, `reception`, `vehicles`, `vehicles.purchase`, `vehicles.running`; empty
    /// for all of it.
    ThreePublic(Arc<str>),
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
const WHOLE_SOURCES: [&str; 5] = ["total", "current", "fiscal", "fiscal.current", "government"];

/// Resolves the figures of one document.
pub struct Resolver {
    general_only: bool,
    /// Whether the department has no revenue of its own in the year.
    fiscal_only: bool,
}

impl Resolver {
    /// Looks at the whole document: when nothing but the general budget pays, its figures are those of the whole.
    #[must_use]
    pub fn new(budget: &Budget) -> Self {
        let (mut general_only, mut fiscal_only) = (true, true);
        for table in &budget.tables {
            let meant = Meant::of(table, "");
            let nothing = |figure: &Figure| match figure.value {
                Value::Blank => true,
                Value::Amount(amount) => amount.value().is_zero(),
                Value::Unreadable(_) => false,
            };
            for (at, item) in table.items.iter().enumerate() {
                // A line of revenue in words that are not known may be anything.
                let is_revenue = table.layout == Layout::Sides
                    && item.side == Side::Revenue
                    && item.role == Role::Line
                    && table.spec.is_some();
                for figure in item.figures.iter().filter(|figure| !nothing(figure)) {
                    let source = match table.spec {
                        Some(_) => meant.source(&meant.line_source(at, item), item, &figure.at.column),
                        None => None,
                    };
                    general_only &= !is_other_source(source.as_deref().unwrap_or("total"));
                    fiscal_only &= source.as_deref().map_or(!is_revenue, |source| !is_own_source(source));
                }
            }
            general_only &= !has_more_than_general(&meant);
        }
        Self { general_only, fiscal_only }
    }

    /// Whether the department has no revenue of its own in the year.
    #[must_use]
    pub const fn is_fiscal_only(&self) -> bool {
        self.fiscal_only
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
        if self.fiscal_only && &*coordinate.source == "fiscal.current" {
            return Coordinate { source: "current".into(), ..coordinate };
        }
        coordinate
    }

    /// All quantities: the figures whose meaning is certain. A meaning that one table prints on several lines, other than
    /// the whole, is none: such lines are addends, not copies.
    #[must_use]
    pub fn all(&self, budget: &Budget) -> Quantities {
        let mut found = Found::default();
        let mut year_totals = YearTotals::of(budget);
        for table in &budget.tables {
            let meant = Meant::of(table, &plain(&budget.department));
            let all_projects = table.classes != Classes::Project || lists_all_projects(table, &budget.tables);
            for (at, item) in table.items.iter().enumerate() {
                // Where only chosen projects have targets, their total is not that of the projects.
                let is_whole = all_projects || item.role == Role::Line;
                let of_line = if is_whole { meant.line(at, item) } else { None };
                let mut line: Vec<(FigureId, Coordinate)> = Vec::new();
                for figure in &item.figures {
                    let id = figure.id;
                    let coordinate =
                        of_line.as_ref().and_then(|line| meant.coordinate(line, item, &figure.at.column));
                    let coordinate = coordinate.or_else(|| year_totals.next(&figure.at));
                    line.extend(coordinate.map(|coordinate| (id, coordinate)));
                }
                order::by(&mut line, &|(_, a), (_, b)| a.cmp(b));
                for same in line.chunk_by(|(_, a), (_, b)| a == b) {
                    // Two columns that say the same of one line were not told apart.
                    if let [(id, coordinate)] = same {
                        found.add(*id, self.settle(coordinate.clone()));
                    }
                }
            }
        }
        found.quantities(&budget.tables, |subject| matches!(subject, Subject::Whole | Subject::WholeCarried))
    }
}

/// Whether the revenue of an overall table is more than its general budget, whatever its other lines are called.
fn has_more_than_general(meant: &Meant<'_>) -> bool {
    let table = meant.table;
    if table.layout != Layout::Sides || table.spec.is_none() {
        return false;
    }
    let (mut general, mut totals) = (Vec::new(), Vec::new());
    for (at, item) in table.items.iter().enumerate().filter(|(_, item)| item.side == Side::Revenue) {
        for figure in &item.figures {
            let Some(amount) = figure.amount().map(Amount::value) else { continue };
            if matches!(item.role, Role::Total | Role::YearTotal) {
                totals.push(amount);
            } else if matches!(meant.line_source(at, item), OfLine::Said(Some(source)) if &*source == "general")
            {
                general.push(amount);
            }
        }
    }
    let [general] = general.as_slice() else { return false };
    totals.iter().any(|total| total > general)
}

fn is_other_source(source: &str) -> bool {
    !(source.starts_with("general") || WHOLE_SOURCES.contains(&source))
}

fn is_own_source(source: &str) -> bool {
    is_other_source(source)
        && !["fund", "state-capital", "carry-over", "fiscal"].iter().any(|whole| is_within(source, whole))
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

/// What the figures of a line have in common.
enum Line {
    /// The money of a form: all of it.
    Form(Coordinate),
    Row {
        flow: Flow,
        subject: Subject,
        /// The nature of the expenditure that the line names.
        nature: Option<Arc<str>>,
        source: OfLine,
    },
}

/// The source of money that the name of a line says.
enum OfLine {
    /// Its columns say it.
    Unsaid,
    /// The line does, perhaps in words that are not known.
    Said(Option<Arc<str>>),
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

    /// What all figures of a line are about, if it is about anything certain.
    fn line(&self, at: usize, item: &Item) -> Option<Line> {
        let table = self.table;
        // A table printed again may be that of one unit of the department.
        if table.spec.is_none() || search::contains(&table.id, "#") {
            return None;
        }
        let (flow, subject) = match table.layout {
            Layout::Form if table.classes != Classes::Project => return form(item).map(Line::Form),
            // The money of a project or of a task.
            Layout::Form => return None,
            Layout::OneRow => (table_flow(table), Subject::Whole),
            Layout::Sides => (side_flow(item.side), self.side_subject(item)?),
            Layout::Rows if table.spec.is_some_and(|spec| spec.scope.nature == THREE_PUBLIC) => {
                return three_public_line(table, item);
            }
            Layout::Rows => (table_flow(table), row_subject(table, item, &self.department)?),
        };
        // A line such as 基本支出 names the nature itself.
        let spent = table.layout == Layout::Sides && item.side == Side::Expenditure;
        let named = if spent { line_meaning(item) } else { None };
        let nature = named.map(|meaning| Aspects::of(&meaning.concept).nature.into());
        Some(Line::Row { flow, subject, nature, source: self.line_source(at, item) })
    }

    fn coordinate(&self, line: &Line, item: &Item, column: &str) -> Option<Coordinate> {
        let (flow, subject, named, of_line) = match line {
            Line::Form(coordinate) => return (column == AMOUNT).then(|| coordinate.clone()),
            Line::Row { flow, subject, nature, source } => (*flow, subject, nature.as_deref(), source),
        };
        let about = self.column(item, column)?.aspects();
        if !about.stage.is_empty() {
            return None;
        }
        let nature = if about.nature.is_empty() { self.table.spec?.scope.nature } else { about.nature };
        if named.is_none() && is_within(nature, THREE_PUBLIC) {
            return (*subject == Subject::Whole)
                .then(|| Coordinate::new(Flow::Expenditure, three_public(nature), "general", "total"));
        }
        let nature = named.filter(|named| !named.is_empty()).unwrap_or(nature);
        let source = self.source(of_line, item, column)?;
        Some(Coordinate { flow, subject: subject.clone(), source, nature: nature.into() })
    }

    /// The source of the money of a figure: said by its column, by its line, or by its table.
    fn source(&self, of_line: &OfLine, item: &Item, column: &str) -> Option<Arc<str>> {
        if let OfLine::Said(source) = of_line {
            return source.clone();
        }
        let about = self.column(item, column)?.aspects();
        match about.source {
            "" => Some(self.table.spec?.scope.source.into()),
            // More than the table is about.
            "all" => None,
            source => Some(source.into()),
        }
    }

    fn line_source(&self, at: usize, item: &Item) -> OfLine {
        if self.table.layout == Layout::Sides && item.side == Side::Revenue {
            OfLine::Said(self.revenue_line_source(at, item))
        } else {
            OfLine::Unsaid
        }
    }

    fn revenue_line_source(&self, at: usize, item: &Item) -> Option<Arc<str>> {
        let words = Name::parse(&item.name).words;
        match item.role {
            Role::Total => {
                let source = self.table.spec?.scope.source;
                Some(if source == "fiscal" && self.has_carried() {
                    "fiscal.all".into()
                } else {
                    source.into()
                })
            }
            Role::YearTotal if self.table.spec?.scope.source == "fiscal" => Some("fiscal.current".into()),
            Role::YearTotal => Some("current".into()),
            // 年初财政拨款结转和结余 is a part of 年初结转和结余 where there is other money.
            Role::Carried => {
                let named = search::contains(&words, "财政拨款") && !search::contains(&words, "非财政拨款");
                let source = named_source(&words)?;
                let of_fiscal =
                    named || (self.table.spec?.scope.source == "fiscal" && &*source == "carry-over");
                Some(if of_fiscal { "carry-over.fiscal".into() } else { source })
            }
            Role::Part if words == "财政拨款" => Some("general.fiscal".into()),
            Role::Line => {
                let source = named_source(&words)?;
                let carried = self.carried.binary_search(&at).is_ok();
                Some(if carried { format!("carry-over.{source}").into() } else { source })
            }
            Role::Part | Role::Unit => None,
        }
    }

    /// Whether its revenue holds money of the year before.
    fn has_carried(&self) -> bool {
        let amounts = |item: &Item| item.figures.iter().filter_map(Figure::amount).collect::<Vec<_>>();
        let carried =
            self.table.items.iter().filter(|item| item.side == Side::Revenue && item.role == Role::Carried);
        carried.flat_map(amounts).any(|amount| !amount.value().is_zero())
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
        Some(Subject::Function(code.into()))
    }
}

/// What the “三公” expenditure is called as a nature of expenditure.
const THREE_PUBLIC: &str = "three-public";

/// The part of it that a nature is.
fn three_public(nature: &str) -> Subject {
    Subject::ThreePublic(nature.get(THREE_PUBLIC.len() + 1..).unwrap_or_default().into())
}

/// In a table that prints the “三公” expenditure line by line the names say what they are.
fn three_public_line(table: &Table, item: &Item) -> Option<Line> {
    let nature_of = |item: &Item| {
        let nature = Aspects::of(&line_meaning(item)?.concept).nature.to_owned();
        is_within(&nature, THREE_PUBLIC).then_some(nature)
    };
    let nature = match nature_of(item) {
        Some(nature) => nature,
        // The total of nothing but its parts is all of it.
        None if item.role == Role::Total => {
            let is_part = |line: &Item| nature_of(line).is_some() || !vocabulary::may_be_money(&line.name);
            let mut lines = table.items.iter().filter(|item| item.role != Role::Total);
            lines.all(is_part).then(|| THREE_PUBLIC.to_owned())?
        }
        None => return None,
    };
    Some(Line::Row {
        flow: Flow::Expenditure,
        subject: three_public(&nature),
        nature: Some("total".into()),
        source: OfLine::Said(Some("general".into())),
    })
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
    let (mut carried, mut below) = (Vec::new(), None);
    for (at, item) in table.items.iter().enumerate() {
        if item.side != Side::Revenue {
            continue;
        }
        match item.role {
            Role::Carried => below = Some(item.level),
            Role::Total | Role::YearTotal => below = None,
            // A line of the rank of a numbered 上年结转 is another source.
            Role::Line if below.is_some_and(|rank| rank > 0 && item.level <= rank) => below = None,
            Role::Line | Role::Part if below.is_some() => carried.push(at),
            Role::Line | Role::Part | Role::Unit => {}
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

/// Whether the numbers of most classes of an overall table are those of their codes: 208 is 八.
#[must_use]
pub fn numbers_as_catalogue(table: &Table) -> bool {
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

fn row_subject(table: &Table, item: &Item, department: &str) -> Option<Subject> {
    match item.role {
        Role::Total => Some(Subject::Whole),
        Role::Unit => {
            let code = &*item.key;
            let named = code.len() <= 3 && (item.name.is_empty() || plain(&item.name) == department);
            // Beside units that are not below it, it is one of them.
            let beside = |other: &Item| other.role == Role::Unit && !other.key.starts_with(code);
            let whole = named && !table.items.iter().any(beside);
            Some(if whole { Subject::Whole } else { Subject::Unit(item.key.clone()) })
        }
        Role::Line => match table.classes {
            Classes::Function => item.code.clone().map(Subject::Function),
            Classes::Economic => {
                let code = item.code.clone()?;
                Some(Subject::Economic(code, item.second_code.as_deref().unwrap_or_default().into()))
            }
            Classes::Project => Some(Subject::Project(plain(&item.name).into())),
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
