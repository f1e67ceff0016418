//! The chat with the shop. The server answers.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::{calls, model, rules};
use shared_store::{ChatAction, ChatMessage, select_locale, select_messages, use_selector, use_store};
use shared_ui::date_time;

use crate::load::{Load, LoadState};
use crate::shopper::Shopper;

/// The last moment that JavaScript can name, ms since the epoch.
const LAST_MOMENT_MS: u64 = 8_640_000_000_000_000;

/// The conversation, and the form that goes on with it.
#[component]
pub(crate) fn Chat() -> impl IntoView {
    let load = Load::start(
        async || calls::chat().await,
        |messages| ChatAction::SetMessages {
            messages: messages.into_iter().map(stored).collect(),
        },
    );
    view! {
        <div class="chat">
            <ChatLog load/>
            {load.failure("chat-load-error")}
            <ChatForm load/>
        </div>
    }
}

#[component]
fn ChatLog(load: Load) -> impl IntoView {
    let messages = use_selector(select_messages);
    let log = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        messages.track();
        // After the messages are in the page.
        request_animation_frame(move || {
            if let Some(Some(log)) = log.try_get_untracked() {
                log.set_scroll_top(log.scroll_height());
            }
        });
    });
    let is_loading = move || load.state.with(|state| *state == LoadState::Underway);
    view! {
        // Not a list: an element with the role of a log is none for a screen reader.
        <div
            class="chat-log"
            tabindex="0"
            role="log"
            aria-label="Messages"
            aria-busy=move || is_loading().then_some("true")
            data-testid="chat-log"
            node_ref=log
        >
            {move || messages.with(Vec::is_empty).then(|| match load.state.get() {
                LoadState::Underway => view! {
                    <span class="skeleton-line"></span>
                    <span class="skeleton-line short"></span>
                }
                .into_any(),
                LoadState::Done => view! {
                    <p class="muted">"Ask about an order, delivery or returns. The shop answers at any hour."</p>
                }
                .into_any(),
                LoadState::Failed(_) => ().into_any(),
            })}
            <For each=move || messages.get() key=|message| message.id.clone() let(message)>
                <Message message/>
            </For>
        </div>
    }
}

#[component]
fn Message(message: ChatMessage) -> impl IntoView {
    let ChatMessage { from, text, at, .. } = message;
    let locale = use_selector(select_locale);
    let author = if from == "me" { "You: " } else { "The shop: " };
    // Outside of it, toISOString throws.
    let machine_readable =
        (at <= LAST_MOMENT_MS).then(|| String::from(js_sys::Date::new(&(at as f64).into()).to_iso_string()));
    view! {
        <div class="chat-message" data-testid="chat-message" data-from=from>
            <p><span class="visually-hidden">{author}</span>{text}</p>
            <time datetime=machine_readable>{move || date_time(at as f64, &locale.get())}</time>
        </div>
    }
}

#[component]
fn ChatForm(load: Load) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let is_sending = RwSignal::new(false);
    let store = StoredValue::new_local(use_store());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        let checked = text.with_untracked(|text| rules::check_chat_text(text).map(str::to_owned));
        let sent = match checked {
            Ok(sent) => sent,
            Err(refusal) => {
                problem.set(Some(refusal.into()));
                return;
            }
        };
        problem.set(None);
        is_sending.set(true);
        let shopper = Shopper::present(store.get_value());
        spawn_local(async move {
            match calls::send_chat(&sent).await {
                Ok(messages) => {
                    load.note_change();
                    for message in messages {
                        shopper.dispatch(ChatAction::Send(stored(message)));
                    }
                    // What was typed meanwhile is the next message.
                    text.try_update(|text| {
                        if text.trim() == sent {
                            text.clear();
                        }
                    });
                }
                Err(error) => {
                    problem.try_set(Some(error.message));
                }
            }
            is_sending.try_set(false);
        });
    };
    view! {
        {move || problem.get().map(|problem| view! {
            <p class="field-error" id="chat-problem" role="alert" data-testid="chat-error">{problem}</p>
        })}
        <form class="chat-form" novalidate on:submit=send>
            <input
                aria-label="Your message"
                placeholder="Ask about an order, delivery, returns"
                autocomplete="off"
                data-testid="chat-input"
                aria-describedby=move || problem.with(Option::is_some).then_some("chat-problem")
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
            <button
                class="button button-primary"
                type="submit"
                data-testid="chat-send"
                aria-busy=move || is_sending.get().then_some("true")
                disabled=is_sending
            >
                "Send"
            </button>
        </form>
    }
}

fn stored(message: model::ChatMessage) -> ChatMessage {
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
