//! Characters that a page does not show.

use std::borrow::Cow;

/// Soft hyphens, zero-width blanks and joiners, direction marks: pages and word processors put them where a line may
/// break, and they part a figure from itself.
pub const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A text without what is not seen, and without blanks at its ends.
pub fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c));
    if text.contains(is_unseen) {
        Cow::Owned(text.chars().filter(|&c| !is_unseen(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_left_out() {
        assert_eq!(clean(" 6,\u{200b}273\u{ad}.0\u{feff}\u{3000}"), "6,273.0");
        assert_eq!(clean("\u{a0}"), "");
        assert!(matches!(clean("甲 乙"), Cow::Borrowed("甲 乙")));
    }
}
