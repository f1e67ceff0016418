//! One random sequence of one shopper with one browser.

use std::time::Duration;

use serde_json::{Value, json};
use shared_store::{CartAction, CartLine};
use shop_checkout::{DisplayedPurchase, begin};

use crate::browser::{Browser, Sent, Tab, lines_of};
use crate::ledger::{Ledger, Pieces};
use crate::random::Random;
use crate::shop::{Login, PRODUCTS, Shop};

pub(crate) struct Sequence {
    seed: u64,
    random: Random,
    browser: Browser,
    ledger: Ledger,
    login: Login,
    /// Whether the server still knows the session of the browser.
    is_session_alive: bool,
    /// The steps so far, for a failure's message.
    trace: Vec<String>,
    /// The number of orders in the shop before this sequence.
    orders_before: i64,
}

/// The steps; a repeated one is more frequent.
const ACTS: &[&str] = &[
    "add",
    "add",
    "add",
    "change",
    "remove",
    "checkout",
    "checkout",
    "checkout",
    "pay",
    "pay",
    "pay",
    "pay",
    "answer",
    "answer",
    "lose",
    "reload",
    "close",
    "second tab",
    "crash",
    "expire",
    "price",
    "retire",
];

impl Sequence {
    pub(crate) async fn new(shop: &mut Shop, login: Login, seed: u64) -> Self {
        shop.restock().await;
        let mut browser = Browser::new();
        browser.open(&login.user);
        Self {
            seed,
            random: Random::new(seed),
            browser,
            ledger: Ledger::default(),
            login,
            is_session_alive: true,
            trace: Vec::new(),
            orders_before: shop.count_orders().await,
        }
    }

    pub(crate) fn orders(&self) -> usize {
        self.ledger.orders()
    }

    pub(crate) async fn step(&mut self, shop: &mut Shop) {
        let act = ACTS[self.random.below(ACTS.len())];
        let tab = self.random.below(self.browser.tabs.len());
        let product = self.random.below(PRODUCTS);
        self.trace.push(format!("{act} (tab {tab}, product {product})"));
        match act {
            "add" => self.add(shop, tab, product),
            "change" => self.change(tab),
            "remove" => self.remove(tab),
            "checkout" => self.checkout(tab),
            "pay" => self.pay(shop, tab).await,
            "answer" => self.take_answer(tab),
            "lose" => self.lose_answers(tab),
            "reload" => self.reload(shop, tab).await,
            "close" => self.close(shop, tab).await,
            "second tab" => {
                // The previous tab becomes hidden, which writes its cart.
                self.write(tab);
                self.open(shop).await;
            }
            "crash" => self.crash(shop).await,
            "expire" => self.is_session_alive = false,
            "price" => {
                let price = [100, 4_900, 6_800, 12_900][self.random.below(4)];
                shop.set_price(product, price).await;
            }
            "retire" => {
                let is_retired = !shop.products[product].is_retired && self.random.chance(50);
                shop.retire(product, is_retired).await;
            }
            _ => unreachable!("unknown act {act}"),
        }
        self.browser.deliver();
        if self.random.chance(70) {
            self.write(0);
        }
    }

    fn write(&mut self, tab: usize) {
        self.browser.write(tab);
        self.ledger.stored = self.ledger.cart.clone();
    }

    fn add(&mut self, shop: &Shop, tab: usize, product: usize) {
        let product = &shop.products[product];
        let quantity = 1 + u32::try_from(self.random.below(3)).unwrap();
        if product.is_retired {
            return;
        }
        self.browser.tabs[tab].dispatch(CartAction::AddToCart(CartLine {
            product_id: product.id.clone(),
            name: product.name.clone(),
            price_cents: product.price_cents,
            quantity,
            ..CartLine::default()
        }));
        *self.ledger.cart.entry(product.id.clone()).or_default() += quantity;
        self.leave_payment(tab);
    }

    /// The cart is changed on its own page, so the tab leaves the payment page.
    fn leave_payment(&mut self, tab: usize) {
        self.browser.tabs[tab].payment = None;
    }

    fn some_line(&mut self, tab: usize) -> Option<CartLine> {
        let lines = self.browser.tabs[tab].lines();
        (!lines.is_empty()).then(|| lines[self.random.below(lines.len())].clone())
    }

    fn change(&mut self, tab: usize) {
        let Some(line) = self.some_line(tab) else { return };
        let quantity = 1 + u32::try_from(self.random.below(5)).unwrap();
        self.set_quantity(tab, line.product_id, quantity);
        self.leave_payment(tab);
    }

    fn remove(&mut self, tab: usize) {
        let Some(line) = self.some_line(tab) else { return };
        self.set_quantity(tab, line.product_id, 0);
        self.leave_payment(tab);
    }

    fn set_quantity(&mut self, tab: usize, product_id: String, quantity: u32) {
        match quantity {
            0 => self.ledger.cart.remove(&product_id),
            _ => self.ledger.cart.insert(product_id.clone(), quantity),
        };
        self.browser.tabs[tab].dispatch(CartAction::UpdateQuantity { product_id, quantity });
    }

    /// Goes from the cart to the payment with some or all of the lines.
    fn checkout(&mut self, tab: usize) {
        let mut ids: Vec<_> = self.browser.tabs[tab]
            .lines()
            .into_iter()
            .map(|line| line.product_id)
            .collect();
        if ids.is_empty() {
            return;
        }
        let chosen = if self.random.chance(50) {
            ids.len()
        } else {
            1 + self.random.below(ids.len())
        };
        ids.truncate(chosen);
        let user_id = self.login.user["id"].as_str().unwrap().to_owned();
        let new_id = format!("{:08x}-{}-{}", self.random.below(1 << 30), self.seed, self.trace.len());
        begin(&self.browser.tabs[tab].store, user_id, ids, || new_id).unwrap();
        self.write(tab);
        self.browser.tabs[tab].show_payment();
    }

    /// Presses Pay. Sometimes the server is killed meanwhile, or has lost the session.
    async fn pay(&mut self, shop: &mut Shop, tab: usize) {
        let Some(shown) = self.press(tab) else { return };
        let token = if self.is_session_alive {
            &self.login.token
        } else {
            "expired"
        };
        let sending = shop.order(token, &shown.purchase_id, &request(&shown));
        if self.random.chance(12) {
            self.trace.push("the server is killed".into());
            tokio::time::sleep(Duration::from_micros(u64::try_from(self.random.below(4_000)).unwrap())).await;
            shop.kill();
            let answer = sending.await.unwrap();
            shop.start_again();
            self.look(shop).await;
            self.answered(tab, shown, answer);
            return;
        }
        let answer = sending.await.unwrap();
        self.look(shop).await;
        self.answered(tab, shown, answer);
    }

    /// The purchase to order, if the press is informed.
    fn press(&mut self, tab: usize) -> Option<DisplayedPurchase> {
        let tab = &mut self.browser.tabs[tab];
        let shown = tab.shown()?;
        let payment = tab.payment.as_mut().filter(|payment| !payment.is_busy)?;
        if !payment.confirmation.press(&shown) {
            payment.read.clone_from(&shown.lines);
            return None;
        }
        assert_eq!(
            payment.read, shown.lines,
            "the shopper has not read what is ordered, seed {}",
            self.seed
        );
        payment.is_busy = true;
        self.ledger.confirm(&shown);
        Some(shown)
    }

    fn answered(&mut self, tab: usize, shown: DisplayedPurchase, answer: Option<(u16, Value)>) {
        let tab = &mut self.browser.tabs[tab];
        match answer {
            Some(answer) => tab.under_way.push(Sent { shown, answer }),
            None => tab.let_press_again(),
        }
    }

    /// Reads the server's orders so far.
    async fn look(&mut self, shop: &Shop) {
        for purchase_id in self.ledger.purchases() {
            let order = shop.order_of(&self.login, &purchase_id).await;
            if !order.is_null() {
                self.ledger.see_order(&purchase_id, lines_of(&order));
            }
        }
    }

    /// Delivers an answer, handled as in the orders remote (`place.rs`).
    fn take_answer(&mut self, tab: usize) {
        if self.browser.tabs[tab].under_way.is_empty() {
            return;
        }
        let Sent { shown, answer } = self.browser.tabs[tab].under_way.remove(0);
        match answer {
            (200 | 201, order) => {
                self.browser.tabs[tab].settle(&shown.purchase_id, &order);
                self.browser.tabs[tab].payment = None;
                self.ledger.hear(&shown.purchase_id);
                self.write(tab);
            }
            // The session has expired. The shopper logs in again and returns to the same purchase.
            (401, _) => {
                self.is_session_alive = true;
                self.browser.tabs[tab].expire();
                self.browser.deliver();
                self.check();
                self.browser.tabs[tab].log_in(&self.login.user);
                self.browser.tabs[tab].show_payment();
            }
            (404 | 409, body) => self.refused(tab, &body["error"]["differences"]),
            // Such as 503: the page does not know the order's fate and allows another press.
            (status, _) => {
                self.trace.push(format!("the answer {status}"));
                self.browser.tabs[tab].let_press_again();
            }
        }
    }

    fn refused(&mut self, tab: usize, differences: &Value) {
        for difference in differences.as_array().unwrap() {
            let product_id = difference["productId"].as_str().unwrap().to_owned();
            if let Some(price_cents) = difference["priceCents"].as_u64() {
                let price_cents = u32::try_from(price_cents).unwrap();
                let tab = &mut self.browser.tabs[tab];
                tab.agree(
                    |confirmation| confirmation.agree_to_price(&product_id, price_cents),
                    |read| of(read, &product_id, |line| line.price_cents = price_cents),
                );
                tab.dispatch(CartAction::UpdatePrice {
                    product_id,
                    price_cents,
                });
            } else if self.ledger.cart.contains_key(&product_id) && self.random.chance(60) {
                self.trace.push(format!("accepts that {product_id} is gone"));
                self.browser.tabs[tab].agree(
                    |confirmation| confirmation.agree_to_quantity(&product_id, 0),
                    |read| read.retain(|line| line.product_id != product_id),
                );
                self.set_quantity(tab, product_id, 0);
            }
        }
        self.browser.tabs[tab].let_press_again();
    }

    fn lose_answers(&mut self, tab: usize) {
        let tab = &mut self.browser.tabs[tab];
        tab.under_way.clear();
        tab.let_press_again();
    }

    /// Opens a tab, which asks for the order of its purchase, like `purchase.rs` in `shop/page`.
    async fn open(&mut self, shop: &Shop) {
        self.is_session_alive = true;
        self.browser.open(&self.login.user);
        let tab = self.browser.tabs.len() - 1;
        let Some(purchase) = self.browser.tabs[tab].store.select(shared_store::select_purchase) else {
            return;
        };
        let order = shop.order_of(&self.login, &purchase.id).await;
        if !order.is_null() {
            self.browser.tabs[tab].settle(&purchase.id, &order);
            self.ledger.hear(&purchase.id);
            self.write(tab);
        }
    }

    async fn reload(&mut self, shop: &Shop, tab: usize) {
        self.write(tab);
        let was_paying = self.browser.tabs.remove(tab).payment.is_some();
        self.open(shop).await;
        if was_paying {
            self.browser
                .tabs
                .iter_mut()
                .last()
                .into_iter()
                .for_each(Tab::show_payment);
        }
    }

    async fn close(&mut self, shop: &Shop, tab: usize) {
        self.write(tab);
        self.browser.tabs.remove(tab);
        if self.browser.tabs.is_empty() {
            self.open(shop).await;
        }
    }

    /// The browser crashes and loses all unwritten changes.
    async fn crash(&mut self, shop: &Shop) {
        self.browser.tabs.clear();
        self.ledger.cart = self.ledger.stored.clone();
        self.open(shop).await;
    }

    /// The cart of every tab contains the shopper's changes, less the ordered pieces.
    pub(crate) fn check(&self) {
        for (number, tab) in self.browser.tabs.iter().enumerate() {
            let lines = tab.lines().into_iter();
            let cart: Pieces = lines.map(|line| (line.product_id, line.quantity)).collect();
            assert_eq!(
                cart, self.ledger.cart,
                "the cart of tab {number}, seed {}: {:#?}",
                self.seed, self.trace
            );
        }
    }

    /// The shopper returns without faults and buys the rest. Then the shop has exactly the confirmed orders.
    pub(crate) async fn finish(&mut self, shop: &mut Shop) {
        shop.restock().await;
        self.crash(shop).await;
        self.check();
        for _ in 0..20 {
            if self.ledger.cart.is_empty() {
                break;
            }
            self.checkout(0);
            self.pay(shop, 0).await;
            self.take_answer(0);
            self.check();
        }
        assert!(self.ledger.cart.is_empty(), "seed {}: {:#?}", self.seed, self.trace);
        let orders = shop.count_orders().await - self.orders_before;
        assert_eq!(
            orders,
            i64::try_from(self.ledger.orders()).unwrap(),
            "seed {}",
            self.seed
        );
    }
}

/// Changes the line of a product, if it exists.
fn of(lines: &mut [CartLine], product_id: &str, change: impl Fn(&mut CartLine)) {
    lines
        .iter_mut()
        .filter(|line| line.product_id == product_id)
        .for_each(change);
}

/// The request for exactly the displayed lines, as in the orders remote (`place.rs`).
fn request(shown: &DisplayedPurchase) -> Value {
    let line = |line: &CartLine| json!({ "productId": line.product_id, "quantity": line.quantity, "priceCents": line.price_cents });
    let lines: Vec<_> = shown.lines.iter().map(line).collect();
    json!({ "lines": lines, "totalCents": shown.total_cents() })
}
