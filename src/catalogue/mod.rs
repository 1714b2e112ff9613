//! 政府收支分类科目: codes with their names, the years for which a name is known, and how well that is known.
//!
//! The files are sorted by code: code, name, basis, years. A code that is not listed is not wrong.

use std::sync::OnceLock;

/// A classification of expenditure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Classification {
    /// 支出功能分类: 3, 5 and 7 digits, the first of them 2.
    Function,
    /// 部门预算支出经济分类: 3 and 5 digits, the first of them 3.
    Department,
    /// 政府预算支出经济分类: 3 and 5 digits, the first of them 5.
    Government,
}

/// How well a row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// From an official text or table.
    Official,
    /// Seen in published documents, worked out or generally known.
    Seen,
}

/// A name of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The official name.
    pub name: &'static str,
    /// How well it is known.
    pub basis: Basis,
    /// The first year for which it is known.
    since: u16,
    /// The last one.
    until: u16,
}

impl Entry {
    /// Whether it is known to be the name in a year.
    #[must_use]
    pub const fn holds_in(&self, year: u16) -> bool {
        self.since <= year && year <= self.until
    }
}

impl Classification {
    /// The classification that a code belongs to, told by its first digit and its length.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        if !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match (code.as_bytes().first(), code.len()) {
            (Some(b'2'), 3 | 5 | 7) => Some(Self::Function),
            (Some(b'3'), 3 | 5) => Some(Self::Department),
            (Some(b'5'), 3 | 5) => Some(Self::Government),
            _ => None,
        }
    }

    /// The names that a code has or had.
    pub fn names(self, code: &str) -> impl Iterator<Item = Entry> + use<> {
        let file = match self {
            Self::Function => &FUNCTION,
            Self::Department => &DEPARTMENT,
            Self::Government => &GOVERNMENT,
        };
        file.of(code).iter().map(|[_, name, basis, years]| {
            let (since, until) = years.split_once('-').unwrap_or((years, ""));
            Entry {
                name,
                basis: if *basis == "sourced" { Basis::Official } else { Basis::Seen },
                since: since.parse().unwrap_or(u16::MAX),
                until: until.parse().unwrap_or(u16::MAX),
            }
        })
    }
}

/// The name of a code in a year, else the first that it had. Nothing for a code that is in no classification.
#[must_use]
pub fn name_in(code: &str, year: Option<u16>) -> Option<&'static str> {
    let mut found = None;
    for entry in Classification::of(code)?.names(code) {
        if found.is_none() || year.is_some_and(|year| entry.holds_in(year)) {
            found = Some(entry.name);
        }
    }
    found
}

/// The names that a functional code had, each with the name that replaced it.
pub fn renamed(code: &str) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    RENAMED.of(code).iter().map(|[_, old, current, _]| (*old, *current))
}

/// Every functional code that was renamed, with its former and its present name.
pub fn all_renamed() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    RENAMED.rows().iter().map(|[code, old, current, _]| (*code, *old, *current))
}

/// The classes of the government's classification that stand beside a code of the departments', each with its basis.
pub fn partners(code: &str) -> impl Iterator<Item = (&'static str, Basis)> + use<> {
    PAIRS.of(code).iter().map(|[_, partner, basis, _]| {
        (*partner, if *basis == "official" { Basis::Official } else { Basis::Seen })
    })
}

/// A file of rows that begin with a code.
struct File {
    text: &'static str,
    rows: OnceLock<Vec<[&'static str; 4]>>,
}

static FUNCTION: File = File::new(include_str!("functional.tsv"));
static DEPARTMENT: File = File::new(include_str!("dept_economic.tsv"));
static GOVERNMENT: File = File::new(include_str!("gov_economic.tsv"));
static RENAMED: File = File::new(include_str!("functional_renames.tsv"));
static PAIRS: File = File::new(include_str!("economic_map.tsv"));

impl File {
    const fn new(text: &'static str) -> Self {
        Self { text, rows: OnceLock::new() }
    }

    fn rows(&self) -> &[[&'static str; 4]] {
        self.rows.get_or_init(|| {
            let mut rows = Vec::new();
            for line in self.text.lines() {
                let mut cells = line.split('\t');
                rows.push(std::array::from_fn(|_| cells.next().unwrap_or_default()));
            }
            rows
        })
    }

    /// The rows of a code.
    fn of(&self, code: &str) -> &[[&'static str; 4]] {
        let rows = self.rows();
        let first = rows.partition_point(|[known, ..]| *known < code);
        let rest = rows.get(first..).unwrap_or_default();
        let count = rest.partition_point(|[known, ..]| *known == code);
        rest.get(..count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_sorted_and_whole() {
        for (file, cells) in [(&FUNCTION, 4), (&DEPARTMENT, 4), (&GOVERNMENT, 4), (&RENAMED, 3), (&PAIRS, 3)]
        {
            let rows = file.rows();
            assert!(rows.is_sorted_by_key(|[code, ..]| *code));
            assert!(rows.iter().all(|row| row.iter().take(cells).all(|cell| !cell.is_empty())));
        }
        let known = FUNCTION.rows().iter().chain(DEPARTMENT.rows()).chain(GOVERNMENT.rows());
        assert!(known.into_iter().all(|[code, ..]| Classification::of(code).is_some()));
    }

    #[test]
    fn names_hold_for_their_years() {
        let names: Vec<Entry> = Classification::Function.names("215").collect();
        assert_eq!(names.len(), 2);
        assert!(names[0].holds_in(2020) && !names[0].holds_in(2024));
        assert!(names[1].holds_in(2024) && names[1].basis == Basis::Official);
        assert_eq!(Classification::Function.names("299").count(), 0);
        assert_eq!(Classification::Function.names("227").next().unwrap().basis, Basis::Seen);
        assert!(Classification::Department.names("30101").next().unwrap().holds_in(2030));
        assert_eq!(renamed("210").count(), 2);
    }

    #[test]
    fn a_code_has_the_name_of_the_year_else_the_first() {
        let names: Vec<&str> = Classification::Function.names("215").map(|entry| entry.name).collect();
        assert_eq!(
            [Some(2020), Some(2024), None].map(|year| name_in("215", year).unwrap()),
            [names[0], names[1], names[0]]
        );
        assert_eq!(name_in("301", Some(2010)), Some("工资福利支出"));
        assert_eq!((name_in("299", None), name_in("113001", None)), (None, None));
    }

    #[test]
    fn codes_have_partners() {
        let found: Vec<_> = partners("30101").collect();
        assert_eq!(found, [("50101", Basis::Official), ("50501", Basis::Seen)]);
        assert_eq!(Classification::of("50101"), Some(Classification::Government));
        assert_eq!(Classification::of("2010"), None);
        assert_eq!(Classification::of("113001"), None);
    }
}
