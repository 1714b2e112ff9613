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
    set(&error, "code", &code.into());
    error.into()
}

/// Why a package could not be read, in the words of a language.
pub fn read_error(error: &ReadError, lang: &str) -> JsValue {
    into_js_error(error.code(), &wording::read_error(error, Locale::of(lang)))
}

/// Why files could not be read: of several the name of the one that is to blame, and the byte where it is known.
#[cfg(feature = "reader")]
pub fn unread(unread: &crate::disclosure::Unread, files: &[(&str, &[u8])], lang: &str) -> JsValue {
    let locale = Locale::of(lang);
    let words = wording::read_error(&unread.error, locale);
    let name =
        unread.file.and_then(|file| files.get(file)).map(|(name, _)| *name).filter(|_| files.len() > 1);
    let words = match name {
        Some(name) => locale.fill("error.file", &[("file", name), ("problem", &words)]),
        None => words,
    };
    let error = into_js_error(unread.error.code(), &words);
    let at = js_sys::Object::new();
    if let Some(name) = name {
        set(&at, "file", &name.into());
    }
    if let Some(offset) = unread.error.offset() {
        set(&at, "offset", &(offset as f64).into());
    }
    if js_sys::Object::keys(&at).length() > 0 {
        set(&error, "at", &at);
    }
    error
}

/// Gives an object that was just made a property; such a one takes it.
fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}
