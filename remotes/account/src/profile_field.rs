//! One field of the profile's form.

use leptos::prelude::*;
use tarn_view::view;

use crate::account::Account;
use crate::place::Place;
use crate::problem_notice::ProblemNotice;
use crate::server_field::ServerField;

/// A field of the profile. If the server's text changes while the shopper types, the field offers it.
#[component]
pub(crate) fn ProfileField(
    account: Account,
    field: ServerField,
    at: Place,
    id: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    /// The type of the input element, if it is not `text`.
    #[prop(optional)]
    input_type: Option<&'static str>,
) -> impl IntoView {
    let newer = move || match field.server.get() {
        text if text.is_empty() => "It was emptied elsewhere meanwhile.".to_owned(),
        text => ["It was changed elsewhere to \u{201c}", &text, "\u{201d}."].concat(),
    };
    let (newer_id, take_id) = ([id, "-newer"].concat(), [id, "-take"].concat());
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id type=input_type autocomplete=autocomplete aria-describedby=at.problem_id()
                aria-invalid=move || account.is_invalid(at) data-testid=id node_ref=field.input
                on:input=move |_| field.keep_typed()
            />
            <p class="small" role="status" hidden=move || !field.is_offered.get() data-testid=newer_id>
                <span>{newer}</span> " "
                <button
                    class="button button-quiet button-small" type="button" data-testid=take_id on:click=move |_| field.take()
                >"Use this"</button>
            </p>
            <ProblemNotice account at field=field.input/>
        </div>
    }
}
