//! Files for other programs, made of a package.

use super::error::{into_js_error, read_error};
use crate::disclosure::{Disclosure, ReadError};
use crate::export::csv::{self, Records};
use crate::export::{datapackage, files, workbook};
use crate::package;
use wasm_bindgen::prelude::*;

/// The bytes of a file made of a package, `budget-package/1` as JSON in UTF-8: all amounts as `csv`, the tables as `xlsx`, or a packed
/// Frictionless `datapackage`. Throws an error with a `code` and a message in `lang`.
#[wasm_bindgen(js_name = exportFiles)]
pub fn export_files(package: &[u8], what: &str, lang: &str) -> Result<Vec<u8>, JsValue> {
    let read = package::parse(package).map_err(ReadError::Package);
    let read = read.and_then(|package| Disclosure::from_package(&package));
    let disclosure = read.map_err(|error| read_error(&error, lang))?;
    let made = match what {
        "csv" => Ok(csv::amounts(&disclosure.budget, Records::marked()).into_bytes()),
        "xlsx" => workbook::workbook(&disclosure.budget),
        "datapackage" => datapackage::files(&disclosure).and_then(|made| files::zip(&made)),
        _ => return Err(into_js_error("unsupported", &what)),
    };
    made.map_err(|error| into_js_error("internal", &error))
}
