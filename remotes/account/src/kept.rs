//! What the server says of the shopper and the contract has in the store, kept there.

use std::cell::Cell;

use html_template::follow;
use leptos::prelude::untrack;
use shared_api::model;
use shared_api::queries::{Query, profile, use_query};
use shared_store::{SliceAction, User, UserAction, UserState, use_store};

use crate::shopper::Shopper;

/// Dispatches what the query finds, whenever that has changed.
pub(crate) fn keep<T: 'static, A: SliceAction>(query: Query<T>, action: fn(&T) -> A) {
    let store = use_store();
    let kept = Cell::new(0);
    follow(move || {
        let answer = query.answer();
        if let Some(data) = &answer.data
            && kept.replace(answer.version) != answer.version
        {
            untrack(|| Shopper::present(store.clone()).dispatch(action(data)));
        }
    });
}

/// Keeps the profile. The store has it from the session already: only another one is dispatched.
pub(crate) fn keep_profile() {
    let store = use_store();
    let query = use_query(profile);
    follow(move || {
        let Some(profile) = query.answer().data else { return };
        let user = user(&profile);
        untrack(|| {
            let is_other = store.select(|state: &UserState| state.user.as_ref() != Some(&user));
            if is_other {
                Shopper::present(store.clone()).dispatch(UserAction::SetUser { user: user.clone() });
            }
        });
    });
}

/// The server's user as the store keeps it.
pub(crate) fn user(user: &model::User) -> User {
    User {
        id: user.id.clone(),
        name: user.name.clone(),
        phone: user.phone.clone(),
        email: user.email.clone(),
    }
}
