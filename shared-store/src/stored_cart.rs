//! Restores a stored cart.

use tarn_wire::Tagged;

use crate::persistence::Watch;
use crate::slices::cart::{CartAction, CartLine, CartState};
use crate::store::TAB_NAME;
use crate::{Reduce, Rejected, Store};

/// An action with these lines, validated by the cart's reducer.
///
/// # Errors
/// When the reducer refuses a line.
pub fn accepted_lines(lines: Vec<CartLine>) -> Result<CartAction, Rejected> {
    let action = CartAction::ReplaceCart { lines };
    CartState::reduce(&mut CartState::default(), action.clone(), 1)?;
    Ok(action)
}

/// Restores the cart from this stored state, unless the cart changed or the user logged out since `watch` began: a change
/// of this tab is newer than the stored state.
///
/// # Errors
/// When the cart refuses the state.
pub fn restore_cart(store: &Store, state: &[u8], watch: &Watch) -> Result<(), String> {
    let Some(owner) = store.owner().filter(|_| !watch.has_seen_any()) else {
        return Ok(());
    };
    // The action ignores the state's additional field `updatedSeq`.
    let action = Tagged {
        tag: CartAction::RESTORE_CART,
        value: Some(state),
        extras: None,
    };
    // Dispatched in the name of the storing tab, so the action is not sent to the tabs again.
    watch
        .looking_away(|| owner.dispatch_encoded(&TAB_NAME.into(), action.to_vec()))
        .map_err(|rejected| rejected.message)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::persistence::MAX_STORED_LENGTH;
    use crate::slices::cart::{MAX_LINES, MAX_PRICE_CENTS, MAX_QUANTITY};
    use crate::stored::CART;
    use crate::{StoreOptions, UserAction, make_store, select_total_cart_items};

    fn line(quantity: u32) -> Value {
        json!({"productId": "p1", "name": "Mug", "priceCents": 1450, "quantity": quantity, "image": ""})
    }

    fn restore(store: &Store, watch: &Watch, stored: &Value) -> Result<(), String> {
        let state = CART
            .open(&tarn_wire::to_vec(stored))
            .map_err(|error| error.to_string())?;
        restore_cart(store, &state, watch)
    }

    /// The JSON text of the largest valid cart whose texts consist of this character.
    fn fullest(character: char) -> String {
        let text = |length: usize| character.to_string().repeat(length / character.len_utf8());
        let line = |index: usize| CartLine {
            product_id: format!("{index:04}") + &text(496),
            name: text(500),
            price_cents: MAX_PRICE_CENTS,
            quantity: MAX_QUANTITY,
            image: text(500),
        };
        let lines = (0..MAX_LINES).map(line).collect();
        let store = make_store(StoreOptions::default());
        store.dispatch(CartAction::ReplaceCart { lines }).unwrap();
        let state = store.owner().unwrap().peek("cart").unwrap();
        let sealed = CART.seal(state, 1_763_700_000_000.0);
        tarn_wire::from_slice::<Value>(&sealed).unwrap().to_string()
    }

    #[test]
    fn whatever_cart_a_browser_keeps_is_read_again() {
        for character in ['a', '漢'] {
            assert!(fullest(character).len() < MAX_STORED_LENGTH as usize / 2, "{character}");
        }
        // With escapes, the text either exceeds what a browser stores, or is short enough as well.
        const KEPT_UNITS: usize = 5 << 20;
        for character in ['"', '\u{1}'] {
            let text = fullest(character);
            assert!(
                text.len() < MAX_STORED_LENGTH as usize || text.encode_utf16().count() > KEPT_UNITS,
                "{character:?}"
            );
        }
    }

    fn restored(stored: &Value) -> Result<u32, String> {
        let store = make_store(StoreOptions::default());
        let watch = Watch::on(store.owner().unwrap(), "cart");
        restore(&store, &watch, stored)?;
        Ok(store.select(select_total_cart_items))
    }

    #[test]
    fn the_cart_comes_back_from_both_versions() {
        assert_eq!(restored(&json!({"schema": 1, "lines": [line(3)]})), Ok(3));
        assert_eq!(
            restored(&json!({"schema": 2, "savedAt": 1, "state": {"lines": [line(3)], "updatedSeq": 9}})),
            Ok(3)
        );
    }

    #[test]
    fn a_stored_line_of_more_pieces_than_a_cart_takes_keeps_as_many_as_it_takes() {
        let stored = json!({"schema": 1, "lines": [line(10_000_000)]});
        assert_eq!(restored(&stored), Ok(MAX_QUANTITY));
    }

    #[test]
    fn the_purchase_comes_back_with_the_cart() {
        let purchase = json!({"id": "purchase-1", "userId": "u1", "productIds": ["p1"]});
        let state = json!({"lines": [line(3)], "updatedSeq": 9, "purchase": purchase, "placed": ["purchase-0"]});
        let store = make_store(StoreOptions::default());
        let watch = Watch::on(store.owner().unwrap(), "cart");
        restore(&store, &watch, &json!({"schema": 2, "savedAt": 1, "state": state})).unwrap();
        assert_eq!(store.select(crate::select_purchase).unwrap().id, "purchase-1");
        assert_eq!(store.select(|cart: &CartState| cart.placed.clone()), ["purchase-0"]);
    }

    #[test]
    fn what_the_reducer_would_not_take_is_not_believed() {
        for stored in [
            json!({"schema": 1, "lines": [line(0)]}),
            json!({"schema": 1, "lines": [{"productId": 7, "quantity": "many"}]}),
            json!({"schema": 2, "state": {"lines": [line(0)]}}),
            json!({"schema": 2, "state": {"items": []}}),
            json!({"schema": 1}),
        ] {
            assert!(restored(&stored).is_err(), "{stored}");
        }
    }

    #[test]
    fn a_late_restore_gives_way_to_what_the_shopper_did() {
        let stored = json!({"schema": 1, "lines": [line(3)]});
        let acts = [
            CartAction::ClearCart,
            CartAction::AddToCart(CartLine {
                product_id: "p2".into(),
                quantity: 1,
                ..CartLine::default()
            }),
        ];
        for act in acts {
            let store = make_store(StoreOptions::default());
            let watch = Watch::on(store.owner().unwrap(), "cart");
            store.dispatch(act).unwrap();
            let cart = store.select(CartState::clone);
            restore(&store, &watch, &stored).unwrap();
            assert_eq!(store.select(CartState::clone), cart);
        }
        let store = make_store(StoreOptions::default());
        let watch = Watch::on(store.owner().unwrap(), "cart");
        store.dispatch(UserAction::ClearUser).unwrap();
        restore(&store, &watch, &stored).unwrap();
        assert_eq!(store.select(select_total_cart_items), 0, "they logged out");
    }

    #[test]
    fn a_restore_may_be_repeated_until_somebody_acts() {
        let store = make_store(StoreOptions::default());
        let watch = Watch::on(store.owner().unwrap(), "cart");
        restore(&store, &watch, &json!({"schema": 1, "lines": [line(1)]})).unwrap();
        restore(&store, &watch, &json!({"schema": 1, "lines": [line(2)]})).unwrap();
        assert_eq!(store.select(select_total_cart_items), 2);
    }
}
