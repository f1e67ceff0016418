//! Serde and the wire format have one JSON form of each type of the wishlist.
#![cfg(not(target_arch = "wasm32"))]

use shared_store::Slice;
use shop_wishlist::{WishlistAction, WishlistState};
use tarn_wire::agreement::Agreement;

#[test]
fn every_type_of_the_wishlist_has_one_json_form() {
    let product_id = || "p1".to_owned();
    let kept = WishlistState {
        product_ids: vec![product_id()],
    };
    let keep = WishlistAction::Keep {
        product_id: product_id(),
    };
    let let_go = WishlistAction::LetGo {
        product_id: product_id(),
    };
    let agreement = Agreement::default()
        .of([WishlistState::default(), kept])
        .of_actions(WishlistState::KEY, [keep, let_go])
        .covers(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    assert_eq!(agreement.problems(), [""; 0]);
}
