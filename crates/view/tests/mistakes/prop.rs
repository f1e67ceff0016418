use leptos::prelude::*;
use tarn_view::view;

#[component]
fn Price(cents: u32) -> impl IntoView {
    view! { <b>{cents}</b> }
}

fn main() {
    let _ = view! { <Price/> };
    let _ = view! { <Price cents="12"/> };
    let _ = view! { <Price cent=12/> };
}
