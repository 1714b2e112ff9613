//! A part of an office file as a stream of elements and text. Prefixes are left out: the names that matter are distinct.

use super::Limits;
use crate::source::Limit;
use crate::source::SourceError;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What comes next.
pub enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The innermost open element of that name ends.
    Close(Cow<'a, str>),
    /// Text, its references resolved.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, named without its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut named = attributes.filter(|attribute| attribute.key.local_name().into_inner() == name);
        let attribute = named.next()?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// An attribute that counts.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub fn is_on(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

/// A part being read.
pub struct Xml<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    part: &'a str,
    /// An empty element, whose end is still to come.
    empty: Option<String>,
    depth: usize,
    most: usize,
}

/// Elements stand in elements deeper than tables in tables.
const DEEPER: usize = 8;

impl<'a> Xml<'a> {
    /// Reads `bytes`, the part of an office file with that name.
    ///
    /// # Errors
    /// [`SourceError::Damaged`] when they are not UTF-8.
    pub fn new(bytes: &'a [u8], part: &'a str, limits: &Limits) -> Result<Self, SourceError> {
        let text = std::str::from_utf8(bytes).map_err(|_| SourceError::Damaged { what: part.to_owned() })?;
        let reader = quick_xml::Reader::from_str(text);
        Ok(Self { reader, part, empty: None, depth: 0, most: limits.nesting.saturating_mul(DEEPER) })
    }

    /// The next element or text; nothing at the end.
    ///
    /// # Errors
    /// [`SourceError`] when the part is not well-formed or too deep.
    pub fn next(&mut self) -> Result<Option<Node<'a>>, SourceError> {
        if let Some(name) = self.empty.take() {
            return Ok(Some(Node::Close(Cow::Owned(name))));
        }
        loop {
            let event = self.reader.read_event().map_err(|_| self.damaged())?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > self.most {
                        return Err(SourceError::TooLarge { limit: Limit::Nesting, most: self.most });
                    }
                    Node::Open(Element(start))
                }
                Event::Empty(start) => {
                    self.empty = Some(start.local_name().into_inner().to_owned());
                    Node::Open(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close(Cow::Owned(end.local_name().into_inner().to_owned()))
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(reference) => match self.resolve(&reference) {
                    Some(text) => Node::Text(Cow::Owned(text)),
                    None => continue,
                },
                Event::Eof if self.depth > 0 => return Err(self.damaged()),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    #[expect(clippy::unused_self, reason = "a part has no entities of its own")]
    fn resolve(&self, reference: &quick_xml::events::BytesRef<'_>) -> Option<String> {
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            return Some(c.to_string());
        }
        let name = reference.borrow().into_inner();
        quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned)
    }

    /// Passes over the rest of an element that was just opened.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn skip(&mut self) -> Result<(), SourceError> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Some(Node::Open(_)) => depth += 1,
                Some(Node::Close(_)) => depth -= 1,
                Some(Node::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn damaged(&self) -> SourceError {
        SourceError::Damaged { what: self.part.to_owned() }
    }
}
