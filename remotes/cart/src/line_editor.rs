//! Edits of a cart line: its quantity, its selection, its removal.

use leptos::prelude::*;
use shared_store::{CartAction, Rejected, Selected, Store, use_store};
use shop_api::rules::MAX_QUANTITY;

use crate::deselected::Deselected;
use crate::line::{PlacedLine, use_line};
use crate::quantity::{self, Typed};

/// Edits one line of the cart.
#[derive(Clone, Copy)]
pub(crate) struct LineEditor {
    /// The line in the cart; an empty line once it is removed.
    pub(crate) placed: Selected<PlacedLine>,
    /// The message about a refused edit.
    pub(crate) problem: RwSignal<Option<String>>,
    deselected: Deselected,
    removed: RwSignal<Option<PlacedLine>>,
    /// The id of the product, and the store.
    target: StoredValue<(String, Store), LocalStorage>,
}

impl LineEditor {
    pub(crate) fn new(product_id: String, deselected: Deselected, removed: RwSignal<Option<PlacedLine>>) -> Self {
        Self {
            placed: use_line(&product_id),
            problem: RwSignal::new(None),
            deselected,
            removed,
            target: StoredValue::new_local((product_id, use_store())),
        }
    }

    /// The name of the product. Tracked.
    pub(crate) fn name(self) -> String {
        self.placed.with(|placed| placed.line.name.clone())
    }

    /// The quantity in the cart. Tracked.
    pub(crate) fn quantity(self) -> u32 {
        self.placed.with(|placed| placed.line.quantity)
    }

    /// Whether the shopper wants to pay for the line now. Tracked.
    pub(crate) fn is_selected(self) -> bool {
        self.target
            .with_value(|(product_id, _)| self.deselected.with(|deselected| !deselected.contains(product_id)))
    }

    /// Selects the line for the payment, or deselects it.
    pub(crate) fn select(self, is_selected: bool) {
        let product_id = self.target.with_value(|(product_id, _)| product_id.clone());
        self.deselected.update(|deselected| {
            deselected.retain(|other| *other != product_id);
            if !is_selected {
                deselected.push(product_id);
            }
        });
    }

    /// One piece more. At the maximum, it does nothing.
    pub(crate) fn more(self) {
        let present = self.present_quantity();
        if present < MAX_QUANTITY {
            self.change(present + 1);
        }
    }

    /// One piece less. At the last piece, it does nothing.
    pub(crate) fn less(self) {
        let present = self.present_quantity();
        if present > 1 {
            self.change(present - 1);
        }
    }

    /// Sets the quantity to the content of the quantity field. An empty field changes nothing.
    pub(crate) fn type_quantity(self, text: &str) {
        match quantity::read(text) {
            Typed::Quantity(quantity) => self.change(quantity),
            Typed::Nothing => self.problem.set(None),
            Typed::Unusable => self
                .problem
                .set(Some(format!("Please enter a number from 1 to {MAX_QUANTITY}."))),
        }
    }

    /// Ends the editing of the quantity field, which then shows the returned quantity of the cart again.
    pub(crate) fn leave_field(self) -> u32 {
        self.problem.set(None);
        self.present_quantity()
    }

    /// Removes the line. Returns whether the store has accepted that.
    pub(crate) fn remove(self) -> bool {
        let present = self.placed.get_untracked();
        match self.dispatch(|product_id| CartAction::RemoveFromCart { product_id }) {
            Ok(()) => {
                self.removed.set(Some(present));
                true
            }
            Err(rejected) => {
                self.problem.set(Some(rejected.message));
                false
            }
        }
    }

    fn present_quantity(self) -> u32 {
        self.placed.with_untracked(|placed| placed.line.quantity)
    }

    fn change(self, quantity: u32) {
        let result = self.dispatch(|product_id| CartAction::UpdateQuantity { product_id, quantity });
        self.problem.set(result.err().map(|rejected| rejected.message));
    }

    fn dispatch(self, action: impl FnOnce(String) -> CartAction) -> Result<(), Rejected> {
        self.target
            .with_value(|(product_id, store)| store.dispatch(action(product_id.clone())))
    }
}
