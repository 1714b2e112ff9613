//! Words in texts, compared byte by byte.
//!
//! The standard library's search for a string is made for long ones and brings 16 kilobytes of WebAssembly; the words
//! looked for here are a few characters long.

/// Where `word` first begins in `text`, in bytes.
#[must_use]
pub fn find(text: &str, word: &str) -> Option<usize> {
    let word = word.as_bytes();
    (0..text.len()).find(|&at| text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(word)))
}

/// Where `word` last begins in `text`, in bytes.
#[must_use]
pub fn rfind(text: &str, word: &str) -> Option<usize> {
    let word = word.as_bytes();
    (0..text.len()).rev().find(|&at| text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(word)))
}

/// Whether `word` stands in `text`.
#[must_use]
pub fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Whether one of `words` stands in `text`.
#[must_use]
pub fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| contains(text, word))
}

/// What stands before and after the first `word`.
#[must_use]
pub fn split_once<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, word)?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

/// `text` with every `word` replaced.
#[must_use]
pub fn replace(text: &str, word: &str, by: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = split_once(rest, word) {
        out.push_str(before);
        out.push_str(by);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_the_standard_library_finds_them() {
        for text in ["", "预算", "2024年部门预算公开预算", "aaa", "aab", "预"] {
            for word in ["预算", "公开", "a", "aa", "年", "x"] {
                assert_eq!(find(text, word), text.find(word), "{word} in {text}");
                assert_eq!(rfind(text, word), text.rfind(word), "{word} in {text}");
                assert_eq!(contains(text, word), text.contains(word), "{word} in {text}");
                assert_eq!(split_once(text, word), text.split_once(word), "{word} in {text}");
                assert_eq!(replace(text, word, "…"), text.replace(word, "…"), "{word} in {text}");
            }
        }
        assert!(contains_any("本年收入", &["结转", "收入"]));
    }
}
