//! The chat with the shop.

use shared_store::{ChatAction, ChatMessage, UserAction};
use shop_api::ApiError;
use shop_api::model::ChatLog;
use shop_api::queries::chat;
use shop_testing::Shop;

use super::show;

/// The page's owner mirrors these messages.
fn set_messages(shop: &Shop, of: &[(&str, &str)]) {
    let message = |(number, (from, text)): (usize, &(&str, &str))| ChatMessage {
        id: format!("m{number}"),
        from: (*from).into(),
        text: (*text).into(),
        at: 1_767_225_600_000,
    };
    let messages = of.iter().enumerate().map(message).collect();
    shop.dispatch(ChatAction::SetMessages { messages });
}

#[test]
fn an_empty_chat_invites_once_the_shop_has_answered() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    assert!(page.get("chat-empty").is_hidden() && !page.get("chat-loading").is_hidden());
    assert_eq!(page.get("chat-log").attribute("aria-busy").as_deref(), Some("true"));
    shop.answers.set(&chat(), &ChatLog { messages: Vec::new() });
    assert!(!page.get("chat-empty").is_hidden() && page.get("chat-loading").is_hidden());
}

#[test]
fn messages_are_listed_with_author_and_time() {
    let shop = Shop::logged_in();
    set_messages(&shop, &[("me", "Hello?"), ("shop", "Yes & no")]);
    let page = show(&shop);
    let messages = page.all("chat-message");
    assert_eq!(messages[0].text(), "You: Hello? 2026-01-01 00:00");
    assert_eq!(messages[1].text(), "The shop: Yes & no 2026-01-01 00:00");
    set_messages(&shop, &[("me", "Hello?"), ("shop", "Yes & no"), ("me", "Thanks")]);
    assert_eq!(page.all("chat-message").len(), 3);
}

#[test]
fn a_message_leaves_its_field_at_once() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("chat-input").type_text(" Hello? ");
    page.get("chat-send").click();
    assert_eq!(shop.api.send_chat.asked()[0].text, "Hello?");
    assert_eq!(page.get("chat-input").value(), "");
    assert_eq!(page.get("chat-send").attribute("aria-busy").as_deref(), Some("true"));
}

#[test]
fn a_refused_message_returns_before_what_was_typed_since() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("chat-input").type_text("Hello?");
    page.get("chat-send").click();
    page.get("chat-input").type_text("Anybody");
    shop.api.send_chat.fail(ApiError::network());
    assert_eq!(page.get("chat-input").value(), "Hello? Anybody");
    assert_eq!(page.get("chat-form-problem-text").text(), ApiError::network().message);
}

#[test]
fn an_empty_message_is_refused_without_a_request() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("chat-send").click();
    assert!(page.find("chat-form-problem").is_some());
    assert!(shop.api.send_chat.asked().is_empty());
}

#[test]
fn an_unsent_message_survives_the_page_but_not_another_user() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("chat-input").type_text("Hello");
    drop(page);
    assert_eq!(show(&shop).get("chat-input").value(), "Hello");
    let user = shared_store::User {
        id: "eve".into(),
        ..Default::default()
    };
    shop.dispatch(UserAction::SetUser { user });
    assert_eq!(show(&shop).get("chat-input").value(), "");
}

#[test]
fn a_failure_of_the_log_may_be_tried_again() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    shop.answers.fail(&chat(), ApiError::timeout());
    page.get("chat-log-problem").get("retry").click();
    assert_eq!(shop.answers.requests(&chat()), 2);
}
