//! What a new table, rule or locale lacks: public ids, wording in every language, a word about itself.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/rust.rs"]
mod rust;

use budget_widget::checks::needs::NEEDS;
use budget_widget::checks::report::{Basis, Note, Reason, Severity};
use budget_widget::checks::{Kind, RULES, Verdict};
use budget_widget::export::rules::PARTS;
use budget_widget::i18n::{LOCALES, Locale};
use budget_widget::source::{Remark, Remarked};
use budget_widget::tables::corrections;
use budget_widget::tables::{READINGS, TABLES};
use budget_widget::views::findings::Group;
use rust::{Source, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The public ids, which other programs rely on: extend, do not rename.
const TABLE_IDS: [&str; 13] = [
    "department-balance",
    "department-revenue",
    "department-expenditure",
    "fiscal-balance",
    "general-expenditure",
    "general-basic",
    "economic-summary",
    "three-public",
    "fund-expenditure",
    "state-capital-expenditure",
    "projects",
    "department-performance",
    "project-performance",
];

/// The public ids of amount columns; a column without one keeps its printed head.
const COLUMN_IDS: [&str; 23] = [
    "total",
    "basic",
    "basic.personnel",
    "basic.personnel.wages",
    "basic.personnel.households",
    "basic.public",
    "basic.public.goods",
    "basic.public.capital",
    "project",
    "project.other-operations",
    "project.specific",
    "general",
    "general.fiscal",
    "fund",
    "state-capital",
    "special-account",
    "institution",
    "business",
    "superior",
    "subordinate",
    "other",
    "carry-over",
    "amount",
];

#[test]
fn tables_have_the_public_ids_in_their_order() {
    let ids: Vec<&str> = TABLES.iter().map(|spec| spec.id).collect();
    assert_eq!(ids, TABLE_IDS);
    let read: Vec<&str> = READINGS.iter().map(|reading| reading.table.id).collect();
    assert_eq!(read, TABLE_IDS);
}

#[test]
fn columns_have_public_ids_or_none() {
    assert_eq!(corrections::COLUMN_IDS, COLUMN_IDS);
    for spec in TABLES {
        for id in spec.columns().filter_map(|column| column.id) {
            let known = COLUMN_IDS.contains(&id) || id.starts_with("carry-over.");
            assert!(known, "{} in {}", id, spec.id);
        }
        let sided: Vec<_> = spec.columns().filter_map(|column| Some((column.side, column.id?))).collect();
        let distinct: BTreeSet<String> = sided.iter().map(|key| format!("{key:?}")).collect();
        assert_eq!(distinct.len(), sided.len(), "{} has a column twice", spec.id);
    }
}

#[test]
fn no_caption_belongs_to_two_tables() {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for spec in TABLES {
        for caption in spec.captions {
            if let Some(other) = seen.insert(caption, spec.id) {
                panic!("{caption} names {other} and {}", spec.id);
            }
        }
    }
}

/// The public ids of the rules in the order of the report: extend, do not rename.
const RULE_IDS: [&str; 43] = [
    "balance",
    "year-total",
    "row-sum",
    "code-tree",
    "table-total",
    "part-of",
    "three-public",
    "projects",
    "economic-pairs",
    "copies",
    "sentence-copies",
    "code-names",
    "class-labels",
    "old-names",
    "code-tree-gaps",
    "economic-classes",
    "contents-list",
    "required-tables",
    "required-parts",
    "table-heads",
    "empty-notes",
    "placeholders",
    "target-values",
    "targets-of-projects",
    "target-sums",
    "tasks-projects",
    "goals",
    "shares",
    "changes",
    "rates",
    "repeated-amounts",
    "repeated-changes",
    "comparison-year",
    "counts",
    "procurement",
    "nothing-said",
    "reasons",
    "year-words",
    "item-names",
    "missing-percent",
    "targets-said",
    "joint",
    "reading",
];

#[test]
fn rules_have_ids_of_their_own() {
    let listed: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(listed, RULE_IDS);
    let ids: BTreeSet<&str> = listed.into_iter().collect();
    assert_eq!(ids.len(), RULES.len());
    let is_slug = |id: &str| id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    assert!(ids.iter().all(|id| is_slug(id)), "{ids:?}");
    assert!(RULES.iter().all(|rule| rule.version >= 1));
}

fn remarked(what: Remarked) -> Reason {
    Reason::Remarked(Remark { part: "".into(), what })
}

/// One of every reason. The match beside it does not compile when one is new.
fn reasons() -> Vec<Reason> {
    let text = String::new;
    let all = vec![
        Reason::OperandUnreadable,
        Reason::UnitMissing,
        Reason::TooLarge,
        Reason::PartsBlank,
        Reason::WholeIsNothing,
        Reason::NotUsual,
        Reason::TextCut,
        Reason::Decoded,
        Reason::NoTable,
        Reason::HeadShifted { lost: None },
        Reason::HeadShifted { lost: Some(text()) },
        Reason::HeadUnknown(text()),
        Reason::RowShifted,
        Reason::ColumnsLost(1),
        Reason::RowCut,
        Reason::NameLost,
        Reason::NameJoined,
        Reason::FigureUnreadable { printed: text() },
        Reason::Unrecognised,
        Reason::ToldByContents(75),
        Reason::RowRepeated,
        Reason::NoRows,
        Reason::Markup,
        Reason::Corrected(text()),
        Reason::Misread,
        Reason::WholeBlank,
        remarked(Remarked::HiddenSheet),
        remarked(Remarked::HiddenRows(1)),
        remarked(Remarked::HiddenColumns(1)),
        remarked(Remarked::TextBoxes(1)),
        remarked(Remarked::TrackedChanges(1)),
        remarked(Remarked::Unread),
    ];
    for reason in &all {
        match reason {
            Reason::OperandUnreadable
            | Reason::UnitMissing
            | Reason::TooLarge
            | Reason::PartsBlank
            | Reason::WholeIsNothing
            | Reason::NotUsual
            | Reason::Needs(_)
            | Reason::TextCut
            | Reason::Decoded
            | Reason::NoTable
            | Reason::HeadShifted { .. }
            | Reason::HeadUnknown(_)
            | Reason::RowShifted
            | Reason::ColumnsLost(_)
            | Reason::RowCut
            | Reason::NameLost
            | Reason::NameJoined
            | Reason::FigureUnreadable { .. }
            | Reason::Unrecognised
            | Reason::ToldByContents(_)
            | Reason::RowRepeated
            | Reason::NoRows
            | Reason::Markup
            | Reason::Corrected(_)
            | Reason::Misread
            | Reason::WholeBlank
            | Reason::Remarked(_) => {}
        }
    }
    all
}

/// The keys that the program builds from public ids.
fn computed_keys() -> Vec<String> {
    let mut keys: Vec<String> = RULES.iter().map(|rule| format!("rule.{}", rule.id)).collect();
    for rule in RULES {
        keys.extend(PARTS.iter().map(|part| format!("rule.{}.{part}", rule.id)));
    }
    keys.extend(PARTS.iter().map(|part| format!("rules.{part}")));
    keys.extend(Kind::ALL.iter().map(|kind| format!("rules.kind.{}", kind.id())));
    keys.extend(Basis::ALL.iter().map(|basis| format!("rules.basis.{}", basis.id())));
    keys.extend(reasons().iter().map(|reason| format!("reason.{}", reason.id())));
    keys.extend(Verdict::ALL.iter().map(|verdict| format!("verdict.{}", verdict.id())));
    let severities = [Severity::Info, Severity::Warning, Severity::Error];
    keys.extend(severities.iter().map(|severity| format!("severity.{}", severity.id())));
    keys.extend(Group::ALL.iter().map(|group| format!("checks.group.{}", group.id())));
    for kind in Kind::ALL {
        // What those say of a document are sayings of their rules.
        let says = matches!(kind, Kind::Code | Kind::Structure);
        let verdicts = if says { &[Verdict::NotChecked][..] } else { &Verdict::ALL };
        keys.extend(verdicts.iter().map(|verdict| format!("check.{}.{}", kind.id(), verdict.id())));
    }
    for rule in RULES {
        keys.extend(rule.says.iter().map(|saying| format!("says.{}.{}", rule.id, saying.id)));
    }
    keys.extend(NEEDS.iter().map(|need| format!("needs.{}", need.id)));
    keys.extend([Note::Truncated, Note::Improbable].iter().map(|note| format!("note.{}", note.id())));
    keys
}

fn missing(locale: &Locale) -> Vec<String> {
    let known: BTreeSet<&str> = locale.keys().collect();
    computed_keys().into_iter().filter(|key| !known.contains(key.as_str())).collect()
}

#[test]
fn every_id_has_words_in_every_language() {
    let keys: BTreeSet<String> = computed_keys().into_iter().collect();
    assert_eq!(keys.len(), computed_keys().len(), "two ids share their words");
    for locale in &LOCALES {
        assert_eq!(missing(locale), [""; 0], "{}", locale.tag);
        // Of a slip of no known kind there is nothing more to say.
        let is_blank = |&(key, words): &(&str, &str)| words.is_empty() && key != "repair.other";
        let blank: Vec<&str> = locale.entries().filter(is_blank).map(|(key, _)| key).collect();
        assert_eq!(blank, [""; 0], "{}", locale.tag);
    }
}

/// The `key = words` lines of the words of the page for those who publish.
fn of_publisher(tag: &str) -> BTreeMap<String, String> {
    let path = format!("src/i18n/{tag}.publish.txt");
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(" = ").unwrap()).map(|(key, words)| (key.into(), words.into())).collect()
}

#[test]
fn the_page_for_those_who_publish_has_words_for_all_it_offers() {
    let parameters = |words: &str| -> BTreeSet<String> {
        words.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0.to_owned())).collect()
    };
    let default = of_publisher(LOCALES[0].tag);
    for locale in &LOCALES {
        let words = of_publisher(locale.tag);
        assert!(words.keys().eq(default.keys()), "{}", locale.tag);
        for (key, text) in &words {
            assert_eq!(parameters(text), parameters(&default[key]), "{} {key}", locale.tag);
            assert!(!text.is_empty(), "{} {key}", locale.tag);
        }
    }
    let offered = |prefix: &str| -> BTreeSet<&str> {
        default.keys().filter_map(|key| key.strip_prefix(prefix)).collect()
    };
    let forms = TABLES.iter().map(|spec| spec.id).chain([corrections::Form::Other.id()]);
    assert_eq!(offered("form."), forms.collect());
    for spec in TABLES {
        assert_eq!(default[&format!("form.{}", spec.id)], spec.title);
    }
    let labels = corrections::LABELS.iter().map(|(word, _)| *word);
    assert_eq!(offered("holds."), labels.chain(corrections::amounts()).collect());
}

#[test]
fn the_page_for_those_who_publish_says_nothing_without_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/src/publish");
    let sources: String = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let words = of_publisher(LOCALES[0].tag);
    // `page.t("key"` and `this.t("key"`, and without a page.
    for before in [".t(\"", "words(lang, \""] {
        let keys: Vec<&str> =
            sources.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(keys.len() > 3, "{before}");
        for key in keys {
            assert!(words.contains_key(key), "{key}");
        }
    }
}

/// The words after `//! ` at the beginning of a file.
fn headline(source: &Source) -> &str {
    source.text.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or_default()
}

#[test]
fn every_rule_is_a_file_that_begins_with_its_name() {
    let sources = sources();
    for rule in RULES {
        let id = format!("id: \"{}\"", rule.id);
        let has_rule = |source: &&Source| source.file.starts_with("checks/") && source.text.contains(&id);
        let files: Vec<&Source> = sources.iter().filter(has_rule).collect();
        let [file] = files.as_slice() else { panic!("{} files define {}", files.len(), rule.id) };
        let key = format!("rule.{}", rule.id);
        let name = LOCALES[0].text(&key);
        assert!(
            headline(file).starts_with(&format!("{name}: ")),
            "{}: {} is no {name}",
            file.file,
            headline(file)
        );
    }
}

#[test]
fn every_table_is_a_file_that_begins_with_its_title() {
    let sources = sources();
    for spec in TABLES {
        let name = format!("tables/{}.rs", spec.id.replace('-', "_"));
        let file = sources.iter().find(|source| source.file == name).unwrap_or_else(|| panic!("no {name}"));
        assert!(headline(file).starts_with(&format!("{}: ", spec.title)), "{name}: {}", headline(file));
    }
}

/// The texts of all files below `folder` with that extension, folders of tools and products left out.
fn texts(folder: &Path, extension: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, extension, found);
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// Whether a text names the key, or builds keys from the words up to one of its dots.
fn names(text: &str, key: &str) -> bool {
    let quoted =
        |words: &str| ['"', '\'', '`'].iter().any(|quote| text.contains(&format!("{quote}{words}{quote}")));
    let opened =
        |words: &str| ["\"", "'", "`"].iter().any(|quote| text.contains(&format!("{quote}{words}{{")));
    let filled = |words: &str| text.contains(&format!("`{words}${{"));
    let prefixes = key.match_indices('.').map(|(at, _)| &key[..=at]);
    quoted(key) || prefixes.into_iter().any(|prefix| quoted(prefix) || opened(prefix) || filled(prefix))
}

#[test]
fn every_word_is_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    texts(&root.join("src"), "rs", &mut all);
    texts(&root.join("www/src"), "ts", &mut all);
    let keys: BTreeSet<&str> = LOCALES[0].keys().collect();
    let unused: Vec<&str> = keys.into_iter().filter(|key| !all.iter().any(|text| names(text, key))).collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn computed_keys_are_recognised() {
    assert!(names("text(\"card.total\")", "card.total"));
    assert!(names("t('card.total')", "card.total"));
    assert!(names("format!(\"reason.{}\", id)", "reason.row-cut"));
    assert!(names("words(`checks.group.${id}`)", "checks.group.exact"));
    assert!(names("\"advice.\" + kind", "advice.exact"));
    assert!(!names("text(\"card.totals\")", "card.total"));
    assert!(!names("// card.total", "card.total"));
    assert!(!names("`badge.${id}`", "card.total"));
}

/// The words in quotes between two marks of a file.
fn quoted_between(file: &str, from: &str, to: &str) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let part = text.split_once(from).unwrap().1.split_once(to).unwrap().0;
    part.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn charts_are_known_to_the_core_and_to_the_page() {
    let view = quoted_between("src/web/dto/chart.rs", "Some(match id {", "_ => return None");
    let mut core: Vec<String> = view.into_iter().collect();
    let mut page = quoted_between("www/src/types/views.ts", "export type ChartId =", ";");
    core.sort_unstable();
    page.sort_unstable();
    assert_eq!(core, page);
}

#[test]
fn views_and_forms_have_their_words() {
    let views = quoted_between("www/src/state.ts", "export const VIEWS = [", "]");
    assert_eq!(views.len(), 9);
    let forms = quoted_between("www/src/panels/function.ts", "const forms:", "const form =");
    for locale in &LOCALES {
        let words: BTreeSet<&str> = locale.keys().collect();
        for key in views.iter().map(|view| format!("view.{view}")) {
            assert!(words.contains(key.as_str()), "{}: {key}", locale.tag);
        }
        for key in forms.iter().map(|form| format!("form.{form}")) {
            assert!(words.contains(key.as_str()), "{}: {key}", locale.tag);
        }
    }
}
