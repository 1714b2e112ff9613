//! The JSON value of a package.
//!
//! One type crosses both ways, in the browser as on the command line: a type for each record would bring its own decoder
//! into the module, and none of them could say the place of an error.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Json {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Flag(bool),
    /// A whole number as positions and counts are; amounts are texts.
    Number(u32),
    /// Any other number. No field of a package holds one.
    OtherNumber,
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, in the order of its fields.
    Record(Vec<(Cow<'static, str>, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

/// JSON knows one kind of number: 3.0 is a whole one.
impl From<f64> for Json {
    fn from(number: f64) -> Self {
        let whole = number as u32;
        if f64::from(whole) == number { Self::Number(whole) } else { Self::OtherNumber }
    }
}

impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Builds records and lists.
impl Json {
    /// An object without fields.
    #[must_use]
    pub const fn record() -> Self {
        Self::Record(Vec::new())
    }

    /// A list of what `write` makes of each item.
    pub fn list<T>(items: &[T], write: impl Fn(&T) -> Self) -> Self {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(write(item));
        }
        Self::List(list)
    }

    /// The object with one more field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Self>) -> Self {
        self.put(name, value.into());
        self
    }

    /// The object with one more field, unless there is nothing to say.
    #[must_use]
    pub fn with_some(mut self, name: &'static str, value: Option<impl Into<Self>>) -> Self {
        if let Some(value) = value {
            self.put(name, value.into());
        }
        self
    }

    fn put(&mut self, name: &'static str, value: Self) {
        if let Self::Record(fields) = self {
            fields.push((Cow::Borrowed(name), value));
        }
    }
}

impl Json {
    /// The value of a field; of a repeated one the last, as everywhere in JSON.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Record(fields) = self else { return None };
        fields.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::OtherNumber => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Record(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

/// Takes whatever value comes.
struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(u32::try_from(number).map_or(Json::OtherNumber, Json::Number))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Json, E> {
        Ok(Json::OtherNumber)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        Ok(Json::from(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut record = Vec::new();
        while let Some((name, value)) = fields.next_entry::<String, Json>()? {
            record.push((Cow::Owned(name), value));
        }
        Ok(Json::Record(record))
    }
}
