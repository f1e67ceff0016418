//! One message of the chat.

use shared_store::{ChatMessage, ChatState, Selected, use_store};
use shop_ui::date_time;
use tarn_html_template::{Template, template};

const MESSAGE: &str = r#"<div class="chat-message" data-testid="chat-message" data-part="message"><p><span class="visually-hidden" data-part="author"></span><span data-part="said"></span></p><time data-part="at"></time></div>"#;

/// The message with this id. Messages are immutable.
pub(crate) fn chat_message(id: &str, locale: Selected<String>) -> Template {
    let found = use_store().select(|chat: &ChatState| chat.messages.iter().find(|message| message.id == id).cloned());
    let view = template(MESSAGE);
    let Some(ChatMessage { from, text, at, .. }) = found else {
        return view;
    };
    view.set("message", "data-from", &from)
        .write("author", if from == "me" { "You: " } else { "The shop: " })
        .write("said", &text)
        .text("at", move || date_time(at as f64, &locale.get()))
}
