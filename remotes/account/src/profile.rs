//! The shopper's name and address.

use leptos::web_sys::Element;
use shared_api::rules;
use shared_store::User;

use crate::account::{Account, AccountProgress};
use crate::parts::{input, set, set_button, set_text, typed};
use crate::problem::render_problem;
use crate::request::{Kind, Request};

pub(crate) const TEMPLATE: &str = r#"<section class="card" id="profile" aria-labelledby="profile-title"><h2 id="profile-title" tabindex="-1">Profile</h2>
<form class="stack stack-tight" novalidate data-testid="profile-form">
  <div class="field"><label for="profile-name">Name</label><input id="profile-name" autocomplete="name" aria-describedby="profile-name-problem" data-testid="profile-name"></div>
  <div class="field"><label for="profile-email">Email</label><input id="profile-email" type="email" autocomplete="email" aria-describedby="profile-email-problem" data-testid="profile-email"></div>
  <p class="small muted">Phone <span data-testid="profile-phone"></span>. It is how you log in and cannot be changed here.</p>
  <div class="row"><button class="button button-primary" type="submit" data-testid="profile-save">Save</button><span class="account-saved" role="status" data-testid="profile-saved"></span></div>
</form></section>"#;

/// Brings the section to this state. What it shows is in the store, so it works without asking the server.
pub(crate) fn render(page: &Element, user: &User, progress: &AccountProgress) {
    render_value(page, "profile-name", user.name.as_deref());
    render_value(page, "profile-email", user.email.as_deref());
    set_text(page, "profile-phone", &user.phone);
    let saving = progress.of(Kind::SaveProfile);
    for at in ["profile-name", "profile-email", "profile-form"] {
        render_problem(page, at, "-problem", saving, None);
    }
    set_button(page, "profile-save", saving.is_pending, saving.is_pending);
    set_text(page, "profile-saved", if saving.is_done { "Saved" } else { "" });
}

/// A value that changed in the store replaces what was typed; otherwise the typing is left alone.
fn render_value(page: &Element, test_id: &str, value: Option<&str>) {
    if let Some(field) = input(page, test_id)
        && set(&field, "data-stored", Some(value.unwrap_or_default()))
    {
        field.set_value(value.unwrap_or_default());
    }
}

/// Saves what was typed.
pub(crate) fn submit(page: &Element, account: Account) {
    let (name, email) = (typed(page, "profile-name"), typed(page, "profile-email"));
    match (rules::check_name(&name), rules::check_email(&email)) {
        (Err(problem), _) => account.refuse(Kind::SaveProfile, "profile-name", problem),
        (_, Err(problem)) => account.refuse(Kind::SaveProfile, "profile-email", problem),
        (Ok(name), Ok(email)) => account.ask(Request::SaveProfile {
            name: name.into(),
            email: email.into(),
        }),
    }
}
