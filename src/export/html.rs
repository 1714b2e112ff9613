//! Text in pages: what is written as text stays text.

/// Words as the content of an element or the value of a quoted attribute.
#[must_use]
pub fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// JSON inside `<script type="application/json">`: no sequence of it may end the element or open a comment there.
#[must_use]
pub fn json_block(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// A script's text inside `<script>`. The sequences that would end the element or open a comment there stand only in
/// strings and patterns of a script, where the escapes mean the same.
#[must_use]
pub fn script_block(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push_str(if begins(after, "!--") || begins(after, "script") {
            "\\x3c"
        } else if begins(after, "/script") {
            "<\\"
        } else {
            "<"
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a text begins with a word in any case.
fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_block_early() {
        let script = "a='</script>';b=/<\\/SCRIPT/;c='<!--';d='<Script';e=1<2;f='<长'";
        let written = script_block(script);
        assert_eq!(written, "a='<\\/script>';b=/<\\/SCRIPT/;c='\\x3c!--';d='\\x3cScript';e=1<2;f='<长'");
        assert_eq!(script_block(&written), written, "a page that is saved again");
        assert_eq!(json_block(r#"{"名":"</script><!--"}"#), r#"{"名":"\u003c/script>\u003c!--"}"#);
    }
}
