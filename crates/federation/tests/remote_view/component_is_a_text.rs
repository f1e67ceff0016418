//! A host that names a component by a text.
use leptos::prelude::*;
use tarn_federation::RemoteView;

#[component]
fn Page() -> impl IntoView {
    view! { <RemoteView component="CartPage" props=|| ()>"Loading"</RemoteView> }
}

fn main() {}
