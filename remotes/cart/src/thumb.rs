//! Product pictures.

use leptos::prelude::*;
use shared_store::Selected;
use tarn_view::view;

use crate::line::PlacedLine;

/// The picture of a line's product, or a placeholder if it has none.
#[component]
pub(crate) fn Thumb(placed: Selected<PlacedLine>) -> impl IntoView {
    // A new quantity must not recreate the picture.
    let address = Selected::new(move || placed.with(|placed| placed.line.image.clone()));
    let picture = move || {
        let address = address.get();
        if address.is_empty() {
            view! { <span class="thumb"></span> }
        } else {
            view! { <img class="thumb" alt="" width="72" height="72" loading="lazy" src=address/> }
        }
    };
    view! { {picture} }
}
