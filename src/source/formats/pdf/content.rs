//! A content stream → what the page shows: text with its place, lines, and what is clipped or drawn without ink.

use super::super::Reader;
use super::super::clean::is_unseen;
use super::fonts::{Fonts, Script};
use super::marks::{Area, Direction, Glyph, Marks, Ruling};
use super::matrix::Matrix;
use super::paths::Path;
use super::radicals::unified;
use super::streams::unpacked;
use crate::source::{Limit, SourceError};
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::dict::keys::{ARTIFACT, BBOX, CONTENTS, MATRIX, RESOURCES, SUBTYPE, TYPE};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use std::rc::Rc;

/// Forms stand in forms no deeper.
const MOST_FORMS: usize = 16;
/// States that are saved at once.
const MOST_STATES: usize = 512;

/// Operators and characters of a document.
const MOST_OPERATORS: usize = 8_000_000;
const MOST_GLYPHS: usize = 2_000_000;

/// How much of a document is still read.
#[derive(Debug)]
pub struct Budget {
    pub operators: usize,
    pub glyphs: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { operators: MOST_OPERATORS, glyphs: MOST_GLYPHS }
    }
}

impl Budget {
    fn spend(left: &mut usize, most: usize) -> Result<(), SourceError> {
        *left = left.checked_sub(1).ok_or(SourceError::TooLarge { limit: Limit::Marks, most })?;
        Ok(())
    }
}

/// What is drawn on a page.
///
/// # Errors
/// [`SourceError::TooLarge`] when it is more than the budget allows.
pub fn marks<'a>(page: &Page<'a>, fonts: &Fonts<'a, '_>, budget: &mut Budget) -> Result<Marks, SourceError> {
    let (width, height) = page.render_dimensions();
    // How many points a unit of the page is.
    let unit = page.raw().get::<f64>(b"UserUnit").filter(|unit| (0.01..=100.0).contains(unit)).unwrap_or(1.0);
    let area = Area { left: 0.0, top: 0.0, right: f64::from(width) * unit, bottom: f64::from(height) * unit };
    let marks = Marks {
        area,
        glyphs: Vec::new(),
        rulings: Vec::new(),
        unseen: 0,
        unknown: 0,
        accented: 0,
        recognised: 0,
        picture: 0.0,
    };
    let units = Matrix::new([unit, 0.0, 0.0, unit, 0.0, 0.0]);
    let state = State::new(units.after(Matrix::new(page.initial_transform(true).as_coeffs())), area);
    let mut canvas = Canvas {
        fonts,
        budget,
        marks,
        turned: [const { Vec::new() }; 3],
        inkless: Vec::new(),
        state,
        saved: Vec::new(),
        path: Path::default(),
        clips: false,
        marked: Marked::default(),
        forms: 0,
    };
    let content = contents(page, fonts.reader)?;
    canvas.draw(&content, page.resources())?;
    Ok(canvas.finish())
}

/// The content of a page: one stream, or several that are one.
fn contents(page: &Page<'_>, reader: &Reader) -> Result<Vec<u8>, SourceError> {
    let one = page.raw().get::<Stream<'_>>(CONTENTS);
    let several = page.raw().get::<Array<'_>>(CONTENTS);
    let mut content = Vec::new();
    let streams = several.iter().flat_map(|streams| streams.iter::<Stream<'_>>());
    for stream in one.into_iter().chain(streams) {
        if let Some(bytes) = unpacked(&stream, reader)? {
            content.extend_from_slice(&bytes);
            content.push(b' ');
        }
    }
    Ok(content)
}

#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    clip: Area,
    line_width: f64,
    script: Option<Rc<Script<'a>>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
    text: Matrix,
    line: Matrix,
}

impl State<'_> {
    const fn new(matrix: Matrix, clip: Area) -> Self {
        Self {
            matrix,
            clip,
            line_width: 1.0,
            script: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.after(Matrix::shift(x, y));
        self.text = self.line;
    }
}

struct Canvas<'a, 'f> {
    fonts: &'f Fonts<'a, 'f>,
    budget: &'f mut Budget,
    marks: Marks,
    /// Glyphs that run down, to the left and up.
    turned: [Vec<Glyph>; 3],
    /// Glyphs without ink: where a picture takes up most of the page, they say what it shows.
    inkless: Vec<Glyph>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    path: Path,
    /// Whether the path becomes the clip when it ends.
    clips: bool,
    marked: Marked,
    forms: usize,
}

/// Marked content: how much of it is open, and how much was when a part began that is of the page and not of the document:
/// heads, feet, page numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Marked {
    open: usize,
    artifact: Option<usize>,
}

impl Marked {
    fn begin(&mut self, is_artifact: bool) {
        if is_artifact {
            self.artifact.get_or_insert(self.open);
        }
        self.open = self.open.saturating_add(1);
    }

    fn end(&mut self) {
        self.open = self.open.saturating_sub(1);
        self.artifact = self.artifact.filter(|&artifact| artifact < self.open);
    }
}

/// The numbers among the operands.
struct Numbers([f64; 6], usize);

impl<'a> Canvas<'a, '_> {
    fn draw(&mut self, stream: &[u8], resources: &Resources<'a>) -> Result<(), SourceError> {
        let depth = self.saved.len();
        let mut operations = UntypedIter::new(stream);
        while let Some(operation) = operations.next() {
            Budget::spend(&mut self.budget.operators, MOST_OPERATORS)?;
            let mut numbers = Numbers([0.0; 6], 0);
            let (mut name, mut strings, mut array, mut properties) = (None, None, None, None);
            for operand in operation.operands() {
                match operand {
                    Object::Number(number) => numbers.push(number.as_f64()),
                    Object::Name(operand) => name = name.or(Some(operand)),
                    Object::String(operand) => strings = Some(operand),
                    Object::Array(operand) => array = Some(operand),
                    Object::Dict(operand) => properties = Some(operand),
                    _ => {}
                }
            }
            let Numbers([a, b, c, d, e, f], count) = numbers;
            let operator: &[u8] = operation.operator;
            match operator {
                b"q" if self.saved.len() < MOST_STATES => self.saved.push(self.state.clone()),
                b"Q" if self.saved.len() > depth => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                b"cm" if count == 6 => {
                    self.state.matrix = self.state.matrix.after(Matrix::new([a, b, c, d, e, f]))
                }
                b"w" => self.state.line_width = a,
                b"m" => self.path.begin((a, b)),
                b"l" => self.path.line((a, b)),
                b"c" => self.path.curve(&[(a, b), (c, d), (e, f)]),
                b"v" | b"y" => self.path.curve(&[(a, b), (c, d)]),
                b"h" => self.path.close(),
                b"re" => self.path.rectangle((a, b), c, d),
                b"W" | b"W*" => self.clips = true,
                b"S" => self.paint(false, true),
                b"s" | b"b" | b"b*" => {
                    self.path.close();
                    self.paint(operator != b"s", true);
                }
                b"f" | b"F" | b"f*" => self.paint(true, false),
                b"B" | b"B*" => self.paint(true, true),
                b"n" => self.paint(false, false),
                b"BT" => {
                    self.state.text = Matrix::IDENTITY;
                    self.state.line = Matrix::IDENTITY;
                }
                b"Tf" => {
                    self.state.size = a;
                    let dict = name.and_then(|name| resources.get_font(name));
                    self.state.script = match dict {
                        Some(dict) => self.fonts.script(&dict)?,
                        None => None,
                    };
                }
                b"Tc" => self.state.character_spacing = a,
                b"Tw" => self.state.word_spacing = a,
                b"Tz" => self.state.stretch = a / 100.0,
                b"TL" => self.state.leading = a,
                b"Ts" => self.state.rise = a,
                // Numbers of modes are whole.
                b"Tr" => self.state.mode = a as i64,
                b"Td" => self.state.next_line(a, b),
                b"TD" => {
                    self.state.leading = -b;
                    self.state.next_line(a, b);
                }
                b"Tm" if count == 6 => {
                    self.state.line = Matrix::new([a, b, c, d, e, f]);
                    self.state.text = self.state.line;
                }
                b"T*" => self.state.next_line(0.0, -self.state.leading),
                b"Tj" => self.show(strings.map_or(&[], |string| string.as_bytes()))?,
                b"'" | b"\"" => {
                    if operator == b"\"" {
                        self.state.word_spacing = a;
                        self.state.character_spacing = b;
                    }
                    self.state.next_line(0.0, -self.state.leading);
                    self.show(strings.map_or(&[], |string| string.as_bytes()))?;
                }
                b"TJ" => self.show_all(array)?,
                b"gs" => self.set(name.and_then(|name| resources.get_ext_g_state(name)))?,
                b"Do" => {
                    if let Some(object) = name.and_then(|name| resources.get_x_object(name)) {
                        self.object(&object, resources)?;
                    }
                }
                b"BI" => self.picture(),
                b"BMC" | b"BDC" => {
                    let pagination = |dict: &Dict<'_>| {
                        dict.get::<Name<'_>>(TYPE).is_some_and(|kind| kind.as_ref() == b"Pagination")
                    };
                    let artifact = name.is_some_and(|name| name.as_ref() == ARTIFACT);
                    self.marked.begin(artifact && properties.is_some_and(pagination));
                }
                b"EMC" => self.marked.end(),
                _ => {}
            }
        }
        self.saved.truncate(depth);
        Ok(())
    }

    fn set(&mut self, dict: Option<Dict<'a>>) -> Result<(), SourceError> {
        let Some(dict) = dict else { return Ok(()) };
        if let Some(width) = dict.get::<f64>(b"LW") {
            self.state.line_width = width;
        }
        if let Some(font) = dict.get::<Array<'a>>(b"Font") {
            let mut parts = font.flex_iter();
            if let Some(dict) = parts.next::<Dict<'a>>() {
                self.state.script = self.fonts.script(&dict)?;
            }
            self.state.size = parts.next::<f64>().unwrap_or(self.state.size);
        }
        Ok(())
    }

    /// Draws a form; a picture is counted.
    fn object(&mut self, object: &Stream<'a>, outer: &Resources<'a>) -> Result<(), SourceError> {
        let dict = object.dict();
        if dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Image") {
            self.picture();
            return Ok(());
        }
        if self.forms >= MOST_FORMS {
            return Ok(());
        }
        let Some(content) = unpacked(object, self.fonts.reader)? else { return Ok(()) };
        let state = self.state.clone();
        let marked = self.marked;
        let path = std::mem::take(&mut self.path);
        if let Some(matrix) = dict.get::<[f64; 6]>(MATRIX) {
            self.state.matrix = self.state.matrix.after(Matrix::new(matrix));
        }
        if let Some([left, bottom, right, top]) = dict.get::<[f64; 4]>(BBOX) {
            let corners = [(left, bottom), (right, bottom), (right, top), (left, top)];
            let corners = corners.map(|corner| self.state.matrix.map(corner));
            if let Some(area) = Area::around(&corners) {
                self.state.clip = self.state.clip.common(area);
            }
        }
        let resources = dict.get::<Dict<'a>>(RESOURCES).map_or_else(|| outer.clone(), Resources::new);
        self.forms += 1;
        let drawn = self.draw(&content, &resources);
        self.forms -= 1;
        self.state = state;
        self.marked = marked;
        self.path = path;
        drawn
    }

    /// A picture takes up the unit square.
    fn picture(&mut self) {
        let State { matrix, clip, .. } = self.state;
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|corner| matrix.map(corner));
        let size = |area: Area| area.width().max(0.0) * area.height().max(0.0);
        let shown = Area::around(&corners).map_or(0.0, |area| size(area.common(clip)));
        // The least is that there is one. What is no number is less than any.
        let share = (shown / size(self.marks.area)).max(f64::MIN_POSITIVE);
        self.marks.picture = self.marks.picture.max(share);
    }

    fn paint(&mut self, fills: bool, strokes: bool) {
        let State { matrix, clip, line_width, .. } = self.state;
        let path = std::mem::take(&mut self.path);
        let mut put = |ruling: Ruling| self.marks.rulings.extend(clipped(ruling, clip));
        if fills {
            path.fills(matrix, &mut put);
        }
        if strokes {
            path.strokes(matrix, line_width, &mut put);
        }
        if std::mem::take(&mut self.clips) {
            let none = Area { left: 0.0, top: 0.0, right: -1.0, bottom: -1.0 };
            self.state.clip = path.area(matrix).map_or(none, |area| clip.common(area));
        }
    }

    fn show_all(&mut self, array: Option<&Array<'_>>) -> Result<(), SourceError> {
        for object in array.into_iter().flat_map(|array| array.iter::<Object<'_>>()) {
            match object {
                Object::String(string) => self.show(string.as_bytes())?,
                Object::Number(number) => {
                    let State { size, stretch, .. } = self.state;
                    let shift = -number.as_f64() / 1000.0 * size * stretch;
                    self.state.text = self.state.text.after(Matrix::shift(shift, 0.0));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), SourceError> {
        let Some(script) = self.state.script.clone() else {
            // Most fonts that cannot be read have codes of two bytes.
            let count = u32::try_from(bytes.len().div_ceil(2)).unwrap_or(u32::MAX);
            let place = self.state.matrix.after(self.state.text).map((0.0, 0.0));
            if self.has_ink() && self.state.clip.contains(place) && self.marked.artifact.is_none() {
                self.marks.unknown = self.marks.unknown.saturating_add(count);
            }
            return Ok(());
        };
        let mut within = Ok(());
        script.letters(bytes, |letter| {
            if within.is_err() {
                return;
            }
            within = Budget::spend(&mut self.budget.glyphs, MOST_GLYPHS);
            let State { size, stretch, rise, character_spacing, word_spacing, .. } = self.state;
            let to_page = self.state.matrix.after(self.state.text);
            let width = letter.advance * size * stretch;
            let begins = to_page.map((0.0, rise));
            let ends = to_page.map((width, rise));
            let above = to_page.map((0.0, rise + size));
            let along = to_page.map((1.0, rise));
            self.put(letter.text.as_deref(), begins, ends, upright(begins, along, above));
            let spacing = character_spacing + if letter.is_blank { word_spacing } else { 0.0 };
            let shift = Matrix::shift(width + spacing * stretch, 0.0);
            self.state.text = self.state.text.after(shift);
        });
        within
    }

    const fn has_ink(&self) -> bool {
        !matches!(self.state.mode, 3 | 7)
    }

    /// Puts the characters of a letter on the page, side by side; of one that is not known, that it is there.
    fn put(&mut self, text: Option<&str>, begins: (f64, f64), ends: (f64, f64), above: (f64, f64)) {
        let size = (above.0 - begins.0).hypot(above.1 - begins.1);
        if !size.is_finite() || size < 0.5 || self.marked.artifact.is_some() {
            return;
        }
        let way = (begins.0 - above.0, begins.1 - above.1);
        // The way down from the top of the letter, in the page; upright letters go down.
        let (turn, [x0, x1], baseline) = if way.1 > 0.97 * size {
            (None, [begins.0, ends.0], begins.1)
        } else if way.0 < -0.97 * size {
            (Some(0), [begins.1, ends.1], -begins.0)
        } else if way.1 < -0.97 * size {
            (Some(1), [-begins.0, -ends.0], -begins.1)
        } else if way.0 > 0.97 * size {
            (Some(2), [-begins.1, -ends.1], begins.0)
        } else {
            self.marks.unseen += 1;
            return;
        };
        let middle = ((begins.0 + ends.0 + way.0 * -0.72) / 2.0, (begins.1 + ends.1 + way.1 * -0.72) / 2.0);
        let has_ink = self.has_ink();
        // Only upright text without ink is ever read.
        if !self.state.clip.contains(middle) || !(has_ink || turn.is_none()) {
            self.marks.unseen += u32::from(text.is_none_or(|text| !text.trim().is_empty()));
            return;
        }
        let Some(text) = text else {
            self.marks.unknown += u32::from(has_ink);
            return;
        };
        let count = text.chars().count().max(1) as f64;
        let step = (x1 - x0) / count;
        let glyphs = match turn.and_then(|turn: usize| self.turned.get_mut(turn)) {
            Some(turned) => turned,
            None if !has_ink => &mut self.inkless,
            None => &mut self.marks.glyphs,
        };
        for (character, at) in text.chars().zip(0..) {
            let left = x0 + step * f64::from(at);
            let character = match character {
                // What is drawn is a hyphen.
                '\u{ad}' => '-',
                unseen if is_unseen(unseen) => continue,
                // In a budget they are those of few names, or the file names its letters wrongly.
                accented @ ('\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}') => {
                    self.marks.accented += u32::from(has_ink);
                    accented
                }
                control if control.is_control() && !control.is_whitespace() => {
                    self.marks.unknown += u32::from(has_ink);
                    continue;
                }
                shown => unified(shown),
            };
            glyphs.push(Glyph { character, left, right: left + step, baseline, size });
        }
    }

    /// Turns the page the way in which most of it is read.
    fn finish(self) -> Marks {
        let Self { mut marks, turned, inkless, .. } = self;
        let printed = inkless.iter().filter(|glyph| !glyph.character.is_whitespace()).count();
        let with_ink = marks.glyphs.len() + turned.iter().map(Vec::len).sum::<usize>();
        let printed = u32::try_from(printed).unwrap_or(u32::MAX);
        // A page number or a stamp may be printed over a picture; whole texts may not.
        if marks.picture > 0.6 && with_ink * 10 <= inkless.len() {
            marks.glyphs.extend(inkless);
            marks.recognised = printed;
        } else {
            marks.unseen = marks.unseen.saturating_add(printed);
        }
        let most = turned.iter().enumerate().max_by_key(|(_, glyphs)| glyphs.len());
        let count: usize = turned.iter().map(Vec::len).sum();
        let Some((turn, glyphs)) = most.filter(|(_, glyphs)| glyphs.len() > marks.glyphs.len()) else {
            marks.unseen += u32::try_from(count).unwrap_or(u32::MAX);
            return marks;
        };
        let others = count - glyphs.len() + marks.glyphs.len();
        marks.unseen += u32::try_from(others).unwrap_or(u32::MAX);
        marks.glyphs = glyphs.clone();
        for ruling in &mut marks.rulings {
            *ruling = turned_ruling(*ruling, turn);
        }
        let Area { right: width, bottom: height, .. } = marks.area;
        marks.area = match turn {
            0 => Area { left: 0.0, top: -width, right: height, bottom: 0.0 },
            1 => Area { left: -width, top: -height, right: 0.0, bottom: 0.0 },
            _ => Area { left: -height, top: 0.0, right: 0.0, bottom: width },
        };
        marks
    }
}

/// The top of a letter that stands on the line from `begins` to `along`: where `above` is without its slant.
fn upright(begins: (f64, f64), along: (f64, f64), above: (f64, f64)) -> (f64, f64) {
    let (x, y) = (along.0 - begins.0, along.1 - begins.1);
    let (up, side) = (above.0 - begins.0, above.1 - begins.1);
    let slant = (up * x + side * y) / (x * x + y * y);
    if slant.is_finite() { (above.0 - slant * x, above.1 - slant * y) } else { above }
}

impl Numbers {
    fn push(&mut self, number: f64) {
        if let Some(place) = self.0.get_mut(self.1) {
            *place = number;
            self.1 += 1;
        }
    }
}

/// The part of a ruling that is shown.
fn clipped(ruling: Ruling, clip: Area) -> Option<Ruling> {
    let (across, along) = match ruling.direction {
        Direction::Horizontal => ((clip.top, clip.bottom), (clip.left, clip.right)),
        Direction::Vertical => ((clip.left, clip.right), (clip.top, clip.bottom)),
    };
    // Borders are often clipped to the cell whose edge they are.
    let shown = (across.0 - 1.0..=across.1 + 1.0).contains(&ruling.at);
    let (from, to) = (ruling.from.max(along.0), ruling.to.min(along.1));
    (shown && from <= to).then_some(Ruling { from, to, ..ruling })
}

/// A ruling of a page that is turned as in [`Canvas::put`].
fn turned_ruling(ruling: Ruling, turn: usize) -> Ruling {
    let Ruling { direction, at, from, to } = ruling;
    let other = match direction {
        Direction::Horizontal => Direction::Vertical,
        Direction::Vertical => Direction::Horizontal,
    };
    match (turn, direction) {
        // (x, y) → (y, −x)
        (0, Direction::Horizontal) => Ruling { direction: other, at, from: -to, to: -from },
        (0, Direction::Vertical) => Ruling { direction: other, at: -at, from, to },
        // (x, y) → (−x, −y)
        (1, _) => Ruling { direction, at: -at, from: -to, to: -from },
        // (x, y) → (−y, x)
        (_, Direction::Horizontal) => Ruling { direction: other, at: -at, from, to },
        (_, Direction::Vertical) => Ruling { direction: other, at, from: -to, to: -from },
    }
}
