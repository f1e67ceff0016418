//! Takes ownership of a page of the shop.

use std::rc::Rc;

use leptos::prelude::ArcRwSignal;
use shared_store::{CART, CartAction, STORED, Store, is_login, store_builder};
use tarn_federation::{Federation, Mode};
use tarn_page::{Persisted, PersistedSlice, Session};

use crate::check_plan::CheckPlan;
use crate::choices::ChoiceStorage;
use crate::page::{Page, Parts};
use crate::readable_lines::restore_readable_lines;
use crate::user_data::UserData;
use crate::{mirror, returning, session, storage_events, theme};

/// These actions are persisted at once: a restart must know a purchase before its order is sent, and know that it was placed.
const STORED_AT_ONCE: [&str; 2] = [CartAction::BEGIN_PURCHASE, CartAction::PURCHASE_PLACED];

/// The cart, restored without its unreadable lines.
const PERSISTED_CART: PersistedSlice = PersistedSlice {
    slice: CART.slice,
    restore: |store, state, watch| restore_readable_lines(store, state, watch).map(|unread| unread == 0),
};

impl Page {
    /// Creates the store, seals `window.__TARN__`, and restores cart and theme. `federation.json` is read from `config_url`;
    /// after a failure it is read again when a remote is requested.
    ///
    /// The session is not restored yet: `user.status` is `restoring` until [`Page::restore_session`] is done.
    ///
    /// # Errors
    /// A sentence with its code if the page already has an owner.
    pub fn boot(mode: Mode, config_url: &'static str) -> Result<(Self, Federation), String> {
        let owned = tarn_page::Page::builder(store_builder)
            .mode(mode)
            .federation_json(config_url)
            .storage(STORED)
            .persist(PERSISTED_CART)
            .store_at_once(&STORED_AT_ONCE)
            .announcements(is_login)
            .own_with(set_up)?;
        let (owned, page) = owned;
        storage_events::follow(&page, {
            let owned = owned.clone();
            move || owned.follows_storage()
        });
        theme::restore(&page);
        returning::follow(&page);
        mirror::follow(&page);
        page.follow_own_login();
        page.user_data.finish_logout(&page.store);
        Ok((page, owned.federation))
    }
}

fn set_up(store: &Store, persisted: &Persisted) -> (Page, Session) {
    // After the storage: at a logout the emptied cart is stored first, so no tab that follows the storage reads the former
    // user's cart as a guest's.
    let user_data = UserData::follow(store);
    let api = session::api_client(store, &user_data, persisted);
    session::forget_with_user(store, &api);
    let page = Page::new(Parts {
        store: store.clone(),
        api,
        check: CheckPlan::default(),
        has_problem: ArcRwSignal::new(false),
        is_checking: ArcRwSignal::new(false),
        user_data,
        persisted: persisted.clone(),
        choice_storage: ChoiceStorage::follow(store, persisted),
    });
    let session = Session {
        members: page.api.registry_members().into_iter().collect(),
        on_announcement: Rc::new({
            let page = page.clone();
            move || page.follow_login()
        }),
    };
    (page, session)
}
