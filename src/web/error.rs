//! The one place where errors for JavaScript are made.

use crate::disclosure::ReadError;
use crate::export::wording;
use crate::i18n::Locale;
use js_sys::{Error, Reflect};
use std::fmt::Display;
use wasm_bindgen::JsValue;

/// An `Error` named `BudgetError` with a stable `code`.
pub fn into_js_error(code: &str, message: &dyn Display) -> JsValue {
    let error = Error::new(&message.to_string());
    error.set_name("BudgetError");
    // An object that was just made takes new properties.
    let _ = Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}

/// Why bytes could not be read, in the words of a language.
pub fn read_error(error: &ReadError, lang: &str) -> JsValue {
    into_js_error(error.code(), &wording::read_error(error, Locale::of(lang)))
}
