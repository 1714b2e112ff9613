//! What a page shows: glyphs and rulings, in points from the upper left corner of the page as it is read.

/// A rectangle, with its upper left corner first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// The smallest area around points; nothing without any.
    pub fn around(points: &[(f64, f64)]) -> Option<Self> {
        let &(x, y) = points.first()?;
        let mut area = Self { left: x, top: y, right: x, bottom: y };
        for &(x, y) in points {
            area.left = area.left.min(x);
            area.right = area.right.max(x);
            area.top = area.top.min(y);
            area.bottom = area.bottom.max(y);
        }
        Some(area)
    }

    /// What two areas have in common; it may be less than nothing wide.
    pub fn common(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The smallest area around two areas.
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub fn contains(self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub fn width(self) -> f64 {
        self.right - self.left
    }

    pub fn height(self) -> f64 {
        self.bottom - self.top
    }
}

/// A character on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub character: char,
    /// Where it begins and where the next one would.
    pub left: f64,
    pub right: f64,
    /// The line it stands on.
    pub baseline: f64,
    /// The size of its font as printed.
    pub size: f64,
}

impl Glyph {
    /// The middle of what is seen of it.
    pub fn middle(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), self.baseline - 0.36 * self.size)
    }
}

/// Which way a line or a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Horizontal,
    Vertical,
}

/// A straight line along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling {
    pub direction: Direction,
    /// Its place on the other axis.
    pub at: f64,
    /// Its ends, the smaller first.
    pub from: f64,
    pub to: f64,
}

/// A page as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Marks {
    /// Its size.
    pub area: Area,
    /// What is shown and can be read, in the order of the file.
    pub glyphs: Vec<Glyph>,
    /// Lines, the thin rectangles that stand for lines among them.
    pub rulings: Vec<Ruling>,
    /// How many characters are clipped, beside the page, drawn without ink or turned.
    pub unseen: u32,
    /// How many characters have no meaning that the file would tell.
    pub unknown: u32,
    /// How many of the characters are letters with accents.
    pub accented: u32,
    /// How many of the characters lie without ink over a picture of the page.
    pub recognised: u32,
    /// How much of the page its largest picture takes up; more than nothing where there is any.
    pub picture: f64,
}
