//! What a shopper sees of a purchase, and confirms by pressing Pay.
//!
//! The payment page shows the lines of the cart that the purchase is about, and follows them. An order is asked for with exactly the
//! lines, prices and total that are on the screen. Changes that the shopper did not make are shown and have to be confirmed anew.

use shared_store::{CartAction, CartLine, CartState, Purchase, Rejected, Store, select_purchase};

/// Begins a purchase of these products of the cart, or goes on with the purchase that this user is at. An attempt to pay whose answer
/// was lost may have placed an order: the same id finds it.
///
/// # Errors
/// When the store refuses it.
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

/// A purchase as it stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The id of the purchase.
    pub purchase_id: String,
    /// The id of the user that it belongs to.
    pub user_id: String,
    /// The lines of the cart that are paid for; not empty.
    pub lines: Vec<CartLine>,
}

impl Shown {
    /// What all lines cost together, in cents.
    #[must_use]
    pub fn total_cents(&self) -> u64 {
        self.lines.iter().map(CartLine::total_cents).sum()
    }

    /// How many pieces there are.
    #[must_use]
    pub fn pieces(&self) -> u32 {
        self.lines.iter().map(|line| line.quantity).sum()
    }
}

/// The purchase that the cart is at, with those of its lines that are still in the cart; `None` where nothing is to be paid for.
#[must_use]
pub fn select_shown_purchase(cart: &CartState) -> Option<Shown> {
    let Purchase {
        id,
        user_id,
        product_ids,
    } = cart.purchase.as_ref()?;
    let is_chosen = |line: &&CartLine| product_ids.contains(&line.product_id);
    let lines: Vec<_> = cart.lines.iter().filter(is_chosen).cloned().collect();
    (!lines.is_empty()).then(|| Shown {
        purchase_id: id.clone(),
        user_id: user_id.clone(),
        lines,
    })
}

/// What the shopper of one payment page has agreed to pay for.
///
/// ```
/// use shared_store::CartLine;
/// use shop_checkout::{Confirmation, Shown};
///
/// let of_pieces = |quantity| Shown {
///     purchase_id: "0123456789abcdef".into(),
///     user_id: "u1".into(),
///     lines: vec![CartLine { product_id: "p1".into(), quantity, ..CartLine::default() }],
/// };
/// let mut confirmation = Confirmation::new(&of_pieces(1));
/// assert!(confirmation.press(&of_pieces(1)), "what was shown from the start is ordered");
/// assert!(!confirmation.press(&of_pieces(2)), "another tab has changed the cart: the first press asks");
/// assert!(confirmation.press(&of_pieces(2)), "the second press orders");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Confirmation {
    purchase_id: String,
    agreed: Vec<CartLine>,
}

impl Confirmation {
    /// The shopper has come to the page and sees this.
    #[must_use]
    pub fn new(shown: &Shown) -> Self {
        Self {
            purchase_id: shown.purchase_id.clone(),
            agreed: shown.lines.clone(),
        }
    }

    /// A purchase is shown on the page. Where it is the one that was shown before, nothing more is agreed to: its lines may have gone and
    /// come back meanwhile.
    pub fn show(&mut self, shown: &Shown) {
        if self.purchase_id != shown.purchase_id {
            *self = Self::new(shown);
        }
    }

    /// Whether this is what the shopper has agreed to. If not, the page says that it has changed.
    #[must_use]
    pub fn covers(&self, shown: &Shown) -> bool {
        self.agreed == shown.lines
    }

    /// The shopper was told of this price in answer to a press. Other changes are still to be asked about.
    pub fn agree_to_price(&mut self, product_id: &str, price_cents: u32) {
        let mut lines = self.agreed.iter_mut();
        if let Some(line) = lines.find(|line| line.product_id == product_id) {
            line.price_cents = price_cents;
        }
    }

    /// The shopper has set this quantity on the page itself; 0 removes the line.
    pub fn agree_to_quantity(&mut self, product_id: &str, quantity: u32) {
        self.agreed.retain_mut(|line| {
            if line.product_id == product_id {
                line.quantity = quantity;
            }
            line.quantity > 0
        });
    }

    /// The shopper presses Pay; whether that orders what is shown. A press on something that has changed meanwhile orders nothing: it
    /// asks, and the next press is informed.
    pub fn press(&mut self, shown: &Shown) -> bool {
        let is_informed = self.covers(shown);
        self.agreed.clone_from(&shown.lines);
        is_informed
    }
}
