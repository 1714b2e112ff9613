//! JSON: a budget package, which is no document but what was read of one. `Disclosure` reads it; here it stands among
//! other files, with which it cannot be joined.

use super::{Format, Reader};
use crate::source::{Document, SourceError, is_json};

pub const FORMAT: Format = Format { id: "json", sniff: is_json, read };

const fn read(_: &[u8], _: &Reader) -> Result<Document, SourceError> {
    Err(SourceError::Unsupported { kind: "json" })
}
