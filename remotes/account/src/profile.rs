//! The shopper's name and address.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use remote_props::AccountPageProps;
use shared_api::{calls, rules};
use shared_store::{User, UserAction, UserState, select_user, use_selector, use_store};

use crate::shopper::Shopper;
use crate::text_field::{Text, TextField};

/// The profile form. What it shows at first is in the store, so it works without asking the server.
#[component]
pub(crate) fn Profile(props: ReadSignal<AccountPageProps>) -> impl IntoView {
    let (name, email) = (Text::new(), Text::new());
    let saving = RwSignal::new(Saving::Idle);
    let store = StoredValue::new_local(use_store());
    let user = use_selector(select_user);
    let phone = use_selector(|state: &UserState| state.user.as_ref().map(|user| user.phone.clone()));
    Effect::new(move |_| {
        if let Some(user) = user.get() {
            name.value.set(user.name.unwrap_or_default());
            email.value.set(user.email.unwrap_or_default());
        }
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if saving.with_untracked(|saving| *saving == Saving::Underway) {
            return;
        }
        saving.set(Saving::Idle);
        // In this order, so that the focus ends at the first problem.
        let checked_email = email.checked(rules::check_email);
        let checked_name = name.checked(rules::check_name);
        let (Some(new_name), Some(new_email)) = (checked_name, checked_email) else {
            return;
        };
        saving.set(Saving::Underway);
        let shopper = Shopper::present(store.get_value());
        let toast = props.with_untracked(|props| props.on_show_toast.clone());
        spawn_local(async move {
            match calls::save_profile(&new_name, &new_email).await {
                Ok(user) => {
                    shopper.dispatch(UserAction::SetUser {
                        user: User {
                            id: user.id,
                            name: user.name,
                            phone: user.phone,
                            email: user.email,
                        },
                    });
                    saving.try_set(Saving::Done);
                    if let Some(toast) = toast {
                        toast.call(&"Your profile is saved.".into());
                    }
                }
                Err(error) => {
                    saving.try_set(match error.field.as_deref() {
                        Some("name" | "email") => Saving::Idle,
                        _ => Saving::Failed(error.message.clone()),
                    });
                    match error.field.as_deref() {
                        Some("name") => name.refuse(error.message),
                        Some("email") => email.refuse(error.message),
                        _ => {}
                    }
                }
            }
        });
    };
    let edited = move |_| {
        if saving.with_untracked(|saving| *saving == Saving::Done) {
            saving.set(Saving::Idle);
        }
    };
    view! {
        <form class="stack stack-tight" novalidate on:submit=save on:input=edited>
            <TextField text=name id="profile-name" label="Name" kind="text" autocomplete="name"/>
            <TextField text=email id="profile-email" label="Email" kind="email" autocomplete="email"/>
            <p class="small muted">
                "Phone " <span data-testid="profile-phone">{phone}</span>
                ". It is how you log in and cannot be changed here."
            </p>
            {move || match saving.get() {
                Saving::Failed(message) => Some(view! {
                    <div class="notice notice-error" role="alert" data-testid="profile-error"><p>{message}</p></div>
                }),
                _ => None,
            }}
            <div class="row">
                <button
                    class="button button-primary"
                    type="submit"
                    data-testid="profile-save"
                    aria-busy=move || saving.with(|saving| *saving == Saving::Underway).then_some("true")
                    disabled=move || saving.with(|saving| *saving == Saving::Underway)
                >
                    "Save"
                </button>
                <span class="account-saved" role="status">
                    {move || saving.with(|saving| *saving == Saving::Done).then_some("Saved")}
                </span>
            </div>
        </form>
    }
}

/// How the saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Saving {
    Idle,
    Underway,
    Done,
    /// With a sentence for the shopper.
    Failed(String),
}
