//! The cart link with its badge, and the cart remote's preview below it.

use leptos::prelude::*;
use shared_store::{select_total_cart_items, use_selector};
use shop_page::Location;
use shop_props::MiniCartPreviewProps;
use tarn_federation::Props;
use tarn_federation::browser::remote_view::remote_slot;
use tarn_html_template::{Template, template};
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, KeyboardEvent, Node};

use crate::callbacks::Callbacks;

const AREA: &str = r#"<div class="cart-area" data-part="area">
    <a href="/cart" class="cart-link" data-testid="nav-cart" data-part="link">Cart <span class="cart-badge" data-testid="cart-badge" aria-live="polite" data-part="badge"></span><span class="visually-hidden"> items</span></a>
    <div data-part="preview"></div>
</div>"#;

const PANEL: &str =
    r#"<div class="mini-cart-panel" role="region" aria-label="Cart preview"><div data-part="slot"></div></div>"#;

const SKELETON: &str =
    r#"<div class="skeleton-block skeleton" role="status" aria-label="Loading the cart preview"></div>"#;

/// Shows the preview while the pointer or the focus is within; Escape closes it.
pub(crate) fn cart_link(location: Location, callbacks: &Callbacks) -> Template {
    let items = use_selector(select_total_cart_items);
    let open = RwSignal::new(false);
    let path = location.path;
    let props = MiniCartPreviewProps {
        handle_navigate: callbacks.handle_navigate.clone(),
    };
    let show = move |_| open.set(path.get_untracked() != "/cart");
    let close_unless_within = move |event: Event| {
        let area = event.current_target().and_then(|area| area.dyn_into::<Node>().ok());
        let next = event
            .dyn_ref::<FocusEvent>()
            .and_then(FocusEvent::related_target)
            .and_then(|next| next.dyn_into::<Node>().ok());
        if !area.is_some_and(|area| area.contains(next.as_ref())) {
            open.set(false);
        }
    };
    let close_on_escape = move |event: Event| {
        if event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == "Escape")
        {
            open.set(false);
        }
    };
    template(AREA)
        .attr("link", "aria-current", move || {
            path.with(|path| path == "/cart").then(|| "page".to_owned())
        })
        .number("badge", move || items.get())
        .attr("badge", "data-count", move || Some(items.get().to_string()))
        .on("area", "mouseenter", show)
        .on("area", "mouseleave", move |_| open.set(false))
        .on("area", "focusin", show)
        .on("area", "focusout", close_unless_within)
        .on("area", "keydown", close_on_escape)
        // A navigation closes the preview; the cart's own page has none.
        .follow(move || {
            path.track();
            open.set(false);
        })
        .show(
            "preview",
            move || open.get().then(String::new),
            move |_| panel(props.clone()),
        )
}

fn panel(props: MiniCartPreviewProps) -> Template {
    let slot = remote_slot("cart", "MiniCartPreview", move || props.to_js(), || template(SKELETON));
    template(PANEL).put("slot", slot)
}
