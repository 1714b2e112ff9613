//! What the reader of foreign documents is asked: files of any format, as one package.

use super::error::into_js_error;
use super::{error, text};
use crate::{disclosure, package};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A file as JavaScript hands it over.
    #[wasm_bindgen(typescript_type = "{ name: string; bytes: Uint8Array }")]
    pub type NamedBytes;

    /// Its name or address; empty where it has none.
    #[wasm_bindgen(method, getter)]
    fn name(this: &NamedBytes) -> String;

    /// What it holds.
    #[wasm_bindgen(method, getter)]
    fn bytes(this: &NamedBytes) -> Uint8Array;
}

/// The package, `budget-package/1` as JSON in UTF-8, of the files of one disclosure in their order. `corrections` is what
/// people decided about its tables, as JSON like the field of that name of a package. Throws an error with a `code`, a message
/// in `lang` and, where it is known, the file and the byte. `on_file` is called with the number of files that were read, after
/// each.
#[wasm_bindgen(js_name = readDisclosure)]
pub fn read_disclosure(
    files: Vec<NamedBytes>,
    lang: &str,
    corrections: Option<String>,
    on_file: Option<Function>,
) -> Result<Vec<u8>, JsValue> {
    let corrections = corrections.map_or(Ok(Vec::new()), |json| package::corrections(&json));
    let corrections = corrections.map_err(|error| error::read_error(&error.into(), lang))?;
    let mut held = Vec::with_capacity(files.len());
    for file in &files {
        held.push((file.name(), file.bytes().to_vec()));
    }
    let files: Vec<(&str, &[u8])> =
        held.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut tell = |done: usize| {
        // What a listener throws is its own matter.
        on_file.iter().for_each(|on_file| drop(on_file.call1(&JsValue::NULL, &done.into())));
    };
    let read = disclosure::read_package(&files, corrections, text::gb18030, &mut tell);
    let package = read.map_err(|unread| error::unread(&unread, &files, lang))?;
    serde_json::to_vec(&package).map_err(|error| into_js_error("internal", &error))
}
