//! What the reader of foreign documents is asked: files of any format, as one package.

use super::{encode, error, json, text};
use crate::disclosure;
use js_sys::Uint8Array;
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

/// The package, `budget-package/1`, of the files of one disclosure in their order. `corrections` is what people decided about
/// its tables, as in the field of that name of a package; `undefined` where nothing was. Throws an error with a `code`, a
/// message in `lang` and, where it is known, the file and the byte.
#[wasm_bindgen(js_name = readDisclosure)]
pub fn read_disclosure(
    files: Vec<NamedBytes>,
    lang: &str,
    corrections: &JsValue,
) -> Result<JsValue, JsValue> {
    let mut held = Vec::with_capacity(files.len());
    for file in &files {
        held.push((text::file_name(&file.name()).to_owned(), file.bytes().to_vec()));
    }
    let files: Vec<(&str, &[u8])> =
        held.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    match disclosure::read_package(&files, json::of(corrections), text::gb18030) {
        Ok(package) => encode(&package),
        Err(unread) => Err(error::unread(&unread, &files, lang)),
    }
}
