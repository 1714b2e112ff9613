//! The streams that are unpacked when a file is opened: those that hold other objects, and those that say where they are.
//!
//! They are found in the bytes and measured before anything is opened. What is encrypted cannot be measured without its
//! key, so that the most that it may become counts.

use super::super::{Reader, within};
use super::streams;
use crate::source::{Limit, SourceError};
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys::{
    ENCRYPT, F, FILTER, FLATE_DECODE, FLATE_DECODE_ABBREVIATION, LENGTH, LZW_DECODE, LZW_DECODE_ABBREVIATION,
    RUN_LENGTH_DECODE, RUN_LENGTH_DECODE_ABBREVIATION, TYPE, W,
};
use hayro_syntax::object::{Array, Dict, FromBytes, Name, Object, Stream};
use std::collections::BTreeSet;

/// So many streams say where objects are, one for each time the file was saved. Where there are more, any may hold objects.
const MOST_MAPS: usize = 1000;

/// No dictionary of a stream is longer.
const MOST_DICTIONARY: usize = 64 << 10;
/// How much of dictionaries is looked at: those that never end cost as much as the longest.
const MOST_LOOKED: usize = 256 << 20;

/// A stream as it stands in the file.
struct Packed<'a> {
    /// The number of its object.
    number: u64,
    dict: Dict<'a>,
    /// From its dictionary on, and from its first byte on; both to the end of the file.
    object: &'a [u8],
    content: &'a [u8],
}

impl<'a> Packed<'a> {
    /// The stream of an object whose number ends where `head` ends. `looked` grows by the bytes that were looked at.
    fn of(head: &[u8], object: &'a [u8], looked: &mut usize) -> Option<Self> {
        if !object.starts_with(b"<<") {
            return None;
        }
        let begins = object.get(..MOST_DICTIONARY).unwrap_or(object);
        let dict = Dict::from_bytes(begins);
        *looked = looked.saturating_add(dict.as_ref().map_or(begins.len(), |dict| dict.data().len()));
        let dict = dict?;
        let behind = object.get(offset(object, dict.data())? + dict.data().len()..)?;
        let content = behind.trim_ascii_start().strip_prefix(b"stream")?;
        let content = content.strip_prefix(b"\r").unwrap_or(content);
        let content = content.strip_prefix(b"\n").unwrap_or(content);
        Some(Self { number: number(head)?, dict, object, content })
    }

    /// Whether it says where objects are.
    fn is_map(&self) -> bool {
        self.dict.contains_key(W)
    }

    fn holds_objects(&self) -> bool {
        self.dict.get::<Name<'_>>(TYPE).is_some_and(|kind| kind.as_ref() == b"ObjStm")
    }

    /// How long it becomes; where that cannot be counted, how long it may become at most.
    fn unpacked(&self, is_encrypted: bool, room: usize) -> usize {
        let filters = self.filters();
        if let (Some([Filter::FlateDecode]), false) = (filters.as_deref(), is_encrypted) {
            return streams::inflated(self.content, room);
        }
        let told = self.dict.get::<u32>(LENGTH).map(|length| length as usize);
        let packed = told.unwrap_or(usize::MAX).min(self.content.len());
        // What the dictionary itself does not say may be anything.
        let filters = filters.unwrap_or_else(|| vec![Filter::LzwDecode, Filter::LzwDecode]);
        filters.iter().map(streams::times).fold(packed, usize::saturating_mul)
    }

    /// What packs it; nothing where that is said elsewhere in the file.
    fn filters(&self) -> Option<Vec<Filter>> {
        let key: &[u8] = if self.dict.contains_key(F) { F } else { FILTER };
        let known = |name: Name<'_>| match name.as_ref() {
            FLATE_DECODE | FLATE_DECODE_ABBREVIATION => Some(Filter::FlateDecode),
            LZW_DECODE | LZW_DECODE_ABBREVIATION => Some(Filter::LzwDecode),
            RUN_LENGTH_DECODE | RUN_LENGTH_DECODE_ABBREVIATION => Some(Filter::RunLengthDecode),
            _ => None,
        };
        if let Some(name) = self.dict.get::<Name<'_>>(key) {
            return Some(known(name).into_iter().collect());
        }
        if let Some(names) = self.dict.get::<Array<'_>>(key) {
            let names: Vec<Option<Name<'_>>> = names.iter::<Object<'_>>().map(Object::into_name).collect();
            let names = names.into_iter().collect::<Option<Vec<_>>>()?;
            return Some(names.into_iter().filter_map(known).collect());
        }
        (!self.dict.contains_key(key)).then(Vec::new)
    }
}

/// Nothing while the streams that opening unpacks are not too long.
///
/// # Errors
/// [`SourceError::TooLarge`] when they are longer than what may still be unpacked.
pub fn check(file: &[u8], reader: &Reader) -> Result<(), SourceError> {
    let room = reader.room();
    let mut all: Vec<Packed<'_>> = Vec::new();
    let mut is_encrypted = false;
    let (mut rest, mut looked) = (0, 0);
    while let Some(at) = file.get(rest..).and_then(|bytes| find(bytes, b"obj")).map(|at| rest + at) {
        rest = at + b"obj".len();
        let (head, object) = (file.get(..at).unwrap_or_default(), file.get(rest..).unwrap_or_default());
        all.extend(Packed::of(head, object.trim_ascii_start(), &mut looked));
        within(Limit::Bytes, looked, MOST_LOOKED)?;
    }
    rest = 0;
    while let Some(at) = file.get(rest..).and_then(|bytes| find(bytes, b"trailer")).map(|at| rest + at) {
        rest = at + b"trailer".len();
        let begins = file.get(rest..).map(<[u8]>::trim_ascii_start).unwrap_or_default();
        let begins = begins.get(..MOST_DICTIONARY).unwrap_or(begins);
        let dict = begins.starts_with(b"<<").then(|| Dict::from_bytes(begins)).flatten();
        looked = looked.saturating_add(if dict.is_some() { 0 } else { begins.len() });
        within(Limit::Bytes, looked, MOST_LOOKED)?;
        is_encrypted |= dict.is_some_and(|dict| dict.contains_key(ENCRYPT));
    }
    is_encrypted |= all.iter().any(|packed| packed.is_map() && packed.dict.contains_key(ENCRYPT));

    let mut length = 0usize;
    let mut spend = |more: usize| {
        length = length.saturating_add(more);
        within(Limit::Bytes, length, room)
    };
    let mut holders: BTreeSet<u64> = BTreeSet::new();
    let maps: Vec<&Packed<'_>> = all.iter().filter(|packed| packed.is_map()).collect();
    for map in &maps {
        spend(map.unpacked(false, room))?;
    }
    for map in maps.iter().take(MOST_MAPS) {
        holders.extend(Stream::from_bytes(map.object).iter().flat_map(held));
    }
    let any = maps.len() > MOST_MAPS;
    for packed in all.iter().filter(|packed| !packed.is_map()) {
        if any || packed.holds_objects() || holders.contains(&packed.number) {
            spend(packed.unpacked(is_encrypted, room))?;
        }
    }
    Ok(())
}

/// The numbers of the objects that hold others, as a stream says.
fn held(stream: &Stream<'_>) -> BTreeSet<u64> {
    let mut holders = BTreeSet::new();
    let widths: Vec<usize> = stream
        .dict()
        .get::<Array<'_>>(W)
        .map_or(Vec::new(), |widths| widths.iter::<u8>().map(usize::from).collect());
    let ([kind, first, second], Ok(bytes)) = (widths.as_slice(), stream.decoded_data()) else {
        return holders;
    };
    let whole = kind + first + second;
    for entry in bytes.chunks_exact(whole.max(1)) {
        let (own, rest) = entry.split_at_checked(*kind).unwrap_or_default();
        let (number, _) = rest.split_at_checked(*first).unwrap_or_default();
        let value = |bytes: &[u8]| bytes.iter().fold(0u64, |value, byte| value << 8 | u64::from(*byte));
        if value(own) == 2 {
            holders.insert(value(number));
        }
    }
    holders
}

/// The number of an object before its generation, at the end of bytes: `12 0 `.
fn number(head: &[u8]) -> Option<u64> {
    let digits = |bytes: &'_ [u8]| bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let head = head.trim_ascii_end();
    let head = head.get(..head.len() - digits(head))?.trim_ascii_end();
    let number = head.get(head.len() - digits(head)..)?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

/// Where a part of bytes begins in them.
fn offset(bytes: &[u8], part: &[u8]) -> Option<usize> {
    part.as_ptr().addr().checked_sub(bytes.as_ptr().addr())
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|part| part == word)
}
