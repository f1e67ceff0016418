//! The wire contract of products and account. Like the contract of shared-store it is stored in a file, and a change of it
//! requires a new version of this crate, which tells whether an older remote stays compatible.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

#[path = "../../../../shared-store/tests/contract/change.rs"]
mod change;
#[path = "../../../../shared-store/tests/contract/written.rs"]
mod written;

use std::path::Path;

use shop_wishlist::{WishlistAction, WishlistState};
use tarn_wire::{Description, Variants, Wire};

#[test]
fn the_slice_equals_the_stored_contract() {
    let mut out = Description::default();
    WishlistState::describe("state wishlist", &mut out);
    WishlistAction::describe_variants("action wishlist", &mut out);
    let present = out.into_lines();
    assert!(
        present
            .iter()
            .any(|line| line == "action wishlist/keep.productId: text")
    );
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("contract.txt");
    written::compare(&file, "shop-wishlist", env!("CARGO_PKG_VERSION"), &present);
}
