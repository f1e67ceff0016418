//! A simulated browser in plain Rust: each tab has an owner of the store and its end of the bridge, and all tabs share the
//! stored cart.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;
use shared_store::bridge::{Bridge, BridgeConfig};
use shared_store::persistence::StaleGuard;
use shared_store::{
    BoughtLine, CART, CartAction, CartLine, Store, StoreOptions, User, UserAction, is_login, make_store, restore_cart,
};
use shop_checkout::{Confirmation, DisplayedPurchase, select_shown_purchase};

pub(crate) struct Browser {
    pub(crate) tabs: Vec<Tab>,
    stored: Option<Vec<u8>>,
    opened: u32,
}

pub(crate) struct Tab {
    pub(crate) store: Store,
    bridge: Rc<Bridge>,
    posted: Rc<RefCell<Vec<Vec<u8>>>>,
    /// The payment page, if the tab shows it.
    pub(crate) payment: Option<Payment>,
    /// Sent orders with their undelivered answers. They arrive even after a navigation.
    pub(crate) under_way: Vec<Sent>,
}

/// The state of a payment page.
pub(crate) struct Payment {
    pub(crate) confirmation: Confirmation,
    /// Whether a request of this page is pending: presses are then ignored.
    pub(crate) is_busy: bool,
    /// The lines that the shopper has read: those displayed at first, at a question of the page, or after a reported
    /// difference.
    pub(crate) read: Vec<CartLine>,
}

/// A sent order.
pub(crate) struct Sent {
    pub(crate) shown: DisplayedPurchase,
    /// Status and body of the answer.
    pub(crate) answer: (u16, Value),
}

impl Browser {
    pub(crate) fn new() -> Self {
        Self {
            tabs: Vec::new(),
            stored: None,
            opened: 0,
        }
    }

    /// Opens a tab with the stored cart and this user.
    pub(crate) fn open(&mut self, user: &Value) {
        self.opened += 1;
        let tab = Tab::new(self.opened);
        if let Some(stored) = &self.stored {
            let state = CART.open(stored).unwrap();
            let guard = StaleGuard::on(tab.store.owner().unwrap(), "cart");
            restore_cart(&tab.store, &state, &guard).unwrap();
        }
        tab.log_in(user);
        tab.posted.take();
        self.tabs.push(tab);
    }

    /// Delivers the posted messages of each tab to all others.
    pub(crate) fn deliver(&self) {
        for (index, tab) in self.tabs.iter().enumerate() {
            for message in tab.posted.take() {
                let others = self.tabs.iter().enumerate().filter(|(other, _)| *other != index);
                for (_, other) in others {
                    other.bridge.receive(other.store.owner().unwrap(), &message).unwrap();
                }
            }
        }
    }

    /// Stores the cart. A page does so a quarter of a second after a change, when it is hidden, and at once when a purchase
    /// begins or ends.
    pub(crate) fn write(&mut self, tab: usize) {
        let owner = self.tabs[tab].store.owner().unwrap();
        self.stored = Some(CART.seal(owner.peek("cart").unwrap(), 0.0));
    }
}

impl Tab {
    fn new(number: u32) -> Self {
        let store_id = format!("tab-{number}");
        let bridge = Rc::new(Bridge::new(&store_id, is_login));
        let store = make_store(StoreOptions {
            store_id,
            ..StoreOptions::default()
        });
        bridge.configure(BridgeConfig {
            enabled: true,
            allow: vec!["cart/*".into(), "user/clearUser".into()],
            dual_write: false,
        });
        let posted = Rc::<RefCell<Vec<_>>>::default();
        let listening = store.owner().unwrap().listen("*", {
            let (store, bridge, posted) = (store.clone(), Rc::clone(&bridge), Rc::clone(&posted));
            move |applied| {
                let owner = store.owner().unwrap();
                if bridge.is_for_others(owner, applied) {
                    posted.borrow_mut().extend(bridge.messages(owner, applied));
                }
            }
        });
        listening.forever();
        Self {
            store,
            bridge,
            posted,
            payment: None,
            under_way: Vec::new(),
        }
    }

    pub(crate) fn log_in(&self, user: &Value) {
        let user = User {
            id: user["id"].as_str().unwrap().to_owned(),
            ..User::default()
        };
        self.store.dispatch(UserAction::SetUser { user }).unwrap();
        self.store
            .dispatch(UserAction::SetIsLoggedIn { is_logged_in: true })
            .unwrap();
    }

    /// The server no longer knows the session.
    pub(crate) fn expire(&mut self) {
        self.payment = None;
        self.store.dispatch(UserAction::SessionExpired).unwrap();
    }

    pub(crate) fn lines(&self) -> Vec<CartLine> {
        self.store.select(shared_store::select_cart_lines)
    }

    pub(crate) fn shown(&self) -> Option<DisplayedPurchase> {
        self.store.select(select_shown_purchase)
    }

    /// Shows the payment page, if a purchase exists.
    pub(crate) fn show_payment(&mut self) {
        self.payment = self.shown().map(|shown| Payment {
            confirmation: Confirmation::new(&shown),
            is_busy: false,
            read: shown.lines,
        });
    }

    /// The pending request of the payment page has ended.
    pub(crate) fn let_press_again(&mut self) {
        if let Some(payment) = &mut self.payment {
            payment.is_busy = false;
        }
    }

    /// Records that the shopper was told of a change, or made it on the payment page.
    pub(crate) fn agree(&mut self, to: impl Fn(&mut Confirmation), read: impl Fn(&mut Vec<CartLine>)) {
        if let Some(payment) = &mut self.payment {
            to(&mut payment.confirmation);
            read(&mut payment.read);
        }
    }

    pub(crate) fn dispatch(&self, action: CartAction) {
        self.store.dispatch(action).unwrap();
    }

    /// Removes the pieces of the server's order from the cart.
    pub(crate) fn settle(&self, purchase_id: &str, order: &Value) {
        let lines = lines_of(order).into_iter().map(|line| BoughtLine {
            product_id: line.product_id,
            quantity: line.quantity,
        });
        self.dispatch(CartAction::PurchasePlaced {
            id: purchase_id.to_owned(),
            lines: lines.collect(),
        });
    }
}

/// The lines of an order from the server.
pub(crate) fn lines_of(order: &Value) -> Vec<CartLine> {
    let number = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    let line = |line: &Value| CartLine {
        product_id: line["productId"].as_str().unwrap().to_owned(),
        price_cents: number(&line["priceCents"]),
        quantity: number(&line["quantity"]),
        ..CartLine::default()
    };
    order["lines"].as_array().unwrap().iter().map(line).collect()
}
