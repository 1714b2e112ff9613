//! The codes of a text → characters and widths.
//!
//! A font says what its codes mean by a ToUnicode map. Where it has none, predefined encodings are those of texts
//! (GBK, UCS-2), and the table of an embedded font is read backwards: from glyphs to characters.

use super::super::Reader;
use super::streams;
use crate::source::SourceError;
use crate::source::text::Gb18030Decoder;
use hayro_cmap::{BfString, CMapName};
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontResolverFn, GlyphId, UNITS_PER_EM,
};
use hayro_syntax::object::dict::keys::{
    CID_TO_GID_MAP, DESCENDANT_FONTS, ENCODING, FONT_DESC, FONT_FILE, FONT_FILE2, FONT_FILE3, TO_UNICODE,
};
use hayro_syntax::object::{Array, Dict, Name, Stream};
use skrifa::MetadataProvider;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// The two-byte codes of GBK stand for themselves; single bytes are the half-wide characters of Adobe-GB1, whose widths
/// fonts give by these numbers.
const GBK: &[u8] = b"1 begincodespacerange <00> <ff> endcodespacerange \
    2 begincidrange <20> <7e> 814 <8140> <fefe> 33088 endcidrange";
const GBK_PROPORTIONAL: &[u8] = b"1 begincodespacerange <00> <ff> endcodespacerange \
    2 begincidrange <20> <7e> 1 <8140> <fefe> 33088 endcidrange";
/// Codes of UCS-2, the same way.
const UCS2: &[u8] = b"1 begincodespacerange <0000> <ffff> endcodespacerange \
    3 begincidrange <0000> <001f> 65000 <0020> <007e> 1 <007f> <ffff> 127 endcidrange";

/// A font file without glyphs: what stands for fonts that are not embedded, as only their widths are asked for.
const NO_GLYPHS: [u8; 12] = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// What the codes of a font are where it does not say so itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Gbk,
    /// GBK with codes of four bytes.
    Gb18030,
    Ucs2,
    Own,
}

impl Encoding {
    fn of(dict: &Dict<'_>) -> Self {
        let name = dict.get::<Name<'_>>(ENCODING);
        name.map_or(Self::Own, |name| Self::named(CMapName::from_bytes(name.as_ref())))
    }

    const fn named(name: CMapName<'_>) -> Self {
        match name {
            CMapName::GbEucH | CMapName::GbkEucH | CMapName::GbkpEucH | CMapName::GbpcEucH => Self::Gbk,
            CMapName::Gbk2kH => Self::Gb18030,
            CMapName::UniGbUcs2H | CMapName::UniGbUtf16H => Self::Ucs2,
            _ => Self::Own,
        }
    }
}

fn predefined(name: CMapName<'_>) -> Option<&'static [u8]> {
    match Encoding::named(name) {
        Encoding::Gbk if matches!(name, CMapName::GbEucH | CMapName::GbkEucH) => Some(GBK),
        Encoding::Gbk | Encoding::Gb18030 => Some(GBK_PROPORTIONAL),
        Encoding::Ucs2 => Some(UCS2),
        Encoding::Own => None,
    }
}

/// The fonts of a document.
pub struct Fonts<'a, 'r> {
    pub reader: &'r Reader,
    cache: FontCache<'a>,
    programs: FontResolverFn,
    cmaps: CMapResolverFn,
    /// By their place in the file; nothing for one that cannot be read.
    scripts: RefCell<BTreeMap<usize, Option<Rc<Script<'a>>>>>,
}

impl<'a, 'r> Fonts<'a, 'r> {
    pub fn new(reader: &'r Reader) -> Self {
        let none: FontData = Arc::new(NO_GLYPHS);
        Self {
            reader,
            cache: FontCache::new(),
            programs: Arc::new(move |_| Some((none.clone(), 0))),
            cmaps: Arc::new(predefined),
            scripts: RefCell::default(),
        }
    }

    /// The font of a dictionary; nothing where it cannot be read.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] when it is longer than what may still be unpacked.
    pub fn script(&self, dict: &Dict<'a>) -> Result<Option<Rc<Script<'a>>>, SourceError> {
        // Dictionaries are slices of the file, so that their place names them.
        let key = dict.data().as_ptr().addr();
        if let Some(script) = self.scripts.borrow().get(&key) {
            return Ok(script.clone());
        }
        self.check(dict)?;
        let font = self.cache.font(dict, &self.programs, &self.cmaps);
        let script = font.map(|font| {
            Rc::new(Script {
                encoding: Encoding::of(dict),
                decode: self.reader.decode_gb18030,
                letters: RefCell::default(),
                by_glyph: OnceCell::new(),
                font,
            })
        });
        self.scripts.borrow_mut().insert(key, script.clone());
        Ok(script)
    }

    /// Nothing while the streams of a font are not too long.
    fn check(&self, dict: &Dict<'a>) -> Result<(), SourceError> {
        let descendant =
            dict.get::<Array<'_>>(DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        for dict in [Some(dict), descendant.as_ref()].into_iter().flatten() {
            let descriptor = dict.get::<Dict<'_>>(FONT_DESC).unwrap_or_default();
            let of_dict = [TO_UNICODE, ENCODING, CID_TO_GID_MAP].map(|key| dict.get::<Stream<'_>>(key));
            let programs = [FONT_FILE, FONT_FILE2, FONT_FILE3].map(|key| descriptor.get::<Stream<'_>>(key));
            for stream in of_dict.into_iter().chain(programs).flatten() {
                streams::check(&stream, self.reader)?;
            }
        }
        Ok(())
    }
}

/// What a code shows.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its characters; nothing where the file does not tell.
    pub text: Option<Rc<str>>,
    /// How far the next one stands to the right, in sizes of the font.
    pub advance: f64,
    /// Whether it is a single byte 32, which word spacing widens.
    pub is_blank: bool,
}

/// A font as texts use it.
pub struct Script<'a> {
    font: Font<'a>,
    encoding: Encoding,
    decode: Gb18030Decoder,
    letters: RefCell<BTreeMap<(u32, usize), Letter>>,
    /// Read when it is first needed.
    by_glyph: OnceCell<BTreeMap<u32, char>>,
}

impl Script<'_> {
    /// The letters of a string of a content stream.
    pub fn letters(&self, bytes: &[u8], mut each: impl FnMut(&Letter)) {
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = self.code(bytes, at);
            let length = length.max(1);
            let mut letters = self.letters.borrow_mut();
            let letter = letters.entry((code, length)).or_insert_with(|| self.letter(code, length));
            each(letter);
            at += length;
        }
    }

    /// The code that begins at a place, and of how many bytes it is. A code that is cut in two would leave bytes that look
    /// like digits.
    fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let byte = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
        let length = match self.encoding {
            Encoding::Own => return self.font.read_code(bytes, at),
            Encoding::Gbk | Encoding::Gb18030 if matches!(byte(0), 0..=0x80 | 0xFF) => 1,
            Encoding::Gb18030 if byte(1).is_ascii_digit() => 4,
            Encoding::Gbk | Encoding::Gb18030 => 2,
            Encoding::Ucs2 if (0xD8..=0xDB).contains(&byte(0)) => 4,
            Encoding::Ucs2 => 2,
        };
        let own = bytes.get(at..bytes.len().min(at + length)).unwrap_or_default();
        (own.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)), own.len())
    }

    fn letter(&self, code: u32, length: usize) -> Letter {
        let advance = self.font.code_advance(code).x / f64::from(UNITS_PER_EM);
        let told = match self.font.glyph(GlyphId::NOTDEF, code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let told = told.map(|told| match told {
            BfString::Char(character) => character.to_string(),
            BfString::String(text) => text,
        });
        let is_meant = |text: &String| !text.is_empty() && !text.contains(['\0', '\u{fffd}']);
        let text = told.filter(is_meant).or_else(|| self.guess(code, length).filter(is_meant)).map(Rc::from);
        Letter { text, advance, is_blank: code == 32 && length == 1 }
    }

    fn guess(&self, code: u32, length: usize) -> Option<String> {
        match self.encoding {
            Encoding::Gbk | Encoding::Gb18030 => {
                let bytes = code.to_be_bytes();
                (self.decode)(bytes.get(bytes.len().saturating_sub(length)..)?)
            }
            Encoding::Ucs2 => {
                let bytes = code.to_be_bytes();
                let (units, _) = bytes.get(bytes.len().saturating_sub(length)..)?.as_chunks::<2>();
                let units: Vec<u16> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
                String::from_utf16(&units).ok()
            }
            Encoding::Own => {
                let glyph = self.font.map_code(code);
                self.by_glyph.get_or_init(|| by_glyph(&self.font)).get(&glyph.to_u32()).map(char::to_string)
            }
        }
    }
}

/// The characters that the table of an embedded font names its glyphs by.
fn by_glyph(font: &Font<'_>) -> BTreeMap<u32, char> {
    let mut characters = BTreeMap::new();
    let FontGlyph::Outline(glyph) = font.glyph(GlyphId::NOTDEF, 0) else { return characters };
    let Some(program) = glyph.font_data() else { return characters };
    let bytes = (*program.data).as_ref();
    let Ok(program) = skrifa::FontRef::new(bytes) else { return characters };
    for (character, glyph) in program.charmap().mappings() {
        if let Some(character) = char::from_u32(character) {
            characters.entry(glyph.to_u32()).or_insert(character);
        }
    }
    characters
}
