//! The cookie that marks a browser as known for a phone number after a login.
//!
//! It grants no access. It only gives the browser its own rate limit for codes to that number, so that requests of strangers cannot make
//! the owner wait.

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::Mac;
use tarn_base_path::BasePath;

use super::refresh_cookie;
use crate::random::{self, NoRandomness};
use crate::signing_secret::SigningSecret;

const NAME: &str = "device";
/// Half a year.
const LIFE_SECONDS: i64 = 180 * 24 * 60 * 60;
/// Maximum number of phone numbers per browser, enough for a family.
const MAX_NUMBERS: usize = 4;
/// Bytes of an id and of a proof, and their characters in base64.
const PART_BYTES: usize = 16;
const PART_CHARS: usize = 22;

/// A browser: a random id, and for each number a keyed hash that only this server can match with the number.
#[derive(Default)]
pub(super) struct Device {
    id: String,
    proofs: Vec<String>,
}

impl Device {
    /// Reads the cookie; without a valid one the browser is unknown.
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let Some(value) = refresh_cookie::read_cookie(headers, NAME) else {
            return Self::default();
        };
        // The id and the proofs have the same length.
        let parts: Vec<_> = value.split('.').filter(|part| part.len() == PART_CHARS).collect();
        match parts.split_first() {
            Some((id, proofs)) => Self {
                id: (*id).to_owned(),
                proofs: proofs
                    .iter()
                    .take(MAX_NUMBERS)
                    .map(|proof| (*proof).to_owned())
                    .collect(),
            },
            None => Self::default(),
        }
    }

    /// The browser's id, if it has logged in with this number.
    pub(super) fn known_for(&self, secret: &SigningSecret, phone: &str) -> Option<&str> {
        let is_proof = |proof: &String| {
            URL_SAFE_NO_PAD.decode(proof).is_ok_and(|proof| {
                proof.len() == PART_BYTES && hash(secret, &self.id, phone).verify_truncated_left(&proof).is_ok()
            })
        };
        self.proofs.iter().any(is_proof).then_some(self.id.as_str())
    }

    /// The cookie to set after a login with this number.
    pub(super) fn after_login(
        mut self,
        secret: &SigningSecret,
        phone: &str,
        base_path: &BasePath,
        secure: bool,
    ) -> Result<HeaderValue, NoRandomness> {
        if self.known_for(secret, phone).is_none() {
            // An id without proofs is replaced. An id with forged proofs is kept, which gains nothing, because limits count
            // the id together with the number.
            if self.proofs.is_empty() {
                self.id = URL_SAFE_NO_PAD.encode(random::bytes::<PART_BYTES>()?);
            }
            let proof = hash(secret, &self.id, phone).finalize().into_bytes();
            self.proofs.insert(0, URL_SAFE_NO_PAD.encode(&proof[..PART_BYTES]));
            self.proofs.truncate(MAX_NUMBERS);
        }
        let value = format!("{}.{}", self.id, self.proofs.join("."));
        Ok(refresh_cookie::cookie(NAME, &value, LIFE_SECONDS, base_path, secure))
    }
}

fn hash(secret: &SigningSecret, id: &str, phone: &str) -> hmac::Hmac<sha2::Sha256> {
    let mut hash = secret.keyed_hash("device");
    hash.update(&id.len().to_le_bytes());
    hash.update(id.as_bytes());
    hash.update(phone.as_bytes());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> SigningSecret {
        SigningSecret::for_test(1)
    }

    fn sent(cookie: &HeaderValue) -> Device {
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::try_from(pair).unwrap());
        Device::read(&headers)
    }

    fn logged_in(device: Device, phone: &str) -> Device {
        sent(
            &device
                .after_login(&secret(), phone, &BasePath::default(), false)
                .unwrap(),
        )
    }

    #[test]
    fn a_browser_is_known_for_the_numbers_that_it_logged_in_with() {
        let device = logged_in(logged_in(Device::default(), "+491"), "+492");
        assert!(device.known_for(&secret(), "+491").is_some());
        assert!(device.known_for(&secret(), "+492").is_some());
        assert!(device.known_for(&secret(), "+493").is_none());
        assert!(device.known_for(&SigningSecret::for_test(2), "+491").is_none());
    }

    #[test]
    fn the_cookie_stays_short() {
        let mut device = Device::default();
        for number in 0..50 {
            device = logged_in(device, &format!("+49{number}"));
        }
        assert_eq!(device.proofs.len(), MAX_NUMBERS);
        assert!(device.known_for(&secret(), "+4949").is_some());
    }

    #[test]
    fn a_forged_cookie_is_not_known() {
        let real = logged_in(Device::default(), "+491");
        for made_up in [
            "",
            "a",
            "a.b",
            ".",
            "....",
            "a.AAAAAAAAAAAAAAAAAAAAAA",
            &format!("other.{}", real.proofs[0]),
        ] {
            let cookie = HeaderValue::try_from(format!("device={made_up}")).unwrap();
            assert!(sent(&cookie).known_for(&secret(), "+491").is_none(), "{made_up}");
        }
    }
}
