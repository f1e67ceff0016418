//! A model of the payment: random sequences of actions of shoppers, tabs, networks, servers and the shop, against the real
//! server process and with the stores, bridges and stored carts of a page. The payment page's decisions are
//! `shop_checkout`, as in the orders remote.
//!
//! The invariants after each step:
//! - each order was confirmed by a press on Pay: the same products and quantities were displayed, at these prices or higher
//!   ones;
//! - no piece is ordered twice: an order contains no piece of another order whose answer was lost;
//! - the cart of every tab contains the shopper's changes, less the ordered pieces.
//!
//! `PAYMENT_SEQUENCES=10000 PAYMENT_SEED=1 cargo test -p server --test payment_model` runs more sequences, starting at
//! another seed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod ledger;
mod random;
mod sequence;
mod shop;

use sequence::Sequence;
use shop::Shop;

/// The number of sequences in the suite.
const SEQUENCES: u64 = 500;
/// The number of steps in each sequence.
const STEPS: u32 = 24;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[tokio::test]
async fn however_a_shopper_pays_one_purchase_is_one_order_at_the_shown_price() {
    let first = setting("PAYMENT_SEED", 1);
    let count = setting("PAYMENT_SEQUENCES", SEQUENCES);
    let mut shop = Shop::start().await;
    let login = shop.log_in().await;
    let (mut orders, mut steps) = (0, 0);
    for seed in first..first + count {
        let mut sequence = Sequence::new(&mut shop, login.clone(), seed).await;
        for _ in 0..STEPS {
            sequence.step(&mut shop).await;
            sequence.check();
            steps += 1;
        }
        sequence.finish(&mut shop).await;
        orders += sequence.orders();
    }
    println!("{count} sequences of payment from seed {first}, {steps} steps, {orders} orders: all invariants hold");
    assert!(
        orders as u64 > count / 2,
        "the sequences pay too seldom: {orders} orders"
    );
}
