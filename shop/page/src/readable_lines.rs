//! Restores the readable lines of a partly damaged cart.

use tarn_wire::{Map, Raw};

use shared_store::persistence::StaleGuard;
use shared_store::{MAX_LINES, Store, StoreOptions, make_store, restore_cart};

/// Restores a stored cart with [`restore_cart`], or else without its unreadable lines. Returns the number of dropped lines.
///
/// # Errors
/// No line is readable.
pub fn restore_readable_lines(store: &Store, state: &[u8], guard: &StaleGuard) -> Result<usize, String> {
    let what = match restore_cart(store, state, guard) {
        Ok(()) => return Ok(0),
        Err(what) => what,
    };
    let scratch = make_store(StoreOptions::default());
    let (Ok(mut fields), Some(owner)) = (tarn_wire::from_slice::<Map<Raw>>(state), scratch.owner()) else {
        return Err(what);
    };
    let lines = fields
        .get("lines")
        .and_then(|lines| tarn_wire::from_slice::<Vec<Raw>>(&lines.0).ok());
    let Some(mut lines) = lines else { return Err(what) };
    let count = lines.len();
    let judge = StaleGuard::on(owner, "cart");
    lines.retain(|line| restore_cart(&scratch, &only(std::slice::from_ref(line)), &judge).is_ok());
    if lines.is_empty() {
        return Err(what);
    }
    lines.truncate(MAX_LINES);
    let unread = count - lines.len();
    fields.insert("lines", Raw(tarn_wire::to_vec(&lines)));
    // Another field may be unreadable, too; then only the lines are restored.
    restore_cart(store, &tarn_wire::to_vec(&fields), guard)
        .or_else(|_| restore_cart(store, &only(&lines), guard))
        .map(|()| unread.max(1))
}

/// An encoded cart with only these lines.
fn only(lines: &[Raw]) -> Vec<u8> {
    let mut fields = Map::default();
    fields.insert("lines", Raw(tarn_wire::to_vec(&lines.to_vec())));
    tarn_wire::to_vec(&fields)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use shared_store::select_total_cart_items;

    fn line(id: &str, quantity: u32) -> Value {
        json!({"productId": id, "name": "Mug", "priceCents": 1450, "quantity": quantity, "image": ""})
    }

    fn restored(lines: &Value) -> Result<(usize, u32), String> {
        let store = make_store(StoreOptions::default());
        let guard = StaleGuard::on(store.owner().unwrap(), "cart");
        let unread = restore_readable_lines(&store, &tarn_wire::to_vec(&json!({ "lines": lines })), &guard)?;
        Ok((unread, store.select(select_total_cart_items)))
    }

    #[test]
    fn an_unreadable_line_is_dropped_alone() {
        assert_eq!(restored(&json!([line("p1", 2), line("p2", 3)])), Ok((0, 5)));
        for bad in [
            line("", 1),
            line("p3", 0),
            json!({"productId": 7}),
            json!(null),
            json!("p3"),
        ] {
            assert_eq!(
                restored(&json!([line("p1", 2), bad, line("p2", 3)])),
                Ok((1, 5)),
                "{bad}"
            );
        }
    }

    #[test]
    fn the_total_quantity_of_a_product_in_several_lines_is_capped() {
        for lines in [
            json!([line("p1", 999), line("p2", 3), line("p1", 1)]),
            json!([line("p1", 600), line("p1", 600), line("p2", 3)]),
        ] {
            assert_eq!(restored(&lines), Ok((0, 999 + 3)), "{lines}");
        }
    }

    #[test]
    fn lines_beyond_the_limit_of_a_cart_are_dropped() {
        let lines: Vec<Value> = (0..MAX_LINES + 2).map(|id| line(&id.to_string(), 1)).collect();
        assert_eq!(restored(&json!(lines)), Ok((2, MAX_LINES as u32)));
    }

    #[test]
    fn a_cart_without_a_readable_line_is_an_error() {
        for lines in [
            json!([line("p1", 0)]),
            json!("lines"),
            json!({"p1": 1}),
            json!([[], []]),
        ] {
            assert!(restored(&lines).is_err(), "{lines}");
        }
        assert_eq!(restored(&json!([])), Ok((0, 0)));
    }
}
