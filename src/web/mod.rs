//! The only module that sees JavaScript: decodes, calls the core, encodes.
//!
//! Every exported method is a few lines; no callback into JavaScript is made while anything is borrowed. Amounts
//! cross as strings, positions in sentences as UTF-16 units.
//!
//! Two modules are built of it: the viewer, which every page loads, and the reader of foreign documents, which is loaded
//! when such a file is opened and hands the viewer a package. Cargo features say which exports a build has.

#[cfg(feature = "viewer")]
mod canvas;
#[cfg(feature = "viewer")]
mod dto;
mod error;
#[cfg(feature = "exports")]
mod files;
#[cfg(feature = "viewer")]
mod kept;
#[cfg(feature = "reader")]
mod reader;
#[cfg(feature = "reader")]
mod text;
#[cfg(feature = "viewer")]
mod viewer;

#[cfg(feature = "exports")]
pub use files::export_files;
#[cfg(feature = "reader")]
pub use reader::{NamedBytes, read_disclosure};
#[cfg(feature = "viewer")]
pub use viewer::{Chart, Disclosure, offline_page, palette_css, palette_properties, words};

#[cfg(feature = "viewer")]
use error::into_js_error;
#[cfg(feature = "viewer")]
use serde::Serialize;
#[cfg(feature = "viewer")]
use wasm_bindgen::JsValue;

/// Maps as objects, missing values as `null`.
#[cfg(feature = "viewer")]
const SERIALIZER: serde_wasm_bindgen::Serializer =
    serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);

#[cfg(feature = "viewer")]
fn encode(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&SERIALIZER).map_err(|error| into_js_error("internal", &error))
}
