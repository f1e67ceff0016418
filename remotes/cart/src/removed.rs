//! Undoing a removal.

use leptos::prelude::*;
use shared_store::{CartAction, CartLine, select_cart_lines, use_store};

/// A line that was removed, and where it stood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Removed {
    pub(crate) line: CartLine,
    pub(crate) index: usize,
}

/// Says what was removed, and puts it back.
#[component]
pub(crate) fn RemovedNotice(removed: RwSignal<Option<Removed>>) -> impl IntoView {
    let store = StoredValue::new_local(use_store());
    let undo = move |_| {
        let Some(Removed { line, index }) = removed.get_untracked() else {
            return;
        };
        let undone = store.with_value(|store| {
            let mut lines = store.select(select_cart_lines);
            // Added again meanwhile: then there is nothing to put back.
            if lines.iter().any(|present| present.product_id == line.product_id) {
                return Ok(());
            }
            lines.insert(index.min(lines.len()), line);
            store.dispatch(CartAction::ReplaceCart { lines })
        });
        match undone {
            Ok(()) => removed.set(None),
            Err(rejected) => web_sys::console::error_1(&rejected.message.into()),
        }
    };
    view! {
        <div role="status">
            {move || removed.get().map(|removed_line| view! {
                <div class="notice notice-info" data-testid="cart-removed">
                    <p>{format!("{} was removed.", removed_line.line.name)}</p>
                    <button class="button button-small" type="button" data-testid="cart-undo" on:click=undo>"Undo"</button>
                    <button
                        class="button button-quiet button-small"
                        type="button"
                        on:click=move |_| removed.set(None)
                    >
                        "Dismiss"
                    </button>
                </div>
            })}
        </div>
    }
}
