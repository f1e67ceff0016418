//! The cart on its own, for the team that owns it.

use federation::Callback;
use leptos::prelude::*;
use page::standalone::{Surroundings, elsewhere, standalone};
use remote_props::{CartPageProps, MiniCartPreviewProps};

use crate::{cart_page::cart_page, mini_cart::mini_cart_preview};

pub(crate) fn app() -> impl IntoView {
    standalone("cart", view)
}

fn view(here: Surroundings) -> impl IntoView {
    move || match here.location.get().path.as_str() {
        "/" | "/cart" => cart_page(Signal::stored(CartPageProps {
            handle_navigate: here.handle_navigate(),
            on_go_to_payment: Callback::new(move |()| {
                here.say("onGoToPayment was called; the handoff is in sessionStorage.")
            }),
            on_selected_items_change: None,
            on_show_toast: Some(here.on_show_toast()),
        }))
        .into_any(),
        "/mini-cart" => mini_cart_preview(Signal::stored(MiniCartPreviewProps {
            handle_navigate: here.handle_navigate(),
        }))
        .into_any(),
        path => elsewhere(path, &["/", "/mini-cart"]).into_any(),
    }
}
