//! The shopper's profile: name and email.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use shared_store::{Selected, User, UserState, use_selector};
use shop_api::queries::{self, use_query};
use shop_api::rules;
use tarn_html_template::{Template, follow, template};

use crate::account::Account;
use crate::draft::{Draft, Outcome};
use crate::field::field;
use crate::problem_notice::{field_problem, notice};
use crate::request::{Kind, Request};
use crate::request_button::request_button;
use crate::unsaved::Field;
use crate::unsaved_storage;

const PROFILE: &str = r#"<section class="card" id="profile" aria-labelledby="profile-title">
    <h2 id="profile-title" tabindex="-1">Profile</h2>
    <form class="stack stack-tight" novalidate data-testid="profile-form" data-part="form">
        <div class="field"><label for="profile-name">Name</label><input id="profile-name" autocomplete="name" aria-describedby="profile-name-problem" data-testid="profile-name" data-part="profile-name"><p class="small" role="status" hidden data-testid="profile-name-newer" data-part="profile-name-newer"><span data-part="profile-name-newer-text"></span> <button class="button button-quiet button-small" type="button" data-testid="profile-name-take" data-part="profile-name-take">Use this</button></p><div class="account-problem" data-part="profile-name-problem"></div></div>
        <div class="field"><label for="profile-email">Email</label><input id="profile-email" type="email" autocomplete="email" aria-describedby="profile-email-problem" data-testid="profile-email" data-part="profile-email"><p class="small" role="status" hidden data-testid="profile-email-newer" data-part="profile-email-newer"><span data-part="profile-email-newer-text"></span> <button class="button button-quiet button-small" type="button" data-testid="profile-email-take" data-part="profile-email-take">Use this</button></p><div class="account-problem" data-part="profile-email-problem"></div></div>
        <p class="small muted">Phone <span data-testid="profile-phone" data-part="phone"></span>. It is how you log in and cannot be changed here.</p>
        <div class="row"><button class="button button-primary" type="submit" data-testid="profile-save" data-part="save">Save</button><span class="account-saved" role="status" data-testid="profile-saved" data-part="saved"></span></div>
    </form>
    <div class="account-problem" data-part="profile-form-problem"></div>
</section>"#;

/// The profile section. It shows the store's user at once and refreshes it from the server.
pub(crate) fn profile(account: Account) -> Template {
    // The cache's owner mirrors the answer into the store.
    use_query(queries::profile);
    let name = use_user(|user| user.name.clone().unwrap_or_default());
    let email = use_user(|user| user.email.clone().unwrap_or_default());
    let phone = use_user(|user| user.phone.clone());
    let section = template(PROFILE);
    let (typed_name, typed_email) = (field(&section, "profile-name"), field(&section, "profile-email"));
    let section = server_field(
        section,
        [
            "profile-name",
            "profile-name-newer",
            "profile-name-newer-text",
            "profile-name-take",
        ],
        Field::Name,
        name,
        account,
    );
    let section = server_field(
        section,
        [
            "profile-email",
            "profile-email-newer",
            "profile-email-newer-text",
            "profile-email-take",
        ],
        Field::Email,
        email,
        account,
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

/// A field with a server value. Typed text stays, and a changed server value is offered beside it. The parts are the field,
/// the offer, its text and its button.
fn server_field(
    section: Template,
    parts: [&'static str; 4],
    kept_as: Field,
    server: Selected<String>,
    account: Account,
) -> Template {
    let [field_part, offer, offer_text, take] = parts;
    let input = field(&section, field_part);
    let draft = Rc::new(RefCell::new(Draft::default()));
    let is_offered = RwSignal::new(false);
    let id = use_user(|user| user.id.clone());
    follow({
        let (input, draft) = (input.clone(), Rc::clone(&draft));
        move || {
            let (id, server) = (id.get(), server.get());
            // While saving, the store shows the text as if it were saved. A refusal makes it a draft again.
            // Without a session there is no server value; the unsaved text stays stored for the next login.
            if account.is_pending(Kind::SaveProfile) || id.is_empty() {
                return;
            }
            let outcome = draft.borrow_mut().hear(Some(id.clone()), &server, &input.value());
            match outcome {
                Outcome::Begin => input.set_value(&unsaved_storage::kept(&id, kept_as).unwrap_or(server)),
                Outcome::Show => input.set_value(&server),
                Outcome::Keep | Outcome::KeepBeside => {}
            }
            unsaved_storage::keep(&id, kept_as, draft.borrow().unsaved(&input.value()));
            is_offered.set(outcome == Outcome::KeepBeside);
        }
    });
    let (typing, typed_draft) = (input.clone(), Rc::clone(&draft));
    section
        .on(field_part, "input", move |_| {
            unsaved_storage::keep(&account.user(), kept_as, typed_draft.borrow().unsaved(&typing.value()));
        })
        .flag(offer, "hidden", move || !is_offered.get())
        .text(offer_text, move || match server.get() {
            text if text.is_empty() => "It was emptied elsewhere meanwhile.".into(),
            text => format!("It was changed elsewhere to \u{201c}{text}\u{201d}."),
        })
        .on(take, "click", move |_| {
            let server = server.get_untracked();
            draft.borrow_mut().take(&server);
            input.set_value(&server);
            unsaved_storage::keep(&account.user(), kept_as, None);
            is_offered.set(false);
        })
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
