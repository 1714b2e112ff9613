//! What JavaScript's own JSON parser made of a package, as a value of ours.

use crate::package::Json;
use js_sys::{Array, Object};
use std::borrow::Cow;
use wasm_bindgen::{JsCast, JsValue};

/// How deep values may stand in values; what stands deeper is no field of a package.
const DEEPEST: u8 = 32;

/// The value of a plain object, as `JSON.parse` makes them.
pub fn of(value: &JsValue) -> Json {
    below(value, DEEPEST)
}

fn below(value: &JsValue, deepest: u8) -> Json {
    let Some(deeper) = deepest.checked_sub(1) else { return Json::Null };
    if let Some(text) = value.as_string() {
        return Json::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return number.into();
    }
    if let Some(flag) = value.as_bool() {
        return Json::Flag(flag);
    }
    if let Some(items) = value.dyn_ref::<Array>() {
        let mut list = Vec::new();
        for at in 0..items.length() {
            list.push(below(&items.get(at), deeper));
        }
        return Json::List(list);
    }
    let Some(object) = value.dyn_ref::<Object>() else { return Json::Null };
    let (names, values) = (Object::keys(object), Object::values(object));
    let mut fields = Vec::new();
    for at in 0..names.length() {
        let name = names.get(at).as_string().unwrap_or_default();
        fields.push((Cow::Owned(name), below(&values.get(at), deeper)));
    }
    Json::Record(fields)
}
