//! The rules as documentation: for the terminal, for programs, as a page.

use super::html::escape;
use crate::checks::report::Verdict;
use crate::checks::{RULES, Rule, Saying};
use crate::i18n::{LOCALES, Locale};
use serde_json::{Value, json};
use std::fmt::Write;

/// What every rule explains, in the order of reading; the words are `rule.<id>.<part>`.
pub const PARTS: [&str; 4] = ["what", "why", "example", "source"];

/// The words of a rule about itself.
fn words(rule: &Rule, part: &str, locale: &'static Locale) -> String {
    locale.text(&format!("rule.{}.{part}", rule.id)).to_owned()
}

fn name(rule: &Rule, locale: &'static Locale) -> String {
    locale.text(&format!("rule.{}", rule.id)).to_owned()
}

/// A saying with its parameters left open.
fn saying(rule: &Rule, saying: &Saying, locale: &'static Locale) -> String {
    let key = format!("says.{}.{}", rule.id, saying.id);
    let mut out = String::new();
    for (at, piece) in locale.text(&key).split('{').enumerate() {
        match piece.split_once('}') {
            Some((_, rest)) if at > 0 => out.extend(["…", rest]),
            _ => out.push_str(piece),
        }
    }
    out
}

/// Label and words of everything short that is known of a rule.
fn facts(rule: &Rule, locale: &'static Locale) -> Vec<(&'static str, String)> {
    let word = |key: String| locale.text(&key).to_owned();
    let mut needs = Vec::new();
    for need in rule.needs {
        needs.push(word(format!("needs.{}", need.id)));
    }
    let mut facts = vec![
        (locale.text("rules.kind"), word(format!("rules.kind.{}", rule.kind.id()))),
        (locale.text("rules.severity"), word(format!("severity.{}", rule.severity.id()))),
        (locale.text("rules.basis"), word(format!("rules.basis.{}", rule.basis.id()))),
        (locale.text("rules.version"), rule.version.to_string()),
    ];
    if !needs.is_empty() {
        facts.push((locale.text("rules.needs"), needs.join(locale.separator())));
    }
    facts
}

/// For the terminal.
#[must_use]
pub fn text(locale: &'static Locale) -> String {
    let mut out = lead(locale) + "\n";
    for rule in RULES {
        let _ = writeln!(out, "\n{} ({})", name(rule, locale), rule.id);
        let labelled =
            |label: &str, words: &str| locale.fill("rules.labelled", &[("label", label), ("words", words)]);
        for part in PARTS {
            let label = locale.text(&format!("rules.{part}")).to_owned();
            let _ = writeln!(out, "  {}", labelled(&label, &words(rule, part, locale)));
        }
        let facts: Vec<String> =
            facts(rule, locale).iter().map(|(label, words)| labelled(label, words)).collect();
        let _ = writeln!(out, "  {}", facts.join(" · "));
        for said in rule.says {
            let verdict = locale.text(verdict_key(said.verdict));
            let _ = writeln!(out, "  - {verdict} · {}", saying(rule, said, locale));
        }
    }
    out
}

/// For programs: all languages at once.
#[must_use]
pub fn data() -> Value {
    let in_all = |words: &dyn Fn(&'static Locale) -> String| {
        let words = LOCALES.iter().map(|locale| (locale.tag.to_owned(), Value::from(words(locale))));
        Value::Object(words.collect())
    };
    let mut rules = Vec::new();
    for rule in RULES {
        let mut says = Vec::new();
        for said in rule.says {
            says.push(json!({
                "id": said.id,
                "verdict": said.verdict.id(),
                "severity": said.severity.id(),
                "origin": said.origin.id(),
                "words": in_all(&|locale| saying(rule, said, locale)),
            }));
        }
        let mut data = json!({
            "id": rule.id,
            "version": rule.version,
            "name": in_all(&|locale| name(rule, locale)),
            "kind": rule.kind.id(),
            "severity": rule.severity.id(),
            "basis": rule.basis.id(),
            "needs": rule.needs.iter().map(|need| need.id).collect::<Vec<_>>(),
            "says": says,
        });
        for part in PARTS {
            if let Some(fields) = data.as_object_mut() {
                fields.insert(part.to_owned(), in_all(&|locale| words(rule, part, locale)));
            }
        }
        rules.push(data);
    }
    Value::Array(rules)
}

/// As a page that needs nothing but `docs.css` beside it.
#[must_use]
pub fn html(locale: &'static Locale) -> String {
    let title = escape(locale.text("rules.title"));
    let (other, page) = if locale.tag == "en" { ("zh-CN", "rules.html") } else { ("en", "rules.en.html") };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n  <head>\n    <meta charset=\"utf-8\" />\n    \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n    \
         <title>{title} · budget-widget</title>\n    <link rel=\"stylesheet\" href=\"docs.css\" />\n  \
         </head>\n  <body>\n    <!-- prettier-ignore -->\n    <main>\n",
        tag = locale.tag
    );
    let other_words = escape(locale.text("rules.other-language"));
    let _ = writeln!(out, "<h1>{title}</h1>");
    let _ = writeln!(out, "<p class=\"lead\">{}</p>", escape(&lead(locale)));
    let _ =
        writeln!(out, "<p><a href=\"{page}\" lang=\"{other}\" hreflang=\"{other}\">{other_words}</a></p>");
    let _ = writeln!(out, "<nav><ol>");
    for rule in RULES {
        let _ = writeln!(out, "<li><a href=\"#{}\">{}</a></li>", rule.id, escape(&name(rule, locale)));
    }
    let _ = writeln!(out, "</ol></nav>");
    for rule in RULES {
        section(&mut out, rule, locale);
    }
    out.push_str("    </main>\n  </body>\n</html>\n");
    out
}

fn section(out: &mut String, rule: &Rule, locale: &'static Locale) {
    let _ = writeln!(out, "<section id=\"{}\">", rule.id);
    let _ = writeln!(out, "<h2>{} <code>{}</code></h2>", escape(&name(rule, locale)), rule.id);
    let _ = writeln!(out, "<p class=\"what\">{}</p>", escape(&words(rule, "what", locale)));
    let _ = writeln!(out, "<dl>");
    for part in PARTS.iter().skip(1) {
        let label = locale.text(&format!("rules.{part}")).to_owned();
        let words = escape(&words(rule, part, locale));
        let _ = writeln!(out, "<div><dt>{}</dt><dd>{words}</dd></div>", escape(&label));
    }
    if !rule.says.is_empty() {
        let _ = writeln!(out, "<div><dt>{}</dt><dd><ul>", escape(locale.text("rules.says")));
        for said in rule.says {
            let verdict = escape(locale.text(verdict_key(said.verdict)));
            let words = escape(&saying(rule, said, locale));
            let _ = writeln!(out, "<li><b>{verdict}</b> {words}</li>");
        }
        let _ = writeln!(out, "</ul></dd></div>");
    }
    let _ = writeln!(out, "</dl>");
    let facts: Vec<String> = facts(rule, locale)
        .iter()
        .map(|(label, words)| format!("<span>{} <b>{}</b></span>", escape(label), escape(words)))
        .collect();
    let _ = writeln!(out, "<p class=\"facts\">{}</p>", facts.join("\n"));
    let _ = writeln!(out, "</section>");
}

fn lead(locale: &'static Locale) -> String {
    locale.fill("rules.lead", &[("count", &RULES.len().to_string())])
}

const fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "verdict.exact",
        Verdict::Rounding => "verdict.rounding",
        Verdict::Boundary => "verdict.boundary",
        Verdict::Contradiction => "verdict.contradiction",
        Verdict::NotChecked => "verdict.not-checked",
    }
}
