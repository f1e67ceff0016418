//! Search, category and order of the list. The address is their only state.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use send_wrapper::SendWrapper;
use shared_store::Selected;
use shop_api::model::{ProductQuery, ProductSort};
use shop_api::rules::MAX_QUERY_CHARS;
use shop_props::ProductListProps;
use tarn_html_template::{Template, template};

use crate::address::{address_of, search_words};
use crate::listing::Listing;

/// The debounce of the search field.
const PAUSE: Duration = Duration::from_millis(250);

const TOOLBAR: &str = r#"<form class="products-toolbar" role="search" aria-label="Products" data-part="toolbar">
    <div class="field">
        <label for="product-search">Search</label>
        <input id="product-search" type="search" autocomplete="off" enterkeyhint="search" placeholder="Kettle, lamp, wool …" data-testid="product-search" data-part="search">
    </div>
    <div class="field">
        <label for="product-category">Category</label>
        <select id="product-category" data-testid="product-category" data-part="category"></select>
    </div>
    <div class="field">
        <label for="product-sort">Sort by</label>
        <select id="product-sort" data-testid="product-sort" data-part="sort">
            <option value="featured">Featured</option>
            <option value="price-asc">Price, low to high</option>
            <option value="price-desc">Price, high to low</option>
            <option value="name">Name, A to Z</option>
        </select>
    </div>
</form>"#;

const OPTION: &str = r#"<option data-part="option"></option>"#;

pub(crate) fn list_toolbar(listing: Listing, props: ReadSignal<ProductListProps>) -> Template {
    let view = template(TOOLBAR);
    let toolbar = Rc::new(Toolbar {
        listing,
        props,
        // The template makes this an input.
        search: view.part("search").unchecked_into(),
        asked: RefCell::default(),
        is_typed: Cell::new(false),
        pause: Cell::default(),
    });
    let ending = SendWrapper::new(Rc::clone(&toolbar));
    on_cleanup(move || ending.stop_waiting());
    let words = Selected::new(move || listing.present().query);
    let [follow, begin, submit, category, sort] = std::array::from_fn(|_| toolbar.clone());
    view.set("search", "maxlength", &MAX_QUERY_CHARS.to_string())
        .follow(move || follow.show_words(words.get()))
        .on("toolbar", "submit", move |event| {
            event.prevent_default();
            submit.go_typed();
            submit.is_typed.set(false);
        })
        .on("search", "focus", move |_| begin.is_typed.set(false))
        .on("search", "input", move |_| toolbar.go_after_pause())
        .each(
            "category",
            move || category_slugs(listing),
            move |slug| category_option(listing, slug),
        )
        .on("category", "change", move |event| {
            category.go(ProductQuery {
                category: event_target_value(&event),
                ..category.next()
            });
        })
        .value("sort", move || listing.present().sort.as_str().into())
        .on("sort", "change", move |event| {
            sort.go(ProductQuery {
                sort: ProductSort::parse(&event_target_value(&event)).unwrap_or_default(),
                ..sort.next()
            });
        })
}

/// Translates the controls' values into addresses.
struct Toolbar {
    listing: Listing,
    props: ReadSignal<ProductListProps>,
    search: HtmlInputElement,
    /// The words of the present or requested address. Only other words are written into the field, so that the shopper's
    /// typing is never overwritten.
    asked: RefCell<String>,
    /// True while the present history entry belongs to the search being typed. Further typing replaces that entry, so Back
    /// leaves the search in one step. The search ends when the field is left or submitted.
    is_typed: Cell<bool>,
    /// The debounce timer.
    pause: Cell<Option<TimeoutHandle>>,
}

impl Toolbar {
    /// The list's present query, from its first page.
    fn present(&self) -> ProductQuery {
        ProductQuery {
            page: 1,
            ..untrack(|| self.listing.present())
        }
    }

    /// The present query with the words in the field.
    fn next(&self) -> ProductQuery {
        ProductQuery {
            query: search_words(&self.search.value()),
            ..self.present()
        }
    }

    fn go(&self, next: ProductQuery) {
        self.is_typed.set(false);
        self.show(next);
    }

    fn go_typed(&self) {
        if self.show(self.next()) {
            self.is_typed.set(true);
        }
    }

    /// Navigates to the query; false if that is the present one.
    fn show(&self, next: ProductQuery) -> bool {
        self.stop_waiting();
        let is_other = next != self.present();
        if is_other {
            let address = address_of(&next);
            self.asked.replace(next.query);
            // The props are not borrowed during the call, because the host may set new props in it.
            let props = self.props.get_untracked();
            match props.handle_replace.filter(|_| self.is_typed.get()) {
                Some(replace) => replace.call(&address),
                None => props.handle_navigate.call(&address),
            }
        }
        is_other
    }

    fn go_after_pause(self: &Rc<Self>) {
        self.stop_waiting();
        let toolbar = Rc::clone(self);
        // If no timer can be set, Enter still starts the search.
        self.pause
            .set(set_timeout_with_handle(move || toolbar.go_typed(), PAUSE).ok());
    }

    fn stop_waiting(&self) {
        if let Some(pause) = self.pause.take() {
            pause.clear();
        }
    }

    fn show_words(&self, words: String) {
        if *self.asked.borrow() != words {
            self.stop_waiting();
            self.is_typed.set(false);
            self.search.set_value(&words);
            self.asked.replace(words);
        }
    }
}

/// The slugs of the known categories, after the empty one for "all".
fn category_slugs(listing: Listing) -> Vec<String> {
    let mut slugs = vec![String::new()];
    slugs.extend(listing.now().categories().iter().map(|category| category.slug.clone()));
    slugs
}

fn category_option(listing: Listing, slug: &str) -> Template {
    let option = template(OPTION).set("option", "value", slug);
    if slug.is_empty() {
        return option.write("option", "All categories");
    }
    let (named, chosen) = (slug.to_owned(), slug.to_owned());
    option
        .text("option", move || {
            let now = listing.now();
            let category = now.categories().iter().find(|category| category.slug == named);
            category.map_or_else(String::new, |category| {
                category.name.clone() + " (" + &category.count.to_string() + ")"
            })
        })
        .selected("option", move || listing.present().category == chosen)
}
