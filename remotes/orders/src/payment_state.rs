//! State shared by the Pay button, its notices and its problems.

use leptos::leptos_dom::logging::console_error;
use leptos::prelude::*;
use shared_store::{CartAction, Store};
use shop_checkout::{Confirmation, DisplayedPurchase, select_shown_purchase};
use shop_props::PaymentProps;

use crate::request::Request;

/// The result of the last press of the Pay button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// No notice.
    Quiet,
    /// Not ordered: the displayed lines had changed without the shopper's doing.
    Asked,
    /// Not ordered: another tab has continued the purchase, according to the stored cart.
    Elsewhere,
}

/// State shared by the Pay button, its notices and its problems. Clones share the state.
#[derive(Clone)]
pub(crate) struct Payment {
    pub(crate) store: Store,
    pub(crate) request: Request,
    pub(crate) props: ReadSignal<PaymentProps>,
    pub(crate) confirmation: RwSignal<Confirmation>,
    pub(crate) pressed: RwSignal<Pressed>,
}

impl Payment {
    /// The purchase as displayed now.
    pub(crate) fn shown(&self) -> Option<DisplayedPurchase> {
        self.store.select(select_shown_purchase)
    }

    /// Records that the shopper was told of a change, or made it on this page. Only such changes count as confirmed.
    pub(crate) fn agree(&self, to: impl FnOnce(&mut Confirmation)) {
        self.confirmation.try_update(to);
    }

    /// Dispatches an action that follows from an answer. A refusal is logged in the console.
    pub(crate) fn dispatch(&self, action: CartAction) {
        if let Err(rejected) = self.store.dispatch(action) {
            console_error(&rejected.message);
        }
    }
}
