//! A [Data Package](https://datapackage.org/standard/data-package/): every table and all amounts as CSV with their schemas, and
//! the budget package beside them.
//!
//! For programs: one line of field names, amounts as plain decimals, blanks as nothing, no byte order mark. Texts are guarded
//! as in [`super::csv`].

use super::cells::{labels, rows};
use super::csv::{self, Records};
use super::files::{File, file_name};
use crate::disclosure::Disclosure;
use crate::order::Counts;
use crate::package;
use crate::source::SourceFile;
use crate::tables::spec::Kind;
use crate::tables::{Table, Value};
use serde::Serialize;
use std::io;

/// What is written for a blank.
const MISSING: [&str; 1] = [""];

#[derive(Debug, Serialize)]
struct Descriptor<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: String,
    title: &'a str,
    description: String,
    sources: Vec<SourceData<'a>>,
    resources: Vec<Resource>,
}

#[derive(Debug, Serialize)]
struct SourceData<'a> {
    title: &'a str,
    bytes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
}

#[derive(Debug, Serialize)]
struct Resource {
    name: String,
    path: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
}

#[derive(Debug, Serialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

/// The files of the data package, `datapackage.json` first. The same disclosure gives the same bytes.
///
/// # Errors
/// When there is no memory for them.
pub fn files(disclosure: &Disclosure) -> io::Result<Vec<File>> {
    let budget = &disclosure.budget;
    let mut files = Vec::new();
    let mut resources = Vec::new();
    let mut names = Counts::default();
    if budget.tables.iter().any(|table| table.figures().any(|(_, figure)| figure.amount().is_some())) {
        let bytes = csv::amounts(budget, Records::default()).into_bytes();
        let file = File { name: "amounts.csv".to_owned(), bytes };
        let about =
            Resource { schema: Some(amounts_schema()), ..Resource::csv("amounts", "All amounts", &file) };
        files.push(file);
        resources.push(about);
    }
    for table in &budget.tables {
        let (records, schema) = data(table);
        let mut name = file_name(table);
        let count = names.add(&name);
        if count > 1 {
            name = format!("{name}-{count}");
        }
        let file = File { name: format!("tables/{name}.csv"), bytes: records.into_text().into_bytes() };
        let unit = table.unit.map(|unit| ["单位：", unit.label()].concat());
        let about = Resource::csv(&name, &table.title, &file);
        resources.push(Resource { description: unit, schema: Some(schema), ..about });
        files.push(file);
    }
    let mut bytes = Vec::new();
    package::print(&disclosure.to_package(), &mut bytes)?;
    let file = File { name: "budget-package.json".to_owned(), bytes };
    let json = ("json", "application/json");
    resources.push(Resource::new("budget-package", "budget-package/1", &file, json, None));
    files.push(file);
    let descriptor = Descriptor {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: budget.year.map_or_else(|| "budget".to_owned(), |year| format!("budget-{year}")),
        title: &budget.title,
        description: budget.department.clone(),
        sources: disclosure.sources.iter().map(source).collect(),
        resources,
    };
    let mut bytes = serde_json::to_vec_pretty(&descriptor)?;
    bytes.push(b'\n');
    files.insert(0, File { name: "datapackage.json".to_owned(), bytes });
    Ok(files)
}

fn source(source: &SourceFile) -> SourceData<'_> {
    SourceData {
        title: if source.name.is_empty() { "source" } else { &source.name },
        bytes: source.bytes,
        hash: source.sha256.as_ref().map(|hash| format!("sha256:{hash}")),
    }
}

impl Resource {
    fn new(
        name: &str,
        title: &str,
        file: &File,
        (format, mediatype): (&'static str, &'static str),
        kind: Option<&'static str>,
    ) -> Self {
        let hash = SourceFile::new("", &file.bytes).sha256.unwrap_or_default();
        Self {
            name: name.to_owned(),
            path: file.name.clone(),
            title: title.to_owned(),
            description: None,
            kind,
            format,
            mediatype,
            encoding: "utf-8",
            bytes: file.bytes.len(),
            hash: format!("sha256:{hash}"),
            schema: None,
        }
    }

    fn csv(name: &str, title: &str, file: &File) -> Self {
        Self::new(name, title, file, ("csv", "text/csv"), Some("table"))
    }
}

fn amounts_schema() -> Schema {
    let field = |name: &&str| {
        let kind = match *name {
            "value" => "number",
            "page" | "line" | "cell" => "integer",
            _ => "string",
        };
        Field { name: (*name).to_owned(), kind, title: None }
    };
    Schema { fields: csv::AMOUNTS.iter().map(field).collect(), missing_values: MISSING }
}

/// The rows of a table, all of one length, and what their fields are.
fn data(table: &Table) -> (Records, Schema) {
    let rows = rows(table);
    let mut fields = fields(table, rows.iter().map(Vec::len).max().unwrap_or(0));
    for row in &rows {
        for (cell, field) in row.iter().zip(&mut fields) {
            let readable =
                cell.figure.is_some_and(|(_, figure)| !matches!(figure.value, Value::Unreadable(_)));
            if !readable && !cell.text.is_empty() {
                field.kind = "string";
            }
        }
    }
    let mut records = Records::default();
    for field in &fields {
        records.field(&field.name);
    }
    records.end();
    // A row without a word is no record.
    for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.text.is_empty())) {
        let mut cells = row.iter();
        for field in &fields {
            match cells.next() {
                Some(cell) if field.kind == "number" => {
                    let amount = cell.figure.and_then(|(_, figure)| figure.amount());
                    records.field(&amount.map(|amount| amount.value().to_string()).unwrap_or_default());
                }
                Some(cell) => records.guarded(cell.text),
                None => records.field(""),
            }
        }
        records.end();
    }
    (records, Schema { fields, missing_values: MISSING })
}

/// Fields with names of their own: the heads of the columns; amounts are numbers until a cell says otherwise.
fn fields(table: &Table, width: usize) -> Vec<Field> {
    let mut names = Counts::default();
    let mut labels = labels(table).into_iter();
    let mut columns = table.columns.iter();
    let mut fields = Vec::new();
    for at in 1..=width.max(table.columns.len()) {
        // A name must be the same in the file and in its schema, so it is made safe here.
        let label = labels.next().unwrap_or_default().replace('\n', "");
        let label = label.trim_start_matches(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']).to_owned();
        let label = if label.is_empty() { format!("column-{at}") } else { label };
        let count = names.add(&label);
        let name = if count > 1 { format!("{label}#{count}") } else { label };
        let column = columns.next();
        let is_amount = column.is_some_and(|column| column.kind == Kind::Amount);
        let title = column.filter(|_| is_amount).map(|column| column.key.to_string());
        fields.push(Field { name, kind: if is_amount { "number" } else { "string" }, title });
    }
    fields
}
