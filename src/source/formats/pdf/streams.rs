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
    let most = filters.iter().map(times).fold(packed.len(), usize::saturating_mul);
    if most <= reader.room() {
        return Ok(());
    }
    match filters.as_slice() {
        [Filter::FlateDecode] => within(Limit::Bytes, inflated(&packed, reader.room()), reader.room()),
        _ => within(Limit::Bytes, most, reader.room()),
    }
}

/// How many times as long what is packed may become.
pub const fn times(filter: &Filter) -> usize {
    match filter {
        Filter::FlateDecode => MOST_DEFLATED,
        Filter::LzwDecode => MOST_LZW,
        Filter::RunLengthDecode => 128,
        _ => 1,
    }
}

/// How long something packed is, counted until it is longer than `most`.
pub fn inflated(packed: &[u8], most: usize) -> usize {
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
