//! What crosses the boundary between the viewer and JavaScript, tried in a JavaScript engine.
#![cfg(all(target_arch = "wasm32", feature = "viewer"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use budget_widget::web::{Disclosure, palette_css, words};
use js_sys::{Array, JSON, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

fn text(value: &JsValue, path: &str) -> String {
    get(value, path).as_string().unwrap_or_else(|| panic!("{path} is no string"))
}

/// The embedded disclosure, from its package as the build makes it.
fn embedded() -> Disclosure {
    let read = budget_widget::disclosure::Disclosure::read_str(budget_widget::embedded::DEFAULT).unwrap();
    let plain = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    let package = read.to_package().serialize(&plain).unwrap();
    let json = String::from(JSON::stringify(&package).unwrap());
    Disclosure::from_package(json.as_bytes(), "zh-CN").unwrap()
}

#[wasm_bindgen_test]
fn amounts_cross_as_strings_and_counts_as_numbers() {
    let report = embedded().report().unwrap();
    assert_eq!(text(&report, "schema"), "budget-report/1");
    assert_eq!(get(&report, "document.amounts").as_f64(), Some(404.0));
    let checks: Array = get(&report, "checks").unchecked_into();
    let rounding = checks.iter().find(|check| text(check, "verdict") == "rounding").unwrap();
    assert_eq!(text(&rounding, "residual"), "-0.1");
    assert_eq!(text(&rounding, "operands.0.printed"), "64.6");
    assert!(get(&rounding, "cause").is_null(), "missing values are null");
}

/// A package of one sentence.
fn package(amount: &str) -> String {
    format!(
        r#"{{"schema": "budget-package/1", "sources": [], "tables": [], "notices": [], "confidence": 0.5,
        "remarks": [{{"part": "甲", "what": "hidden-rows", "count": 2}}],
        "document": {{"title": "某局", "department": "某局", "year": 2024, "kind": "budget", "profile": "generic",
            "encoding": "utf-8", "cut": false}},
        "narrative": {{"title": null, "profile": [], "glossary": [],
            "sections": [{{"id": "narrative/1", "heading": "收入", "topic": "revenue",
                "lines": [{{"line": 4, "text": "𠮷局收入总计 12 万元。"}}]}}],
            "claims": [{{"section": "narrative/1", "line": 4, "start": 7, "end": 9, "printed": "12", "says": "amount",
                "value": {amount}, "unit": "万元", "kind": "value", "subject": "收入总计", "context": "", "lead": "", "topic": "revenue", "direction": null}}]}}}}"#
    )
}

#[wasm_bindgen_test]
fn packages_are_read_from_bytes() {
    let disclosure = Disclosure::from_package(package("\"12\"").as_bytes(), "en").unwrap();
    assert_eq!(text(&disclosure.head().unwrap(), "title"), "某局");
    let quote = disclosure.quote("zh-CN", 4, 8).unwrap();
    assert_eq!(text(&quote, "figure"), "12");
    // Units of UTF-16, of which the first character takes two; the package counts characters.
    assert_eq!(get(&quote, "at.end").as_f64(), Some(10.0));
    let report = disclosure.report().unwrap();
    let checks: Array = get(&report, "checks").unchecked_into();
    let noticed = checks.iter().find(|check| text(check, "id").starts_with("reading:hidden-rows")).unwrap();
    assert!(text(&noticed, "message.en").contains("there are hidden rows (甲 · 2)"), "{noticed:?}");
    for (amount, place) in [("12", "value"), ("\"12,5\"", "value"), ("null", "value")] {
        let Err(error) = Disclosure::from_package(package(amount).as_bytes(), "en") else {
            panic!("{amount} was read")
        };
        assert_eq!(text(&error, "code"), "unreadable");
        let expected = format!("$.narrative.claims[0].{place}");
        assert!(text(&error, "message").contains(&expected), "{}", text(&error, "message"));
    }
    for (json, code) in
        [("{\"a\": [[[]]]}", "unsupported"), ("null", "unsupported"), ("{\"a\"", "unreadable")]
    {
        let Err(error) = Disclosure::from_package(json.as_bytes(), "en") else { panic!("read {json}") };
        assert_eq!(text(&error, "code"), code, "{json}");
    }
}

#[wasm_bindgen_test]
fn tables_cross_as_csv() {
    let csv = embedded().to_csv("three-public").unwrap();
    assert!(csv.starts_with("\u{feff}“三公”经费合计,"), "{csv}");
    assert!(embedded().to_csv("nothing").is_none());
}

#[wasm_bindgen_test]
fn what_is_not_there_is_null_and_no_error() {
    let disclosure = embedded();
    assert!(disclosure.table("zh-CN", "nothing").unwrap().is_null());
    assert!(disclosure.check("zh-CN", "nothing").unwrap().is_null());
    assert!(disclosure.locate("general-expenditure.999.total").unwrap().is_null());
    assert!(disclosure.inspect("zh-CN", "万元", "a", "b", "c").unwrap().is_null());
    assert!(disclosure.quote("zh-CN", 1, 1).unwrap().is_null());
}

#[wasm_bindgen_test]
fn a_link_finds_its_cell() {
    let at = embedded().locate("general-expenditure.21011.total").unwrap();
    assert_eq!(text(&at, "row"), "21011");
    assert_eq!(get(&at, "line").as_f64(), Some(322.0));
}

#[wasm_bindgen_test]
fn words_and_colours_are_plain() {
    assert!(words("en-GB").contains("\nverdict.exact = agrees\n"));
    assert!(palette_css("dark").contains("--budget-ink: #"));
}
