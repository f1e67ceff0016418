//! The host: owns the store, shows the count, and has a slot for the remote.
#![cfg(target_arch = "wasm32")]

use counter_contract::{CONTRACT, Counter, CounterAction};
use leptos::prelude::*;
use tarn_federation::{RemoteComponent, RemoteView};
use tarn_page::{Page, PersistedSlice};
use tarn_store::{StoreBuilder, use_dispatch, use_selector};

#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    Page::builder(|| StoreBuilder::new(CONTRACT).slice::<Counter>())
        .storage_prefix("counter-example")
        .persist(PersistedSlice::whole::<Counter>())
        .mount(|_| view! { <Host /> });
}

#[component]
fn Host() -> impl IntoView {
    let count = use_selector(|counter: &Counter| counter.count);
    let dispatch = use_dispatch();
    view! {
        <h1>"Count in the host: " {move || count.get()}</h1>
        <button on:click=move |_| drop(dispatch(CounterAction::Reset))>"Reset"</button>
        <RemoteView component=RemoteComponent::new("buttons", "Buttons") props=|| ()>"Loading"</RemoteView>
    }
}
