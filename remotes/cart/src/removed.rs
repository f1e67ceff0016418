//! Undoing a removal.

use html_template::{Template, template};
use leptos::prelude::*;
use shared_store::{CartAction, select_cart_lines, use_store};

use crate::line::PlacedLine;

const NOTICE: &str = r#"<div class="notice notice-info" data-testid="cart-removed">
    <p data-part="what"></p>
    <button class="button button-small" type="button" data-testid="cart-undo" data-part="undo">Undo</button>
    <button class="button button-quiet button-small" type="button" data-part="dismiss">Dismiss</button>
</div>"#;

/// Says what was removed, and puts it back.
pub(crate) fn removed_notice(removed: RwSignal<Option<PlacedLine>>) -> Template {
    let store = StoredValue::new_local(use_store());
    let undo = move |_| {
        let Some(PlacedLine { line, index }) = removed.get_untracked() else {
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
    template(NOTICE)
        .text("what", move || {
            let name = removed.with(|removed| removed.as_ref().map(|removed| removed.line.name.clone()));
            format!("{} was removed.", name.unwrap_or_default())
        })
        .on("undo", "click", undo)
        .on("dismiss", "click", move |_| removed.set(None))
}
