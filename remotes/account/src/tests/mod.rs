//! The components of this remote, on a native page with a store, server data and an API of their own.

mod chat;
mod logout;
mod page;
mod profile;
mod support;

use shared_store::{User, UserAction};
use shop_props::AccountPageProps;
use shop_testing::Shop;
use tarn_federation::testing::Exposed;
use tarn_view::view;

use crate::account_page::AccountPage;

/// The account page in this shop.
fn show(shop: &Shop) -> Exposed<AccountPageProps> {
    let props = AccountPageProps {
        handle_navigate: shop.addresses.callback(),
        on_show_toast: Some(shop.toasts.callback()),
    };
    shop.mount(|props| view! { <AccountPage props/> }, props)
}

/// The page's owner mirrors a profile of Ada with this name.
fn name_ada(shop: &Shop, name: &str) {
    let user = User {
        id: "ada".into(),
        name: Some(name.into()),
        phone: "+15550100".into(),
        email: Some("ada@example.com".into()),
    };
    shop.dispatch(UserAction::SetUser { user });
}
