//! The file: what opens it, and why it does not open.

use super::super::Reader;
use super::objects;
use crate::source::SourceError;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

/// Opens a file, encrypted ones too where the password for reading is blank.
///
/// # Errors
/// [`SourceError::Unsupported`] where a password is asked for, [`SourceError::Damaged`] where nothing of it can be found,
/// [`SourceError::TooLarge`] where it is more than is read.
pub fn open(bytes: &[u8], reader: &Reader) -> Result<Pdf, SourceError> {
    reader.spend_bytes(bytes.len())?;
    objects::check(bytes, reader)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => SourceError::Unsupported { kind: "encrypted" },
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption) => {
            SourceError::Damaged { what: "Encrypt".to_owned() }
        }
        LoadPdfError::Invalid => SourceError::Damaged { what: "xref".to_owned() },
    })?;
    if pdf.pages().is_empty() {
        return Err(SourceError::Damaged { what: "Pages".to_owned() });
    }
    Ok(pdf)
}
