//! The chat with the shop, answered by the server.

use shared_store::{ChatState, select_locale, use_selector};
use shop_api::queries::{self, use_query};
use shop_api::rules;
use tarn_html_template::{Template, follow_later, template};

use crate::account::Account;
use crate::chat_message::chat_message;
use crate::field::{field, keep_typed};
use crate::problem_notice::{load_notice, notice};
use crate::request::{Kind, Request};
use crate::request_button::request_button;

// Not a list: `role="log"` would remove the list's semantics.
const CHAT: &str = r#"<section class="card" id="chat" aria-labelledby="chat-title">
    <h2 id="chat-title" tabindex="-1">Chat with the shop</h2>
    <div class="chat">
        <div class="chat-log" tabindex="0" role="log" aria-label="Messages" data-testid="chat-log" data-part="log">
            <div data-testid="chat-loading" data-part="loading"><span class="skeleton-line"></span><span class="skeleton-line short"></span></div>
            <p class="muted" data-testid="chat-empty" data-part="empty">Ask about an order, delivery or returns. The shop answers at any hour.</p>
        </div>
        <div class="account-problem" data-part="chat-log-problem"></div>
        <form class="chat-form" novalidate data-testid="chat-form" data-part="form"><input aria-label="Your message" placeholder="Ask about an order, delivery, returns" autocomplete="off" aria-describedby="chat-form-problem" data-testid="chat-input" data-part="text"><button class="button button-primary" type="submit" data-testid="chat-send" data-part="send">Send</button></form>
        <div class="account-problem" data-part="chat-form-problem"></div>
    </div>
</section>"#;

/// The chat section. It loads the messages into the page's query cache, and the cache's owner mirrors them into the store.
/// Sending is optimistic: the message appears at once and is removed if the server refuses it.
pub(crate) fn chat(account: Account) -> Template {
    let status = use_query(queries::chat).status;
    let is_loading = move || status.is_fetching() && !status.is_known();
    let locale = use_selector(select_locale);
    let ids = use_selector(|chat: &ChatState| {
        let ids = chat.messages.iter().map(|message| message.id.clone());
        ids.collect::<Vec<_>>()
    });
    let is_empty = move || ids.with(Vec::is_empty);
    let section = template(CHAT);
    let (text, log) = (field(&section, "text"), section.part("log"));
    let section = keep_typed(section, "text", Kind::SendChat, account)
        .attr("log", "aria-busy", move || is_loading().then(|| "true".into()))
        .flag("loading", "hidden", move || !(is_loading() && is_empty()))
        .flag("empty", "hidden", move || !(status.is_known() && is_empty()))
        .on("form", "submit", move |event| {
            event.prevent_default();
            match rules::check_chat_text(&text.value()) {
                Ok(checked) => account.ask_from(&text, Request::SendChat { text: checked.into() }),
                Err(problem) => account.refuse(Kind::SendChat, "chat-form", problem),
            }
        });
    let section = request_button(section, "send", account, Kind::SendChat);
    let section = load_notice(section, "chat-log", status);
    let section = notice(section, "chat-form", account, Kind::SendChat).each(
        "log",
        move || ids.get(),
        move |id| chat_message(id, locale),
    );
    // The newest message is the last one.
    follow_later(move || {
        ids.track();
        log.set_scroll_top(log.scroll_height());
    });
    section
}
