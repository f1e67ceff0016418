//! Search, category and order of the list. The address is their only state.

use std::time::Duration;

use leptos::prelude::*;
use shared_store::Selected;
use shop_api::model::{ProductQuery, ProductSort};
use shop_api::rules::MAX_QUERY_CHARS;
use shop_props::ProductListProps;
use tarn_view::dom::{FieldRef, TimeoutHandle, event_target_value, prevent_default, set_timeout_with_handle};
use tarn_view::{For, follow, view};

use crate::address::{address_of, search_words};
use crate::listing::Listing;

/// The debounce of the search field.
const PAUSE: Duration = Duration::from_millis(250);

/// The controls of the list.
#[component]
pub(crate) fn ListToolbar(listing: Listing, props: ReadSignal<ProductListProps>) -> impl IntoView {
    let toolbar = Toolbar::new(listing, props);
    let words = Selected::new(move || listing.present().query);
    follow(move || toolbar.show_words(words.get()));
    on_cleanup(move || toolbar.stop_waiting());
    view! {
        <form
            class="products-toolbar" role="search" aria-label="Products"
            on:submit=move |event| {
                prevent_default(&event);
                toolbar.submit();
            }
        >
            <div class="field">
                <label for="product-search">"Search"</label>
                <input
                    id="product-search" type="search" autocomplete="off" enterkeyhint="search"
                    placeholder="Kettle, lamp, wool …" maxlength=MAX_QUERY_CHARS data-testid="product-search"
                    prop:value=toolbar.asked node_ref=toolbar.field on:focus=move |_| toolbar.begin_search()
                    on:input=move |_| toolbar.go_after_pause()
                />
            </div>
            <div class="field">
                <label for="product-category">"Category"</label>
                <select
                    id="product-category" data-testid="product-category"
                    on:change=move |event| toolbar.choose_category(event_target_value(&event))
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
                    id="product-sort" data-testid="product-sort" prop:value=move || listing.present().sort.as_str()
                    on:change=move |event| toolbar.choose_sort(&event_target_value(&event))
                >
                    <option value="featured">"Featured"</option>
                    <option value="price-asc">"Price, low to high"</option>
                    <option value="price-desc">"Price, high to low"</option>
                    <option value="name">"Name, A to Z"</option>
                </select>
            </div>
        </form>
    }
}

/// The slugs of the known categories.
fn category_slugs(listing: Listing) -> Vec<String> {
    let now = listing.now();
    now.categories().iter().map(|category| category.slug.clone()).collect()
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

/// Translates the controls' values into addresses.
#[derive(Clone, Copy)]
struct Toolbar {
    listing: Listing,
    props: ReadSignal<ProductListProps>,
    field: FieldRef,
    /// The words of the present or requested address. Only other words are written into the field, so that the shopper's
    /// typing is never overwritten.
    asked: RwSignal<String>,
    typing: StoredValue<Typing>,
}

/// The search being typed.
#[derive(Debug, Clone, Copy, Default)]
struct Typing {
    /// True while the present history entry belongs to the search. Further typing replaces that entry, so Back leaves the
    /// search in one step. The search ends when the field is left or submitted.
    has_entry: bool,
    /// The debounce timer.
    pause: Option<TimeoutHandle>,
}

impl Toolbar {
    fn new(listing: Listing, props: ReadSignal<ProductListProps>) -> Self {
        Self {
            listing,
            props,
            field: FieldRef::new(),
            asked: RwSignal::new(untrack(|| listing.present().query)),
            typing: StoredValue::default(),
        }
    }

    /// The list's present query, from its first page.
    fn present(self) -> ProductQuery {
        ProductQuery {
            page: 1,
            ..untrack(|| self.listing.present())
        }
    }

    /// The present query with the words in the field.
    fn next(self) -> ProductQuery {
        ProductQuery {
            query: search_words(&self.field.value()),
            ..self.present()
        }
    }

    fn choose_category(self, category: String) {
        self.begin_search();
        self.show(ProductQuery {
            category,
            ..self.next()
        });
    }

    fn choose_sort(self, sort: &str) {
        self.begin_search();
        self.show(ProductQuery {
            sort: ProductSort::parse(sort).unwrap_or_default(),
            ..self.next()
        });
    }

    fn submit(self) {
        self.go_typed();
        self.begin_search();
    }

    /// Gives the next search a history entry of its own.
    fn begin_search(self) {
        self.typing.update_value(|typing| typing.has_entry = false);
    }

    fn go_typed(self) {
        if self.show(self.next()) {
            self.typing.update_value(|typing| typing.has_entry = true);
        }
    }

    fn go_after_pause(self) {
        self.stop_waiting();
        // If no timer can be set, Enter still starts the search.
        let pause = set_timeout_with_handle(move || self.go_typed(), PAUSE).ok();
        self.typing.update_value(|typing| typing.pause = pause);
    }

    fn stop_waiting(self) {
        let pause = self.typing.try_update_value(|typing| typing.pause.take());
        if let Some(pause) = pause.flatten() {
            pause.clear();
        }
    }

    /// Navigates to the query; false if that is the present one.
    fn show(self, next: ProductQuery) -> bool {
        self.stop_waiting();
        let is_other = next != self.present();
        if is_other {
            let address = address_of(&next);
            // The field has these words already, as the shopper has typed them.
            *self.asked.write_untracked() = next.query;
            // The props are not borrowed during the call, because the host may set new props in it.
            let props = self.props.get_untracked();
            match props.handle_replace.filter(|_| self.typing.get_value().has_entry) {
                Some(replace) => replace.call(&address),
                None => props.handle_navigate.call(&address),
            }
        }
        is_other
    }

    fn show_words(self, words: String) {
        if self.asked.with_untracked(|asked| *asked != words) {
            self.stop_waiting();
            self.begin_search();
            self.asked.set(words);
        }
    }
}
