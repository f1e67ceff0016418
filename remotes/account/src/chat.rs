//! The chat with the shop. The server answers.

use leptos::prelude::document;
use leptos::web_sys::Element;
use shared_api::{model, rules};
use shared_store::ChatMessage;
use shared_ui::date_time;

use crate::account::{Account, AccountProgress};
use crate::parts::{clear_sent, element, part, set, set_button, set_hidden, sync_rows, typed};
use crate::problem::render_problem;
use crate::request::{Kind, Request};

// The log is not a list: for a screen reader an element with the role of a log is none.
pub(crate) const TEMPLATE: &str = r#"<section class="card" id="chat" aria-labelledby="chat-title"><h2 id="chat-title" tabindex="-1">Chat with the shop</h2>
<div class="chat"><div class="chat-log" tabindex="0" role="log" aria-label="Messages" data-testid="chat-log">
  <div data-testid="chat-loading"><span class="skeleton-line"></span><span class="skeleton-line short"></span></div>
  <p class="muted" data-testid="chat-empty">Ask about an order, delivery or returns. The shop answers at any hour.</p>
</div>
<form class="chat-form" novalidate data-testid="chat-form"><input aria-label="Your message" placeholder="Ask about an order, delivery, returns" autocomplete="off" aria-describedby="chat-form-problem" data-testid="chat-input"><button class="button button-primary" type="submit" data-testid="chat-send">Send</button></form>
</div></section>"#;

/// Brings the section to this state.
pub(crate) fn render(page: &Element, messages: &[ChatMessage], locale: &str, progress: &AccountProgress) {
    let (loading, sending) = (progress.of(Kind::LoadChat), progress.of(Kind::SendChat));
    set_hidden(page, "chat-loading", !(loading.is_pending && messages.is_empty()));
    set_hidden(page, "chat-empty", !(loading.is_done && messages.is_empty()));
    render_problem(page, "chat-log", "-problem", loading, Some("load-chat"));
    render_problem(page, "chat-form", "-problem", sending, None);
    set_button(page, "chat-send", sending.is_pending, sending.is_pending);
    if sending.is_done {
        clear_sent(page, "chat-input");
    }
    let Some(log) = part(page, "chat-log") else { return };
    set(&log, "aria-busy", loading.is_pending.then_some("true"));
    let keys: Vec<String> = messages
        .iter()
        .map(|message| [&message.id, " ", locale].concat())
        .collect();
    if sync_rows(&log, &keys, &|index| row(&messages[index], locale)) {
        log.set_scroll_top(log.scroll_height());
    }
}

fn row(message: &ChatMessage, locale: &str) -> Option<Element> {
    let row = element("div", "chat-message", "")?;
    set(&row, "data-testid", Some("chat-message"));
    set(&row, "data-from", Some(&message.from));
    let author = if message.from == "me" { "You: " } else { "The shop: " };
    let text = element("p", "", "")?;
    // What was just made takes what was just made.
    let _ = text.append_child(&*element("span", "visually-hidden", author)?);
    let _ = text.append_child(&document().create_text_node(&message.text));
    let _ = row.append_child(&text);
    let _ = row.append_child(&*element("time", "", &date_time(message.at as f64, locale))?);
    Some(row)
}

/// Sends what was typed.
pub(crate) fn submit(page: &Element, account: Account) {
    match rules::check_chat_text(&typed(page, "chat-input")) {
        Ok(text) => account.ask(Request::SendChat { text: text.into() }),
        Err(problem) => account.refuse(Kind::SendChat, "chat-form", problem),
    }
}

/// The server's message as the store keeps it.
pub(crate) fn stored(message: model::ChatMessage) -> ChatMessage {
    ChatMessage {
        id: message.id,
        from: match message.from {
            model::ChatAuthor::Me => "me".into(),
            model::ChatAuthor::Shop => "shop".into(),
        },
        text: message.text,
        at: message.at,
    }
}
