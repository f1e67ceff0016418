//! Navigation by the controls of the list: their values become the next address, which the host shows.
//!
//! The address is the only state of the list. It comes back as a prop, and then the controls follow it.

use std::time::Duration;

use leptos::prelude::*;
use shared_store::Selected;
use shop_api::model::{ProductQuery, ProductSort};
use shop_props::ProductListProps;
use tarn_view::dom::{FieldRef, TimeoutHandle, set_timeout_with_handle};
use tarn_view::follow;

use crate::address::{address_of, search_words};
use crate::listing::Listing;

/// The debounce of the search field.
const PAUSE: Duration = Duration::from_millis(250);

/// The navigation of this list. It passes addresses to the callbacks in the props.
pub(crate) fn use_list_navigation(listing: Listing, props: ReadSignal<ProductListProps>) -> ListNavigation {
    let navigation = ListNavigation {
        field: FieldRef::new(),
        asked: RwSignal::new(untrack(|| listing.present().query)),
        listing,
        props,
        typing: StoredValue::default(),
    };
    let words = Selected::new(move || listing.present().query);
    follow(move || navigation.show_words(words.get()));
    on_cleanup(move || navigation.stop_waiting());
    navigation
}

/// The navigation by the controls of a list. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct ListNavigation {
    /// The search field.
    pub(crate) field: FieldRef,
    /// The words of the present or requested address. Only other words are written into the field, so that the shopper's
    /// typing is never overwritten.
    pub(crate) asked: RwSignal<String>,
    listing: Listing,
    props: ReadSignal<ProductListProps>,
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

impl ListNavigation {
    /// Gives the next search a history entry of its own.
    pub(crate) fn begin_search(self) {
        self.typing.update_value(|typing| typing.has_entry = false);
    }

    /// Navigates to the words in the field, after a pause in the typing.
    pub(crate) fn go_after_pause(self) {
        self.stop_waiting();
        // If no timer can be set, Enter still starts the search.
        let pause = set_timeout_with_handle(move || self.go_typed(), PAUSE).ok();
        self.typing.update_value(|typing| typing.pause = pause);
    }

    /// Navigates to the words in the field at once.
    pub(crate) fn submit(self) {
        self.go_typed();
        self.begin_search();
    }

    /// Navigates to a category, from its slug.
    pub(crate) fn choose_category(self, category: String) {
        self.begin_search();
        self.show(ProductQuery {
            category,
            ..self.next()
        });
    }

    /// Navigates to an order, from its name in the address.
    pub(crate) fn choose_sort(self, sort: &str) {
        self.begin_search();
        self.show(ProductQuery {
            sort: ProductSort::parse(sort).unwrap_or_default(),
            ..self.next()
        });
    }

    fn go_typed(self) {
        if self.show(self.next()) {
            self.typing.update_value(|typing| typing.has_entry = true);
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

    /// Shows the words of a changed address in the field.
    fn show_words(self, words: String) {
        if self.asked.with_untracked(|asked| *asked != words) {
            self.stop_waiting();
            self.begin_search();
            self.asked.set(words);
        }
    }

    fn stop_waiting(self) {
        let pause = self.typing.try_update_value(|typing| typing.pause.take());
        if let Some(pause) = pause.flatten() {
            pause.clear();
        }
    }
}
