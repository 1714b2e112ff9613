//! A line of text as pieces with their places on the page.

use crate::source::formats::clean::clean;
use unicode_width::UnicodeWidthChar;

/// How programs count places: a terminal or editor gives an ideograph two, and whoever lays out characters gives
/// each of them one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// An ideograph takes two places.
    Wide,
    /// Every character takes one place.
    Even,
    /// Places are measured on a page, in eighths of a usual place: half an ideograph.
    Page,
}

impl Metric {
    /// So many usual places.
    pub const fn places(self, count: usize) -> usize {
        match self {
            Self::Wide | Self::Even => count,
            Self::Page => count * 8,
        }
    }
}

/// Where a piece stands: its first place, and the one behind its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    pub left: usize,
    pub right: usize,
}

impl Extent {
    /// Twice the middle, as a whole number.
    pub const fn middle(self) -> usize {
        self.left + self.right
    }

    /// How many places both take up.
    pub fn overlap(self, other: Self) -> usize {
        self.right.min(other.right).saturating_sub(self.left.max(other.left))
    }

    /// From the first place of either to the last.
    pub fn union(self, other: Self) -> Self {
        Self { left: self.left.min(other.left), right: self.right.max(other.right) }
    }
}

/// A run of text without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// With wide ideographs, and with even characters.
    wide: Extent,
    even: Extent,
    width: usize,
}

impl Piece {
    /// A text that stands there on a page.
    pub fn on_page(text: String, extent: Extent) -> Self {
        let width = text.chars().map(width).sum();
        Self { text, wide: extent, even: extent, width }
    }

    pub const fn extent(&self, metric: Metric) -> Extent {
        match metric {
            Metric::Wide | Metric::Page => self.wide,
            Metric::Even => self.even,
        }
    }

    /// How wide the text is, in usual places.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// A number, of money or of order.
    pub fn is_number(&self) -> bool {
        is_number(&self.text)
    }

    /// A number that only money is written as.
    pub fn is_amount(&self) -> bool {
        is_amount(&self.text)
    }

    /// Parts the piece at a blank next to a place of the page, if there is one.
    pub fn part(&self, place: usize, metric: Metric) -> Option<(Self, Self)> {
        let mut best: Option<(usize, usize)> = None;
        let (mut wide, mut even) = (self.wide.left, self.even.left);
        for (at, c) in self.text.char_indices() {
            let here = if metric == Metric::Even { even } else { wide };
            if c.is_whitespace() {
                let distance = place.abs_diff(here + 1);
                if distance <= 2 && best.is_none_or(|(least, _)| distance < least) {
                    best = Some((distance, at));
                }
            }
            wide += width(c);
            even += usize::from(width(c) > 0);
        }
        let (first, second) = self.text.split_at_checked(best?.1)?;
        let first = Self::new(first, self.wide.left, self.even.left)?;
        let behind = second.trim_start();
        let blanks = second.len() - behind.len();
        let second = Self::new(behind, first.wide.right + blanks, first.even.right + blanks)?;
        Some((first, second))
    }

    fn new(text: &str, wide: usize, even: usize) -> Option<Self> {
        let text = text.trim_end();
        let (widths, count) =
            text.chars().fold((0, 0), |(sum, count), c| (sum + width(c), count + usize::from(width(c) > 0)));
        (count > 0).then(|| Self {
            text: clean(text).into_owned(),
            wide: Extent { left: wide, right: wide + widths },
            even: Extent { left: even, right: even + count },
            width: widths,
        })
    }
}

fn is_amount(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let mut groups = whole.split(',');
    let first =
        groups.next().is_some_and(|first| digits(first) && (first.len() <= 3 || !whole.contains(',')));
    first
        && groups.all(|group| digits(group) && group.len() == 3)
        && fraction.map_or(whole.contains(','), digits)
}

fn width(c: char) -> usize {
    if clean(c.encode_utf8(&mut [0; 4])).is_empty() && !c.is_whitespace() {
        0
    } else {
        c.width_cjk().unwrap_or(0)
    }
}

/// The pieces of a line: a gap is as wide as two blanks. In a line with a gap a single blank parts an amount from what
/// stands beside it.
pub fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<(&str, usize, usize)> = Vec::new();
    let (mut wide, mut even) = (0, 0);
    // Where the current piece begins: its byte and its places.
    let mut begins: Option<(usize, usize, usize)> = None;
    let mut gap = 0;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            gap += width(c).max(1);
        } else if width(c) > 0 {
            if gap >= 2
                && let Some((from, wide, even)) = begins.take()
            {
                pieces.push((line.get(from..end).unwrap_or_default(), wide, even));
            }
            begins.get_or_insert((at, wide, even));
            gap = 0;
            end = at + c.len_utf8();
        }
        wide += if c.is_whitespace() { width(c).max(1) } else { width(c) };
        even += usize::from(width(c) > 0 || c.is_whitespace());
    }
    if let Some((from, wide, even)) = begins {
        pieces.push((line.get(from..end).unwrap_or_default(), wide, even));
    }
    let mut parted = Vec::new();
    match pieces.as_slice() {
        [(text, wide, even)] => parted.extend(Piece::new(text, *wide, *even)),
        pieces => pieces.iter().for_each(|(text, wide, even)| part(&mut parted, text, *wide, *even)),
    }
    parted
}

/// Parts a piece beside its amounts.
fn part(pieces: &mut Vec<Piece>, text: &str, mut wide: usize, mut even: usize) {
    let mut rest = text;
    let mut from = 0;
    // Words up to the next one beside which an amount stands.
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(' ')).map(|at| from + at) {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let last = before.rsplit(' ').next().unwrap_or_default();
        let next = behind.trim_start().split(' ').next().unwrap_or_default();
        let parts = (is_amount(last) && last.len() == before.len()) || is_amount(next);
        if !parts {
            from = at + 1;
            continue;
        }
        let Some(piece) = Piece::new(before, wide, even) else { break };
        (wide, even) = (piece.wide.right + 1, piece.even.right + 1);
        pieces.push(piece);
        rest = behind.get(1..).unwrap_or_default();
        from = 0;
    }
    pieces.extend(Piece::new(rest, wide, even));
}

/// Whether a text is a number, of money or of order.
pub fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ",.-()%，．（）－".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        pieces(line).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn gaps_part_pieces() {
        assert_eq!(texts("  一、甲 乙  6,273.0　丙"), ["一、甲 乙", "6,273.0", "丙"]);
        assert_eq!(
            texts("一、财政拨款  31,214.80 一、一般公共服务 22.5"),
            ["一、财政拨款", "31,214.80", "一、一般公共服务", "22.5"]
        );
        assert_eq!(texts("2024 年预算 6,273.0 万元"), ["2024 年预算 6,273.0 万元"]);
        assert_eq!(texts(""), [""; 0]);
    }

    #[test]
    fn places_are_counted_in_two_ways() {
        let line = pieces("甲乙  1.0\u{200b}5");
        assert_eq!(line[1].extent(Metric::Wide), Extent { left: 6, right: 10 });
        assert_eq!(line[1].extent(Metric::Even), Extent { left: 4, right: 8 });
        assert_eq!(line[1].text, "1.05");
    }

    #[test]
    fn a_piece_is_parted_beside_a_place() {
        let piece = pieces("201 06 行政运行").remove(0);
        let (first, second) = piece.part(7, Metric::Even).unwrap();
        assert_eq!((first.text.as_str(), second.text.as_str()), ("201 06", "行政运行"));
        assert_eq!(second.extent(Metric::Even), Extent { left: 7, right: 11 });
        assert!(piece.part(20, Metric::Even).is_none());
    }
}
