//! The problem of a request, below the part of the page that it belongs to.

use leptos::prelude::*;
use tarn_view::dom::FieldRef;
use tarn_view::{Show, view};

use crate::account::Account;
use crate::place::Place;

/// The problem at a place of the page.
#[component]
pub(crate) fn ProblemNotice(
    account: Account,
    at: Place,
    /// The field with the problem, which is focused when a problem appears.
    #[prop(optional)]
    field: Option<FieldRef>,
) -> impl IntoView {
    view! {
        <div class="account-problem">
            <Show when=move || account.problem(at).is_some()><Message account at field/></Show>
        </div>
    }
}

#[component]
fn Message(account: Account, at: Place, field: Option<FieldRef>) -> impl IntoView {
    if let Some(field) = field {
        field.focus();
    }
    let class = if field.is_some() {
        "field-error"
    } else {
        "notice notice-error"
    };
    let id = at.problem_id();
    let text_id = [id, "-text"].concat();
    view! {
        <div class=class id=id role="alert" data-testid=id>
            <p data-testid=text_id>{move || account.problem(at)}</p>
        </div>
    }
}
