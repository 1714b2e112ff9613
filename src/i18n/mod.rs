//! Words and number formats, one text file per locale.
//!
//! A locale is one file of `key = words {parameter}` lines and one line of [`LOCALES`]. Knows keys and amounts,
//! nothing of budgets or checks.

pub mod format;

use crate::amount::Unit;
use crate::order;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A language with all its words.
#[derive(Debug)]
pub struct Locale {
    /// BCP 47 tag.
    pub tag: &'static str,
    source: &'static str,
    /// By key.
    words: OnceLock<Vec<(&'static str, &'static str)>>,
    /// Explanations of codes and terms, one a line.
    terms: &'static str,
}

/// The words of a locale. Those that the viewer never says (formats, broken packages, the command line) are a file of
/// their own, so that it has them not; so are the words on the rules, which only files that leave the program have.
#[cfg(feature = "exports")]
macro_rules! words {
    ($tag:literal) => {
        concat!(
            include_str!(concat!($tag, ".txt")),
            include_str!(concat!($tag, ".formats.txt")),
            include_str!(concat!($tag, ".rules.txt"))
        )
    };
}
#[cfg(all(feature = "reader", not(feature = "exports")))]
macro_rules! words {
    ($tag:literal) => {
        concat!(include_str!(concat!($tag, ".txt")), include_str!(concat!($tag, ".formats.txt")))
    };
}
#[cfg(not(feature = "reader"))]
macro_rules! words {
    ($tag:literal) => {
        include_str!(concat!($tag, ".txt"))
    };
}

/// Our explanations of codes and terms, which only a reader of the pages sees.
#[cfg(any(feature = "cli", feature = "viewer"))]
macro_rules! terms {
    ($tag:literal) => {
        include_str!(concat!($tag, ".terms.txt"))
    };
}
#[cfg(not(any(feature = "cli", feature = "viewer")))]
macro_rules! terms {
    ($tag:literal) => {
        ""
    };
}

/// The locales, the default first.
pub static LOCALES: [Locale; 2] =
    [Locale::new("zh-CN", words!("zh-CN"), terms!("zh-CN")), Locale::new("en", words!("en"), terms!("en"))];

impl Locale {
    const fn new(tag: &'static str, source: &'static str, terms: &'static str) -> Self {
        Self { tag, source, words: OnceLock::new(), terms }
    }

    /// The locale for a language tag: the same tag, else the same language, else the default.
    #[must_use]
    pub fn of(tag: &str) -> &'static Self {
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let same = LOCALES.iter().find(|locale| locale.tag.eq_ignore_ascii_case(tag));
        let related = || LOCALES.iter().find(|locale| language(locale.tag) == language(tag));
        let [default, ..] = &LOCALES;
        same.or_else(related).unwrap_or(default)
    }

    fn words(&self) -> &[(&'static str, &'static str)] {
        self.words.get_or_init(|| {
            let mut words: Vec<_> = parse(self.source).collect();
            order::by_key(&mut words, |(key, _)| *key);
            words
        })
    }

    /// The lines of the locale's file; `#` begins a comment line.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// All keys that the locale has words for.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.words().iter().map(|&(key, _)| key)
    }

    /// All keys with their words as written in the file.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.words().iter().copied()
    }

    /// The words for `key`; the key itself where the locale has none, so that the gap is seen.
    #[must_use]
    pub fn text<'a>(&self, key: &'a str) -> &'a str {
        let words = self.words();
        let found = words.binary_search_by(|(known, _)| (*known).cmp(key)).ok();
        found.and_then(|at| words.get(at)).map_or(key, |(_, words)| *words)
    }

    /// Our explanations of codes and of terms, in the order of the file: terms of the forms first.
    pub fn terms(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        parse(self.terms)
    }

    /// The name of a unit of money.
    #[must_use]
    pub fn unit(&self, unit: Unit) -> &str {
        self.text(match unit {
            Unit::Yuan => "unit.元",
            Unit::WanYuan => "unit.万元",
            Unit::YiYuan => "unit.亿元",
        })
    }

    /// What stands between two items of a list.
    #[must_use]
    pub fn separator(&self) -> &'static str {
        let between = self.text("list.two");
        between.strip_prefix("{a}").and_then(|rest| rest.strip_suffix("{b}")).unwrap_or(between)
    }

    /// The words for `key` with every `{parameter}` replaced.
    #[must_use]
    pub fn fill(&self, key: &str, parameters: &[(&str, &str)]) -> String {
        self.fill_by(key, &|name| {
            let found = parameters.iter().find(|(parameter, _)| *parameter == name);
            found.map(|(_, value)| Cow::Borrowed(*value))
        })
    }

    /// The words for `key` with every `{parameter}` replaced by what `value` says of it; only those that stand there are
    /// asked for.
    #[must_use]
    pub fn fill_by<'v>(&self, key: &str, value: &dyn Fn(&str) -> Option<Cow<'v, str>>) -> String {
        let mut rest = self.text(key);
        let mut out = String::with_capacity(rest.len() * 2);
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = behind.split_once('}') else {
                out.push('{');
                rest = behind;
                continue;
            };
            match value(name) {
                Some(value) => out.push_str(&value),
                None => out.extend(["{", name, "}"]),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// The `key = words` lines of a locale file; `#` begins a comment line.
fn parse(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    source
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(key, words)| (key.trim(), words.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn parameters(words: &str) -> BTreeSet<&str> {
        words.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_locale_has_every_key_with_the_same_parameters() {
        let [default, others @ ..] = &LOCALES;
        let keys: BTreeSet<_> = default.keys().collect();
        for locale in others {
            assert_eq!(locale.keys().collect::<BTreeSet<_>>(), keys, "{}", locale.tag);
            for key in &keys {
                assert_eq!(
                    parameters(locale.text(key)),
                    parameters(default.text(key)),
                    "{} {key}",
                    locale.tag
                );
            }
        }
    }

    #[test]
    fn no_key_is_written_twice() {
        for locale in &LOCALES {
            assert_eq!(
                parse(locale.source).count(),
                locale.keys().collect::<BTreeSet<_>>().len(),
                "{}",
                locale.tag
            );
        }
    }

    #[test]
    fn every_locale_explains_the_same_codes_and_terms() {
        let [default, others @ ..] = &LOCALES;
        let keys: Vec<_> = default.terms().map(|(key, _)| key).collect();
        assert!(keys.len() > 120);
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "a key is written twice");
        for locale in others {
            assert_eq!(locale.terms().map(|(key, _)| key).collect::<Vec<_>>(), keys, "{}", locale.tag);
        }
        for locale in &LOCALES {
            assert!(locale.terms.len() <= 8 * 1024, "{}: {} bytes", locale.tag, locale.terms.len());
            for (key, words) in locale.terms() {
                assert!(words.ends_with(['。', '.']), "{} {key}: {words}", locale.tag);
            }
        }
    }

    #[test]
    fn tags_fall_back_to_their_language() {
        assert_eq!(Locale::of("en-GB").tag, "en");
        assert_eq!(Locale::of("zh").tag, "zh-CN");
        assert_eq!(Locale::of("fr").tag, "zh-CN");
    }

    #[test]
    fn parameters_are_replaced_once() {
        let locale = Locale::new("test", "greeting = {a} and {b}{c}", "");
        assert_eq!(locale.fill("greeting", &[("a", "{b}"), ("b", "2")]), "{b} and 2{c}");
        assert_eq!(locale.fill("missing", &[]), "missing");
    }
}
