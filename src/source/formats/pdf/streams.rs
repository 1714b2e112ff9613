//! Streams, unpacked as far as the limits allow: a few bytes may become gigabytes.

use super::super::{Reader, within};
use crate::source::{Limit, SourceError};
use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use std::borrow::Cow;
use std::io::Read;

/// How many times as long what is packed may become: at most, with DEFLATE and with LZW.
const MOST_DEFLATED: usize = 1032;
const MOST_LZW: usize = 2731;

/// What a stream holds; nothing where it cannot be unpacked.
///
/// # Errors
/// [`SourceError::TooLarge`] when it is longer than what may still be unpacked.
pub fn unpacked<'a>(stream: &Stream<'a>, reader: &Reader) -> Result<Option<Cow<'a, [u8]>>, SourceError> {
    check(stream, reader)?;
    let Ok(bytes) = stream.decoded_data() else { return Ok(None) };
    reader.spend_bytes(bytes.len())?;
    Ok(Some(bytes))
}

/// Nothing while a stream is not longer than what may still be unpacked.
///
/// # Errors
/// [`SourceError::TooLarge`] when it is.
pub fn check(stream: &Stream<'_>, reader: &Reader) -> Result<(), SourceError> {
    let packed = stream.raw_data();
    let filters = stream.filters();
    let times = |filter: &Filter| match filter {
        Filter::FlateDecode => MOST_DEFLATED,
        Filter::LzwDecode => MOST_LZW,
        Filter::RunLengthDecode => 128,
        _ => 1,
    };
    let most = filters.iter().map(times).fold(packed.len(), usize::saturating_mul);
    if most <= reader.room() {
        return Ok(());
    }
    match filters.as_slice() {
        [Filter::FlateDecode] => within(Limit::Bytes, inflated(&packed, reader.room()), reader.room()),
        _ => within(Limit::Bytes, most, reader.room()),
    }
}

/// The streams of a file that are read before anything else: they hold its objects and where they are.
///
/// # Errors
/// [`SourceError::TooLarge`] when they are longer than what may still be unpacked.
pub fn check_objects(file: &[u8], reader: &Reader) -> Result<(), SourceError> {
    let mut rest = file;
    let mut length = 0usize;
    while let Some(at) = find(rest, b"stream") {
        let (dictionary, behind) = rest.split_at_checked(at).unwrap_or_default();
        let begins = behind.get(b"stream".len()..).unwrap_or_default();
        let dictionary = dictionary.get(dictionary.len().saturating_sub(512)..).unwrap_or_default();
        if find(dictionary, b"ObjStm").or_else(|| find(dictionary, b"XRef")).is_some() {
            length = length.saturating_add(inflated(begins.trim_ascii_start(), reader.room()));
            within(Limit::Bytes, length, reader.room())?;
        }
        rest = begins;
    }
    Ok(())
}

/// How long something packed is, counted until it is longer than `most`.
fn inflated(packed: &[u8], most: usize) -> usize {
    let mut decoder = ZlibDecoder::new(packed);
    let mut length = 0;
    let mut part = [0; 16 << 10];
    // What is damaged ends where it is.
    while let Ok(read @ 1..) = decoder.read(&mut part) {
        length += read;
        if length > most {
            break;
        }
    }
    length
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|part| part == word)
}
