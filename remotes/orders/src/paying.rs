//! What the button that pays, its notices and its problems share.

use leptos::prelude::*;
use shared_store::{CartAction, Store};
use shop_checkout::{Confirmation, Shown, select_shown_purchase};
use shop_props::PaymentProps;

use crate::request::Request;

/// What a press on the button led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// There is nothing to say of it.
    Quiet,
    /// What is shown had changed without the shopper's doing.
    Asked,
    /// The stored cart says that another tab has gone on with the purchase.
    Elsewhere,
}

/// What the button, the notices and the problems share. Clones are the same payment.
#[derive(Clone)]
pub(crate) struct Payment {
    pub(crate) store: Store,
    pub(crate) request: Request,
    pub(crate) props: ReadSignal<PaymentProps>,
    pub(crate) confirmation: RwSignal<Confirmation>,
    pub(crate) pressed: RwSignal<Pressed>,
}

impl Payment {
    /// What is shown now.
    pub(crate) fn shown(&self) -> Option<Shown> {
        self.store.select(select_shown_purchase)
    }

    /// The shopper was told of something, or has done it on this page: nothing else is agreed to.
    pub(crate) fn agree(&self, to: impl FnOnce(&mut Confirmation)) {
        self.confirmation.try_update(to);
    }

    /// Dispatches what follows from an answer. Should the store refuse it, the console tells why.
    pub(crate) fn dispatch(&self, action: CartAction) {
        if let Err(rejected) = self.store.dispatch(action) {
            web_sys::console::error_1(&rejected.message.into());
        }
    }
}
