//! Texts and names as the browser has them: its own decoder is used, so that no table of characters is shipped.

use web_sys::{TextDecoder, TextDecoderOptions};

/// Decodes GB18030 strictly.
pub fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
