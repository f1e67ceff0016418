//! The quantity of a line: a field between two buttons.

use leptos::prelude::*;
use shop_api::rules::MAX_QUANTITY;
use shop_ui::arrow;
use tarn_view::dom::{event_target_value, set_event_target_value};
use tarn_view::view;

use crate::line_editor::LineEditor;

/// The quantity of a line. The element with the id `problem_id` shows the message about a refused quantity.
///
/// At a limit a button has `aria-disabled`. A `disabled` button loses the focus, and the next Tab would start at the top
/// of the page.
#[component]
pub(crate) fn Stepper(editor: LineEditor, problem_id: String) -> impl IntoView {
    let is_least = move || editor.quantity() <= 1;
    let is_most = move || editor.quantity() >= MAX_QUANTITY;
    view! {
        <div class="stepper">
            <button
                type="button" aria-label=move || format!("One {} less", editor.name()) aria-disabled=is_least
                on:click=move |_| editor.less()
            >"−"</button>
            <input
                inputmode="numeric" autocomplete="off" data-testid="qty-input" aria-describedby=problem_id
                aria-label=move || format!("Quantity of {}", editor.name())
                aria-invalid=move || editor.problem.with(Option::is_some)
                prop:value=move || editor.quantity().to_string()
                on:input=move |event| editor.type_quantity(&event_target_value(&event))
                on:keydown=move |event| match arrow(&event) {
                    Some(true) => editor.more(),
                    Some(false) => editor.less(),
                    None => {}
                }
                on:change=move |event| set_event_target_value(&event, &editor.leave_field().to_string())
            />
            <button
                type="button" aria-label=move || format!("One {} more", editor.name()) aria-disabled=is_most
                on:click=move |_| editor.more()
            >"+"</button>
        </div>
    }
}
