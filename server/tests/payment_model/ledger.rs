//! The expected state of one shopper: confirmations, orders, cart.

use std::collections::{BTreeMap, BTreeSet};

use shared_store::CartLine;
use shop_checkout::DisplayedPurchase;

/// Pieces by product.
pub(crate) type Pieces = BTreeMap<String, u32>;

#[derive(Default)]
pub(crate) struct Ledger {
    /// The confirmations of all presses.
    confirmed: Vec<DisplayedPurchase>,
    /// The orders of the server, by purchase.
    ordered: BTreeMap<String, Vec<CartLine>>,
    /// The purchases whose orders are unknown to the browser.
    unheard: Vec<String>,
    /// The expected cart of every tab.
    pub(crate) cart: Pieces,
    /// The expected stored cart.
    pub(crate) stored: Pieces,
}

impl Ledger {
    pub(crate) fn confirm(&mut self, shown: &DisplayedPurchase) {
        self.confirmed.push(shown.clone());
    }

    pub(crate) fn orders(&self) -> usize {
        self.ordered.len()
    }

    /// The ids of all confirmed purchases.
    pub(crate) fn purchases(&self) -> BTreeSet<String> {
        self.confirmed.iter().map(|shown| shown.purchase_id.clone()).collect()
    }

    /// Records an order that the server has.
    pub(crate) fn see_order(&mut self, purchase_id: &str, lines: Vec<CartLine>) {
        if let Some(before) = self.ordered.get(purchase_id) {
            assert_eq!(*before, lines, "the order of a purchase has changed");
            return;
        }
        self.assert_confirmed(purchase_id, &lines);
        for line in &lines {
            let in_cart = self.cart.get(&line.product_id).copied().unwrap_or_default();
            let already: u32 = self.unheard.iter().map(|id| pieces_of(&self.ordered[id], line)).sum();
            assert_eq!(
                already, 0,
                "{} is ordered a second time (cart {in_cart})",
                line.product_id
            );
        }
        self.ordered.insert(purchase_id.to_owned(), lines);
        self.unheard.push(purchase_id.to_owned());
    }

    /// The browser has received the order: its pieces leave the cart.
    pub(crate) fn hear(&mut self, purchase_id: &str) {
        let Some(place) = self.unheard.iter().position(|id| id == purchase_id) else {
            return;
        };
        self.unheard.remove(place);
        for line in &self.ordered[purchase_id] {
            if let Some(pieces) = self.cart.get_mut(&line.product_id) {
                *pieces = pieces.saturating_sub(line.quantity);
            }
        }
        self.cart.retain(|_, pieces| *pieces > 0);
    }

    fn assert_confirmed(&self, purchase_id: &str, lines: &[CartLine]) {
        let is_shown = |shown: &&DisplayedPurchase| {
            shown.purchase_id == purchase_id
                && shown.lines.len() == lines.len()
                && shown.lines.iter().zip(lines).all(|(shown, ordered)| {
                    shown.product_id == ordered.product_id
                        && shown.quantity == ordered.quantity
                        && shown.price_cents >= ordered.price_cents
                })
        };
        assert!(
            self.confirmed.iter().any(|shown| is_shown(&shown)),
            "nobody has confirmed {lines:?} of {purchase_id}: {:?}",
            self.confirmed
        );
    }
}

fn pieces_of(order: &[CartLine], line: &CartLine) -> u32 {
    let same = order.iter().filter(|other| other.product_id == line.product_id);
    same.map(|line| line.quantity).sum()
}
