//! The way out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::console;
use remote_props::AccountPageProps;
use shared_api::calls;
use shared_store::{UserAction, use_store};

/// Ends the session on the server and in the store. Where the server cannot be told, the page logs out all the same.
#[component]
pub(crate) fn LogOut(props: ReadSignal<AccountPageProps>, is_leaving: RwSignal<bool>) -> impl IntoView {
    let store = StoredValue::new_local(use_store());
    let log_out = move |_| {
        if is_leaving.get_untracked() {
            return;
        }
        is_leaving.set(true);
        let (props, store) = (props.get_untracked(), store.get_value());
        spawn_local(async move {
            let told = calls::log_out().await;
            // Whoever has gone on to another page meanwhile stays there.
            let is_here = is_leaving.try_get_untracked().is_some();
            if let Err(rejected) = store.dispatch(UserAction::ClearUser) {
                console::error_1(&rejected.message.into());
            }
            if let Some(toast) = &props.on_show_toast {
                toast.call(
                    &match told {
                        Ok(()) => "You are logged out.",
                        Err(_) => "You are logged out on this page, but the shop could not be told. Reload once you are online, and log out again.",
                    }
                    .into(),
                );
            }
            if is_here {
                props.handle_navigate.call(&"/".into());
            }
        });
    };
    view! {
        <button
            class="button button-danger"
            type="button"
            data-testid="logout"
            aria-busy=move || is_leaving.get().then_some("true")
            disabled=is_leaving
            on:click=log_out
        >
            "Log out"
        </button>
    }
}
