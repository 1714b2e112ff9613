//! The page in one file, for readers who save what they see and for who publishes it.

use crate::export::page::Page;
use crate::i18n::Locale;
use wasm_bindgen::prelude::*;

/// A page in one file that shows packages, given as JSON, without any network: the first with the others to compare. The
/// script is the text of `budget-widget.js`; attributes of the element are written `name=value`.
#[wasm_bindgen(js_name = offlinePage)]
pub fn offline_page(
    lang: &str,
    title: &str,
    attributes: Vec<String>,
    packages: Vec<String>,
    script: &str,
) -> String {
    let attributes: Vec<_> = attributes.iter().filter_map(|written| written.split_once('=')).collect();
    let packages: Vec<_> = packages.iter().map(String::as_str).collect();
    let locale = Locale::of(lang);
    Page { locale, title, attributes: &attributes, packages: &packages, script }.html()
}
