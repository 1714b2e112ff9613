//! Files for other programs, made of a package.

use super::error::{into_js_error, read_error};
use super::json;
use crate::disclosure::Disclosure;
use crate::export::csv::{self, Records};
use crate::export::{datapackage, files, workbook};
use wasm_bindgen::prelude::*;

/// The bytes of a file made of a package, `budget-package/1`: all amounts as `csv`, the tables as `xlsx`, or a packed
/// Frictionless `datapackage`. Throws an error with a `code` and a message in `lang`.
#[wasm_bindgen(js_name = exportFiles)]
pub fn export_files(package: &JsValue, what: &str, lang: &str) -> Result<Vec<u8>, JsValue> {
    let read = Disclosure::from_package(&json::of(package));
    let disclosure = read.map_err(|error| read_error(&error, lang))?;
    let made = match what {
        "csv" => Ok(csv::amounts(&disclosure.budget, Records::marked()).into_bytes()),
        "xlsx" => workbook::workbook(&disclosure.budget),
        "datapackage" => datapackage::files(&disclosure).and_then(|made| files::zip(&made)),
        _ => return Err(into_js_error("unsupported", &what)),
    };
    made.map_err(|error| into_js_error("internal", &error))
}
