//! Files for other programs, made of a package.

use super::error::{into_js_error, read_error};
use crate::disclosure::{Disclosure, ReadError};
use crate::export::csv::{self, Records};
use crate::export::page::Page;
use crate::export::{checklist, datapackage, files, findings, sarif, workbook};
use crate::i18n::Locale;
use crate::package;
use serde::Serialize;
use std::io;
use wasm_bindgen::prelude::*;

/// The bytes of a file made of a package, `budget-package/1` as JSON in UTF-8: all amounts as `csv`, the tables as `xlsx`, a
/// packed Frictionless `datapackage`, the `findings` as CSV or as `sarif`, what is to be published and whether it is there as
/// the JSON of a `checklist`, and, given the text of `budget-widget.js` as `script`, a `page` that needs no network. Throws an
/// error with a `code` and a message in `lang`.
#[wasm_bindgen(js_name = exportFiles)]
pub fn export_files(
    package: &[u8],
    what: &str,
    lang: &str,
    script: Option<String>,
) -> Result<Vec<u8>, JsValue> {
    let read = package::parse(package).map_err(ReadError::Package);
    let read = read.and_then(|package| Disclosure::from_package(&package));
    let disclosure = read.map_err(|error| read_error(&error, lang))?;
    let locale = Locale::of(lang);
    let names: Vec<&str> = disclosure.sources.iter().map(|source| source.name.as_str()).collect();
    let made = match what {
        "csv" => Ok(csv::amounts(&disclosure.budget, Records::marked()).into_bytes()),
        "xlsx" => workbook::workbook(&disclosure.budget),
        "findings" => {
            let lines = findings::lines(&names.join(" · "), &disclosure, locale);
            Ok((findings::head() + &lines).into_bytes())
        }
        "sarif" => written(&sarif::log(vec![sarif::part(&names, &disclosure, locale)], 0, locale)),
        "checklist" => written(&checklist::entries(&disclosure.budget)),
        "page" => {
            let packages = [&*String::from_utf8_lossy(package)];
            let script = script.as_deref().unwrap_or_default();
            let title = &disclosure.budget.title;
            Ok(Page { locale, title, attributes: &[], packages: &packages, script }.html().into_bytes())
        }
        "datapackage" => datapackage::files(&disclosure).and_then(|made| files::zip(&made)),
        _ => return Err(into_js_error("unsupported", &what)),
    };
    made.map_err(|error| into_js_error("internal", &error))
}

fn written(value: &impl Serialize) -> io::Result<Vec<u8>> {
    serde_json::to_vec_pretty(value).map_err(io::Error::other)
}
