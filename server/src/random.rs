//! Unguessable ids, tokens and codes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shop_api::rules::CODE_DIGITS;

/// The system's random number source failed, so no secret can be created.
#[derive(Debug, thiserror::Error)]
#[error("the system's random number source failed: {0}")]
pub(crate) struct NoRandomness(getrandom::Error);

/// `N` random bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}

/// A readable id: twelve letters and digits (60 bits), without I, L, O and U.
pub(crate) fn readable_id() -> Result<String, NoRandomness> {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    Ok(bytes::<12>()?
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect())
}

/// A 256-bit secret in 43 cookie-safe characters.
pub(crate) fn secret_text() -> Result<String, NoRandomness> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// A six-digit login code.
pub(crate) fn login_code() -> Result<String, NoRandomness> {
    let number = u64::from_le_bytes(bytes()?) % 1_000_000;
    Ok(format!("{number:0width$}", width = CODE_DIGITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_accepted_by_the_forms() {
        for _ in 0..100 {
            let code = login_code().unwrap();
            assert_eq!(shop_api::rules::normalise_code(&code), Some(code));
        }
    }

    #[test]
    fn ids_differ() {
        assert_ne!(readable_id().unwrap(), readable_id().unwrap());
    }
}
