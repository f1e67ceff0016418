//! The purchase as displayed, and the shopper's confirmation of it.
//!
//! The payment page follows the purchase's lines in the cart. An order contains exactly the displayed lines, prices and
//! total. Changes that the shopper did not make are shown and need a new confirmation.

use shared_store::{CartAction, CartLine, CartState, Purchase, Rejected, Store, select_purchase};

/// Begins a purchase of these products, or continues this user's current purchase. A payment whose answer was lost may have
/// placed an order: the same id finds it.
///
/// # Errors
/// The store refuses the purchase.
pub fn begin(
    store: &Store,
    user_id: String,
    product_ids: Vec<String>,
    new_id: impl FnOnce() -> String,
) -> Result<(), Rejected> {
    let present = store
        .select(select_purchase)
        .filter(|purchase| purchase.user_id == user_id);
    let id = present.map_or_else(new_id, |purchase| purchase.id);
    store.dispatch(CartAction::BeginPurchase(Purchase {
        id,
        user_id,
        product_ids,
    }))
}

/// A purchase as displayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayedPurchase {
    /// The id of the purchase.
    pub purchase_id: String,
    /// The id of its user.
    pub user_id: String,
    /// The lines of the cart to pay for; not empty.
    pub lines: Vec<CartLine>,
}

impl DisplayedPurchase {
    /// The total of all lines, in cents.
    #[must_use]
    pub fn total_cents(&self) -> u64 {
        self.lines.iter().map(CartLine::total_cents).sum()
    }

    /// The number of pieces.
    #[must_use]
    pub fn pieces(&self) -> u32 {
        self.lines.iter().map(|line| line.quantity).sum()
    }
}

/// The current purchase with its lines that are still in the cart; `None` if there are none.
#[must_use]
pub fn select_shown_purchase(cart: &CartState) -> Option<DisplayedPurchase> {
    let Purchase {
        id,
        user_id,
        product_ids,
    } = cart.purchase.as_ref()?;
    let is_chosen = |line: &&CartLine| product_ids.contains(&line.product_id);
    let lines: Vec<_> = cart.lines.iter().filter(is_chosen).cloned().collect();
    (!lines.is_empty()).then(|| DisplayedPurchase {
        purchase_id: id.clone(),
        user_id: user_id.clone(),
        lines,
    })
}

/// The lines that the shopper has confirmed on one payment page.
///
/// ```
/// use shared_store::CartLine;
/// use shop_checkout::{Confirmation, DisplayedPurchase};
///
/// let of_pieces = |quantity| DisplayedPurchase {
///     purchase_id: "0123456789abcdef".into(),
///     user_id: "u1".into(),
///     lines: vec![CartLine { product_id: "p1".into(), quantity, ..CartLine::default() }],
/// };
/// let mut confirmation = Confirmation::new(&of_pieces(1));
/// assert!(confirmation.press(&of_pieces(1)), "lines that were displayed from the start are ordered");
/// assert!(!confirmation.press(&of_pieces(2)), "another tab has changed the cart: the first press asks");
/// assert!(confirmation.press(&of_pieces(2)), "the second press orders");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Confirmation {
    purchase_id: String,
    agreed: Vec<CartLine>,
}

impl Confirmation {
    /// Confirms everything that a newly opened page displays.
    #[must_use]
    pub fn new(shown: &DisplayedPurchase) -> Self {
        Self {
            purchase_id: shown.purchase_id.clone(),
            agreed: shown.lines.clone(),
        }
    }

    /// Handles the display of a purchase. A new purchase is confirmed as displayed. A known one gets no new confirmation,
    /// because its lines may have been removed and added again in the meantime.
    pub fn show(&mut self, shown: &DisplayedPurchase) {
        if self.purchase_id != shown.purchase_id {
            *self = Self::new(shown);
        }
    }

    /// True if the shopper has confirmed these lines. Otherwise the page reports a change.
    #[must_use]
    pub fn covers(&self, shown: &DisplayedPurchase) -> bool {
        self.agreed == shown.lines
    }

    /// Confirms a price that the shop reported after a press. Other changes stay unconfirmed.
    pub fn agree_to_price(&mut self, product_id: &str, price_cents: u32) {
        let mut lines = self.agreed.iter_mut();
        if let Some(line) = lines.find(|line| line.product_id == product_id) {
            line.price_cents = price_cents;
        }
    }

    /// Confirms a quantity that the shopper has set on this page; 0 removes the line.
    pub fn agree_to_quantity(&mut self, product_id: &str, quantity: u32) {
        self.agreed.retain_mut(|line| {
            if line.product_id == product_id {
                line.quantity = quantity;
            }
            line.quantity > 0
        });
    }

    /// Handles a press of Pay and returns whether to order. A press on unconfirmed lines orders nothing, but confirms them
    /// for the next press.
    pub fn press(&mut self, shown: &DisplayedPurchase) -> bool {
        let is_informed = self.covers(shown);
        self.agreed.clone_from(&shown.lines);
        is_informed
    }
}
