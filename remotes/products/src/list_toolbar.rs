//! Search, category and order of the list. They stand in the address and nowhere else.

use std::time::Duration;

use federation::Callback;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use shared_api::model::{ProductQuery, ProductSort};
use shared_api::rules::MAX_QUERY_CHARS;

use crate::address::{address_of, search_words};
use crate::erased::part;
use crate::listing::Listing;

/// How long typing must pause before the search runs.
const PAUSE: Duration = Duration::from_millis(250);

#[component]
pub(crate) fn Toolbar(listing: Listing, handle_navigate: Signal<Callback<String>>) -> impl IntoView {
    let present = Memo::new(move |_| listing.present());
    let input = NodeRef::<Input>::new();
    let typed = move || {
        let input = input.get_untracked();
        search_words(&input.map(|input| input.value()).unwrap_or_default())
    };
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(Some(timeout)) = pending.try_update_value(Option::take) {
            timeout.clear();
        }
    };
    on_cleanup(cancel);

    // The words that the address has, or is about to have: only others are written into the field, so that nobody's
    // typing is overwritten.
    let asked = StoredValue::new(String::new());
    let words = Memo::new(move |_| present.with(|present| present.query.clone()));
    Effect::new(move |_| {
        let words = words.get();
        if asked.with_value(|asked| *asked != words) {
            cancel();
            if let Some(input) = input.get_untracked() {
                input.set_value(&words);
            }
            asked.set_value(words);
        }
    });

    let go = move |change: &dyn Fn(&mut ProductQuery)| {
        cancel();
        let first_page = ProductQuery {
            page: 1,
            ..present.get_untracked()
        };
        let mut next = ProductQuery {
            query: typed(),
            ..first_page.clone()
        };
        change(&mut next);
        if next != first_page {
            asked.set_value(next.query.clone());
            handle_navigate.with_untracked(|navigate| navigate.call(&address_of(&next)));
        }
    };
    let type_words = move |_| {
        cancel();
        pending.set_value(set_timeout_with_handle(move || go(&|_| ()), PAUSE).ok());
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        go(&|_| ());
    };
    let choose_category = move |event| {
        let category = event_target_value(&event);
        go(&|query| query.category.clone_from(&category));
    };
    let choose_sort = move |event| {
        let sort = ProductSort::parse(&event_target_value(&event)).unwrap_or_default();
        go(&|query| query.sort = sort);
    };
    view! {
        <form class="products-toolbar" role="search" aria-label="Products" on:submit=submit>
            <div class="field">
                <label for="product-search">"Search"</label>
                <input
                    id="product-search"
                    type="search"
                    autocomplete="off"
                    enterkeyhint="search"
                    placeholder="Kettle, lamp, wool …"
                    maxlength=MAX_QUERY_CHARS.to_string()
                    data-testid="product-search"
                    node_ref=input
                    on:input=type_words
                />
            </div>
            <div class="field">
                <label for="product-category">"Category"</label>
                <select id="product-category" data-testid="product-category" on:change=choose_category>
                    <option value="">"All categories"</option>
                    <Categories listing present/>
                </select>
            </div>
            <div class="field">
                <label for="product-sort">"Sort by"</label>
                <select id="product-sort" data-testid="product-sort" on:change=choose_sort>
                    {ProductSort::ALL
                        .map(|sort| view! {
                            <option
                                value=sort.as_str()
                                prop:selected=Signal::derive(move || present.with(|present| present.sort == sort))
                            >
                                {sort_name(sort)}
                            </option>
                        })
                        .collect_view()}
                </select>
            </div>
        </form>
    }
}

/// The shop's categories, as soon as they are known.
#[component]
fn Categories(listing: Listing, present: Memo<ProductQuery>) -> impl IntoView {
    let categories = Memo::new(move |before: Option<&Vec<_>>| {
        // While nothing is shown the choice stays.
        listing
            .shown
            .with(|shown| Some(shown.as_ref()?.page.categories.clone()))
            .or_else(|| before.cloned())
            .unwrap_or_default()
    });
    let chosen = Memo::new(move |_| present.with(|present| present.category.clone()));
    part(move || {
        let options = categories.get().into_iter().map(|category| {
            let slug = category.slug.clone();
            view! {
                <option value=category.slug prop:selected=Signal::derive(move || chosen.with(|chosen| *chosen == slug))>
                    {category.name} " (" {category.count} ")"
                </option>
            }
        });
        options.collect_view().into_any()
    })
}

fn sort_name(sort: ProductSort) -> &'static str {
    match sort {
        ProductSort::Featured => "Featured",
        ProductSort::PriceAsc => "Price, low to high",
        ProductSort::PriceDesc => "Price, high to low",
        ProductSort::Name => "Name, A to Z",
    }
}
