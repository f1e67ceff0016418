//! The shopper's name and address.

use std::cell::RefCell;

use html_template::{Template, follow, template};
use leptos::web_sys::HtmlInputElement;
use shared_api::rules;
use shared_store::{Selected, User, UserState, use_selector};

use crate::account::Account;
use crate::field::field;
use crate::kept::keep_profile;
use crate::problem::{field_problem, notice};
use crate::request::{Kind, Request};
use crate::request_button::request_button;

const PROFILE: &str = r#"<section class="card" id="profile" aria-labelledby="profile-title">
    <h2 id="profile-title" tabindex="-1">Profile</h2>
    <form class="stack stack-tight" novalidate data-testid="profile-form" data-part="form">
        <div class="field"><label for="profile-name">Name</label><input id="profile-name" autocomplete="name" aria-describedby="profile-name-problem" data-testid="profile-name" data-part="profile-name"><div class="account-problem" data-part="profile-name-problem"></div></div>
        <div class="field"><label for="profile-email">Email</label><input id="profile-email" type="email" autocomplete="email" aria-describedby="profile-email-problem" data-testid="profile-email" data-part="profile-email"><div class="account-problem" data-part="profile-email-problem"></div></div>
        <p class="small muted">Phone <span data-testid="profile-phone" data-part="phone"></span>. It is how you log in and cannot be changed here.</p>
        <div class="row"><button class="button button-primary" type="submit" data-testid="profile-save" data-part="save">Save</button><span class="account-saved" role="status" data-testid="profile-saved" data-part="saved"></span></div>
    </form>
    <div class="account-problem" data-part="profile-form-problem"></div>
</section>"#;

/// The section. What it shows is in the store from the session on, and is asked for again.
pub(crate) fn profile(account: Account) -> Template {
    keep_profile();
    let name = use_user(|user| user.name.clone().unwrap_or_default());
    let email = use_user(|user| user.email.clone().unwrap_or_default());
    let phone = use_user(|user| user.phone.clone());
    let section = template(PROFILE);
    let (typed_name, typed_email) = (field(&section, "profile-name"), field(&section, "profile-email"));
    follow_field(
        &typed_name,
        Box::new(move || account.unsaved().map_or_else(|| name.get(), |(name, _)| name)),
    );
    follow_field(
        &typed_email,
        Box::new(move || account.unsaved().map_or_else(|| email.get(), |(_, email)| email)),
    );
    let section = section
        .text("phone", move || phone.get())
        .text("saved", move || match account.is_done(Kind::SaveProfile) {
            true => "Saved".into(),
            false => String::new(),
        })
        .on("form", "submit", move |event| {
            event.prevent_default();
            save(&typed_name.value(), &typed_email.value(), account);
        });
    let section = field_problem(section, "profile-name", account, Kind::SaveProfile);
    let section = field_problem(section, "profile-email", account, Kind::SaveProfile);
    let section = notice(section, "profile-form", account, Kind::SaveProfile);
    request_button(section, "save", account, Kind::SaveProfile)
}

/// A text that is another one replaces what was typed in the field; as long as it is the same, the typing is left alone.
fn follow_field(field: &HtmlInputElement, text: Box<dyn Fn() -> String>) {
    let field = field.clone();
    let shown = RefCell::new(None);
    follow(move || {
        let text = text();
        if shown.borrow().as_ref() == Some(&text) {
            return;
        }
        // Setting the same text would move the caret.
        if field.value() != text {
            field.set_value(&text);
        }
        shown.replace(Some(text));
    });
}

fn use_user(select: fn(&User) -> String) -> Selected<String> {
    use_selector(move |user: &UserState| user.user.as_ref().map(select).unwrap_or_default())
}

fn save(name: &str, email: &str, account: Account) {
    match (rules::check_name(name), rules::check_email(email)) {
        (Err(problem), _) => account.refuse(Kind::SaveProfile, "profile-name", problem),
        (_, Err(problem)) => account.refuse(Kind::SaveProfile, "profile-email", problem),
        (Ok(name), Ok(email)) => account.ask(Request::SaveProfile {
            name: name.into(),
            email: email.into(),
        }),
    }
}
