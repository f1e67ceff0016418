//! The profile: the server's text, typed text, and saving it.

use shared_store::UserAction;
use shop_api::ApiError;
use shop_api::model::User;
use shop_testing::Shop;

use super::{name_ada, show};

fn saved(name: &str) -> User {
    User {
        name: Some(name.into()),
        ..shop_testing::session().user
    }
}

#[test]
fn the_fields_have_what_the_shop_knows() {
    let page = show(&Shop::logged_in());
    assert_eq!(page.get("profile-name").value(), "Ada");
    assert_eq!(page.get("profile-email").value(), "ada@example.com");
    assert_eq!(page.get("profile-phone").text(), "+15550100");
}

#[test]
fn a_profile_is_saved_trimmed() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("profile-name").type_text(" Ada Lovelace ");
    page.get("profile-save").click();
    let asked = shop.api.save_profile.asked();
    assert_eq!(
        (asked[0].name.as_str(), asked[0].email.as_str()),
        ("Ada Lovelace", "ada@example.com")
    );
    assert_eq!(page.get("profile-save").attribute("aria-busy").as_deref(), Some("true"));
    shop.api.save_profile.answer(saved("Ada Lovelace"));
    assert_eq!(page.get("profile-saved").text(), "Saved");
    assert_eq!(shop.toasts.calls(), ["Your profile was saved."]);
}

#[test]
fn saved_ends_with_the_next_edit() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("profile-save").click();
    shop.api.save_profile.answer(saved("Ada"));
    assert_eq!(page.get("profile-saved").text(), "Saved");
    page.get("profile-name").type_text("A");
    assert_eq!(page.get("profile-saved").text(), "");
}

#[test]
fn a_malformed_email_is_refused_at_its_field_without_a_request() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("profile-email").type_text("nowhere");
    page.get("profile-save").click();
    let message = "Please enter an email address such as name@example.com.";
    assert_eq!(page.get("profile-email-problem-text").text(), message);
    assert_eq!(
        page.get("profile-email").attribute("aria-invalid").as_deref(),
        Some("true")
    );
    assert!(page.focused() == page.find("profile-email"));
    assert!(shop.api.save_profile.asked().is_empty());
}

#[test]
fn a_refusal_of_the_shop_stands_at_the_field_that_it_is_about() {
    for (field, place) in [
        (Some("name"), "profile-name-problem"),
        (Some("email"), "profile-email-problem"),
        (None, "profile-form-problem"),
    ] {
        let shop = Shop::logged_in();
        let page = show(&shop);
        page.get("profile-save").click();
        let mut error = ApiError::new("bad_profile", "Not like this.", 400);
        error.field = field.map(str::to_owned);
        shop.api.save_profile.fail(error);
        assert_eq!(page.get(place).text(), "Not like this.", "{field:?}");
        assert_eq!(page.get("profile-saved").text(), "");
    }
}

#[test]
fn the_next_request_ends_the_problem() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("profile-save").click();
    shop.api.save_profile.fail(ApiError::network());
    assert!(page.find("profile-form-problem").is_some());
    page.get("profile-save").click();
    assert!(page.find("profile-form-problem").is_none());
}

#[test]
fn an_unedited_field_follows_the_shop_and_a_typed_text_stays() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    name_ada(&shop, "Countess");
    assert_eq!(page.get("profile-name").value(), "Countess");
    page.get("profile-name").type_text("Mine");
    name_ada(&shop, "Theirs");
    assert_eq!(page.get("profile-name").value(), "Mine");
    assert!(
        page.get("profile-name-newer")
            .text()
            .contains("It was changed elsewhere to “Theirs”.")
    );
    page.get("profile-name-take").click();
    assert_eq!(page.get("profile-name").value(), "Theirs");
    assert!(page.get("profile-name-newer").is_hidden());
}

#[test]
fn unsaved_text_survives_the_page_for_its_user_only() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("profile-name").type_text("Half a na");
    drop(page);
    assert_eq!(show(&shop).get("profile-name").value(), "Half a na");
    let user = shared_store::User {
        id: "eve".into(),
        name: Some("Eve".into()),
        ..Default::default()
    };
    shop.dispatch(UserAction::SetUser { user });
    assert_eq!(show(&shop).get("profile-name").value(), "Eve");
}
