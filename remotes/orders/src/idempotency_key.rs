//! The key that makes a repeated order harmless.

use shared_api::rules::is_idempotency_key_shape;
use shared_store::browser::storage::Area;

/// Where the key of a purchase is kept until its order is confirmed: the answer may be lost, and the page with it.
const UNCONFIRMED: &str = "orders.unconfirmed";

/// The key for buying this: that of the last attempt, if it was the same purchase and nobody knows what became of it.
pub(crate) fn of(purchase: &str) -> String {
    let kept = Area::Session.read::<String>(UNCONFIRMED).ok().flatten();
    kept.as_deref()
        .and_then(|kept| kept.strip_suffix(purchase))
        .filter(|key| is_idempotency_key_shape(key))
        .map_or_else(new, str::to_owned)
}

/// From now on nobody knows what becomes of it.
pub(crate) fn keep(key: &str, purchase: &str) {
    // Where nothing can be stored, a retry is harmless as long as the page is there.
    let _ = Area::Session.write(UNCONFIRMED, &(key.to_owned() + purchase));
}

/// The order is there.
pub(crate) fn confirmed() {
    Area::Session.remove(UNCONFIRMED);
}

/// 16 random bytes in 32 hexadecimal digits: one per intent to buy.
fn new() -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut bytes = [0; 16];
    let is_random = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !is_random {
        // The key is no secret: it only has to differ from the shopper's other keys.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    let digit = |digit: u8| char::from(DIGITS[usize::from(digit)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
