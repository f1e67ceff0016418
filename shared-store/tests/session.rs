//! Effects of a login, its end and a logout on all slices of the contract.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use shared_store::persistence::StaleGuard;
use shared_store::*;

const TOKEN: &str = "s3cr3t";

/// A store with a logged-in user, a mug in the cart, and a ticket.
fn store_of_a_user() -> Store {
    let store = make_store(StoreOptions::default());
    let token = UserAction::SetAt {
        token: TOKEN.into(),
        expires_at: 9,
    };
    store.dispatch(token).unwrap();
    let user = User {
        id: "u1".into(),
        phone: "+15550100".into(),
        ..User::default()
    };
    store.dispatch(UserAction::SetUser { user }).unwrap();
    store
        .dispatch(UserAction::SetIsLoggedIn { is_logged_in: true })
        .unwrap();
    let mug = CartLine {
        product_id: "p1".into(),
        name: "Mug".into(),
        price_cents: 1450,
        quantity: 2,
        image: String::new(),
    };
    store.dispatch(CartAction::AddToCart(mug)).unwrap();
    let ticket = SupportAction::OpenTicket {
        id: "t1".into(),
        subject: "Where is it?".into(),
        created_at: 1,
    };
    store.dispatch(ticket).unwrap();
    let message = ChatMessage {
        id: "m1".into(),
        from: "u1".into(),
        text: "Hello".into(),
        at: 1,
    };
    store.dispatch(ChatAction::Send(message)).unwrap();
    store.dispatch(ContextAction::SetTheme { theme: Theme::Dark }).unwrap();
    store
}

fn assert_login_is_over(store: &Store) {
    assert!(!store.select(select_is_logged_in));
    assert!(!store.select(select_has_access_token));
    assert_eq!(store.select(select_user), None);
    assert_eq!(store.owner().unwrap().secret(), None);
    assert!(store.select(select_tickets).is_empty());
    assert!(store.select(|chat: &ChatState| chat.messages.is_empty()));
}

#[test]
fn a_logout_empties_every_slice_with_data_of_the_user() {
    let store = store_of_a_user();
    store.dispatch(UserAction::ClearUser).unwrap();
    assert_login_is_over(&store);
    assert!(store.select(select_is_cart_empty));
    assert_eq!(
        store.select(select_theme),
        Theme::Dark,
        "the theme belongs to the browser"
    );
}

#[test]
fn a_logout_in_another_tab_is_applied() {
    let store = store_of_a_user();
    assert_eq!(store.owner().unwrap().reset_on(), Some(UserAction::CLEAR_USER));
    assert!(store.owner().unwrap().crosses_tabs(UserAction::CLEAR_USER));
}

#[test]
fn an_expired_session_ends_the_login_in_this_tab_and_keeps_the_cart() {
    let store = store_of_a_user();
    store.dispatch(UserAction::SessionExpired).unwrap();
    assert_login_is_over(&store);
    assert_eq!(store.select(select_total_cart_items), 2);
    assert!(!store.owner().unwrap().crosses_tabs(UserAction::SESSION_EXPIRED));
}

#[test]
fn the_access_token_is_in_the_vault_and_in_no_state_or_log() {
    let store = store_of_a_user();
    let owner = store.owner().unwrap();
    assert_eq!(owner.secret().as_deref(), Some(TOKEN));
    let leaks = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(TOKEN);
    assert!(!owner.log().iter().any(|entry| leaks(&entry.applied.bytes)));
    owner.for_each_slice(&mut |key, _| assert!(!leaks(&owner.peek(key).unwrap()), "{key}"));
}

#[test]
fn only_cart_theme_login_and_logout_cross_tabs() {
    let store = make_store(StoreOptions::default());
    let owner = store.owner().unwrap();
    for crosses in [
        UserAction::SET_IS_LOGGED_IN,
        UserAction::CLEAR_USER,
        CartAction::ADD_TO_CART,
        CartAction::UPDATE_QUANTITY,
        CartAction::CLEAR_CART,
        CartAction::PURCHASE_PLACED,
        ContextAction::SET_THEME,
    ] {
        assert!(owner.crosses_tabs(crosses), "{crosses}");
    }
    for stays in [
        UserAction::SET_AT,
        UserAction::SET_USER,
        UserAction::RESTORED,
        CartAction::RESTORE_CART,
        SupportAction::OPEN_TICKET,
        ChatAction::SEND,
    ] {
        assert!(!owner.crosses_tabs(stays), "{stays}");
    }
}

#[test]
fn a_saved_profile_is_no_news_of_the_login() {
    let store = make_store(StoreOptions::default());
    let login = StaleGuard::on_actions(store.owner().unwrap(), &ABOUT_LOGIN);
    let user = User {
        id: "ada".into(),
        name: Some("Ada".into()),
        ..User::default()
    };
    store.dispatch(UserAction::SetUser { user }).unwrap();
    store.dispatch(UserAction::Restored).unwrap();
    assert!(!login.is_stale());
}

#[test]
fn whatever_begins_replaces_or_ends_a_login_is_news_of_it() {
    let token = String::from("newer");
    for action in [
        UserAction::SetAt { token, expires_at: 0 },
        UserAction::SetIsLoggedIn { is_logged_in: true },
        UserAction::SessionExpired,
        UserAction::ClearUser,
    ] {
        let store = make_store(StoreOptions::default());
        let login = StaleGuard::on_actions(store.owner().unwrap(), &ABOUT_LOGIN);
        store.dispatch(action.clone()).unwrap();
        assert!(login.is_stale(), "{action:?}");
    }
}
