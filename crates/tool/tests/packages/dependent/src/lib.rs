//! The code of a dependent: a slice, a component of a remote, and the owner of a page.

use leptos::prelude::*;
use tarn_federation::Props;
use tarn_page::{Page, PersistedSlice};
use tarn_small_allocator as _;
use tarn_store::persistence::Stored;
use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder, StoreError, use_dispatch, use_selector};
use tarn_view::view;
use tarn_wire::Wire;

const CONTRACT: Contract = tarn_store::contract!();

#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub struct Counter {
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "counter", state = Counter)]
pub enum CounterAction {
    Add { by: u32 },
    #[slice(crosses_tabs)]
    Reset,
}

impl Reduce<CounterAction> for Counter {
    fn reduce(&mut self, action: CounterAction, _seq: u64) -> Result<Change, Rejected> {
        let before = self.count;
        self.count = match action {
            CounterAction::Add { by } => before.checked_add(by).ok_or_else(|| Rejected::refused("by: too large"))?,
            CounterAction::Reset => 0,
        };
        Ok(Change::when(self.count != before))
    }
}

/// Props of `CounterPage`.
#[derive(Clone, PartialEq, Props)]
pub struct CounterProps {
    /// The difference per click.
    pub by: u32,
}

tarn_federation::expose! {
    "counter",
    provide: provide_store,
    "CounterPage" => CounterPage,
}

fn store_builder() -> StoreBuilder {
    StoreBuilder::new(CONTRACT).slice::<Counter>()
}

fn provide_store(remote: &str) -> Result<(), StoreError> {
    tarn_store::provide_store(remote, &CONTRACT, store_builder)
}

#[component]
fn CounterPage(props: ReadSignal<CounterProps>) -> impl IntoView {
    let count = use_selector(|counter: &Counter| counter.count);
    let dispatch = use_dispatch();
    let add = move |_| {
        let by = props.with_untracked(|props| props.by);
        if let Err(rejected) = dispatch(CounterAction::Add { by }) {
            leptos::logging::warn!("{rejected}");
        }
    };
    view! { <p><output>{move || count.get()}</output> " " <button type="button" on:click=add>"Add"</button></p> }
}

/// Owns the page.
pub fn own() -> Result<Page, String> {
    Page::builder(store_builder)
        .storage(Stored {
            prefix: "counter",
            forms: &[],
            identities: &[],
        })
        .persist(PersistedSlice::whole::<Counter>())
        .own()
}
