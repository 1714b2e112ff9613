//! What crosses the boundary between the reader of foreign documents and JavaScript, tried in a JavaScript engine.
#![cfg(all(target_arch = "wasm32", feature = "reader", feature = "exports"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use budget_widget::web::{NamedBytes, export_files, read_disclosure};
use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const DOCX: &[u8] = include_bytes!("fixtures/formats/zhengzhou-2024.docx");
const TEXT: &str =
    "2024年某局部门预算公开\n2024年项目支出表\n单位：万元\n项目名称\t合计\n甲\t2.0\n合计\t2.0\n";

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

fn text(value: &JsValue, path: &str) -> String {
    get(value, path).as_string().unwrap_or_else(|| panic!("{path} is no string"))
}

fn read(files: &[(&str, &[u8])], lang: &str) -> Result<JsValue, JsValue> {
    let bytes = read_bytes(files, lang, None)?;
    JSON::parse(std::str::from_utf8(&bytes).unwrap())
}

fn file(name: &str, bytes: &[u8]) -> NamedBytes {
    let file = Object::new();
    Reflect::set(&file, &"name".into(), &name.into()).unwrap();
    Reflect::set(&file, &"bytes".into(), &Uint8Array::from(bytes)).unwrap();
    file.unchecked_into()
}

fn read_bytes(files: &[(&str, &[u8])], lang: &str, on_file: Option<Function>) -> Result<Vec<u8>, JsValue> {
    let handed = files.iter().map(|(name, bytes)| file(name, bytes));
    read_disclosure(handed.collect(), lang, None, on_file)
}

#[wasm_bindgen_test]
fn a_document_crosses_as_a_package() {
    let package = read(&[("1#budget.docx", DOCX)], "zh-CN").unwrap();
    assert_eq!(text(&package, "schema"), "budget-package/1");
    assert_eq!(text(&package, "document.department"), "郑州市大数据管理局");
    assert_eq!(get(&package, "tables.length").as_f64(), Some(13.0));
    assert_eq!(text(&package, "sources.0.name"), "1#budget.docx");
    assert_eq!(get(&package, "sources.0.bytes").as_f64(), Some(DOCX.len() as f64));
}

#[wasm_bindgen_test]
fn several_files_are_one_disclosure() {
    let words = "第二部分 预算情况说明\n一、收入支出总体情况说明\n某局2024年收入总计2.0万元。\n";
    let package = read(&[("a.txt", TEXT.as_bytes()), ("b.txt", words.as_bytes())], "en").unwrap();
    assert_eq!(get(&package, "tables.length").as_f64(), Some(1.0));
    assert_eq!(get(&package, "narrative.claims.length").as_f64(), Some(1.0));
    assert_eq!(text(&package, "sources.1.name"), "b.txt");
}

#[wasm_bindgen_test]
fn every_file_that_was_read_is_told() {
    let told = Array::new();
    let push = Function::new_with_args("done", "this.push(done)").bind(&told);
    let files: [(&str, &[u8]); 2] = [("a.txt", TEXT.as_bytes()), ("b.txt", TEXT.as_bytes())];
    assert!(read_bytes(&files, "en", Some(push)).is_ok());
    assert_eq!(told.join(",").as_string().as_deref(), Some("1,2"));
    let throws = Function::new_no_args("throw new Error('listener')");
    assert!(read_bytes(&files, "en", Some(throws)).is_ok());
}

#[wasm_bindgen_test]
fn what_people_decided_is_kept_or_refused() {
    let read = |corrections: &str| {
        read_disclosure(vec![file("a.txt", TEXT.as_bytes())], "en", Some(corrections.to_owned()), None)
    };
    let package = read(r#"[{"table": 1, "unit": "元"}]"#).unwrap();
    let package = JSON::parse(std::str::from_utf8(&package).unwrap()).unwrap();
    assert_eq!(text(&package, "tables.0.unit"), "元");
    assert_eq!(text(&package, "corrections.0.unit"), "元");
    for corrections in [r#"[{"table": 2}]"#, r#"[{"table": 1, "form": "x"}]"#, "{", "[1]"] {
        assert_eq!(text(&read(corrections).unwrap_err(), "code"), "unreadable", "{corrections}");
    }
}

#[wasm_bindgen_test]
fn gb18030_is_decoded_by_the_engine() {
    // 某局2024年收入总计 12 万元 in GB18030.
    let bytes = [
        0xc4, 0xb3, 0xbe, 0xd6, 0x32, 0x30, 0x32, 0x34, 0xc4, 0xea, 0xca, 0xd5, 0xc8, 0xeb, 0xd7, 0xdc, 0xbc,
        0xc6, 0x20, 0x31, 0x32, 0x20, 0xcd, 0xf2, 0xd4, 0xaa, 0x0a,
    ];
    let package = read(&[("", &bytes)], "en").unwrap();
    assert_eq!(text(&package, "document.encoding"), "gb18030");
    assert_eq!(text(&package, "document.title"), "某局2024年收入总计 12 万元");
}

#[wasm_bindgen_test]
fn errors_have_a_name_a_code_words_and_a_place() {
    let refused = |files: &[(&str, &[u8])], lang| read(files, lang).expect_err("it was read");
    for (bytes, code, words) in [
        (&b""[..], "unreadable", "空"),
        (&b"{\\rtf1"[..], "unsupported", "RTF"),
        (&b"PK\x03\x04"[..], "unreadable", "损坏"),
        (&b"{\"a\": 1}"[..], "unsupported", "JSON"),
        (&b"nothing of a budget"[..], "unreadable", "没有找到预算表"),
    ] {
        let error = refused(&[("a", bytes)], "zh-CN");
        assert_eq!(text(&error, "name"), "BudgetError");
        assert_eq!(text(&error, "code"), code, "{error:?}");
        assert!(text(&error, "message").contains(words), "{}", text(&error, "message"));
        assert!(get(&error, "at").is_undefined());
    }
    let error = refused(&[("", b"ab\x01")], "en");
    assert_eq!(get(&error, "at.offset").as_f64(), Some(2.0));
    assert!(get(&error, "at.file").is_undefined());
    let error = refused(&[("a.txt", TEXT.as_bytes()), ("b.rtf", b"{\\rtf1")], "en");
    assert_eq!(text(&error, "at.file"), "b.rtf");
    assert!(text(&error, "message").starts_with("b.rtf: RTF"), "{}", text(&error, "message"));
    assert_eq!(text(&refused(&[], "en"), "code"), "unreadable");
}

#[wasm_bindgen_test]
fn a_package_leaves_as_files() {
    let package = read_bytes(&[("a.txt", TEXT.as_bytes())], "en", None).unwrap();
    let csv = String::from_utf8(export_files(&package, "csv", "en", None).unwrap()).unwrap();
    assert!(csv.starts_with("\u{feff}table,"), "{csv}");
    assert!(csv.contains("2.0,2.0,万元"), "{csv}");
    for what in ["xlsx", "datapackage"] {
        assert!(export_files(&package, what, "en", None).unwrap().starts_with(b"PK\x03\x04"), "{what}");
    }
    let read_again = export_files(&package, "xlsx", "en", None).unwrap();
    let again = read(&[("a.xlsx", &read_again)], "en").unwrap();
    assert_eq!(get(&again, "tables.length").as_f64(), Some(1.0));
    let code = |result: Result<Vec<u8>, JsValue>| text(&result.expect_err("it was made"), "code");
    assert_eq!(code(export_files(&package, "pdf", "en", None)), "unsupported");
    assert_eq!(code(export_files(b"null", "csv", "en", None)), "unsupported");
}
