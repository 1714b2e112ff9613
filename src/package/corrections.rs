//! What people decided about the tables of a document. The viewer passes over it: the tables are what was made of it.

use super::fields::{Fields, Trail};
use super::json::Json;
use super::{PackageError, Problem, names};
use crate::tables::corrections::{Correction, Form, Holds, Misfit, Misplaced};

/// A decision about one table.
pub fn write(correction: &Correction) -> Json {
    let Correction { table, form, unit, columns } = correction;
    let column = |(at, holds): &(u32, Holds)| Json::record().with("column", *at).with("holds", holds.id());
    Json::record()
        .with("table", *table)
        .with_some("form", form.map(Form::id))
        .with_some("unit", unit.map(names::unit::write))
        .with("columns", Json::list(columns, column))
}

pub fn read(correction: &mut Fields<'_>) -> Correction {
    let form = correction.some_text("form").and_then(|id| {
        let form = Form::of(&id);
        if form.is_none() {
            correction.unknown("form", &id);
        }
        form
    });
    let mut columns = Vec::new();
    if correction.is_some("columns") {
        correction.each("columns", &mut |column| {
            let id = column.word("holds");
            match Holds::of(id) {
                Some(holds) => columns.push((column.number("column"), holds)),
                None => column.unknown("holds", id),
            }
        });
    }
    Correction {
        table: correction.number("table"),
        form,
        unit: names::some_unit(correction, "unit"),
        columns,
    }
}

/// The decisions of a list as it stands in the field `corrections` of a package, as JSON; or those of a whole package.
///
/// # Errors
/// [`PackageError`] with the place of what is missing, unknown or does not fit.
pub fn read_list(json: &str) -> Result<Vec<Correction>, PackageError> {
    let given = super::parse(json.as_bytes())?;
    let list = match &given {
        Json::Record(_) => given.get(FIELD).cloned().unwrap_or(Json::Null),
        _ => given,
    };
    Trail::follow(&Json::record().with(FIELD, list), |fields| fields.list(FIELD, read))
}

/// The field of a package.
pub const FIELD: &str = "corrections";

impl From<Misplaced> for PackageError {
    fn from(Misplaced { correction, problem }: Misplaced) -> Self {
        let (place, problem) = match problem {
            Misfit::NoTable => (".table".to_owned(), Problem::Outside),
            Misfit::TableAgain(table) => (".table".to_owned(), Problem::Repeated(table.to_string())),
            Misfit::NoColumn(at) => (format!(".columns[{at}].column"), Problem::Outside),
            Misfit::ColumnAgain(at, id) => (format!(".columns[{at}]"), Problem::Repeated(id.to_owned())),
        };
        Self { path: format!("$.{FIELD}[{correction}]{place}"), problem }
    }
}
