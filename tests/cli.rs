//! The command line: formats, languages, several files, exit codes, and the public keys of `budget-report/1`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use budget_widget::embedded::DEFAULT;
use common::{balance, table, three_public};
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

const EMBEDDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/embedded/zhengzhou-2024.txt");

/// A folder of this test's own, so that tests neither meet nor depend on where they run.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).into_os_string().into_string().unwrap()
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn start(arguments: &[&str]) -> Child {
    start_command("check", arguments)
}

fn start_command(name: &str, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_budget-widget"));
    command.arg(name).args(arguments).current_dir(std::env::temp_dir());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    end(start(arguments), input)
}

fn end(mut child: Child, input: &[u8]) -> Output {
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// `read` instead of `check`.
fn read(arguments: &[&str]) -> Output {
    end(start_command("read", arguments), b"")
}

fn run(arguments: &[&str]) -> Output {
    run_with(arguments, b"")
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A budget whose parts do not make their whole.
fn wrong() -> String {
    three_public("万元", "9.9||1.0||1.0|0.5")
}

/// A budget in which something should be looked at and nothing is wrong.
fn doubtful() -> String {
    three_public("万元", "1.9|0.2|1.0||1.0|0.5")
}

#[test]
fn the_text_report_says_what_holds() {
    let output = run(&[EMBEDDED]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    let lines: Vec<&str> = out(&output).lines().collect();
    assert_eq!(lines[0], "2024年郑州市大数据管理局部门预算公开");
    assert_eq!(lines[1], "郑州市大数据管理局 · 2024 年 · 13 张表 · 404 个金额 · 文字中 50 个数字");
    assert!(lines[2].starts_with("核对 ") && lines[2].contains("舍入范围内 7"), "{}", lines[2]);
    assert_eq!(lines[4], "请核对 4 项", "and nothing that must be put right");
    assert_eq!(lines.iter().filter(|line| line.starts_with("  ! ")).count(), 4);
    assert!(lines.last().unwrap().starts_with("通过") && lines.last().unwrap().contains("须改正 0"));
    let rounding = "表5 一般公共预算支出情况表 · 21011 行政事业单位医疗 · 合计：公布 64.6，相加 41.8 + 22.9 = 64.7，差 −0.1";
    assert!(out(&output).contains(rounding), "{}", out(&output));
    assert!(!out(&output).contains('{'), "a parameter was not filled in");
}

#[test]
fn the_text_report_speaks_the_language_asked_for() {
    let output = run(&["--lang", "en", EMBEDDED]);
    assert!(out(&output).contains("13 tables · 404 amounts · 50 figures in sentences"), "{}", out(&output));
    assert!(out(&output).contains("printed 64.6, the parts 41.8 + 22.9 = 64.7, difference −0.1"));
    assert_eq!(
        out(&run(&["--lang", "fr", EMBEDDED])),
        out(&run(&[EMBEDDED])),
        "an unknown language is the default"
    );
}

#[test]
fn standard_input_is_a_file_too() {
    let output = run_with(&["-"], DEFAULT.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(out(&output), out(&run(&[EMBEDDED])));
    let empty = run(&["-"]);
    assert_eq!((empty.status.code(), err(&empty)), (Some(2), "-: 文件是空的\n"));
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::new("unreadable");
    let picture = folder.file("a.png", b"\x89PNG\r\n\x1a\n");
    let missing = folder.0.join("missing.txt").into_os_string().into_string().unwrap();
    let letter = folder.file("letter.txt", "会议通知");
    let output = run(&["--lang", "en", &picture, EMBEDDED, &missing, &letter]);
    assert_eq!(output.status.code(), Some(2));
    let alone = run(&["--lang", "en", EMBEDDED]);
    assert_eq!(out(&output), format!("── {EMBEDDED}\n{}\n", out(&alone)), "only its name is added");
    let messages: Vec<&str> = err(&output).lines().collect();
    assert_eq!(messages.len(), 3, "{messages:#?}");
    assert_eq!(messages[0], format!("{picture}: pictures cannot be read yet"));
    assert!(messages[1].starts_with(&format!("{missing}: ")), "{}", messages[1]);
    assert_eq!(messages[2], format!("{letter}: no budget table and no amount in 1 lines of text"));
}

#[test]
fn the_exit_code_follows_what_was_found() {
    let folder = Folder::new("exit");
    let (wrong, doubtful) = (folder.file("wrong.txt", wrong()), folder.file("doubtful.txt", doubtful()));
    let code = |arguments: &[&str]| run(arguments).status.code().unwrap();
    assert_eq!(code(&[&wrong]), 1);
    assert_eq!(code(&["--fail-on", "error", &wrong]), 1);
    assert_eq!(code(&["--fail-on", "warning", &wrong]), 1);
    assert_eq!(code(&["--fail-on", "never", &wrong]), 0);
    assert_eq!(code(&[&doubtful]), 0);
    assert_eq!(code(&["--fail-on", "error", &doubtful]), 0);
    assert_eq!(code(&["--fail-on", "warning", &doubtful]), 1);
    assert_eq!(code(&["--fail-on", "error", EMBEDDED]), 0);
    assert_eq!(code(&["--fail-on", "warning", EMBEDDED]), 1, "its names and its contents list");
    assert_eq!(code(&[EMBEDDED, &wrong]), 1);
    assert_eq!(code(&["--fail-on", "never", &wrong, "-"]), 2, "an unread file outweighs the findings");
}

#[test]
fn what_is_misspelt_is_a_usage_error() {
    for arguments in [vec![], vec!["--format", "xml", EMBEDDED], vec!["--fail-on", "info", EMBEDDED]] {
        let output = run(&arguments);
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""), "{arguments:?}");
        assert!(err(&output).contains("--help"), "{}", err(&output));
    }
}

#[test]
fn a_reader_that_hangs_up_is_no_failure() {
    let mut child = start(&["-"]);
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(DEFAULT.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
}

/// The JSON documents that `check --format json` prints.
fn json(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    let output = run_with(&[&["--format", "json"], arguments].concat(), input);
    serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_file_gives_one_json_document() {
    let reports = json(&[EMBEDDED, "-"], wrong().as_bytes());
    let tables: Vec<usize> =
        reports.iter().map(|report| report["tables"].as_array().unwrap().len()).collect();
    assert_eq!(tables, [13, 1]);
    assert_eq!(reports[1]["summary"]["contradiction"], 1);
    assert_eq!(json(&["--lang", "en", EMBEDDED], b"")[0], reports[0], "a report holds all languages");
}

/// What a key of the report may hold.
enum Is {
    Text,
    Number,
    Flag,
    /// A decimal as a string.
    Decimal,
    OneOf(&'static [&'static str]),
    Words,
    Address,
    Or(&'static Is),
    List(&'static Is),
    Object(&'static [(&'static str, Is)]),
}

const VERDICTS: Is = Is::OneOf(&["exact", "rounding", "boundary", "contradiction", "not-checked"]);

const OPERAND: Is = Is::Object(&[
    ("sign", Is::Decimal),
    ("at", Is::Address),
    ("printed", Is::Text),
    ("value", Is::Or(&Is::Decimal)),
    ("min", Is::Or(&Is::Decimal)),
    ("max", Is::Or(&Is::Decimal)),
]);

const CHECK: Is = Is::Object(&[
    ("id", Is::Text),
    ("rule", Is::Text),
    ("kind", Is::OneOf(&["copy", "sum", "order", "ratio", "change", "claim", "code", "structure"])),
    ("verdict", VERDICTS),
    ("severity", Is::OneOf(&["error", "warning", "info"])),
    ("origin", Is::OneOf(&["publisher", "template", "extraction"])),
    ("operands", Is::List(&OPERAND)),
    ("residual", Is::Or(&Is::Decimal)),
    ("bound", Is::Or(&Is::Decimal)),
    ("resolution", Is::Or(&Is::Decimal)),
    ("expected", Is::Or(&Is::Decimal)),
    ("cause", Is::Or(&Is::Text)),
    ("reason", Is::Or(&Is::Text)),
    ("said", Is::Or(&Is::Text)),
    ("note", Is::Or(&Is::Text)),
    ("message", Is::Words),
    ("advice", Is::Words),
    ("basis", Is::Text),
]);

const TABLE: Is = Is::Object(&[
    ("id", Is::Text),
    ("ordinal", Is::Number),
    ("title", Is::Text),
    ("unit", Is::Or(&Is::OneOf(&["元", "万元", "亿元"]))),
    ("rows", Is::Number),
    ("columns", Is::Number),
    ("lines", Is::List(&Is::Number)),
    ("empty", Is::Flag),
    ("note", Is::Or(&Is::Text)),
]);

const SYSTEM: Is =
    Is::Object(&[("verdict", VERDICTS), ("ratio", Is::Or(&Is::Decimal)), ("proof", Is::Or(&Is::Text))]);

const REPORT: Is = Is::Object(&[
    ("schema", Is::OneOf(&["budget-report/1"])),
    ("engine", Is::Object(&[("name", Is::OneOf(&["budget-widget"])), ("version", Is::Text)])),
    (
        "document",
        Is::Object(&[
            ("title", Is::Text),
            ("department", Is::Text),
            ("year", Is::Or(&Is::Number)),
            ("kind", Is::OneOf(&["budget", "final", "form"])),
            ("units", Is::List(&Is::OneOf(&["元", "万元", "亿元"]))),
            ("amounts", Is::Number),
            ("claims", Is::Number),
            ("statements", Is::Number),
        ]),
    ),
    ("tables", Is::List(&TABLE)),
    (
        "summary",
        Is::Object(&[
            ("exact", Is::Number),
            ("rounding", Is::Number),
            ("boundary", Is::Number),
            ("contradiction", Is::Number),
            ("not-checked", Is::Number),
            ("error", Is::Number),
            ("warning", Is::Number),
            ("info", Is::Number),
            ("system", SYSTEM),
        ]),
    ),
    ("checks", Is::List(&CHECK)),
    ("findings", Is::List(&Is::Text)),
]);

const CELL: Is = Is::Object(&[
    ("table", Is::Text),
    ("row", Is::Text),
    ("column", Is::Text),
    ("line", Is::Number),
    ("cell", Is::Number),
]);

const SENTENCE: Is =
    Is::Object(&[("section", Is::Text), ("line", Is::Number), ("start", Is::Number), ("end", Is::Number)]);

impl Is {
    fn holds(&self, value: &Value, path: &str) {
        let text = || value.as_str().unwrap_or_else(|| panic!("{path} is no text: {value}"));
        match self {
            Self::Text => drop(text()),
            Self::Number => assert!(value.is_u64(), "{path} is no count: {value}"),
            Self::Flag => assert!(value.is_boolean(), "{path} is no flag: {value}"),
            Self::Decimal => {
                assert!(text().parse::<rust_decimal::Decimal>().is_ok(), "{path} is no decimal: {value}")
            }
            Self::OneOf(words) => assert!(words.contains(&text()), "{path} is {value}"),
            Self::Words => {
                for locale in ["zh-CN", "en"] {
                    let words = value[locale].as_str().unwrap_or_default();
                    assert!(!words.is_empty() && !words.contains('{'), "{path}.{locale}: {words}");
                }
            }
            Self::Address if value.get("table").is_some() => CELL.holds(value, path),
            Self::Address => SENTENCE.holds(value, path),
            Self::Or(_) if value.is_null() => {}
            Self::Or(other) => other.holds(value, path),
            Self::List(item) => {
                let items = value.as_array().unwrap_or_else(|| panic!("{path} is no list: {value}"));
                items.iter().enumerate().for_each(|(at, value)| item.holds(value, &format!("{path}[{at}]")));
            }
            Self::Object(keys) => {
                for (key, is) in *keys {
                    let value = value.get(key).unwrap_or_else(|| panic!("{path} has no key {key}"));
                    is.holds(value, &format!("{path}.{key}"));
                }
            }
        }
    }
}

#[test]
fn the_json_report_has_its_public_keys() {
    let unreadable = three_public("", "1.5||1.0||1.0|1,2,3.4.5") + &balance("元", &[], "2.5");
    let sentences = "某局支出总计6273万元。";
    for (name, text) in [
        ("embedded", DEFAULT),
        ("wrong", &wrong()),
        ("doubtful", &doubtful()),
        ("unreadable", &unreadable),
        ("sentences", sentences),
    ] {
        let [report] = json(&["-"], text.as_bytes()).try_into().unwrap();
        REPORT.holds(&report, name);
    }
}

#[test]
fn the_json_report_agrees_with_itself() {
    let [report] = json(&[EMBEDDED], b"").try_into().unwrap();
    let document = &report["document"];
    assert_eq!(
        (&document["amounts"], &document["claims"], &document["year"]),
        (&404.into(), &50.into(), &2024.into())
    );
    assert_eq!(document["units"], serde_json::json!(["万元"]));
    let checks = report["checks"].as_array().unwrap();
    for verdict in ["exact", "rounding", "boundary", "contradiction", "not-checked"] {
        let count = checks.iter().filter(|check| check["verdict"] == verdict).count();
        assert_eq!(report["summary"][verdict], count, "{verdict}");
    }
    let cause =
        checks.iter().find(|check| check["id"] == "code-tree:general-expenditure.21011.total").unwrap();
    let whole = serde_json::json!({
        "sign": "-1",
        "at": {"table": "general-expenditure", "row": "21011", "column": "total", "line": 322, "cell": 3},
        "printed": "64.6", "value": "64.6", "min": "64.55", "max": "64.65",
    });
    assert_eq!(cause["operands"][0], whole);
    assert_eq!(
        (&cause["residual"], &cause["bound"], &cause["resolution"]),
        (&"-0.1".into(), &"0.15".into(), &"0.3".into())
    );
    let listed = |id: &Value| checks.iter().any(|check| check["id"] == *id);
    assert!(report["findings"].as_array().unwrap().iter().all(listed));
    assert!(checks.iter().map(|check| &check["cause"]).filter(|cause| !cause.is_null()).all(listed));
}

#[test]
fn a_package_says_what_its_document_says() {
    let folder = Folder::new("package");
    let output = read(&[EMBEDDED]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    let package: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(package["schema"], "budget-package/1");
    assert_eq!(package["sources"][0]["name"], "zhengzhou-2024.txt");
    let path = folder.path("kept.json");
    assert_eq!(read(&[EMBEDDED, "-o", &path]).status.code(), Some(0));
    assert_eq!(std::fs::read(&path).unwrap(), output.stdout);
    assert_eq!(out(&run(&[&path])), out(&run(&[EMBEDDED])));
    assert_eq!(out(&run_with(&["-"], &output.stdout)), out(&run(&[EMBEDDED])));
    assert_eq!(read(&[&path]).stdout, output.stdout, "a package of a package is the same");
}

#[test]
fn tables_leave_as_csv() {
    let folder = Folder::new("csv");
    let output = read(&["--format", "csv", EMBEDDED]);
    let lines: Vec<&str> = out(&output).split("\r\n").collect();
    assert!(
        lines[0].starts_with("\u{feff}table,title,row,code,name,column,head,printed,value,unit"),
        "{}",
        lines[0]
    );
    assert_eq!(lines.len(), 404 + 2);
    let path = folder.path("all.csv");
    read(&["--format", "csv", EMBEDDED, "-o", &path]);
    assert_eq!(std::fs::read(&path).unwrap(), output.stdout);
    let tables = folder.path("tables");
    assert_eq!(read(&["--format", "csv", EMBEDDED, "-o", &tables]).status.code(), Some(0));
    assert_eq!(std::fs::read_dir(&tables).unwrap().count(), 13);
    let table = std::fs::read_to_string(PathBuf::from(&tables).join("three-public.csv")).unwrap();
    assert!(table.starts_with("\u{feff}“三公”经费合计,因公出国（境）费,"), "{table}");
}

#[test]
fn workbooks_and_data_packages_leave_as_files() {
    let folder = Folder::new("files");
    let [workbook, packed, open] = ["a.xlsx", "b.zip", "c"].map(|name| folder.path(name));
    for (format, path) in [("xlsx", &workbook), ("datapackage", &packed), ("datapackage", &open)] {
        let output = read(&["--format", format, EMBEDDED, "-o", path]);
        assert_eq!((output.status.code(), err(&output), out(&output)), (Some(0), "", ""), "{format}");
    }
    assert_eq!(std::fs::read(&packed).unwrap(), read(&["--format", "datapackage", EMBEDDED]).stdout);
    assert_eq!(std::fs::read(&workbook).unwrap(), read(&["--format", "xlsx", EMBEDDED]).stdout);
    let descriptor = std::fs::read(PathBuf::from(&open).join("datapackage.json")).unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&descriptor).unwrap()["resources"].as_array().unwrap().len(),
        15
    );
    assert_eq!(run(&["--fail-on", "never", &workbook]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_read_or_written_is_named() {
    let folder = Folder::new("refused");
    let letter = folder.file("letter.txt", "会议通知");
    let letter_of_word = folder.file("a.rtf", "{\\rtf1");
    let json = folder.file("other.json", "{\"a\": 1}");
    let said = |arguments: &[&str]| {
        let output = read(&[&["--lang", "en"], arguments].concat());
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""));
        err(&output).to_owned()
    };
    assert_eq!(said(&[&letter]), format!("{letter}: no budget table and no amount in 1 lines of text\n"));
    assert_eq!(said(&[EMBEDDED, &letter_of_word]), format!("{letter_of_word}: RTF cannot be read yet\n"));
    assert_eq!(said(&[&json]), format!("{json}: budget package, $.schema: “” is not budget-package/1\n"));
    assert_eq!(
        said(&[EMBEDDED, &json]),
        format!("{json}: a JSON file together with other files cannot be read yet\n")
    );
    let nowhere = folder.path("none/at/all.json");
    assert!(said(&[EMBEDDED, "-o", &nowhere]).starts_with(&nowhere));
    assert!(said(&[&nowhere]).starts_with(&nowhere));
}

/// The embedded text in two files: the words, and the tables with what stands before them.
fn halves() -> (&'static str, &'static str) {
    DEFAULT.split_at(DEFAULT.find("2024 年部门收支总体情况表").unwrap())
}

#[test]
fn several_files_are_one_disclosure() {
    let folder = Folder::new("several");
    let (words, tables) = halves();
    let (words, tables) = (folder.file("说明.txt", words), folder.file("表.txt", tables));
    let package: Value = serde_json::from_slice(&read(&[&words, &tables]).stdout).unwrap();
    assert_eq!(package["tables"].as_array().unwrap().len(), 13);
    let names: Vec<&Value> =
        package["sources"].as_array().unwrap().iter().map(|source| &source["name"]).collect();
    assert_eq!(names, ["说明.txt", "表.txt"]);
    assert_eq!(package["remarks"][0]["part"], "说明.txt · 表.txt");
}

#[test]
fn two_halves_are_checked_together() {
    let folder = Folder::new("halves");
    let (words, tables) = halves();
    let (words, tables) = (folder.file("说明.txt", words), folder.file("表.txt", tables));
    let whole = json(&[EMBEDDED], b"").remove(0);
    for files in [[words.as_str(), &tables], [&tables, &words]] {
        let reports = json(&files, b"");
        assert_eq!(reports.len(), 1);
        let checked = |report: &Value| report["summary"]["exact"].clone();
        assert_eq!(checked(&reports[0]), checked(&whole), "{files:?}");
        let ids: Vec<&str> =
            reports[0]["checks"].as_array().unwrap().iter().filter_map(|c| c["id"].as_str()).collect();
        assert!(
            ids.contains(&"reading:read-together:document") && !ids.contains(&"reading:no-table:document")
        );
    }
    let said = run(&["--lang", "en", &words, &tables]);
    assert!(
        out(&said).contains("several files (说明.txt · 表.txt) were read as one disclosure"),
        "{}",
        out(&said)
    );
    // Another department, another year, or a whole document is another disclosure; order is kept.
    let other = folder.file("other.txt", "2023年某某局部门预算公开\n某某局2023年支出总计6273万元。");
    assert_eq!(json(&[&tables, &other], b"").len(), 2);
    let reports = json(&[&tables, EMBEDDED, &words, &other], b"");
    let counts: Vec<usize> =
        reports.iter().map(|report| report["tables"].as_array().unwrap().len()).collect();
    assert_eq!(counts, [13, 13, 0]);
    let single = json(&[&words], b"");
    assert_eq!(single[0]["findings"][0], "reading:no-table:document");
    assert_eq!(run(&[&words]).status.code(), Some(0));
}

#[test]
fn page_is_one_file_with_script_and_packages() {
    let folder = Folder::new("page");
    let text = folder.file("甲.txt", three_public("万元", "1.5||1.0||1.0|0.5"));
    let other = folder.file("乙.txt", balance("元", &[], "2.5"));
    let script = folder.file("any.js", "run('</script>')");
    let out = folder.path("page.html");
    let arguments = [&text, "--compare", &other, "--script", &script, "-o", &out, "--lang", "en"];
    let done = end(start_command("page", &arguments), b"");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let html = std::fs::read_to_string(&out).unwrap();
    assert!(html.contains(r##"<budget-widget lang="en" src="#budget-1" compare="#budget-2">"##), "{html}");
    assert!(html.contains(r"<script>run('<\/script>')</script>"), "{html}");
    // What the page holds is what `read` writes.
    let package = end(start_command("read", &[&text]), b"").stdout;
    let block = html.split_once(r#"id="budget-1">"#).unwrap().1.split_once("</script>").unwrap().0;
    let held: Value = serde_json::from_str(block).unwrap();
    assert_eq!(held, serde_json::from_slice::<Value>(&package).unwrap());
}

#[test]
fn page_without_a_script_says_how_to_get_one() {
    let folder = Folder::new("no-script");
    let text = folder.file("甲.txt", three_public("万元", "1.5||1.0||1.0|0.5"));
    let missing = folder.path("nowhere.js");
    for arguments in [&[text.as_str()][..], &[&text, "--script", &missing]] {
        let done = end(start_command("page", arguments), b"");
        assert_eq!(done.status.code(), Some(2));
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("nowhere.js") || said.contains("--script"), "{said}");
        assert!(done.stdout.is_empty());
    }
}

/// A budget of one line of a year.
fn year(year: u16, amount: &str) -> String {
    let rows =
        ["功能分类科目编码|科目名称|合计|基本支出|项目支出", &format!("201|一般公共服务支出|{amount}||")];
    let table = table(&format!("{year}年部门支出总体情况表"), "万元", &rows);
    format!("{year}年某市档案局部门预算公开\n\n{table}")
}

#[test]
fn years_are_compared_as_text_json_and_csv() {
    let folder = Folder::new("compare");
    let files = [folder.file("甲.txt", year(2024, "11.5")), folder.file("乙.txt", year(2023, "10.0"))];
    let compare = |more: &[&str]| {
        let arguments = [&[files[0].as_str(), files[1].as_str()], more].concat();
        let done = end(start_command("compare", &arguments), b"");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    let text = compare(&[]);
    assert!(
        text.contains("201 一般公共服务支出 | 2023 年 10.0 | 2024 年 11.5 (增加 1.5（15.0%）)"),
        "{text}"
    );
    let json: Value = serde_json::from_str(&compare(&["--format", "json", "--lang", "en"])).unwrap();
    assert_eq!(json["sections"].as_array().unwrap().len(), 5);
    let cell = &json["sections"][1]["lines"][0]["cells"][1];
    assert_eq!((&cell["difference"], &cell["rate"]), (&"1.5".into(), &"15.0%".into()));
    assert_eq!(cell["change"], "1.5 more (15.0%)");
    let csv = compare(&["--format", "csv", "--section", "function"]);
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.ends_with("201,一般公共服务支出,万元,10.0,11.5,1.5,增加 1.5（15.0%）\r\n"), "{csv}");
    let alone = end(start_command("compare", &[&files[0]]), b"");
    assert_eq!(alone.status.code(), Some(2));
}

/// Files of a run over many: two disclosures, one in a folder of its own, one that is none, and what is no document.
fn many(folder: &Folder) {
    std::fs::create_dir_all(folder.0.join("乙")).unwrap();
    folder.file("甲.txt", three_public("万元", "1.5||1.0||1.0|0.5"));
    folder.file("乙/丙.txt", three_public("万元", "9.9||1.0||1.0|0.5"));
    folder.file("坏.pdf", "%PDF-1.4 nothing");
    folder.file(".hidden.txt", "no");
    folder.file("notes.md", "no");
}

#[test]
fn folders_are_read_in_order_and_a_bad_file_stops_nothing() {
    let folder = Folder::new("folders");
    many(&folder);
    folder.file("旧.ofd", "%OFD-1.0");
    let all = folder.path("");
    let done = run_with(&["--format", "ndjson", "--fail-on", "never", &all], b"");
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(said.lines().count(), 3, "{said}");
    assert!(said.lines().next().unwrap().ends_with("notes.md"), "what was left out is named: {said}");
    let lines: Vec<Value> =
        String::from_utf8(done.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let told = |kind: &str| {
        let of_kind = lines.iter().filter(|line| line["type"] == kind);
        of_kind.map(|line| line["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect()
    };
    let documents: Vec<String> = told("document");
    let errors: Vec<String> = told("error");
    assert_eq!(documents, ["丙.txt", "甲.txt"]);
    assert_eq!(errors, ["坏.pdf", "旧.ofd"]);
}

#[test]
fn the_summary_has_a_line_for_each_file_and_the_sums() {
    let folder = Folder::new("summary");
    many(&folder);
    let done = run_with(&["--format", "summary", "--lang", "en", &folder.path("")], b"");
    let table = String::from_utf8(done.stdout).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 5, "{table}");
    assert!(lines[0].starts_with("file "), "{table}");
    let counts = |line: &str| -> Vec<u32> {
        line.split_whitespace().rev().map_while(|word| word.parse().ok()).collect::<Vec<_>>()
    };
    let of = |name: &str| lines.iter().find(|line| line.contains(name)).copied().unwrap();
    let (one, two, all) = (counts(of("丙.txt")), counts(of("甲.txt")), counts(lines[4]));
    assert_eq!(all, one.iter().zip(&two).map(|(a, b)| a + b).collect::<Vec<_>>(), "{table}");
    assert!(one[2] > 0 && two[2] == 0, "errors stand third from the right: {table}");
    assert!(of("坏.pdf").contains("damaged"), "{table}");
    assert!(lines[4].starts_with("3 files, 2 read"), "{table}");
}

#[test]
fn a_run_goes_on_where_it_was_cut() {
    let folder = Folder::new("resume");
    many(&folder);
    let all = folder.path("");
    let run = |before: &[u8]| {
        let before = folder.file("before.ndjson", before);
        let done = run_with(&["--format", "ndjson", "--fail-on", "never", "--resume", &before, &all], b"");
        String::from_utf8(done.stdout).unwrap()
    };
    let documents = |lines: &str| {
        let of = |line: &str| serde_json::from_str::<Value>(line).unwrap();
        lines.lines().map(of).filter(|line| line["type"] == "document").count()
    };
    let whole = run(b"");
    assert_eq!(documents(&whole), 2);
    assert_eq!(documents(&run(whole.as_bytes())), 0, "everything was done");
    // Cut within the checks of the second disclosure, in the middle of a line.
    let second = whole.match_indices("{\"type\":\"document\"").nth(1).unwrap().0;
    let mut cut = second + (whole.len() - second) / 2;
    while !whole.is_char_boundary(cut) {
        cut -= 1;
    }
    let rest = run(&whole.as_bytes()[..cut]);
    let joined = whole[..cut].to_owned() + &rest;
    let end = whole[..cut].lines().count();
    assert!(joined.lines().skip(end).all(|line| serde_json::from_str::<Value>(line).is_ok()), "{joined}");
    assert!(rest.ends_with(&whole[second..]), "the second disclosure is whole: {rest}");
    // Within a character, too.
    let within = second + whole[second..].find('甲').unwrap() + 1;
    assert!(run(&whole.as_bytes()[..within]).ends_with(&whole[second..]));
    // A file that changed is another one.
    folder.file("甲.txt", three_public("万元", "2.5||2.0||2.0|0.5"));
    assert_eq!(documents(&run(whole.as_bytes())), 1);
}

#[test]
fn halves_that_name_no_department_are_not_put_together() {
    let folder = Folder::new("strangers");
    let tables = folder.file("tables.txt", three_public("万元", "1.5||1.0||1.0|0.5"));
    let words =
        folder.file("words.txt", "第二部分 预算情况说明\n一、总体情况\n某局2024年收入总计2.0万元。\n");
    let done = run_with(&["--format", "summary", &tables, &words], b"");
    let table = String::from_utf8(done.stdout).unwrap();
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(!table.contains('·'), "{table}");
}

#[test]
fn a_half_does_not_hold_back_all_that_follows() {
    let folder = Folder::new("waiting");
    folder.file(
        "00.txt",
        "2024年某局部门预算公开\n第二部分 预算情况说明\n一、总体情况\n某局2024年收入总计2.0万元。\n",
    );
    for number in 1..=70 {
        folder.file(&format!("{number:02}.txt"), three_public("万元", "1.5||1.0||1.0|0.5"));
    }
    let late =
        "2024年某局部门预算公开\n部门名称：某局\n".to_owned() + &three_public("万元", "1.5||1.0||1.0|0.5");
    folder.file("99.txt", late);
    let done = run_with(&["--format", "summary", "--fail-on", "never", &folder.path("")], b"");
    let table = String::from_utf8(done.stdout).unwrap();
    assert_eq!(table.lines().count(), 1 + 72 + 1, "a line for each file: {table}");
    // The other half of the first may be the last that it waits for.
    for number in 64..=70 {
        std::fs::remove_file(folder.0.join(format!("{number:02}.txt"))).unwrap();
    }
    let done = run_with(&["--format", "summary", "--fail-on", "never", &folder.path("")], b"");
    let table = String::from_utf8(done.stdout).unwrap();
    assert_eq!((table.lines().count(), table.matches('·').count()), (1 + 64 + 1, 1), "{table}");
}

#[test]
fn what_people_decided_is_told_by_a_list_or_by_the_package_that_keeps_it() {
    let folder = Folder::new("corrections");
    let draft = folder.file("draft.txt", balance("万元", &[], "1.0"));
    let list = folder.file("corrections.json", r#"[{"table": 1, "unit": "元"}]"#);
    let package = folder.path("package.json");
    assert!(read(&[&draft, "--corrections", &list, "-o", &package]).status.success());
    let kept: Value = serde_json::from_slice(&std::fs::read(&package).unwrap()).unwrap();
    assert_eq!((&kept["corrections"][0]["unit"], &kept["tables"][0]["unit"]), (&"元".into(), &"元".into()));
    for given in [&list, &package] {
        let checked = run(&[&draft, "--corrections", given]);
        assert!(out(&checked).contains("由人工指定：元"), "{}{}", out(&checked), err(&checked));
        let again = read(&[&draft, "--corrections", given]);
        assert_eq!(again.stdout, std::fs::read(&package).unwrap());
    }
    // A package is as it was decided.
    assert!(out(&run(&[&package])).contains("由人工指定：元"));
    let script = folder.file("widget.js", "");
    let page = end(start_command("page", &[&draft, "--script", &script, "--corrections", &list]), b"");
    assert!(out(&page).contains("corrections"), "{}", err(&page));

    for (wrong, said) in [(r#"[{"table": 9}]"#, "$.corrections[0].table"), ("{}", "$.corrections"), ("", "")]
    {
        let refused = run(&[&draft, "--corrections", &folder.file("wrong.json", wrong)]);
        assert_eq!((refused.status.code(), out(&refused)), (Some(2), ""), "{wrong}");
        assert!(err(&refused).contains(said), "{}", err(&refused));
    }
    assert_eq!(run(&[&package, "--corrections", &list]).status.code(), Some(2), "a package is no draft");
}
