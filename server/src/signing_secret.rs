//! The secret that signs access tokens and keys the hashes of codes.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::random;
use crate::start_error::StartError;

/// 256 random bits, stored in the data folder.
#[derive(Clone)]
pub(crate) struct SigningSecret([u8; 32]);

impl SigningSecret {
    /// Its bytes.
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A keyed hash for the given purpose. Hashes for different purposes never match.
    pub(crate) fn keyed_hash(&self, purpose: &str) -> Hmac<Sha256> {
        // HMAC pads a short key with zeros to a full block.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(purpose.as_bytes());
        mac.update(b":");
        mac
    }

    /// Reads the secret from `signing.secret` in the data folder. The first start creates it, readable by the server's user
    /// only.
    pub(crate) fn load_or_create(data: &Path) -> Result<Self, StartError> {
        let file = data.join("signing.secret");
        match fs::read_to_string(&file) {
            Ok(text) => from_hex(text.trim()).map(Self).ok_or(StartError::Secret {
                file,
                reason: "it is not 64 hexadecimal digits".to_owned(),
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => create(data, &file).map(Self),
            Err(error) => Err(StartError::Secret {
                file,
                reason: error.to_string(),
            }),
        }
    }

    /// A secret for tests.
    #[cfg(test)]
    pub(crate) fn for_test(byte: u8) -> Self {
        Self([byte; 32])
    }
}

fn create(data: &Path, file: &Path) -> Result<[u8; 32], StartError> {
    let unwritable = |reason: String| StartError::DataFolder {
        folder: data.to_owned(),
        reason,
    };
    let secret: [u8; 32] = random::bytes().map_err(|error| unwritable(error.to_string()))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .and_then(|mut out| out.write_all(to_hex(&secret).as_bytes()))
        .map_err(|error| unwritable(error.to_string()))?;
    Ok(secret)
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[i * 2..i * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}
