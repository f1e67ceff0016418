//! Search, category and order of the list. The address is their only state.

use leptos::prelude::*;
use shop_api::model::ProductSort;
use shop_api::rules::MAX_QUERY_CHARS;
use shop_props::ProductListProps;
use tarn_view::dom::{event_target_value, prevent_default};
use tarn_view::{For, view};

use crate::list_navigation::use_list_navigation;
use crate::listing::Listing;

/// The controls of the list. Each of them shows a part of the present query and navigates to the next one.
#[component]
pub(crate) fn ListToolbar(listing: Listing, props: ReadSignal<ProductListProps>) -> impl IntoView {
    let navigation = use_list_navigation(listing, props);
    view! {
        <form
            class="products-toolbar" role="search" aria-label="Products" method="get" action="/products"
            on:submit=move |event| {
                prevent_default(&event);
                navigation.submit();
            }
        >
            <div class="field">
                <label for="product-search">"Search"</label>
                <input
                    id="product-search" name="query" type="search" autocomplete="off" enterkeyhint="search"
                    placeholder="Kettle, lamp, wool …" maxlength=MAX_QUERY_CHARS data-testid="product-search"
                    prop:value=navigation.asked node_ref=navigation.field on:focus=move |_| navigation.begin_search()
                    on:input=move |_| navigation.go_after_pause()
                />
            </div>
            <div class="field">
                <label for="product-category">"Category"</label>
                <select
                    id="product-category" name="category" data-testid="product-category"
                    on:change=move |event| navigation.choose_category(event_target_value(&event))
                >
                    <option value="">"All categories"</option>
                    <For each=move || category_slugs(listing) key=String::clone let(slug)>
                        <CategoryOption listing slug/>
                    </For>
                </select>
            </div>
            <div class="field">
                <label for="product-sort">"Sort by"</label>
                <select
                    id="product-sort" name="sort" data-testid="product-sort"
                    on:change=move |event| navigation.choose_sort(&event_target_value(&event))
                >
                    <SortOption listing sort=ProductSort::Featured label="Featured"/>
                    <SortOption listing sort=ProductSort::PriceAsc label="Price, low to high"/>
                    <SortOption listing sort=ProductSort::PriceDesc label="Price, high to low"/>
                    <SortOption listing sort=ProductSort::Name label="Name, A to Z"/>
                </select>
            </div>
            <button class="button only-without-scripts" type="submit">"Show"</button>
        </form>
    }
}

/// An order of the list.
#[component]
fn SortOption(listing: Listing, sort: ProductSort, label: &'static str) -> impl IntoView {
    view! { <option value={sort.as_str()} prop:selected=move || listing.present().sort == sort>{label}</option> }
}

/// A category, with the number of its products that match the search.
#[component]
fn CategoryOption(listing: Listing, slug: String) -> impl IntoView {
    let (named, chosen) = (slug.clone(), slug.clone());
    let label = move || {
        let now = listing.now();
        let category = now.categories().iter().find(|category| category.slug == named)?;
        Some(category.name.clone() + " (" + &category.count.to_string() + ")")
    };
    view! { <option value=slug prop:selected=move || listing.present().category == chosen>{label}</option> }
}

/// The slugs of the known categories.
fn category_slugs(listing: Listing) -> Vec<String> {
    let now = listing.now();
    now.categories().iter().map(|category| category.slug.clone()).collect()
}
