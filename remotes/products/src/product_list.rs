//! `ProductList`: the catalogue.

use leptos::html::P;
use leptos::prelude::*;
use remote_props::ProductListProps;

use crate::add_to_cart::AddToCart;
use crate::address;
use crate::list_cards::{ListContent, Paging};
use crate::list_toolbar::Toolbar;
use crate::listing::{Listing, Progress};
use crate::load_failure::LoadFailure;
use crate::recent_lists::Listed;

/// The catalogue. What it shows is what the address says: props change, the view stays.
pub(crate) fn product_list(props: ReadSignal<ProductListProps>) -> impl IntoView {
    let wanted = Memo::new(move |_| props.with(|props| address::parse(&props.query)));
    let listing = Listing::follow(wanted);
    let cart = AddToCart::new(Signal::derive(move || props.with(|props| props.on_show_toast.clone())));
    let handle_navigate = Signal::derive(move || props.with(|props| props.handle_navigate.clone()));
    let count = NodeRef::<P>::new();
    let has_turned = StoredValue::new(false);
    // Who turned the page is taken to its beginning, once it is there. The Back button keeps its own place.
    Effect::new(move |_| {
        let is_there = listing.shown.with(Option::is_some);
        let is_replacing = listing.progress.get() == Progress::Replacing;
        if is_there
            && !is_replacing
            && has_turned.try_update_value(std::mem::take) == Some(true)
            && let Some(count) = count.get_untracked()
        {
            count.scroll_into_view();
            let _ = count.focus();
        }
    });
    view! {
        <div class="page">
            <div class="page-head">
                <h1 class="page-title">"Products"</h1>
            </div>
            <Toolbar listing handle_navigate/>
            <p class="products-count muted" role="status" tabindex="-1" data-testid="product-count" node_ref=count>
                {Signal::derive(move || listing.shown.with(|shown| shown.as_deref().map_or_else(|| "\u{a0}".into(), count_of)))}
            </p>
            <div class="stack">
                <LoadFailure
                    failure=listing.failure
                    is_loading=Signal::derive(move || listing.progress.get() != Progress::Done)
                    retry=Callback::new(move |()| listing.load())
                />
                <ListContent listing cart/>
            </div>
            <Paging listing on_turn=Callback::new(move |()| has_turned.set_value(true))/>
        </div>
    }
}

/// "48 products, page 2 of 2".
fn count_of(listed: &Listed) -> String {
    let mut text = listed.page.total.to_string();
    text.push_str(if listed.page.total == 1 {
        " product"
    } else {
        " products"
    });
    if !listed.query.query.is_empty() {
        text.push_str(" for “");
        text.push_str(&listed.query.query);
        text.push('”');
    }
    if listed.page.pages > 1 {
        text.push_str(", page ");
        text.push_str(&listed.query.page.to_string());
        text.push_str(" of ");
        text.push_str(&listed.page.pages.to_string());
    }
    text
}
