//! JSON as a value of ours. One parser for the browser and the command line: taking over what JavaScript's own made, value
//! by value, would need a hundred times as long.

use super::PackageError;
use super::json::Json;
use std::borrow::Cow;

/// How deep values may stand in values; a package needs eight. A chain of brackets must not use up the stack.
const DEEPEST: u8 = 32;

/// The JSON value that bytes spell, with or without a byte order mark.
///
/// # Errors
/// [`PackageError`] with line and column when they are no JSON.
pub fn parse(bytes: &[u8]) -> Result<Json, PackageError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(place(bytes, error.valid_up_to(), "no UTF-8")),
    };
    let mut parser = Parser { text, at: 0, why: "no JSON value" };
    let value = parser.value(DEEPEST);
    parser.blanks();
    match value {
        Some(value) if parser.at == bytes.len() => Ok(value),
        _ => Err(place(bytes, parser.at, parser.why)),
    }
}

fn place(bytes: &[u8], at: usize, why: &str) -> PackageError {
    let (mut line, mut column) = (1u32, 1u32);
    for &byte in bytes.iter().take(at) {
        (line, column) = if byte == b'\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    PackageError::syntax(&format_args!("{why} at line {line} column {column}"))
}

/// Where the parser stands. What fails is nothing, with `at` where it stands.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    why: &'static str,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// Goes over `byte` if it is the next one that is not blank.
    fn takes(&mut self, byte: u8) -> bool {
        self.blanks();
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let rest = self.text.get(self.at..)?;
        rest.starts_with(word).then(|| {
            self.at += word.len();
            value
        })
    }

    fn value(&mut self, deepest: u8) -> Option<Json> {
        self.blanks();
        match self.peek()? {
            b'"' => self.text().map(|text| Json::Text(text.into_owned())),
            b'{' => self.record(deepest),
            b'[' => self.list(deepest),
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            _ => self.number(),
        }
    }

    fn deeper(&mut self, deepest: u8) -> Option<u8> {
        let below = deepest.checked_sub(1);
        if below.is_none() {
            self.why = "nested too deeply";
        }
        below
    }

    fn list(&mut self, deepest: u8) -> Option<Json> {
        let below = self.deeper(deepest)?;
        self.at += 1;
        let mut items = Vec::new();
        if self.takes(b']') {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(below)?);
            if self.takes(b']') {
                return Some(Json::List(items));
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn record(&mut self, deepest: u8) -> Option<Json> {
        let below = self.deeper(deepest)?;
        self.at += 1;
        let mut fields = Vec::new();
        if self.takes(b'}') {
            return Some(Json::Record(fields));
        }
        loop {
            self.blanks();
            let name = self.text()?.into_owned();
            if !self.takes(b':') {
                return None;
            }
            fields.push((Cow::Owned(name), self.value(below)?));
            if self.takes(b'}') {
                return Some(Json::Record(fields));
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    /// Whole numbers are kept, also when written as 3.0; no field of a package holds another.
    fn number(&mut self) -> Option<Json> {
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        let mut kept = !negative;
        if self.peek() == Some(b'.') {
            self.at += 1;
            let decimals = self.digits()?;
            kept &= decimals.bytes().all(|digit| digit == b'0');
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
            kept = false;
        }
        let number = whole.parse().ok().filter(|_| kept);
        Some(number.map_or(Json::OtherNumber, Json::Number))
    }

    /// One digit at least.
    fn digits(&mut self) -> Option<&'a str> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.text.get(from..self.at).filter(|digits| !digits.is_empty())
    }

    fn text(&mut self) -> Option<Cow<'a, str>> {
        if self.peek() != Some(b'"') {
            return None;
        }
        self.at += 1;
        let mut from = self.at;
        let mut unescaped = String::new();
        loop {
            match self.peek()? {
                b'"' => {
                    let rest = self.text.get(from..self.at)?;
                    self.at += 1;
                    if unescaped.is_empty() {
                        return Some(Cow::Borrowed(rest));
                    }
                    unescaped.push_str(rest);
                    return Some(Cow::Owned(unescaped));
                }
                b'\\' => {
                    unescaped.push_str(self.text.get(from..self.at)?);
                    self.at += 1;
                    unescaped.push(self.escape()?);
                    from = self.at;
                }
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if (0xd800..0xdc00).contains(&unit) && self.word("\\u", Json::Null).is_some() {
                    let low = self.unit()?.wrapping_sub(0xdc00);
                    let both = (low < 0x400).then(|| 0x1_0000 + (unit - 0xd800) * 0x400 + low);
                    return Some(both.and_then(char::from_u32).unwrap_or('\u{fffd}'));
                }
                // Half a character stands for none.
                char::from_u32(unit).unwrap_or('\u{fffd}')
            }
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let unit = u32::from_str_radix(digits, 16).ok().filter(|_| plain)?;
        self.at += 4;
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mirrored(value: &serde_json::Value) -> Json {
        use serde_json::Value;
        match value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Flag(*flag),
            Value::Number(number) => {
                let whole = number.as_f64().filter(|_| !number.to_string().contains(['e', '-']));
                whole.map_or(Json::OtherNumber, Json::from)
            }
            Value::String(text) => Json::Text(text.clone()),
            Value::Array(items) => Json::List(items.iter().map(mirrored).collect()),
            Value::Object(fields) => Json::Record(
                fields.iter().map(|(name, value)| (name.clone().into(), mirrored(value))).collect(),
            ),
        }
    }

    proptest! {
        #[test]
        fn what_serde_reads_is_read_alike_and_nothing_else(text in "[\\[\\]{}\",:0-3.eE+\\\\nu/a-c \t\n-]{0,24}") {
            let known = serde_json::from_str::<serde_json::Value>(&text);
            match parse(text.as_bytes()) {
                // A half of a surrogate pair, a number beyond floats and a repeated field are JSON too.
                Ok(json) => prop_assert!(known.is_ok_and(|known| mirrored(&known) == json) || text.contains(['u', 'e', 'E', '{']), "{json:?}"),
                Err(error) => prop_assert!(known.is_err(), "{error}"),
            }
        }

        #[test]
        fn texts_come_back(text in any::<String>()) {
            let written = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(parse(written.as_bytes()), Ok(Json::Text(text)));
        }
    }

    #[test]
    fn escapes_and_numbers_are_read_as_everywhere() {
        let read = |text: &str| parse(text.as_bytes()).ok();
        assert_eq!(read(r#""\u5c40\ud842\udfb7\/\n""#), Some(Json::from("局𠮷/\n")));
        assert_eq!(read(r#""\ud842""#), Some(Json::from("\u{fffd}")));
        assert_eq!(read(r#""\ud842\u0041""#), Some(Json::from("\u{fffd}")));
        assert_eq!(read("3.0"), Some(Json::Number(3)));
        assert_eq!(read("-3"), Some(Json::OtherNumber));
        assert_eq!(read("4294967296"), Some(Json::OtherNumber));
        for broken in
            ["", "01", "1.", "1e", "+1", "\"\u{1}\"", r#""\u+123""#, "[1,]", "{\"a\" 1}", "nul", "1 2"]
        {
            assert!(read(broken).is_none(), "{broken}");
        }
    }
}
