//! The deselected lines: those that the shopper does not want to pay for now.

use leptos::prelude::*;
use shared_store::browser::storage::Area;
use shared_store::{CartState, use_store};
use tarn_view::follow_later;

use crate::line::use_product_ids;

/// In sessionStorage, so that the selection survives a visit to the payment page and a reload.
const KEY: &str = "cart.deselected";

/// The ids of the deselected products.
pub(crate) type Deselected = RwSignal<Vec<String>>;

/// The selection of this tab, restored. A cart with no selected line, such as the rest after an order, is selected completely.
pub(crate) fn use_deselected() -> Deselected {
    let mut kept: Vec<String> = Area::Session.read(KEY).ok().flatten().unwrap_or_default();
    let is_in_cart = |cart: &CartState, id: &str| cart.lines.iter().any(|line| line.product_id == id);
    use_store().select(|cart: &CartState| {
        kept.retain(|id| is_in_cart(cart, id));
        if kept.len() == cart.lines.len() {
            kept.clear();
        }
    });
    let deselected = Deselected::new(kept);
    let ids = use_product_ids();
    follow_later(move || {
        // A removed product is selected when it is added again. The signal keeps its id for Undo.
        let mut kept = deselected.get();
        ids.with(|ids| kept.retain(|id| ids.contains(id)));
        // Without storage, each visit starts with the whole cart selected.
        drop(Area::Session.write(KEY, &kept));
    });
    deselected
}
