//! The products on their own, for the team that owns them.

use leptos::prelude::*;
use page::standalone::{Surroundings, elsewhere, standalone};
use remote_props::{AddToCartButtonProps, ProductDetailProps, ProductListProps};

use crate::add_to_cart_button::add_to_cart_button;
use crate::product_detail::product_detail;
use crate::product_list::product_list;

/// Where the button is shown by itself, for the product at the end.
const BUTTON: &str = "/add-to-cart/";

pub(crate) fn app() -> impl IntoView {
    standalone("products", view)
}

#[derive(Clone, PartialEq)]
enum Screen {
    List,
    Detail,
    Button,
    Elsewhere(String),
}

fn view(here: Surroundings) -> impl IntoView {
    // A component stays mounted while only its props change, as it does in the host.
    let screen = Memo::new(move |_| match here.location.get().path {
        path if path == "/" || path == "/products" => Screen::List,
        path if path.starts_with("/product/") => Screen::Detail,
        path if path.starts_with(BUTTON) => Screen::Button,
        path => Screen::Elsewhere(path),
    });
    let last_segment = move || {
        here.location.with(|location| {
            let last = location.path.rsplit('/').next();
            last.unwrap_or_default().to_owned()
        })
    };
    let handle_navigate = here.handle_navigate();
    let on_show_toast = Some(here.on_show_toast());
    move || {
        let (handle_navigate, on_show_toast) = (handle_navigate.clone(), on_show_toast.clone());
        match screen.get() {
            Screen::List => product_list(Signal::derive(move || ProductListProps {
                handle_navigate: handle_navigate.clone(),
                on_show_toast: on_show_toast.clone(),
                query: here.location.with(|location| location.query.clone()),
            }))
            .into_any(),
            Screen::Detail => product_detail(Signal::derive(move || ProductDetailProps {
                product_id: last_segment(),
                handle_navigate: handle_navigate.clone(),
                on_show_toast: on_show_toast.clone(),
            }))
            .into_any(),
            Screen::Button => add_to_cart_button(Signal::derive(move || AddToCartButtonProps {
                product_id: last_segment(),
                on_show_toast: on_show_toast.clone(),
            }))
            .into_any(),
            Screen::Elsewhere(path) => {
                elsewhere(&path, &["/products", "/product/p1", "/add-to-cart/p1"]).into_any()
            }
        }
    }
}
