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

/// Different in each call of a native test.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn random_bytes() -> [u8; 16] {
    use std::sync::atomic::{AtomicU64, Ordering};

    static CALLS: AtomicU64 = AtomicU64::new(1);
    u128::from(CALLS.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
}
