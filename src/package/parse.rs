//! Bytes → JSON. One parser for the browser and the command line: taking over what JavaScript's own made, value by value,
//! would need a hundred times as long.

use super::PackageError;
use super::json::Json;

/// The JSON value that bytes spell, with or without a byte order mark.
///
/// # Errors
/// [`PackageError`] with line and column when they are no JSON.
pub fn parse(bytes: &[u8]) -> Result<Json, PackageError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| PackageError::syntax(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_or_none() {
        let read = |text: &str| parse(text.as_bytes()).ok();
        assert_eq!(read("3.0"), Some(Json::Number(3)));
        assert_eq!(read("-0.0"), Some(Json::Number(0)));
        assert_eq!(read("-3"), Some(Json::OtherNumber));
        assert_eq!(read("4294967296"), Some(Json::OtherNumber));
        assert_eq!(read("\u{feff}null"), Some(Json::Null));
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        assert!(parse(b"[1,\n ]").unwrap_err().to_string().contains("line 2 column 2"));
        // A chain of brackets must not use up the stack.
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
