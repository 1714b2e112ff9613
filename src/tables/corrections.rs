//! What people decided about tables that were not told, or told wrongly: which one it is, its unit, what its columns hold.
//!
//! A correction takes effect while the table is read, so that everything behind follows from it. It changes no figure.

use super::TABLES;
use super::heads::{self, Column};
use super::profiles::PROFILES;
use super::spec::{ColumnSpec, Kind, Layout, Side, TableSpec};
use crate::amount::Unit;
use std::sync::Arc;

/// The public ids of amount columns; beside them stand `carry-over.*` and what [`amounts`] adds of the forms.
pub const COLUMN_IDS: [&str; 23] = [
    "total",
    "basic",
    "basic.personnel",
    "basic.personnel.wages",
    "basic.personnel.households",
    "basic.public",
    "basic.public.goods",
    "basic.public.capital",
    "project",
    "project.other-operations",
    "project.specific",
    "general",
    "general.fiscal",
    "fund",
    "state-capital",
    "special-account",
    "institution",
    "business",
    "superior",
    "subordinate",
    "other",
    "carry-over",
    "amount",
];

/// What a column without amounts may be said to hold.
pub const LABELS: [(&str, Kind); 9] = [
    ("name", Kind::Name),
    ("code", Kind::Code),
    ("second-name", Kind::SecondName),
    ("second-code", Kind::SecondCode),
    ("unit-name", Kind::UnitName),
    ("unit-code", Kind::UnitCode),
    ("indicator", Kind::Indicator),
    ("target", Kind::Target),
    ("text", Kind::Text),
];

/// What people decided about one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// 1-based position of the table among those of the document.
    pub table: u32,
    /// What it is, if that was decided.
    pub form: Option<Form>,
    /// The unit of its amounts, if that was decided.
    pub unit: Option<Unit>,
    /// What its columns hold, by their 1-based positions; the others are as they were read.
    pub columns: Vec<(u32, Holds)>,
}

/// What a table is said to be.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// A known table.
    Known(&'static TableSpec),
    /// None of the known.
    Other,
}

impl Form {
    /// The form with a public id, or `other`.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        if id == Self::Other.id() {
            return Some(Self::Other);
        }
        TABLES.iter().find(|spec| spec.id == id).map(|spec| Self::Known(spec))
    }

    /// Its public id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Known(spec) => spec.id,
            Self::Other => "other",
        }
    }

    /// The known table.
    #[must_use]
    pub const fn spec(self) -> Option<&'static TableSpec> {
        match self {
            Self::Known(spec) => Some(spec),
            Self::Other => None,
        }
    }
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Form {}

/// What a column is said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Amounts about this: one of [`amounts`].
    Amounts(&'static str),
    /// Anything else, by its word in [`LABELS`].
    Label(&'static str, Kind),
}

impl Holds {
    /// What an id of [`amounts`] or a word of [`LABELS`] says.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        let label = LABELS.iter().find(|(word, _)| *word == id).map(|(word, kind)| Self::Label(word, *kind));
        label.or_else(|| amounts().into_iter().find(|known| *known == id).map(Self::Amounts))
    }

    /// The id or word.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Amounts(id) | Self::Label(id, _) => id,
        }
    }
}

/// What amount columns may be said to be about: the public ids, then what columns of the forms without one are about, and
/// those that only a place has.
#[must_use]
pub fn amounts() -> Vec<&'static str> {
    let mut ids = COLUMN_IDS.to_vec();
    let of_forms = TABLES.iter().flat_map(|spec| spec.columns());
    let of_places = PROFILES.iter().flat_map(|profile| profile.forms).flat_map(|form| form.columns);
    for column in of_forms.chain(of_places).filter(|column| column.kind == Kind::Amount) {
        let id = column.id.unwrap_or(column.concept);
        if !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// A correction that does not fit the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("correction {correction} does not fit the document: {problem:?}")]
pub struct Misplaced {
    /// Index of the correction.
    pub correction: usize,
    /// Why it does not fit.
    pub problem: Misfit,
}

/// Why a correction does not fit; columns are indices into those of the correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// The document has no table of that position.
    NoTable,
    /// Another correction is about the table of that position.
    TableAgain(u32),
    /// The table has no such column.
    NoColumn(usize),
    /// An earlier entry is about the same column, or gives another column of the same half the same amounts, with this id.
    ColumnAgain(usize, &'static str),
}

impl Correction {
    /// Which correction of `all` is about each of `tables` tables.
    ///
    /// # Errors
    /// [`Misplaced`] when one is about no table, or two are about the same.
    pub fn by_table(all: &[Self], tables: usize) -> Result<Vec<Option<(usize, &Self)>>, Misplaced> {
        let mut found = vec![None; tables];
        for (correction, about) in all.iter().enumerate() {
            let at = (about.table as usize).checked_sub(1);
            let misplaced = |problem| Misplaced { correction, problem };
            let slot = at.and_then(|at| found.get_mut(at)).ok_or(misplaced(Misfit::NoTable))?;
            if slot.replace((correction, about)).is_some() {
                return Err(misplaced(Misfit::TableAgain(about.table)));
            }
        }
        Ok(found)
    }

    /// What was decided, as the report shows it: names of the form, `3=basic` for the third column.
    #[must_use]
    pub fn summary(&self) -> String {
        let form = self.form.map(|form| form.spec().map_or("other", |spec| spec.title).to_owned());
        let unit = self.unit.map(|unit| unit.label().to_owned());
        let columns = self.columns.iter().map(|(at, holds)| format!("{at}={}", holds.id()));
        form.into_iter().chain(unit).chain(columns).collect::<Vec<_>>().join("、")
    }

    /// Whether the meaning of the column with that 1-based position was decided.
    #[must_use]
    pub fn tells(&self, column: usize) -> bool {
        self.columns.iter().any(|(at, _)| *at as usize == column)
    }

    /// Puts columns right and says how the body below them is read. `own` are columns that only the table's place uses.
    ///
    /// # Errors
    /// [`Misfit`] when a column is not there or told twice.
    pub fn correct(
        &self,
        columns: &mut Vec<Column>,
        spec: Option<&'static TableSpec>,
        own: &'static [ColumnSpec],
        layout: Layout,
    ) -> Result<Layout, Misfit> {
        if self.columns.is_empty() {
            return Ok(layout);
        }
        let mut told = vec![None; columns.len()];
        for (entry, &(position, holds)) in self.columns.iter().enumerate() {
            let at = (position as usize).checked_sub(1);
            let found = at.and_then(|at| Some((columns.get_mut(at)?, told.get_mut(at)?)));
            let (column, slot) = found.ok_or(Misfit::NoColumn(entry))?;
            if slot.replace(entry).is_some() {
                return Err(Misfit::ColumnAgain(entry, holds.id()));
            }
            tell(column, holds, spec, own);
        }
        *columns = heads::parted(std::mem::take(columns));
        let layout = self::layout(layout, spec, columns);
        if layout == Layout::Sides {
            tell_sides(columns);
        }
        settle_keys(columns, &told)?;
        Ok(layout)
    }
}

fn tell(column: &mut Column, holds: Holds, spec: Option<&'static TableSpec>, own: &'static [ColumnSpec]) {
    let printed = heads::printed_key(&column.head);
    match holds {
        Holds::Label(_, kind) => {
            (column.kind, column.concept, column.key) = (kind, "".into(), printed);
        }
        Holds::Amounts(id) => {
            column.kind = Kind::Amount;
            let mut known = spec.into_iter().flat_map(TableSpec::columns).chain(own);
            let is_it =
                |known: &&ColumnSpec| known.id.unwrap_or(known.concept) == id && known.kind == Kind::Amount;
            if let Some(known) = known.find(is_it) {
                // The form's own labels, as where a head was put right by its order: the printed ones led astray.
                column.head = heads::canonical_head(known);
                column.concept = known.concept.into();
                column.key = known.id.map_or_else(|| heads::printed_key(&column.head), Arc::from);
            } else {
                let is_public = COLUMN_IDS.contains(&id);
                column.concept = id.into();
                column.key = if is_public || printed.is_empty() { id.into() } else { printed };
            }
        }
    }
}

/// Names beside amounts that stand there twice are two sides, and a row with a label is no single row of figures.
fn layout(read: Layout, spec: Option<&TableSpec>, columns: &[Column]) -> Layout {
    let sided = spec.is_some_and(|spec| spec.layout == Layout::Sides);
    let blocks = columns.last().map_or(0, |column| column.block);
    let labelled = columns.iter().any(|column| matches!(column.kind, Kind::Name | Kind::Code));
    match read {
        Layout::Rows | Layout::OneRow if sided && blocks > 0 => Layout::Sides,
        Layout::OneRow if labelled => Layout::Rows,
        read => read,
    }
}

/// Expenditure begins with the first column that is known to be of it, else with the second block.
fn tell_sides(columns: &mut [Column]) {
    let spent =
        columns.iter().find(|column| column.side == Side::Expenditure).map_or(1, |column| column.block);
    for column in columns {
        column.side = if column.block < spent { Side::Revenue } else { Side::Expenditure };
    }
}

/// No two amount columns of a half have one key: a column that was read as what people say of another is about nothing
/// known. `told` is the entry that told each column.
fn settle_keys(columns: &mut [Column], told: &[Option<usize>]) -> Result<(), Misfit> {
    let half = |column: &Column| match column.side {
        Side::Whole => u32::from(column.block),
        side => side as u32,
    };
    let mut used: Vec<(u32, Arc<str>)> = Vec::new();
    let (by_hand, as_read): (Vec<_>, Vec<_>) =
        columns.iter_mut().zip(told).enumerate().partition(|(_, (_, told))| told.is_some());
    for (at, (column, told)) in by_hand.into_iter().chain(as_read) {
        if column.kind != Kind::Amount {
            continue;
        }
        let mut key = (half(column), column.key.clone());
        if used.contains(&key) {
            let known = COLUMN_IDS.into_iter().find(|id| *id == &*key.1);
            if let (Some(entry), Some(id)) = (told, known) {
                return Err(Misfit::ColumnAgain(*entry, id));
            }
            if known.is_some() {
                column.concept = "all".into();
            }
            // The position keeps apart what is headed alike.
            key.1 = format!("{}/{}", column.head.join("/"), at + 1).into();
            column.key = key.1.clone();
        }
        used.push(key);
    }
    Ok(())
}
