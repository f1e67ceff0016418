//! Placing the order.

use std::rc::Rc;

use federation::Callback;
use html_template::{Template, template};
use leptos::prelude::*;
use leptos::task::spawn_local;
use remote_props::PaymentProps;
use shared_api::ApiError;
use shared_api::calls::place_order;
use shared_api::events::{EventDetail, EventType, tell};
use shared_api::model::OrderLineRequest;
use shared_store::{CartLine, Store, select_locale, use_selector, use_store};
use shared_ui::money;

use crate::bought::{remove_bought, shopper};
use crate::idempotency_key;
use crate::request::Request;

// The problem's place is hidden while it is empty: else there would be a gap.
const PAY: &str = r#"<div class="stack stack-tight">
    <div>
        <button class="button button-primary button-wide" type="button" data-testid="pay" data-part="pay"></button>
        <p class="small muted">Demo shop: no payment is taken and nothing is sent. Prices and stock are confirmed when you pay.</p>
    </div>
    <div data-part="problem"></div>
</div>"#;

const TEMPORARY: &str = r#"<div class="notice notice-error" role="alert" data-testid="pay-problem">
    <p data-part="what"></p>
    <button class="button button-small" type="button" data-testid="retry" data-part="retry">Try again</button>
</div>"#;

const LASTING: &str = r#"<div class="notice notice-error" role="alert" data-testid="pay-problem">
    <p data-part="what"></p>
    <a class="button button-small" href="/cart">Change your cart</a>
</div>"#;

/// What is needed to place the order, and kept until the answer is there, even after the view is gone.
struct Intent {
    store: Store,
    lines: Vec<CartLine>,
    /// What the shopper was told to pay.
    cents: u64,
    /// Who buys what, in one text: another purchase is another text.
    purchase: String,
    /// The same however often this purchase is tried, also after a reload.
    key: String,
}

/// The button that places the order, and what became of that. However often it is pressed, there is one order: presses
/// while a request is under way are passed over, and all requests carry the same key. `cents` is what the shopper is told
/// to pay.
pub(crate) fn pay(props: ReadSignal<PaymentProps>, lines: Vec<CartLine>, cents: u64) -> Template {
    let locale = use_selector(select_locale);
    let request = Request::new();
    let store = use_store();
    let purchase = purchase(&store, &lines);
    let intent = Rc::new(Intent {
        key: idempotency_key::of(&purchase),
        store,
        lines,
        cents,
        purchase,
    });
    let pay = Rc::new(move || {
        if request.begin() {
            spawn_local(place(Rc::clone(&intent), request, props.get_untracked()));
        }
    });
    let is_busy = move || Some(request.is_under_way().to_string());
    let press = Rc::clone(&pay);
    template(PAY)
        .text("pay", move || format!("Pay {}", money(cents, &locale.get())))
        .attr("pay", "aria-disabled", is_busy)
        .attr("pay", "aria-busy", is_busy)
        .on("pay", "click", move |_| press())
        .flag("problem", "hidden", move || request.failure_key().is_none())
        .show(
            "problem",
            move || request.failure_key(),
            move |_| {
                let (what, is_temporary) = request.failure();
                let pay = Rc::clone(&pay);
                problem(what, is_temporary, move || pay())
            },
        )
}

fn problem(mut what: String, is_temporary: bool, retry: impl Fn() + 'static) -> Template {
    if !is_temporary {
        return template(LASTING).write("what", &what);
    }
    what.push_str(" Trying again is safe: it will not be ordered twice.");
    template(TEMPORARY)
        .write("what", &what)
        .on("retry", "click", move |_| retry())
}

async fn place(intent: Rc<Intent>, request: Request, props: PaymentProps) {
    let toast = props.on_show_toast.as_ref();
    let buyer = intent.store.select(shopper);
    idempotency_key::keep(&intent.key, &intent.purchase);
    let answer = place_order(&order_lines(&intent.lines), &intent.key).await;
    if let Ok(order) = &answer {
        let pieces = order.lines.iter().map(|line| line.quantity).sum();
        let total_cents = order.total_cents;
        tell(EventType::OrderPlaced, EventDetail { pieces, total_cents });
    }
    match answer {
        Ok(_) if intent.store.select(shopper) != buyer => {
            idempotency_key::confirmed();
            request.end(None);
        }
        Ok(order) => {
            idempotency_key::confirmed();
            remove_bought(&intent.store, &intent.lines);
            say(toast, &thanks(order.total_cents, &intent));
            // Who has gone elsewhere meanwhile is left there.
            if !request.is_abandoned() {
                props.handle_navigate.call(&"/orders".into());
            }
        }
        Err(error) => {
            if request.is_abandoned() || error.code == ApiError::SESSION_ENDED {
                say(toast, &error.message);
            }
            request.end(Some(error));
        }
    }
}

/// ` u1 p1*2 p7*1`: its shopper and its lines.
fn purchase(store: &Store, lines: &[CartLine]) -> String {
    let mut text = String::from(" ");
    text.push_str(&store.select(shopper).unwrap_or_default());
    for line in lines {
        text.push(' ');
        text.push_str(&line.product_id);
        text.push('*');
        text.push_str(&line.quantity.to_string());
    }
    text
}

fn order_lines(lines: &[CartLine]) -> Vec<OrderLineRequest> {
    let order_line = |line: &CartLine| OrderLineRequest {
        product_id: line.product_id.clone(),
        quantity: i64::from(line.quantity),
    };
    lines.iter().map(order_line).collect()
}

/// What to say when the order is placed: the server decides the prices, and the shopper is told when they had changed.
fn thanks(ordered_cents: u64, intent: &Intent) -> String {
    let mut text = String::from("Thank you, your order is placed");
    if ordered_cents != intent.cents {
        text.push_str(". Prices had changed: the total is ");
        text.push_str(&money(ordered_cents, &intent.store.select(select_locale)));
    }
    text
}

fn say(on_show_toast: Option<&Callback<String>>, message: &str) {
    if let Some(show) = on_show_toast {
        show.call(&message.to_owned());
    }
}
