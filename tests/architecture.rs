//! Who may use whom: the table of ARCHITECTURE.md, held against the paths that the sources write.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/rust.rs"]
mod rust;

use rust::{Source, Token, sources};
use std::collections::BTreeSet;

/// A module and the modules of ours that it may use; a longer path allows nothing but what lies below it.
const MAY_USE: &[(&str, &[&str])] = &[
    ("amount", &[]),
    ("address", &[]),
    ("order", &[]),
    ("search", &[]),
    ("catalogue", &[]),
    ("source", &["amount", "address", "order", "search"]),
    ("tables", &["source", "amount", "address", "order", "search"]),
    // Names are compared in one way everywhere.
    ("narrative", &["source", "tables::names", "amount", "address", "order", "search"]),
    ("budget", &["narrative", "tables", "source", "amount", "address", "order", "search"]),
    (
        "checks",
        &["budget", "catalogue", "narrative", "tables", "source", "amount", "address", "order", "search"],
    ),
    // What was read, as one file: beside the street, from the budget and back to it.
    ("package", &["budget", "narrative", "tables", "source", "amount", "address", "order", "search"]),
    (
        "disclosure",
        &["package", "checks", "budget", "tables::corrections", "tables::names", "source", "search"],
    ),
    (
        "views",
        &[
            "checks::judge::measure",
            "checks::Report",
            "checks::Check",
            "checks::Content",
            "checks::Kind",
            "checks::Measure",
            "checks::Operand",
            "checks::Spot",
            "checks::Term",
            "checks::Verdict",
            "checks::report",
            // Names that a document leaves to the classification.
            "catalogue",
            "budget",
            "narrative",
            "tables",
            "amount",
            "address",
            "order",
            "search",
        ],
    ),
    ("i18n", &["amount", "order", "search"]),
    ("charts", &["views", "i18n", "amount", "address", "order", "search"]),
    (
        "export",
        &[
            "disclosure",
            "package",
            "views",
            "charts",
            "checks",
            "budget",
            "narrative",
            "tables",
            "source",
            "i18n",
            "amount",
            "address",
            "order",
            "search",
        ],
    ),
    ("embedded", &[]),
    ("web", EVERYTHING),
    ("bin", EVERYTHING),
];

/// Everything but `web` and `bin`, which nobody uses.
const EVERYTHING: &[&str] = &[
    "embedded",
    "export",
    "charts",
    "i18n",
    "views",
    "disclosure",
    "package",
    "checks",
    "budget",
    "catalogue",
    "narrative",
    "tables",
    "source",
    "amount",
    "address",
    "order",
    "search",
];

/// Crates of others that only some modules may name.
const CRATES: &[(&str, &[&str])] = &[
    ("plotters", &["charts", "web"]),
    ("plotters_backend", &["charts", "web"]),
    ("plotters_canvas", &["web"]),
    ("web_sys", &["web"]),
    ("js_sys", &["web"]),
    ("wasm_bindgen", &["web"]),
    ("serde_wasm_bindgen", &["web"]),
    // What leaves the program is built from the core; the core itself has no outer form.
    ("serde", &["export", "package", "web"]),
    // Long data cross to JavaScript as the bytes of their JSON.
    ("serde_json", &["bin", "export", "package", "web"]),
    ("rayon", &["bin"]),
    ("clap", &["bin"]),
    ("serde_sarif", &["export"]),
    ("encoding_rs", &["source"]),
    ("sha2", &["source"]),
    ("rust_xlsxwriter", &["export"]),
    ("rawzip", &["export", "source"]),
    ("miniz_oxide", &["export", "source"]),
];

/// Modules in which a binary float has no place.
const EXACT: [&str; 13] = [
    "amount",
    "catalogue",
    "address",
    "order",
    "search",
    "source",
    "tables",
    "narrative",
    "budget",
    "checks",
    "views",
    "package",
    "export",
];

/// The files and folders of those modules where a format of others has binary floats, and why no amount is lost there.
const FLOATS: [&str; 3] = [
    // A workbook stores nothing else; an amount that would change is written as text.
    "export/workbook.rs",
    // JSON knows one kind of number; whole ones are told from the others, and amounts are texts.
    "package/json.rs",
    // Where letters and lines stand on a page; what the letters say is text.
    "source/formats/pdf/",
];

const MOST_LINES: usize = 600;

fn may_use(module: &str) -> &'static [&'static str] {
    let known = MAY_USE.iter().find(|(name, _)| *name == module);
    known.unwrap_or_else(|| panic!("{module} has no place in the table of dependencies")).1
}

/// The paths of a source that its module may not use.
fn offending(source: &Source) -> Vec<String> {
    let Some(module) = source.module() else { return Vec::new() };
    let allowed = may_use(module);
    let below = |path: &str, prefix: &str| path == prefix || path.starts_with(&format!("{prefix}::"));
    let foreign = source.paths().into_iter().filter(|path| path[0] != module).map(|path| path.join("::"));
    foreign.filter(|path| !allowed.iter().any(|prefix| below(path, prefix))).collect()
}

#[test]
fn modules_use_only_what_comes_before_them() {
    let all: Vec<String> = sources()
        .iter()
        .flat_map(|source| offending(source).into_iter().map(|path| format!("{}: {path}", source.file)))
        .collect();
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn crates_of_others_stay_where_they_belong() {
    let mut all = Vec::new();
    for source in sources() {
        for (name, modules) in CRATES {
            let allowed = source.module().is_some_and(|module| modules.contains(&module));
            if !allowed && source.tokens.contains(&Token::Word((*name).to_owned())) {
                all.push(format!("{}: {name}", source.file));
            }
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn no_binary_float_decides_about_money() {
    let is_float = |token: &&Token| match token {
        Token::Word(word) => matches!(word.as_str(), "f32" | "f64"),
        Token::Float(_) => true,
        Token::Sign(_) | Token::Path => false,
    };
    let all: Vec<String> = sources()
        .iter()
        .filter(|source| source.module().is_some_and(|module| EXACT.contains(&module)))
        .filter(|source| !FLOATS.iter().any(|place| source.file.starts_with(place)))
        .flat_map(|source| {
            source
                .tokens
                .iter()
                .filter(is_float)
                .map(|token| format!("{}: {token:?}", source.file))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn every_module_has_its_place() {
    let known: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    let sources = sources();
    let found: BTreeSet<&str> = sources.iter().filter_map(Source::module).collect();
    assert_eq!(found, known);
    let named: BTreeSet<&str> =
        MAY_USE.iter().flat_map(|(_, list)| *list).filter_map(|path| path.split("::").next()).collect();
    assert!(named.is_subset(&known), "{named:?}");
}

#[test]
fn every_file_says_what_it_is_and_can_be_read_at_once() {
    let mut all = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            all.push(format!("{}: no //! at its beginning", source.file));
        }
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            all.push(format!("{}: {lines} lines", source.file));
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// The paths in `text`, written in the file at `file`.
fn paths(file: &str, text: &str) -> Vec<String> {
    Source::new(file.to_owned(), text.to_owned()).paths().iter().map(|path| path.join("::")).collect()
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let of_rule = |text: &str| paths("checks/sub/rule.rs", text);
    assert_eq!(of_rule("use crate::web::dto;"), ["web::dto"]);
    assert_eq!(
        of_rule("use crate::{web, views::{self, flow as f, bars::*}};"),
        ["web", "views", "views::flow", "views::bars"]
    );
    assert_eq!(of_rule("fn f(x: crate::web::X<'_>) -> crate::views::Y {}"), ["web::X", "views::Y"]);
    assert_eq!(of_rule("use super::super::super::web;"), ["web"]);
    assert_eq!(
        of_rule("use super::super::judge; use super::other;"),
        ["checks::judge", "checks::sub::other"]
    );
    assert_eq!(paths("checks/mod.rs", "use super::web;"), ["web"]);
    assert_eq!(paths("amount.rs", "use super::web; pub(crate) fn f() {}"), ["web"]);
    assert_eq!(
        paths("bin/tool/part.rs", "use crate::input; use super::web;"),
        ["bin::tool::input", "bin::tool::web"]
    );
    assert_eq!(paths("bin/tool.rs", "use budget_widget::checks::{Report};"), ["checks::Report"]);
    for nothing in [
        "// use crate::web;",
        "/* crate::web /* crate::web */ crate::web */",
        "/// [`crate::web`]",
        "const A: &str = \"crate::web\"; const B: &str = r#\"\"crate::web\"#; const C: char = '\"';",
        "#[cfg(test)]\nmod tests { use crate::web; fn f() { let a = '{'; } }",
        "#[cfg(test)] use crate::web;",
        "fn f<'a>(x: &'a str) { other_crate::web(); a::crate_::web() }",
    ] {
        assert_eq!(of_rule(nothing), [""; 0], "{nothing}");
    }
    assert_eq!(of_rule("#[cfg(test)] mod tests { mod a {} } use crate::web;"), ["web"]);
}

#[test]
fn floats_are_told_from_fields() {
    let floats = |text: &str| {
        let source = Source::new("amount.rs".to_owned(), text.to_owned());
        source.tokens.iter().filter(|token| matches!(token, Token::Float(_))).count()
    };
    assert_eq!(floats("let a = 0.5 + 1e3 + 1_000.0; let b = 2f64;"), 4);
    assert_eq!(floats("let a = pair.0.1 + 0..5 + 0xe3 + 12 + 1usize; // 0.5"), 0);
}
