//! Payment and orders on their own, for the team that owns them.

use leptos::prelude::*;
use page::standalone::{Surroundings, elsewhere, standalone};
use remote_props::{OrderDetailProps, OrderListProps, PaymentProps};
use shared_store::browser::storage::Area;
use shared_store::handoff::{HANDOFF_KEY, Handoff};
use shared_store::{select_cart_lines, use_store};

use crate::order_detail::order_detail;
use crate::order_list::order_list;
use crate::payment::payment;

pub(crate) fn app() -> impl IntoView {
    standalone("orders", view)
}

#[derive(Clone, PartialEq)]
enum Screen {
    Start,
    Payment,
    List,
    Detail,
    Elsewhere(String),
}

fn view(here: Surroundings) -> impl IntoView {
    // A component stays mounted while only its props change, as it does in the host.
    let screen = Memo::new(move |_| match here.location.get().path {
        path if path == "/" => Screen::Start,
        path if path == "/checkout/payment" => Screen::Payment,
        path if path == "/orders" => Screen::List,
        path if path.starts_with("/orders/") => Screen::Detail,
        path => Screen::Elsewhere(path),
    });
    let handle_navigate = here.handle_navigate();
    let on_show_toast = Some(here.on_show_toast());
    move || {
        let (handle_navigate, on_show_toast) = (handle_navigate.clone(), on_show_toast.clone());
        match screen.get() {
            Screen::Start => start(here).into_any(),
            Screen::Payment => payment(Signal::stored(PaymentProps {
                handle_navigate,
                on_show_toast,
            }))
            .into_any(),
            Screen::List => {
                order_list(Signal::stored(OrderListProps { handle_navigate })).into_any()
            }
            Screen::Detail => order_detail(Signal::derive(move || OrderDetailProps {
                order_id: here.location.with(|location| {
                    let last = location.path.rsplit('/').next();
                    last.unwrap_or_default().to_owned()
                }),
                handle_navigate: handle_navigate.clone(),
            }))
            .into_any(),
            Screen::Elsewhere(path) => {
                elsewhere(&path, &["/", "/checkout/payment", "/orders"]).into_any()
            }
        }
    }
}

/// In place of the cart remote: hands the cart off to the payment.
fn start(here: Surroundings) -> impl IntoView {
    let store = StoredValue::new_local(use_store());
    let hand_off = move |_| {
        let lines = store.with_value(|store| store.select(select_cart_lines));
        match Area::Session.write(HANDOFF_KEY, &Handoff::new(lines)) {
            Ok(()) => here.handle_navigate().call(&"/checkout/payment".into()),
            Err(error) => here.say(&error),
        }
    };
    view! {
        <div class="page stack">
            <h1 class="page-title">"Orders, standalone"</h1>
            <p>"Log in and fill the cart above, then hand it off to the payment as the cart remote would."</p>
            <p class="row">
                <button class="button button-primary" type="button" data-testid="dev-hand-off" on:click=hand_off>
                    "Hand the cart off"
                </button>
                <a class="button" href="/orders">"See the orders"</a>
            </p>
        </div>
    }
}
