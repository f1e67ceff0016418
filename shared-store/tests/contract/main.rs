//! The file contract.txt describes the contract on the wire. A change of a slice, a field or an action changes the file, and requires a
//! version of this crate that shows remotes of earlier builds whether they are compatible.
//!
//! `UPDATE_CONTRACT=1 cargo test -p shared-store --test contract` updates the file if the version allows it.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod change;
mod written;

use std::path::Path;

use change::{Change, change_between};
use shared_store::slices::{cart, chat, context, support, user};
use shared_store::{CONTRACT_VERSION, Slice};
use tarn_wire::{Description, Variants};

fn describe<S: Slice>(out: &mut Description)
where
    S::Action: Variants,
{
    S::describe(&format!("state {}", S::KEY), out);
    S::Action::describe_variants(&format!("action {}", S::KEY), out);
}

fn present() -> Vec<String> {
    let mut out = Description::default();
    describe::<user::UserState>(&mut out);
    describe::<cart::CartState>(&mut out);
    describe::<support::SupportState>(&mut out);
    describe::<chat::ChatState>(&mut out);
    describe::<context::ContextState>(&mut out);
    out.into_lines()
}

#[test]
fn the_contract_matches_its_file() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("contract.txt");
    written::compare(&file, "shared-store", CONTRACT_VERSION, &present());
}

#[test]
fn documented_fields_and_actions_exist() {
    let present = present();
    for line in [
        "action cart/addToCart.productId: text",
        "action cart/updateQuantity.quantity: u32",
        "action user/setAt.token: text",
        "action user/clearUser",
        "state cart.lines?[].priceCents: u32",
        "state user.hasAccessToken?: boolean",
    ] {
        assert!(
            present.iter().any(|known| known == line),
            "{line} is not in {present:#?}"
        );
    }
    assert_eq!(change_between(&present, &present), Change::default());
}
