//! The notice that undoes a removal.

use leptos::leptos_dom::logging::console_error;
use leptos::prelude::*;
use shared_store::{CartAction, select_cart_lines, use_store};
use tarn_view::view;

use crate::focus::{UNDO, focus_line_or_title};
use crate::line::PlacedLine;

/// Names the removed product, with Undo and Dismiss. From its buttons the focus moves to the restored line, or to the line
/// that took its place.
#[component]
pub(crate) fn RemovedNotice(removed: RwSignal<Option<PlacedLine>>) -> impl IntoView {
    let name = move || removed.with(|removed| removed.as_ref().map(|removed| removed.line.name.clone()));
    let store = StoredValue::new_local(use_store());
    let undo = move |_| {
        let Some(PlacedLine { line, index }) = removed.get_untracked() else {
            return;
        };
        let product_id = line.product_id.clone();
        let undone = store.with_value(|store| {
            let mut lines = store.select(select_cart_lines);
            // The product was added again meanwhile; there is nothing to restore.
            if lines.iter().any(|present| present.product_id == line.product_id) {
                return Ok(());
            }
            lines.insert(index.min(lines.len()), line);
            store.dispatch(CartAction::ReplaceCart { lines })
        });
        match undone {
            Ok(()) => {
                removed.set(None);
                focus_line_or_title(Some(product_id));
            }
            Err(rejected) => console_error(&rejected.message),
        }
    };
    let dismiss = move |_| {
        let index = removed.with_untracked(|removed| removed.as_ref().map(|removed| removed.index));
        removed.set(None);
        let lines = store.with_value(|store| store.select(select_cart_lines));
        let next = lines.get(index.unwrap_or_default()).or(lines.last());
        focus_line_or_title(next.map(|line| line.product_id.clone()));
    };
    view! {
        <div class="notice notice-info" data-testid="cart-removed">
            <p>{name}" was removed."</p>
            <button class="button button-small" type="button" id=UNDO data-testid="cart-undo" on:click=undo>
                "Undo"
            </button>
            <button class="button button-quiet button-small" type="button" on:click=dismiss>"Dismiss"</button>
        </div>
    }
}
