//! What the server says of the shopper and the contract has in the store, kept there.

use shared_store::{User, UserAction, use_store};
use shop_api::model;
use shop_api::queries::{Query, profile, use_query};

use crate::shopper::Shopper;

/// Calls `put` with what the query finds, whenever that has changed.
pub(crate) fn keep<T: 'static>(query: Query<T>, put: fn(&T, &Shopper)) {
    let store = use_store();
    query.on_change(move |data| put(data, &Shopper::present(store.clone())));
}

/// Keeps the profile. The store has it from the session already: only another one is dispatched.
pub(crate) fn keep_profile() {
    keep(use_query(profile), |profile, shopper| {
        let user = user(profile.clone());
        if !shopper.is(&user) {
            shopper.dispatch(UserAction::SetUser { user });
        }
    });
}

/// The server's user as the store keeps it.
pub(crate) fn user(user: model::User) -> User {
    User {
        id: user.id,
        name: user.name,
        phone: user.phone,
        email: user.email,
    }
}
