//! What became of a purchase whose answer this browser never got.
//!
//! The answer to an order may be lost together with the page: the connection breaks, the browser crashes, the tab is closed. The cart
//! still has the purchase then. As soon as its user is known, the server is asked whether its order exists.

use std::rc::Rc;

use shared_api::model::Order;
use shared_store::{BoughtLine, CartAction, Purchase, Store, UserState, select_purchase};

use crate::Page;
use crate::session::report;

/// The type of the action that says which user it is.
const SET_USER: &str = "user/setUser";

impl Page {
    /// Takes what was ordered out of the cart whenever a user comes back to a purchase that was placed, and tells of the order.
    pub fn settle_purchases(&self, tell: impl Fn(&Order) + 'static) {
        let Some(owner) = self.store.owner() else { return };
        let tell: Rc<dyn Fn(&Order)> = Rc::new(tell);
        let page = self.clone();
        let listening = owner.listen(SET_USER, move |_, _| {
            let Some(purchase) = page.purchase_of_user() else {
                return;
            };
            let (page, tell) = (page.clone(), Rc::clone(&tell));
            leptos::task::spawn_local(async move { page.settle(purchase, &*tell).await });
        });
        listening.forever();
    }

    fn purchase_of_user(&self) -> Option<Purchase> {
        let purchase = self.store.select(select_purchase)?;
        let is_of_user = |user: &UserState| user.user.as_ref().is_some_and(|user| user.id == purchase.user_id);
        self.store.select(is_of_user).then_some(purchase)
    }

    async fn settle(&self, purchase: Purchase, tell: &dyn Fn(&Order)) {
        // If the server cannot be asked now, nothing is lost: an order for the same purchase is answered with the one that exists.
        let Ok(Some(order)) = self.api.order_of_purchase(&purchase.id).await else {
            return;
        };
        // Another tab, or the payment page, may have heard of it meanwhile; the user may have logged out.
        if self.purchase_of_user().is_some_and(|present| present.id == purchase.id) {
            take_out(&self.store, purchase.id, &order);
            tell(&order);
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
