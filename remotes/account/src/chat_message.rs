//! One message of the chat.

use leptos::prelude::*;
use shared_store::{ChatState, Selected, use_store};
use shop_ui::date_time;
use tarn_view::{View, view};

/// The message with this id. Messages are immutable.
#[component]
pub(crate) fn ChatMessage(id: String, locale: Selected<String>) -> impl IntoView {
    let found =
        use_store().select(move |chat: &ChatState| chat.messages.iter().find(|message| message.id == id).cloned());
    let Some(message) = found else {
        return View::default();
    };
    let author = if message.from == "me" { "You: " } else { "The shop: " };
    view! {
        <div class="chat-message" data-testid="chat-message" data-from=message.from>
            <p><span class="visually-hidden">{author}</span><span>{message.text}</span></p>
            <time>{move || date_time(message.at as f64, &locale.get())}</time>
        </div>
    }
}
