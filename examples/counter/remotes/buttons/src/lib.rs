//! The remote: buttons that change the count. It may add, but not reset: host/federation.json grants only `counter/add`.
#![cfg(target_arch = "wasm32")]

use counter_contract::{CONTRACT, Counter, CounterAction};
use leptos::prelude::*;
use tarn_store::{browser, use_dispatch, use_selector};

tarn_federation::expose! {
    "buttons",
    provide: |remote| browser::provide_store(remote, &CONTRACT),
    "Buttons" => Buttons,
}

#[component]
fn Buttons() -> impl IntoView {
    let count = use_selector(|counter: &Counter| counter.count);
    let dispatch = use_dispatch();
    let refusal = RwSignal::new(None);
    let send = move |action| refusal.set(dispatch(action).err().map(|error| error.to_string()));
    let reset = send.clone();
    view! {
        <p>"Count in the remote: " {move || count.get()}</p>
        <button on:click=move |_| send(CounterAction::Add { by: 1 })>"Add 1"</button>
        <button on:click=move |_| reset(CounterAction::Reset)>"Reset from the remote"</button>
        <p role="alert">{move || refusal.get()}</p>
    }
}
