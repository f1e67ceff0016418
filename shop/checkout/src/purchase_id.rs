//! The id of a new purchase.

/// 16 random bytes in 32 hexadecimal digits.
pub(crate) fn new_purchase_id() -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |digit: u8| char::from(DIGITS[usize::from(digit)]);
    random_bytes()
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    let is_random = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !is_random {
        // The id is not secret; it only has to be unique among the shopper's purchases.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    bytes
}

/// Different in each call and in each process: the keys of a new hash map are random.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn random_bytes() -> [u8; 16] {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};

    let random = || u128::from(RandomState::new().build_hasher().finish());
    ((random() << 64) | random()).to_be_bytes()
}
