//! How wide text is, without asking a font: upper bounds that hold for the fonts readers have.
//!
//! The same numbers in the browser and outside it, so a layout is computed once and is the same everywhere.
//! Bounds cover regular and semibold of Noto Sans CJK, PingFang, YaHei, Segoe UI and Arial.

const ELLIPSIS: char = '…';

/// The width of `c` in em, at most.
#[must_use]
pub fn em(c: char) -> f64 {
    match c {
        '0'..='9' => 0.6,
        'm' | 'w' | 'M' | 'W' | '%' => 1.0,
        '@' => 1.05,
        'f' | 'i' | 'j' | 'l' | 'r' | 't' | 'I' => 0.45,
        'a'..='z' => 0.66,
        'A'..='Z' | '&' => 0.8,
        ' ' => 0.35,
        ',' | '.' | ':' | ';' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '!' | '-' | '/' | '\\' => {
            0.45
        }
        '−' => 0.65,
        '!'..='~' => 0.68,
        // Marks that stand on the letter before them.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        '\u{1f000}'..='\u{1ffff}' => 1.4,
        c if c.is_control() => 0.0,
        _ => 1.0,
    }
}

/// The width of `text` at `size`, at most.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// `text`, shortened with `…` if it is wider than `room`; empty if not even one character and the `…` fit.
#[must_use]
pub fn fit(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = em(ELLIPSIS) * size;
    for c in text.chars() {
        used += em(c) * size;
        if used > room {
            break;
        }
        kept.push(c);
    }
    let end = kept.trim_end_matches(|c| never_ends(c) || matches!(c, '、' | '，' | '·' | ' ')).len();
    kept.truncate(end);
    if !kept.is_empty() {
        kept.push(ELLIPSIS);
    }
    kept
}

/// `text` in at most `most` lines no wider than `room`, of about equal width; the last is shortened if need be.
#[must_use]
pub fn wrap(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let text = text.trim();
    if most <= 1 || width(text, size) <= room {
        return vec![fit(text, room, size)];
    }
    let pieces = pieces(text, room, size);
    let lines = fill(&pieces, room, size);
    if lines.len() > most {
        let (kept, rest) = lines.split_at(most - 1);
        return trimmed(kept).into_iter().chain([fit(rest.concat().trim(), room, size)]).collect();
    }
    // The narrowest room that needs no further line leaves no single character alone on the last one.
    let mut narrow = (width(text, size) / lines.len().max(1) as f64).min(room);
    while narrow < room {
        let balanced = fill(&pieces, narrow, size);
        if balanced.len() == lines.len() && balanced.iter().all(|line| width(line.trim_end(), size) <= room) {
            return trimmed(&balanced);
        }
        narrow += size / 4.0;
    }
    trimmed(&lines)
}

/// Whether wrapped lines still have every letter of `text`.
#[must_use]
pub fn is_whole(lines: &[String], text: &str) -> bool {
    let letters = lines.iter().flat_map(|line| line.chars()).filter(|c| !c.is_whitespace());
    letters.eq(text.chars().filter(|c| !c.is_whitespace()))
}

fn trimmed(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

/// The pieces of `text` between which a line may break, none wider than `room`.
fn pieces(text: &str, room: f64, size: f64) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.chars() {
        let joined = last.is_some_and(|before| !may_break(before, c));
        match pieces.last_mut() {
            Some(piece) if joined && width(piece, size) + em(c) * size <= room => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        last = Some(c);
    }
    pieces
}

/// As many of the pieces on each line as `room` takes; a space at the end of a line takes none.
fn fill(pieces: &[String], room: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(piece.trim_end(), size) <= room => line.push_str(piece),
            _ => lines.push(piece.clone()),
        }
    }
    lines
}

/// Whether a line may end with `before` and the next one start with `after`.
fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| u32::from(c) >= 0x2e80;
    let open = wide(before) || wide(after) || before.is_whitespace() || matches!(before, '-' | '/');
    open && em(after) > 0.0 && !never_starts(after) && !never_ends(before)
}

fn never_starts(c: char) -> bool {
    "，。、；：！？）》〉」』】〕”’％…,.;:!?)]%·".chars().any(|known| known == c)
}

fn never_ends(c: char) -> bool {
    "（《〈「『【〔“‘([".chars().any(|known| known == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_is_kept_and_long_text_is_cut_at_a_character() {
        assert_eq!(fit("行政运行", 60.0, 14.0), "行政运行");
        assert_eq!(fit("一般公共服务支出", 70.0, 14.0), "一般公共…");
        assert_eq!(fit("行政运行", 10.0, 14.0), "");
        assert!(width(&fit("Municipal cloud e\u{301}", 60.0, 14.0), 14.0) <= 60.0);
    }

    #[test]
    fn lines_are_balanced_and_never_start_with_punctuation() {
        let name = "市政务网络、云、机房及业务系统建设维护项目";
        let lines = wrap(name, 280.0, 14.0, 2);
        assert_eq!(lines.concat(), name);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.chars().count() >= 9), "{lines:?}");
        for room in 30..300 {
            for line in wrap(name, f64::from(room), 14.0, 9) {
                assert!(width(&line, 14.0) <= f64::from(room), "{line} in {room}");
                assert!(!line.starts_with('、') || room < 45, "{line} in {room}");
            }
        }
    }

    #[test]
    fn more_lines_than_allowed_end_with_an_ellipsis() {
        assert_eq!(wrap("专项 cloud migration 二〇二四", 112.0, 14.0, 2), ["专项 cloud", "migration 二…"]);
        let lines = wrap("机关事业单位基本养老保险缴费支出", 70.0, 14.0, 2);
        assert_eq!(lines, ["机关事业单", "位基本养…"]);
    }
}
