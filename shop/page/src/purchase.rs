//! Settles a purchase whose answer never reached this browser.
//!
//! The answer to an order may be lost with the page: the connection breaks, the browser crashes, the tab is closed. The
//! purchase is then still in the cart. As soon as its user is known, the server is asked whether its order exists.

use std::rc::Rc;

use shared_store::{BoughtLine, CartAction, Purchase, Store, UserAction, UserState, select_purchase};
use shop_api::ApiError;
use shop_api::model::Order;
use tarn_page::timer;

use crate::Page;
use crate::report::report;

/// The pause before the first retry, in ms; it doubles with each failure.
const FIRST_PAUSE_MS: i32 = 2_000;
/// The number of retries. Later, paying again finds the order.
const REPEATS: u32 = 7;

type Tell = Rc<dyn Fn(&Order)>;

impl Page {
    /// When a user returns to a placed purchase, removes the ordered pieces from the cart and calls `tell` with the order.
    pub fn settle_purchases(&self, tell: impl Fn(&Order) + 'static) {
        let Some(owner) = self.store.owner() else { return };
        let tell: Tell = Rc::new(tell);
        let page = self.clone();
        let listening = owner.listen(UserAction::SET_USER, move |_| {
            let Some(purchase) = page.purchase_of_user() else {
                return;
            };
            page.settle_soon(purchase, Rc::clone(&tell), 0);
        });
        listening.forever();
    }

    fn purchase_of_user(&self) -> Option<Purchase> {
        let purchase = self.store.select(select_purchase)?;
        let is_of_user = |user: &UserState| user.user.as_ref().is_some_and(|user| user.id == purchase.user_id);
        self.store.select(is_of_user).then_some(purchase)
    }

    fn settle_soon(&self, purchase: Purchase, tell: Tell, failures: u32) {
        let page = self.clone();
        leptos::task::spawn_local(async move { page.settle(purchase, tell, failures).await });
    }

    async fn settle(&self, purchase: Purchase, tell: Tell, failures: u32) {
        let answer = self.api.order_of_purchase(&purchase.id).await;
        // Another tab or the payment page may have settled it meanwhile, or the user may have logged out.
        if self.purchase_of_user().is_none_or(|present| present.id != purchase.id) {
            return;
        }
        match answer {
            Ok(Some(order)) => {
                take_out(&self.store, purchase.id, &order);
                tell(&order);
            }
            // Nothing is lost until the server can be asked: an order for the same purchase returns the existing one.
            Err(error) if failures < REPEATS && error.code != ApiError::SESSION_ENDED => {
                let page = self.clone();
                timer::after(FIRST_PAUSE_MS << failures, move || {
                    page.settle_soon(purchase, tell, failures + 1)
                });
            }
            Ok(None) | Err(_) => {}
        }
    }
}

fn take_out(store: &Store, id: String, order: &Order) {
    let bought = order.lines.iter().map(|line| BoughtLine {
        product_id: line.product_id.clone(),
        quantity: line.quantity,
    });
    let lines = bought.collect();
    report(store.dispatch(CartAction::PurchasePlaced { id, lines }));
}
