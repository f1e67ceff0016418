//! The chat with the shop, answered by the server.

use leptos::html::Div;
use leptos::prelude::*;
use shared_store::{ChatState, select_locale, use_selector};
use shop_api::queries::{self, use_query};
use shop_api::rules;
use tarn_view::dom::{FieldRef, event_target_value, prevent_default};
use tarn_view::{For, follow_later, view};

use crate::account::Account;
use crate::chat_message::ChatMessage;
use crate::field::{keep_typed, unsaved_text};
use crate::load_notice::LoadNotice;
use crate::place::Place;
use crate::problem_notice::ProblemNotice;
use crate::request::{Kind, Request};
use crate::unsaved::Field;

/// The chat section. It loads the messages into the page's query cache, and the cache's owner mirrors them into the store.
#[component]
pub(crate) fn Chat(account: Account) -> impl IntoView {
    let status = use_query(queries::chat).status;
    let is_loading = move || status.is_fetching() && !status.is_known();
    let locale = use_selector(select_locale);
    let ids = use_selector(|chat: &ChatState| {
        let ids = chat.messages.iter().map(|message| message.id.clone());
        ids.collect::<Vec<_>>()
    });
    let is_empty = move || ids.with(Vec::is_empty);
    let log = NodeRef::<Div>::new();
    // The newest message is the last one.
    follow_later(move || {
        ids.track();
        if let Some(log) = log.get_untracked() {
            log.set_scroll_top(log.scroll_height());
        }
    });
    view! {
        <section class="card" id="chat" aria-labelledby="chat-title">
            <h2 id="chat-title" tabindex="-1">"Chat with the shop"</h2>
            <div class="chat">
                // Not a list: `role="log"` would remove the list's semantics.
                <div
                    class="chat-log" tabindex="0" role="log" aria-label="Messages" data-testid="chat-log"
                    aria-busy=move || is_loading().then_some("true") node_ref=log
                >
                    <div data-testid="chat-loading" hidden=move || !(is_loading() && is_empty())>
                        <span class="skeleton-line"></span><span class="skeleton-line short"></span>
                    </div>
                    <p class="muted" data-testid="chat-empty" hidden=move || !(status.is_known() && is_empty())>
                        "Ask about an order, delivery or returns. The shop answers at any hour."
                    </p>
                    <For each=move || ids.get() key=String::clone let(id)>
                        <ChatMessage id locale/>
                    </For>
                </div>
                <LoadNotice status id="chat-log-problem"/>
                <ChatForm account/>
                <ProblemNotice account at=Place::ChatForm/>
            </div>
        </section>
    }
}

/// The form that sends a message. Sending is optimistic: the message appears at once and is removed if the server refuses it.
#[component]
fn ChatForm(account: Account) -> impl IntoView {
    let text = FieldRef::new();
    let busy = move || account.busy(Kind::SendChat);
    view! {
        <form class="chat-form" novalidate data-testid="chat-form" on:submit=move |event| {
            prevent_default(&event);
            send(account, text);
        }>
            <input
                aria-label="Your message" placeholder="Ask about an order, delivery, returns" autocomplete="off"
                aria-describedby="chat-form-problem" data-testid="chat-input" node_ref=text
                prop:value=unsaved_text(account, Field::Message)
                on:input=move |event| keep_typed(account, Field::Message, event_target_value(&event))
            />
            <button
                class="button button-primary" type="submit" data-testid="chat-send" aria-busy=busy aria-disabled=busy
            >"Send"</button>
        </form>
    }
}

fn send(account: Account, text: FieldRef) {
    match rules::check_chat_text(&text.value()) {
        Ok(checked) => account.ask_from(text, Request::SendChat { text: checked.into() }),
        Err(problem) => account.refuse(Place::ChatForm, problem),
    }
}
