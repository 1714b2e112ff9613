//! Reads the fields of records. The first that does not fit is kept with its place.
//!
//! A field that does not fit gives a value that is never used, instead of an early return: half-built records would have to
//! be taken apart behind every field, which is three quarters of a decoder that returns early.

use super::json::Json;
use super::{PackageError, Problem};
use crate::amount::parse_figure;
use rust_decimal::Decimal;

/// A step from a value to one inside it.
#[derive(Debug, Clone, Copy)]
enum Step {
    Field(&'static str),
    Item(usize),
}

/// The way to the record that is read now, and the first thing that did not fit.
#[derive(Debug, Default)]
pub struct Trail {
    steps: Vec<Step>,
    error: Option<PackageError>,
}

impl Trail {
    /// What `read` makes of the whole package.
    ///
    /// # Errors
    /// The first thing that did not fit.
    pub fn follow<T>(json: &Json, read: impl FnOnce(&mut Fields<'_>) -> T) -> Result<T, PackageError> {
        let mut trail = Self::default();
        let value = read(&mut Fields { json, trail: &mut trail });
        trail.error.map_or(Ok(value), Err)
    }

    #[inline(never)]
    fn refuse(&mut self, name: &str, problem: Problem) {
        if self.error.is_some() {
            return;
        }
        let mut path = String::from("$");
        for step in &self.steps {
            match step {
                Step::Field(name) => path.extend([".", name]),
                Step::Item(at) => path.extend(["[", &at.to_string(), "]"]),
            }
        }
        if !name.is_empty() {
            path.extend([".", name]);
        }
        self.error = Some(PackageError { path, problem });
    }
}

/// The fields of a record.
#[derive(Debug)]
pub struct Fields<'a> {
    json: &'a Json,
    trail: &'a mut Trail,
}

impl<'a> Fields<'a> {
    /// Says what does not fit in a field.
    pub fn refuse(&mut self, name: &str, problem: Problem) {
        self.trail.refuse(name, problem);
    }

    /// Whether a field is there at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.json.get(name).is_some()
    }

    /// The value of a field; null when it is missing.
    #[must_use]
    pub fn value(&self, name: &str) -> &'a Json {
        self.json.get(name).unwrap_or(&Json::Null)
    }

    /// Whether a field is neither missing nor null.
    #[must_use]
    pub fn is_some(&self, name: &str) -> bool {
        !matches!(self.value(name), Json::Null)
    }

    /// An object in a field, for `read`.
    #[inline(never)]
    pub fn inside(&mut self, name: &'static str, read: &mut dyn FnMut(&mut Fields<'_>)) {
        let json = self.value(name);
        if !matches!(json, Json::Record(_)) {
            return self.refuse(name, Problem::Record);
        }
        self.trail.steps.push(Step::Field(name));
        read(&mut Fields { json, trail: self.trail });
        self.trail.steps.pop();
    }

    /// An object in a field, for `read`, unless the field is missing or null.
    pub fn inside_some(&mut self, name: &'static str, read: &mut dyn FnMut(&mut Fields<'_>)) {
        if self.is_some(name) {
            self.inside(name, read);
        }
    }

    /// The objects of a list in a field, for `read` one by one.
    #[inline(never)]
    pub fn each(&mut self, name: &'static str, read: &mut dyn FnMut(&mut Fields<'_>)) {
        let Json::List(items) = self.value(name) else { return self.refuse(name, Problem::List) };
        self.trail.steps.push(Step::Field(name));
        for (json, at) in items.iter().zip(0..) {
            // What follows could not be kept any more.
            if self.trail.error.is_some() {
                break;
            }
            self.trail.steps.push(Step::Item(at));
            match json {
                Json::Record(_) => read(&mut Fields { json, trail: self.trail }),
                _ => self.trail.refuse("", Problem::Record),
            }
            self.trail.steps.pop();
        }
        self.trail.steps.pop();
    }

    /// What `read` makes of each object of a list in a field.
    pub fn list<T>(&mut self, name: &'static str, mut read: impl FnMut(&mut Fields<'_>) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.each(name, &mut |fields| list.push(read(fields)));
        list
    }

    /// The texts of a list in a field.
    pub fn texts(&mut self, name: &'static str) -> Vec<String> {
        let Json::List(items) = self.value(name) else {
            self.refuse(name, Problem::List);
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(items.len());
        self.trail.steps.push(Step::Field(name));
        for (item, at) in items.iter().zip(0..) {
            self.trail.steps.push(Step::Item(at));
            match item {
                Json::Text(text) => texts.push(text.clone()),
                _ => self.refuse("", Problem::Text),
            }
            self.trail.steps.pop();
        }
        self.trail.steps.pop();
        texts
    }

    /// The whole numbers of a list in a field.
    pub fn numbers(&mut self, name: &'static str) -> Vec<u32> {
        let mut numbers = Vec::new();
        match self.value(name) {
            Json::List(items) => {
                for item in items {
                    match item {
                        Json::Number(number) => numbers.push(*number),
                        _ => self.refuse(name, Problem::Number),
                    }
                }
            }
            _ => self.refuse(name, Problem::List),
        }
        numbers
    }

    /// A text where it stands.
    #[inline(never)]
    pub fn word(&mut self, name: &str) -> &'a str {
        match self.value(name) {
            Json::Text(text) => text,
            _ => {
                self.refuse(name, Problem::Text);
                ""
            }
        }
    }

    /// A text.
    pub fn text(&mut self, name: &str) -> String {
        self.word(name).to_owned()
    }

    /// A text, nothing when the field is missing or null.
    #[inline(never)]
    pub fn some_text(&mut self, name: &str) -> Option<String> {
        if self.is_some(name) { Some(self.text(name)) } else { None }
    }

    /// A whole number that is not more than `most`.
    #[inline(never)]
    pub fn number_to(&mut self, name: &str, most: u32) -> u32 {
        match self.value(name) {
            Json::Number(number) if *number <= most => *number,
            _ => {
                self.refuse(name, Problem::Number);
                0
            }
        }
    }

    /// A whole number.
    pub fn number(&mut self, name: &str) -> u32 {
        self.number_to(name, u32::MAX)
    }

    /// A whole number, nothing when the field is missing or null.
    pub fn some_number(&mut self, name: &str) -> Option<u32> {
        if self.is_some(name) { Some(self.number(name)) } else { None }
    }

    /// True or false; false when the field is missing.
    pub fn flag(&mut self, name: &str) -> bool {
        match self.value(name) {
            Json::Flag(flag) => *flag,
            Json::Null => false,
            _ => {
                self.refuse(name, Problem::Flag);
                false
            }
        }
    }

    /// Says that the word in a field stands for nothing.
    #[inline(never)]
    pub fn unknown(&mut self, name: &str, word: &str) {
        self.refuse(name, Problem::Unknown(word.to_owned()));
    }

    /// The place of the word of a field among `words`; an unknown one counts as the first.
    #[inline(never)]
    pub fn choice(&mut self, name: &str, words: &[&str]) -> usize {
        let word = self.word(name);
        words.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.unknown(name, word);
            0
        })
    }

    /// An exact number: digits, a point, digits. How many stand behind the point is part of it.
    #[inline(never)]
    pub fn decimal(&mut self, name: &str) -> Decimal {
        let text = self.word(name);
        let value = parse_figure(text).ok().flatten().filter(|value| value.to_string() == text);
        value.unwrap_or_else(|| {
            self.refuse(name, Problem::Decimal);
            Decimal::ZERO
        })
    }

    /// As [`Fields::decimal`], nothing when the field is missing or null.
    pub fn some_decimal(&mut self, name: &str) -> Option<Decimal> {
        if self.is_some(name) { Some(self.decimal(name)) } else { None }
    }
}
