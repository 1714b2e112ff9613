//! Colours and sizes: the one source of both for canvas, SVG and stylesheet.
//!
//! A palette is a const table; its style sheet lines are written from it, and a page's own values are read back.

use crate::views::flow::Tone;
use std::fmt;

/// The fonts of the product, each within the bounds of [`metrics`](super::metrics).
pub const FONT_FAMILY: &str =
    "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif";

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn hex(code: u32) -> Self {
        Self((code >> 16) as u8, (code >> 8) as u8, code as u8)
    }

    /// Reads `#rgb`, `#rrggbb` or `rgb(r, g, b)`, the forms in which a browser states a colour.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(digits) = text.strip_prefix('#') {
            let code = u32::from_str_radix(digits, 16).ok()?;
            return match digits.len() {
                6 => Some(Self::hex(code)),
                3 => {
                    let twice = |shift: u32| ((code >> shift & 0xf) * 0x11) as u8;
                    Some(Self(twice(8), twice(4), twice(0)))
                }
                _ => None,
            };
        }
        let inner = text.strip_prefix("rgb(")?.strip_suffix(')')?;
        let mut parts = inner.split([',', ' ']).filter(|part| !part.is_empty()).map(|part| part.parse().ok());
        let colour = Self(parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(colour)
    }

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { to_the_2_4((c + 0.055) / 1.055) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// This colour with so much of `other` in it, from 0 to 1.
    #[must_use]
    pub fn mixed(self, other: Self, part: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Contrast with `other` as WCAG 2 defines it, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// `x` to the power of 12/5, for `x` from 0.09 to 1: the general power would bring a kilobyte and a half of WebAssembly.
fn to_the_2_4(x: f64) -> f64 {
    let mut root = 1.0;
    // Newton's steps to the fifth root.
    for _ in 0..8 {
        root = (4.0 * root + x / (root * root * root * root)) / 5.0;
    }
    x * x * root * root
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

macro_rules! palette {
    ($($(#[$doc:meta])* $field:ident = $name:literal),* $(,)?) => {
        /// The colours of the product, each by what it is for.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Palette {
            $($(#[$doc])* pub $field: Rgb,)*
        }

        impl Palette {
            /// Every colour with the name of its CSS custom property.
            pub fn entries(&self) -> impl Iterator<Item = (&'static str, Rgb)> {
                [$((concat!("--budget-", $name), self.$field)),*].into_iter()
            }

            /// Replaces the colour of one custom property; false if there is none of that name.
            pub fn set(&mut self, property: &str, colour: Rgb) -> bool {
                match property {
                    $(concat!("--budget-", $name) => self.$field = colour,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

palette! {
    /// Text, and totals of both natures.
    ink = "ink",
    /// Secondary text.
    ink_soft = "ink-soft",
    /// Hairlines.
    line = "line",
    /// The page.
    surface = "surface",
    /// What lies on the page.
    raised = "surface-raised",
    /// Projects, links, the current tab.
    accent = "accent",
    /// Basic expenditure.
    basic = "basic",
    /// Money that flows to projects.
    band_project = "band-project",
    /// Money that flows to basic expenditure.
    band_basic = "band-basic",
    /// Figures agree.
    ok = "ok",
    /// Please check.
    warn = "warn",
    /// Figures disagree.
    error = "error",
    /// The ring around what has the focus.
    focus = "focus",
}

impl Palette {
    /// Dark on white.
    pub const LIGHT: Self = Self {
        ink: Rgb::hex(0x1a_24_30),
        ink_soft: Rgb::hex(0x55_61_6f),
        line: Rgb::hex(0xdf_e4_ea),
        surface: Rgb::hex(0xff_ff_ff),
        raised: Rgb::hex(0xf5_f7_f9),
        accent: Rgb::hex(0x0b_5c_8a),
        basic: Rgb::hex(0x7b_87_94),
        band_project: Rgb::hex(0xc8_e0_f0),
        band_basic: Rgb::hex(0xe3_e7_eb),
        ok: Rgb::hex(0x1a_75_45),
        warn: Rgb::hex(0x8f_63_00),
        error: Rgb::hex(0x9d_0f_24),
        focus: Rgb::hex(0x0a_66_c2),
    };

    /// Light on near black.
    pub const DARK: Self = Self {
        ink: Rgb::hex(0xe8_ed_f2),
        ink_soft: Rgb::hex(0xa3_af_bb),
        line: Rgb::hex(0x2c_36_40),
        surface: Rgb::hex(0x12_18_1e),
        raised: Rgb::hex(0x19_21_2a),
        accent: Rgb::hex(0x63_b3_e0),
        basic: Rgb::hex(0x85_93_a1),
        band_project: Rgb::hex(0x1d_3d_50),
        band_basic: Rgb::hex(0x28_32_3c),
        ok: Rgb::hex(0x5b_cb_9f),
        warn: Rgb::hex(0xf0_c2_5a),
        error: Rgb::hex(0xf0_7a_72),
        focus: Rgb::hex(0x8e_cb_ff),
    };

    /// Black on white with bands that stand out of the page by 3 : 1.
    pub const CONTRAST: Self = Self {
        ink: Rgb::hex(0x00_00_00),
        ink_soft: Rgb::hex(0x1f_1f_1f),
        line: Rgb::hex(0x59_59_59),
        surface: Rgb::hex(0xff_ff_ff),
        raised: Rgb::hex(0xf2_f2_f2),
        accent: Rgb::hex(0x00_3a_66),
        basic: Rgb::hex(0x4d_4d_4d),
        band_project: Rgb::hex(0x66_98_c0),
        band_basic: Rgb::hex(0x94_94_94),
        ok: Rgb::hex(0x00_5a_3c),
        warn: Rgb::hex(0x80_54_00),
        error: Rgb::hex(0x7a_00_12),
        focus: Rgb::hex(0x00_3a_a6),
    };

    /// The declarations that give a style sheet these colours, one a line.
    #[must_use]
    pub fn css(&self) -> String {
        self.entries().map(|(property, colour)| format!("{property}: {colour};\n")).collect()
    }

    /// The colour of a solid mark.
    #[must_use]
    pub const fn solid(&self, tone: Tone) -> Rgb {
        match tone {
            Tone::Total => self.ink,
            Tone::Project => self.accent,
            Tone::Basic => self.basic,
        }
    }

    /// The colour of a band.
    #[must_use]
    pub const fn band(&self, tone: Tone) -> Rgb {
        match tone {
            Tone::Project => self.band_project,
            Tone::Total | Tone::Basic => self.band_basic,
        }
    }

    /// `wanted` as the colour of text on `fill` if it can be read there (4.5 : 1), else the first that can.
    #[must_use]
    pub fn text_on(&self, fill: Rgb, wanted: Rgb) -> Rgb {
        // On every colour black or white can be read.
        self.on_all(&[fill], wanted).unwrap_or(wanted)
    }

    /// The same for text that stands on several fills; nothing where no colour can be read on all of them.
    #[must_use]
    pub fn on_all(&self, fills: &[Rgb], wanted: Rgb) -> Option<Rgb> {
        let colours = [wanted, self.ink, self.surface, Rgb(0, 0, 0), Rgb(255, 255, 255)];
        colours.into_iter().find(|colour| fills.iter().all(|fill| colour.contrast(*fill) >= 4.5))
    }
}

/// Sizes in CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Sizes {
    /// Names and amounts of a row.
    pub body: f64,
    /// Heads, codes, shares, amounts beside a name.
    pub small: f64,
    /// Height of a line of text.
    pub line: f64,
    /// Least height of a row that can be pressed.
    pub row: f64,
}

impl Sizes {
    /// For most readers.
    pub const NORMAL: Self = Self { body: 14.0, small: 13.0, line: 20.0, row: 40.0 };
    /// 长者模式
    pub const LARGE: Self = Self { body: 18.0, small: 17.0, line: 26.0, row: 52.0 };
}

/// How a chart looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its colours.
    pub palette: Palette,
    /// Its sizes.
    pub sizes: Sizes,
    /// Whether natures are told apart by pattern as well as by colour.
    pub patterns: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Self { palette: Palette::LIGHT, sizes: Sizes::NORMAL, patterns: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(&str, Palette); 3] =
        [("light", Palette::LIGHT), ("dark", Palette::DARK), ("contrast", Palette::CONTRAST)];

    #[test]
    fn text_can_be_read_on_every_ground_it_stands_on() {
        for (name, p) in ALL {
            for (ground, fill) in [("surface", p.surface), ("raised", p.raised)] {
                for (what, text) in [
                    ("ink", p.ink),
                    ("ink-soft", p.ink_soft),
                    ("accent", p.accent),
                    ("ok", p.ok),
                    ("warn", p.warn),
                    ("error", p.error),
                    ("focus", p.focus),
                ] {
                    assert!(
                        text.contrast(fill) >= 4.5,
                        "{name}: {what} on {ground}: {}",
                        text.contrast(fill)
                    );
                }
                assert!(p.basic.contrast(fill) >= 3.0, "{name}: basic on {ground}");
            }
            for band in [p.band_project, p.band_basic] {
                assert!(p.ink.contrast(band) >= 4.5 && p.ink_soft.contrast(band) >= 4.5, "{name}: bands");
            }
            for tone in [Tone::Total, Tone::Project, Tone::Basic] {
                let fill = p.solid(tone);
                assert!(p.text_on(fill, p.ink_soft).contrast(fill) >= 4.5, "{name}: on {tone:?}");
            }
        }
        let p = Palette::CONTRAST;
        assert!(p.band_project.contrast(p.surface) >= 3.0 && p.band_basic.contrast(p.surface) >= 3.0);
    }

    #[test]
    fn a_palette_goes_through_a_style_sheet_and_back() {
        for (name, palette) in ALL {
            let mut read = Palette::LIGHT;
            for line in palette.css().lines() {
                let (property, value) = line.trim_end_matches(';').split_once(": ").unwrap();
                assert!(read.set(property, Rgb::parse(value).unwrap()), "{property}");
            }
            assert_eq!(read, palette, "{name}");
        }
        assert!(Palette::LIGHT.css().starts_with("--budget-ink: #1a2430;\n"));
    }

    #[test]
    fn colours_are_read_as_browsers_write_them() {
        assert_eq!(Rgb::parse(" #0b5c8a"), Some(Rgb(11, 92, 138)));
        assert_eq!(Rgb::parse("#fff"), Some(Rgb(255, 255, 255)));
        assert_eq!(Rgb::parse("rgb(11, 92, 138)"), Some(Rgb(11, 92, 138)));
        assert_eq!(Rgb::parse("rgb(11 92 138)"), Some(Rgb(11, 92, 138)));
        for broken in ["", "#12", "#ggg", "#é1", "rgb(1,2)", "rgb(1,2,3,4)", "rgb(300,0,0)", "red"] {
            assert_eq!(Rgb::parse(broken), None, "{broken}");
        }
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    }
}
