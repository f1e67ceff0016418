//! The shopper's profile: name and email.

use leptos::prelude::*;
use shop_api::queries::{self, use_query};
use shop_api::rules;
use tarn_view::dom::prevent_default;
use tarn_view::view;

use crate::account::Account;
use crate::place::Place;
use crate::problem_notice::ProblemNotice;
use crate::profile_field::ProfileField;
use crate::request::{Kind, Request};
use crate::server_field::{ServerField, use_user};
use crate::unsaved::Field;

/// The profile section. It shows the store's user at once and refreshes it from the server.
#[component]
pub(crate) fn Profile(account: Account) -> impl IntoView {
    // The cache's owner mirrors the answer into the store.
    use_query(queries::profile);
    let name = ServerField::new(account, Field::Name, |user| user.name.clone().unwrap_or_default());
    let email = ServerField::new(account, Field::Email, |user| user.email.clone().unwrap_or_default());
    let phone = use_user(|user| user.phone.clone());
    let busy = move || account.busy(Kind::SaveProfile);
    view! {
        <section class="card" id="profile" aria-labelledby="profile-title">
            <h2 id="profile-title" tabindex="-1">"Profile"</h2>
            <form class="stack stack-tight" novalidate data-testid="profile-form" on:submit=move |event| {
                prevent_default(&event);
                save(account, &name.value(), &email.value());
            }>
                <ProfileField account field=name at=Place::ProfileName id="profile-name" label="Name" autocomplete="name"/>
                <ProfileField
                    account field=email at=Place::ProfileEmail id="profile-email" label="Email" autocomplete="email" input_type="email"
                />
                <p class="small muted">
                    "Phone "<span data-testid="profile-phone">{move || phone.get()}</span>
                    ". It is how you log in and cannot be changed here."
                </p>
                <div class="row">
                    <button
                        class="button button-primary" type="submit" data-testid="profile-save" aria-busy=busy aria-disabled=busy
                    >"Save"</button>
                    <span class="account-saved" role="status" data-testid="profile-saved">
                        {move || account.is_done(Kind::SaveProfile).then_some("Saved")}
                    </span>
                </div>
            </form>
            <ProblemNotice account at=Place::ProfileForm/>
        </section>
    }
}

fn save(account: Account, name: &str, email: &str) {
    match (rules::check_name(name), rules::check_email(email)) {
        (Err(problem), _) => account.refuse(Place::ProfileName, problem),
        (_, Err(problem)) => account.refuse(Place::ProfileEmail, problem),
        (Ok(name), Ok(email)) => account.ask(Request::SaveProfile {
            name: name.into(),
            email: email.into(),
        }),
    }
}
