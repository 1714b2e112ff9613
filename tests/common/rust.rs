//! Rust sources as tokens: enough to see which paths they write, without comments, literals and test modules.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::Path;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name or keyword.
    Word(String),
    /// A floating-point literal.
    Float(String),
    /// `::`
    Path,
    /// Any other character that is no blank.
    Sign(char),
}

/// A file below `src`.
pub struct Source {
    /// Its path from `src` on, with `/`.
    pub file: String,
    pub text: String,
    /// Its tokens, those under `#[cfg(test)]` left out.
    pub tokens: Vec<Token>,
}

/// All Rust files below `src`, in the order of their names.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    assert!(files.len() > 30, "the sources were not found");
    files
        .into_iter()
        .map(|path| {
            let file = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            Source::new(file, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

impl Source {
    pub fn new(file: String, text: String) -> Self {
        let tokens = without_tests(&tokens(&text));
        Self { file, text, tokens }
    }

    /// The top-level module that the file belongs to; none for the crate root.
    pub fn module(&self) -> Option<&str> {
        let first = self.file.split('/').next()?;
        let name = first.strip_suffix(".rs").unwrap_or(first);
        (name != "lib").then_some(name)
    }

    /// The path of the module that the file is.
    fn place(&self) -> Vec<String> {
        let name = self.file.strip_suffix(".rs").unwrap_or(&self.file);
        let name = name.strip_suffix("/mod").unwrap_or(name);
        if name == "lib" { Vec::new() } else { name.split('/').map(str::to_owned).collect() }
    }

    /// The paths into the crate that the file writes, from the crate root on.
    pub fn paths(&self) -> Vec<Vec<String>> {
        let place = self.place();
        let mut paths = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let inside = at > 0 && self.tokens[at - 1] == Token::Path;
            let begins = self.tokens.get(at + 1) == Some(&Token::Path);
            let Token::Word(word) = token else { continue };
            if inside || !begins {
                continue;
            }
            let root = match word.as_str() {
                // A program is a crate of its own.
                "crate" if self.module() == Some("bin") => place.iter().take(2).cloned().collect(),
                "crate" | "budget_widget" => Vec::new(),
                "super" => place[..place.len() - 1].to_vec(),
                _ => continue,
            };
            tree(&self.tokens, at + 2, root, &mut paths);
        }
        paths
    }
}

/// Reads what stands behind `prefix::` and gives the place behind it.
fn tree(tokens: &[Token], at: usize, mut prefix: Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    match tokens.get(at) {
        Some(Token::Sign('{')) => {
            let mut at = at + 1;
            while !matches!(tokens.get(at), None | Some(Token::Sign('}'))) {
                at = if tokens[at] == Token::Sign(',') {
                    at + 1
                } else {
                    tree(tokens, at, prefix.clone(), paths)
                };
            }
            at + 1
        }
        Some(Token::Word(word)) => {
            match word.as_str() {
                "super" => drop(prefix.pop()),
                "self" => {}
                word => prefix.push(word.to_owned()),
            }
            if tokens.get(at + 1) == Some(&Token::Path) {
                return tree(tokens, at + 2, prefix, paths);
            }
            paths.push(prefix);
            // `as name` belongs to the path before it.
            let renamed = tokens.get(at + 1) == Some(&Token::Word("as".to_owned()));
            at + if renamed { 3 } else { 1 }
        }
        _ => {
            paths.push(prefix);
            at + 1
        }
    }
}

/// Leaves out every item under `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let word = |text: &str| Token::Word(text.to_owned());
    let attribute = [
        Token::Sign('#'),
        Token::Sign('['),
        word("cfg"),
        Token::Sign('('),
        word("test"),
        Token::Sign(')'),
        Token::Sign(']'),
    ];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].starts_with(&attribute) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0;
        for token in &tokens[at..] {
            at += 1;
            match token {
                Token::Sign('{') => depth += 1,
                Token::Sign('}') => depth -= 1,
                Token::Sign(';') if depth == 0 => break,
                _ => continue,
            }
            if depth == 0 {
                break;
            }
        }
    }
    kept
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        at = match c {
            '/' if next == '/' => find(&chars, at, |c| c == '\n'),
            '/' if next == '*' => comment_end(&chars, at),
            '"' => string_end(&chars, at + 1, 0, true),
            'r' | 'b' if literal_start(&chars, at).is_some() => {
                let (start, hashes, escapes) = literal_start(&chars, at).unwrap();
                string_end(&chars, start, hashes, escapes)
            }
            '\'' => quote_end(&chars, at),
            ':' if next == ':' => {
                tokens.push(Token::Path);
                at + 2
            }
            c if c.is_ascii_digit() => {
                let field =
                    tokens.last() == Some(&Token::Sign('.')) && chars.get(at.wrapping_sub(1)) == Some(&'.');
                let end = number_end(&chars, at, field);
                let literal: String = chars[at..end].iter().collect();
                if is_float(&literal) {
                    tokens.push(Token::Float(literal));
                }
                end
            }
            c if c.is_alphabetic() || c == '_' => {
                let end = find(&chars, at, |c| !(c.is_alphanumeric() || c == '_'));
                tokens.push(Token::Word(chars[at..end].iter().collect()));
                end
            }
            c => {
                if !c.is_whitespace() {
                    tokens.push(Token::Sign(c));
                }
                at + 1
            }
        };
    }
    tokens
}

fn is_float(literal: &str) -> bool {
    let exponent = |(digits, rest): (&str, &str)| {
        digits.chars().all(|c| c.is_ascii_digit() || c == '_') && !rest.starts_with(char::is_alphabetic)
    };
    !literal.starts_with("0x")
        && (literal.contains('.')
            || literal.ends_with("f64")
            || literal.ends_with("f32")
            || literal.split_once('e').is_some_and(exponent))
}

fn find(chars: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    chars[from..].iter().position(|&c| wanted(c)).map_or(chars.len(), |found| from + found)
}

/// Comments nest.
fn comment_end(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Where the content of `r"…"`, `r#"…"#`, `b"…"` or `br"…"` begins, its hashes, and whether it has escapes.
fn literal_start(chars: &[char], at: usize) -> Option<(usize, usize, bool)> {
    let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    let raw_at = if chars[at] == 'b' && chars.get(at + 1) == Some(&'r') { at + 1 } else { at };
    let raw = chars[raw_at] == 'r';
    let hashes = if raw { chars[raw_at + 1..].iter().take_while(|c| **c == '#').count() } else { 0 };
    let quote = raw_at + 1 + hashes;
    (!word_before && chars.get(quote) == Some(&'"')).then_some((quote + 1, hashes, !raw))
}

fn string_end(chars: &[char], from: usize, hashes: usize, escapes: bool) -> usize {
    let mut at = from;
    while at < chars.len() {
        match chars[at] {
            '\\' if escapes => at += 2,
            '"' if chars[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes => {
                return at + 1 + hashes;
            }
            _ => at += 1,
        }
    }
    at
}

/// Behind a character literal, or behind the quote of a lifetime.
fn quote_end(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        return find(chars, at + 3, |c| c == '\'') + 1;
    }
    if chars.get(at + 2) == Some(&'\'') { at + 3 } else { at + 1 }
}

fn number_end(chars: &[char], at: usize, field: bool) -> usize {
    let part = |from| find(chars, from, |c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let end = part(at);
    let fraction =
        !field && chars.get(end) == Some(&'.') && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    if fraction { part(end + 1) } else { end }
}
